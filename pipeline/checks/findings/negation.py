"""Negations lost or added between a claim and its evidence."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.polarity import FAR, denies, negates, said_to_be_denied, says_no, says_no_before, tells_of_no
from pipeline.checks.roots import root
from pipeline.checks.told import Counterparts, Told, counterparts, told_words
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.thesaurus import senses
from pipeline.text.words import words

_COUNTERFACTUAL = re.compile(
    r"^(?:had|if|were|should|without|but for|until|till|before)\b|\bwould(?: not|n't)? have\b|\b(?:until|till)\b"
)
_SUPERLATIVE = re.compile(r"\b(?:\w{2,}est|most|record|first|unprecedented)\b")
"""What "no larger one ever" may be told of."""
_FIRST = re.compile(r"\b(?:first|only|new|unprecedented|record|never)\b")
_NEVER_BEFORE = re.compile(r"\b(?:no|never|none|nobody)\b[^.;]*\b(?:before|ever|previously|other)\b")
"""What is the first of its kind, and how the same is told with a negation."""
_UN = re.compile(r"un(?!it|io|if|iv|iq|der|til)(\w{4,})$")
_BREACH = re.compile(r"\b(?:br(?:eak|oke)\w*|breach\w*|violat\w*|against|contrary|contraven\w*|infring\w*|defi\w+)\b")
"""What says that something is not as a law, a rule or the like has it."""
_DISPUTES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|refut\w*|rebut\w*|disput\w*|contest\w*|untrue|false\w*"
    r"|wrong\w*|contradict\w*|alleg\w*|rumou?r\w*|reportedly|speculat\w*|not"
    r"|no (?:evidence|proof|indication|suggestion|sign))\b|n't\b"
)
"""What tells that something is denied, or not sure, in a claim's own words."""
_LACK = re.compile(
    r"\b(?:\w{3,}less|dea(?:d|ths?)|d(?:ies|ied?|ying)|killed|un(?!it|io|if|iv|iq|der|til)\w{4,}|in(?:ability|capable|complete)"
    r"|fail\w*|lack\w*|refus\w+|apart|except\w*|outside|unless|until|same|equal\w*|identical|every\w*|away|out)\b"
)
"""What may say in other words that something is not so."""
_NO_THING = re.compile(r"\b(?:no|none|nobody|nothing|neither|never)(?: [\w'-]+){0,4} $")
_TAIL = 60  # characters before a word among which "no" stands
_CLAUSE_END = re.compile(r"[,;:.!?()–—]")
_NEAR = 4  # words between a word and one that says no to it
_REACH = 6  # words of content behind one that is denied, of which the same is said: "no talks on arms were held"
_LITTLE = 3  # words around, of which one that is shared is enough
_MOST = 8  # denials of a claim that are looked at
_SURE = 2  # words around that a word and its counterpart share, for one to be held against the other


