"""Strong words: *first*, *only*, *since*, *record*, *all* and their like need the evidence's own wording."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.checks.passage import Passage
from pipeline.checks.reach import is_verb
from pipeline.checks.roots import UNCHANGED_PASTS
from pipeline.dates import TimeExpression
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.names import names
from pipeline.text.numbers import quantities
from pipeline.text.spans import Spans
from pipeline.text.words import Word, words

_NEGATIVE = "not no never none nobody nothing neither nor without cannot isnt wasnt arent werent dont doesnt didnt wont"
_UNIVERSAL = (
    "every each all any entire whole throughout both everyone everybody always everything full inevitably invariably"
)
_WHOLLY = "completely entirely totally utterly wholly fully complete entire total full whole destroyed all every"
_OBLIGED = """must need needs needed require requires required requirement oblige obliged order orders ordered demand
demands demanded force forces forced compel compelled mandatory compulsory obligatory obligation duty bound should shall
condition conditions unless until deadline essential necessary necessarily supposed"""
_GREAT = "largest biggest greatest highest record records"
_SHOWN_BY: Mapping[str, frozenset[str]] = {
    word: frozenset(f"{word} {' '.join(others.split())}".split())
    for said, others in (
        ("first", "1st original originally maiden inaugural debut debuted premiere earliest initial initially onset"),
        (
            "only sole solely exclusively unique",
            "only sole solely alone just exclusive exclusively single merely lone unique",
        ),
        ("since", "from"),
        ("record largest biggest greatest highest", _GREAT),
        ("lowest smallest", "lowest smallest tiniest least record"),
        ("worst deadliest", "worst deadliest"),
        ("best strongest", "best strongest record"),
        ("longest oldest youngest fastest tallest heaviest richest poorest weakest hottest coldest busiest", "record"),
        ("unprecedented historic", "unprecedented historic first never record"),
        ("last final", "last final finally latest closing concluding ended"),
        ("never none nobody", _NEGATIVE),
        ("every entire always all", _UNIVERSAL),
        (
            "unanimous unanimously",
            f"{_UNIVERSAL} unanimous unanimously unanimity united no none nobody without dissent",
        ),
        ("completely entirely totally utterly wholly", _WHOLLY),
        (
            "permanently",
            "permanently permanent forever good indefinitely indefinite never final finally ever ban banned",
        ),
        ("must", _OBLIGED),
    )
    for word in said.split()
}
"""The strong words, and the words of evidence that show each."""

_LOOSE = frozenset("never none nobody all must permanently completely entirely totally utterly wholly".split())
"""What may be told in other words: a negation affirmatively, "the eight unions" as "all eight unions"."""
_RANKING = (
    frozenset(_SHOWN_BY) - _LOOSE - frozenset("since every always unprecedented historic unanimous unanimously".split())
)
_NEGATORS = frozenset("not isnt wasnt hardly neither nor".split())
_HAS_TO = frozenset("has have had having is are was were".split())
_LIMITS = frozenset("since in after".split())
_REACH = 3
_TOLD_SOON = 40  # characters between "since" and the date that it counts from
_CLAUSE = re.compile(r" (?:he|she|it|they|we|i|you|who)\b")  # "since he was taken ill": the evidence may say "when"
_SINCE_THEN = re.compile(r"\b(?:has|have|had|'ve|'s) $")
_VERBAL = re.compile(r"\b(?:at|to|will|would|can|could|may|might|must|should|not|did|does) $")
_NEARLY = frozenset("nearly almost virtually practically hardly not".split())
_ENDS = re.compile(r"[ ]?(?:[.,;:)]|$|been\b|then\b|\w+ed\b)")
_NOT_UNTIL = re.compile(
    r" (?:in|on|after|at|by|when|once|later|this|last|since|from|about|around|\d"
    r"|(?:an? (?:\w+ )?)?(?:hours?|days?|weeks?|months?|years?|decades?|minutes?|moments?|seconds?|while))\b"
)
_SMALL = re.compile(r" an?\b")
_OPENS_CLAUSE = re.compile(r"(?:^|[,;:–—]|\b(?:that|but|and|said|says|because|if|where))[ \"'“‘]*$")
_NEVER_BEFORE = re.compile(r" (?:again )?(?:\w+ ){0,2}(?:before|previously)\b")
_NEW = re.compile(r"\b(?:first|never|ever|unprecedented|new|historic|record|maiden|debut)\b")
_FREE = {
    "first": re.compile(
        r"[ -](?:quarters?|half|halves|semester|trimester|names?|aid|hand|class|floor|degree|person|lady|minister)\b"
    ),
    "last": re.compile(r"[ -](?:quarters?|half|halves|semester|trimester|names?)\b"),
    "all": re.compile(
        r"[ -](?:but|day|night|year|week|season|along|over|right|the (?:more|same|while|time|way)|out)\b"
    ),
}
"""What stands behind a strong word that is none: a period, a phrase."""
_PHRASE = re.compile(
    r"\b(?:at|above|after|in|of|not|nearly|almost|for|virtually|practically|us|them|you|they|we|it)[ ]$"
)
"""What stands before "all" in a phrase or as a modest claim."""
_ADVERBIAL = re.compile(r"\b(?:at|(?:than|as|since|from)(?: on)? (?:the|that)) first$")
_TIME = re.compile(
    r"[ ](?:\w+[ ])?(?:seconds?|minutes?|hours?|mornings?|afternoons?|evenings?|days?|nights?|weekends?|weeks?"
    r"|months?|quarters?|half|halves|years?|season|round|leg|stage|phase|part|step)\b"
)
_IMPLIED_BY = {
    "first": re.compile(
        r"\b(?:second|third|again|another|earlier|previous|next)\b|\b(?:no|never|none|nobody)\b.*\b(?:before|ever|previously)\b"
    ),
    "since": re.compile(
        r"\b(?:became|appointed|elected|named|joined|founded|started"
        r"|began|opened|launched|took (?:over|office|charge))\b"
    ),
    "final": re.compile(r"\b(?:total|overall|later)\b"),
    **dict.fromkeys(
        ("every", "entire", "always"), re.compile(r"\b(?:no|none|nobody|never|without|nationwide|across)\b")
    ),
    **dict.fromkeys(("largest", "biggest", "greatest"), re.compile(r"\b(?:main|leading|principal|chief|top)\b")),
}
"""Words of evidence from which a strong word may follow."""

_TOLD_AGAIN = re.compile(
    r"\b(?:second|third|again|another|early|earlier|previous|next|later|now|since|then|revis\w+|restructur\w+|updated)\b"
)
"""What tells that something was done or changed more than once."""
_DETERMINED = re.compile(r"(?:\b(?:the|an?|its|his|her|their|our|my|this|that)|['’]s?) (?:\w+ )?$")


def is_strong(word: Word) -> bool:
    """Whether an English word is one of the strong words."""
    return word.folded in _SHOWN_BY


def has_strong_word(text: str) -> bool:
    """Whether an English text has one of the strong words."""
    return any(map(is_strong, words(text)))


def strong_words(claim: str, evidence: Sequence[Passage], dated: Sequence[TimeExpression]) -> Iterator[Reason]:
    """Strong words that the evidence does not use, or not in that sense: "first since 1987", or "not the first".

    Those in dates ("last week") and in names ("First Lady") are no claims; in another language they cannot be compared.
    """
    found = words(claim)
    said = [word.folded for word in found]
    if _SHOWN_BY.keys().isdisjoint(said):
        return
    spelled = [_forms(passage.quote) for passage in evidence]
    hard = all(passage.language == "en" for passage in evidence)
    named = ((name.start, name.end) for name in names(claim) if len(name.parts) > 1)
    spans = Spans([*((e.start, e.end) for e in dated if e.latest or e.boundary), *named])
    for position, word in enumerate(found):
        shown_by = _SHOWN_BY.get(word.folded)
        if shown_by is None or spans.hold(word.start, word.start + 1) or _is_no_claim(claim, word):
            continue
        using = [forms for forms in spelled if not shown_by.isdisjoint(forms)]
        message = _objection(word, position, said, using, shown_by)
        if message is not None:
            certain = hard and (
                _says_never_before(claim, word, evidence)
                if word.folded in _LOOSE
                else not _may_be_meant_otherwise(claim, word, said[:position], dated)
                and not _follows(claim, found, position, evidence)
            )
            yield Reason(kind="strong-word", words=word.text, hard=certain, message=message)


def _objection(
    word: Word, position: int, said: Sequence[str], using: Sequence[Sequence[str]], shown_by: frozenset[str]
) -> str | None:
    """What is wrong with a strong word; `using` are the passages that have it or its like."""
    if not using:
        return f"“{word.text}” is a strong word that the evidence does not use"
    if word.folded not in _RANKING:
        return None
    if not _is_denied(said, position) and all(_is_denied_throughout(forms, shown_by) for forms in using):
        return f"the evidence says “not … {word.text}”"
    if not _LIMITS & set(said) and all(_is_limited(forms, shown_by) for forms in using):
        return f"the evidence says “{word.text} … since”: without that limit it says too much"
    return None


def _forms(text: str) -> list[str]:
    """The folded words of a text; "most deadly" gives "deadliest" too, and "has to" gives "must"."""
    found = [word.folded for word in words(text)]
    pairs = [*pairwise(found)]
    superlatives = [_superlative(adjective) for most, adjective in pairs if most == "most"]
    return [*found, *superlatives, *("must" for verb, to in pairs if to == "to" and verb in _HAS_TO)]


def _superlative(adjective: str) -> str:
    return f"{adjective.removesuffix('y')}iest" if adjective.endswith("y") else f"{adjective.removesuffix('e')}est"


def _is_no_claim(claim: str, word: Word) -> bool:
    """Whether it is an adverb of time ("has since left"), a verb ("to last") or in a phrase ("at all", "at last")."""
    free = _FREE.get(word.folded)
    if free is not None and free.match(fold(claim), word.end):
        return True
    if word.folded == "all":
        counts = any(number.start == word.end + 1 for number in quantities(claim))
        return counts or _PHRASE.search(fold(claim[max(0, word.start - 12) : word.start])) is not None
    if word.folded == "last":
        return _VERBAL.search(fold(claim[max(0, word.start - 24) : word.start])) is not None
    if word.folded != "since":
        return False
    before, behind = fold(claim[max(0, word.start - 24) : word.start]), fold(claim[word.end : word.end + 24])
    return _SINCE_THEN.search(before) is not None or _ENDS.match(behind) is not None


def _may_be_meant_otherwise(claim: str, word: Word, said: Sequence[str], dated: Sequence[TimeExpression]) -> bool:
    """Whether "only" may say "not before" or "no more than", "since" may say "because", or "nearly" takes it back.

    `said` are the words before it.
    """
    if said and said[-1] in _NEARLY:
        return True
    if word.folded == "only":
        small = _SMALL.match(claim, word.end) and not _OPENS_CLAUSE.search(fold(claim[: word.start])[-12:])
        return bool(small) or _NOT_UNTIL.match(fold(claim), word.end) is not None
    ranked = not _RANKING.isdisjoint(said)
    if word.folded != "since" or ranked:
        return False
    counts_from_date = any(0 <= e.start - word.end < _TOLD_SOON for e in dated)
    return not counts_from_date or _CLAUSE.match(fold(claim), word.end) is not None


def _follows(claim: str, found: Sequence[Word], position: int, evidence: Sequence[Passage]) -> bool:
    """Whether a strong word may follow from other words of the evidence, or only tells when.

    Who is third has only two ahead; where there is a second, or another, there was a first; what happened on "the
    first day", or was "first held" on one of several days, is no rank; and what is among the main ones may be largest.
    """
    word = found[position].folded
    if word == "first" and _ADVERBIAL.search(fold(claim[max(0, found[position].start - 16) : found[position].end])):
        return True
    if word in {"first", "last"} and _TIME.match(fold(claim), found[position].end):
        return True
    if word in {"first", "last"} and _is_adverb(claim, found, position):
        return word == "last" or _tells_again(evidence)
    if word == "only":
        return any(q.unit == "ordinal" and q.value > 1 for passage in evidence for q in quantities(passage.quote))
    shown_by = _IMPLIED_BY.get(word)
    return shown_by is not None and any(shown_by.search(fold(passage.quote)) for passage in evidence)


def _is_adverb(claim: str, found: Sequence[Word], position: int) -> bool:
    """Whether a verb in the past follows and nothing before makes a noun of it: "first held", not "the first held"."""
    following = found[position + 1] if position + 1 < len(found) else None
    if following is None or not (is_verb(following) or following.folded in UNCHANGED_PASTS):
        return False
    return _DETERMINED.search(fold(claim[max(0, found[position].start - 16) : found[position].start])) is None


def _is_limited(forms: Sequence[str], shown_by: frozenset[str]) -> bool:
    first = next(position for position, form in enumerate(forms) if form in shown_by)
    return "since" in forms[first:]


def _is_denied_throughout(forms: Sequence[str], shown_by: frozenset[str]) -> bool:
    return all(_is_denied(forms, position) for position, form in enumerate(forms) if form in shown_by)


def _is_denied(folded: Sequence[str], position: int) -> bool:
    """Whether a negation stands shortly before a word."""
    return any(word in _NEGATORS for word in folded[max(0, position - _REACH) : position])


def _tells_again(evidence: Sequence[Passage]) -> bool:
    """Whether the evidence tells of several days, or of a second time."""
    days = {expression.latest for passage in evidence for expression in passage.dates if expression.latest}
    return len(days) > 1 or any(_TOLD_AGAIN.search(fold(passage.quote)) for passage in evidence)


def _says_never_before(claim: str, word: Word, evidence: Sequence[Passage]) -> bool:
    """Whether it says that something is new, which nothing in the evidence does: "never before had it snowed"."""
    if word.folded != "never" or not _NEVER_BEFORE.match(fold(claim), word.end):
        return False
    return not any(_NEW.search(fold(passage.quote)) for passage in evidence)
