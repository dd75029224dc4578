"""Negations lost or added between a claim and its evidence."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.checks.passage import Passage
from pipeline.checks.polarity import FAR, negates
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
_UN = re.compile(r"un(?!it|io|if|iv|iq|der|til)(\w{4,})$")
_NEAR = 4  # words between a word and one that says no to it
_REACH = 6  # words of content behind one that is denied, of which the same is said: "no talks on arms were held"
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
    if not _COUNTERFACTUAL.search(fold(claim)) and (added := _added(told, quotes, shown, language)):
        word = added.word.text
        yield Reason(
            kind="negation", words=word, hard=True, message=f"the claim negates “{word}”, the evidence does not"
        )
    if dropped := _dropped(told, shown) or _out_of_scope(told, quotes, language) or _unmade(told, quotes, language):
        word = dropped.word.text
        yield Reason(
            kind="negation", words=word, hard=True, message=f"the evidence negates “{word}”, the claim does not"
        )


@lru_cache(maxsize=4096)
def _denies(text: str, language: str) -> bool:
    """Whether a text denies something, or has a word with "un-"."""
    found = words(text)
    if not negates(found) and not any(_UN.match(word.folded) for word in found):
        return False  # so that most texts need not be weighed word by word
    return any(each.is_denied or _UN.match(each.word.folded) for each in told_words(text, language))


def _added(told: Sequence[Told], quotes: Sequence[str], shown: Counterparts, language: str) -> Told | None:
    """The first word that the claim negates and the evidence affirms.

    Or one that nothing in the evidence negates, nor says no to, in other words, near by.
    """
    ranked = any(_SUPERLATIVE.search(fold(quote)) for quote in quotes)
    denied = [each for each in told if each.is_denied and not (ranked and each.word.folded.endswith("er"))]
    for each in denied:
        same = shown.of(each, _SURE)
        if same and not any(other.is_negated or other.from_no < FAR for other in (*same, *shown.like(each))):
            return each
    known = [each for quote in quotes for each in told_words(quote, language)] if denied else []
    if not quotes or any(each.is_negated for each in known):
        return None
    says_no_to = {each.root for each in known if each.from_no < FAR}
    return next((each for each in denied if each.root not in says_no_to and each.around.isdisjoint(says_no_to)), None)


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


def _unmade(told: Sequence[Told], quotes: Sequence[str], language: str) -> Told | None:
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
        if same and each.root not in own and each.from_no == FAR and not each.word.is_capitalised:
            return each
    return None