def lost_negation(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """A statement negated in the claim and affirmed in the evidence, or the other way round.

    What would have been ("had it not fired …"), and "not until", say something by their form. Where the claim negates
    what the evidence tells in other words, it is enough that something in the evidence says no.
    """
    quotes = tuple(passage.quote for passage in evidence if passage.language == language)
    if not any(_denies(text, language) for text in (claim, *quotes)):
        return
    told = told_words(claim, language)
    shown = counterparts(quotes, language)
    if not _COUNTERFACTUAL.search(fold(claim)) and (added := _added(told, claim, quotes, language)):
        word, hard = added.told.word.text, added.is_sure
        otherwise = "the evidence does not" if hard else "the evidence does not in so many words"
        yield Reason(kind="negation", words=word, hard=hard, message=f"the claim negates “{word}”, {otherwise}")
    if _FIRST.search(fold(claim)) and any(_NEVER_BEFORE.search(fold(quote)) for quote in quotes):
        return
    dropped = (
        _dropped(told, shown)
        or _out_of_scope(told, quotes, language)
        or _unmade(told, claim, quotes, language)
        or _said_not_to_be(told, claim, quotes, language)
    )
    if dropped:
        word = dropped.word.text
        yield Reason(
            kind="negation", words=word, hard=True, message=f"the evidence negates “{word}”, the claim does not"
        )


@lru_cache(maxsize=2048)
def _denies(text: str, language: str) -> bool:
    """Whether a text denies something, or has a word with "un-"."""
    found = words(text)
    if language == "en" and (denies(text) or says_no(text)):
        return True
    if not negates(found) and not any(_UN.match(word.folded) for word in found):
        return False  # so that most texts need not be weighed word by word
    return any(each.is_denied or _UN.match(each.word.folded) for each in told_words(text, language))


class _Added(NamedTuple):
    """A word that a claim negates, and whether the evidence is sure to affirm it."""

    told: Told
    is_sure: bool


def _added(told: Sequence[Told], claim: str, quotes: tuple[str, ...], language: str) -> _Added | None:
    """The first word that the claim negates and the evidence affirms; else one that nothing in the evidence negates.

    Only where the evidence has that very word among the same ones, or one that says the same in a sentence without a
    word of lack, do words alone show it: "did not survive" and "died" cannot be compared.
    """
    shown = counterparts(quotes, language)
    ranked = any(_SUPERLATIVE.search(fold(quote)) for quote in quotes)
    denied = [each for each in told if each.is_denied and not (ranked and each.word.folded.endswith("er"))]
    doubted: list[Told] = []
    for each in denied:
        same = shown.of(each, _SURE if len(each.around) > _LITTLE else 1)
        if same and not any(other.is_negated or other.from_no < FAR for other in (*same, *shown.like(each))):
            is_sure = bool(shown.like(each)) or not any(map(_tells_of_lack, quotes))
            if is_sure and not each.word.is_capitalised and _is_of_the_same(each, told, claim, same):
                return _Added(each, is_sure=True)
            doubted.append(each)
    doubted = doubted or _unsaid(denied, quotes, language)
    is_sure = language == "en" and not any(tells_of_no(quote) or _tells_of_lack(quote) for quote in quotes)
    return _Added(doubted[0], is_sure) if doubted else None


@lru_cache(maxsize=2048)
def _tells_of_lack(quote: str) -> bool:
    return negates(words(quote)) or _LACK.search(fold(quote)) is not None


def _is_of_the_same(each: Told, told: Sequence[Told], claim: str, same: Sequence[Told]) -> bool:
    """Whether what "no" denies of a thing is what the evidence says of it: "no bridge is safe", "every bridge leaks".

    Other negations deny the word behind them, whatever follows.
    """
    if not _NO_THING.search(fold(claim[max(0, each.word.start - _TAIL) : each.word.start])):
        return True
    clause = _CLAUSE_END.split(claim[each.word.end :], maxsplit=1)[0]
    end = each.word.end + len(clause)
    behind = [other for other in told[each.place + 1 : each.place + 1 + _REACH] if other.word.start < end]
    plain = [other for other in behind if not other.word.is_capitalised]
    said = next((other for other in plain if other.is_finite), plain[0] if plain else None)
    return said is None or any(said.root in other.around for other in same)


def _unsaid(denied: Sequence[Told], quotes: Sequence[str], language: str) -> list[Told]:
    """The words that a claim denies where the evidence negates nothing and says no, in other words, to none near by."""
    known = [each for quote in quotes for each in told_words(quote, language)] if denied else []
    if not quotes or any(each.is_negated for each in known):
        return []
    says_no_to = {each.root for each in known if each.from_no < FAR}
    return [each for each in denied if each.root not in says_no_to and each.around.isdisjoint(says_no_to)]


def _dropped(told: Sequence[Told], shown: Counterparts) -> Told | None:
    """The first word that the claim affirms and the evidence negates."""
    denied = [each.place for each in told if each.is_denied][:_MOST]
    for each in told:
        if each.is_negated or each.from_no <= _NEAR or any(0 < each.place - place <= _REACH for place in denied):
            continue
        same = shown.of(each, _SURE)
        if same and all(other.is_denied for other in (*same, *shown.like(each))):
            return each
    return None


def _out_of_scope(told: Sequence[Told], quotes: Sequence[str], language: str) -> Told | None:
    """The first of two words that the evidence has side by side behind a negation alone, and the claim without one.

    "Would not serve the public interest" told as "would be in the public interest".
    """
    known = [each for quote in quotes for each in told_words(quote, language)]
    affirmed = {each.root for each in known if not each.is_negated}
    denied = {
        (one.root, other.root)
        for one, other in pairwise(known)
        if one.is_negated and other.is_negated and not {one.root, other.root} & affirmed
    }
    for one, other in pairwise(told) if denied else ():
        named = one.word.is_capitalised or other.word.is_capitalised
        if (one.root, other.root) in denied and not named and one.from_no == other.from_no == FAR:
            return one
    return None


def _said_not_to_be(told: Sequence[Told], claim: str, quotes: Sequence[str], language: str) -> Told | None:
    """The first word that the claim tells of what somebody in the evidence denies, where no passage affirms it."""
    if language != "en" or not any(map(denies, quotes)) or _DISPUTES.search(fold(claim)):
        return None
    known: list[tuple[Told, bool]] = []
    for quote in quotes:
        found = words(quote)
        at = {word.start for word, is_denied in zip(found, said_to_be_denied(quote, found), strict=True) if is_denied}
        known += [(each, each.word.start in at) for each in told_words(quote, language)]
    for each in told:
        kin = senses(each.root)
        same = [(o, no) for o, no in known if o.root == each.root or not kin.isdisjoint(senses(o.root))]
        if not same or each.is_negated or each.from_no <= _NEAR or not all(no for _, no in same):
            continue
        if any(len(each.around & other.around) >= min(_SURE, len(each.around)) for other, _ in same):
            return each
    return None


def _unmade(told: Sequence[Told], claim: str, quotes: Sequence[str], language: str) -> Told | None:
    """The first word that the claim affirms and the evidence has with "un-" alone: "connected" for "unrelated"."""
    known = [each for quote in quotes for each in told_words(quote, language)] if language == "en" else []
    unmade = {match[1] for each in known if (match := _UN.match(each.word.folded))}
    if not unmade or any(each.is_denied or _UN.match(each.word.folded) for each in told):
        return None
    roots = {root(word) for word in unmade}
    kin = {sense for word in roots for sense in senses(word)}
    own = {each.root for each in known}
    for each in told:
        same = each.root in roots or not kin.isdisjoint(senses(each.root))
        if not same or each.root in own or each.is_negated or each.word.is_capitalised:
            continue
        before = claim[max(0, each.word.start - _TAIL) : each.word.start]
        if not says_no_before(claim, each.word.start) and not _BREACH.search(fold(before)):
            return each
    return None
