"""What makes two sentences of nearly the same words say different things.

No measure of likeness sees that "28 people" and "82 people" differ, or "will close" and "closed". So before two
sentences are held to tell the same, their numbers, negations and modality must be equal, and neither may have a name, a
content word or one of a pair of opposites where the other has another: one may only tell more than the other.
"""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from pipeline.text.numbers import quantities
from pipeline.text.places import place_of
from pipeline.text.words import Word, is_content, stem, words

MONTHS = {
    "jan": "january", "feb": "february", "mar": "march", "apr": "april", "jun": "june", "jul": "july",
    "aug": "august", "sep": "september", "sept": "september", "oct": "october", "nov": "november", "dec": "december",
}  # fmt: skip
"""The months under their short forms."""

_NEGATIONS = frozenset("not no never denied denies deny denying none nobody nothing cannot without nor neither".split())
_TENTATIVE = frozenset(
    """will would shall may might could should must plan plans planned planning expect expects expected due intend
    intends intended likely unlikely if whether alleged allegedly reportedly possibly perhaps seek seeks aims hope
    hopes""".split()
)
_OPPOSITES = """
before until|after since
up rise rises rose risen rising increase increases increased gain gains gained grew grow grows climbed higher|
    down fall falls fell fallen falling decrease decreases decreased drop drops dropped declined lost shrank lower
more most|fewer less least
over above|under below
opened opens open opening|closed closes close closing
started starts start began begins begin|ended ends end stopped stops
accepted accepts accept approved approves approve backed|rejected rejects reject blocked blocks opposed refused
bought buys buy|sold sells sell
won wins win|lost loses lose
north northern|south southern
east eastern|west western
first|last
man men he his him|woman women she her
best|worst
arrived arrives arrive|left leaves leave departed
guilty|innocent acquitted
largest biggest highest|smallest lowest
"""
_TIMES = frozenset(
    "day days week weeks month months year years hour hours minute minutes morning evening later earlier ago".split()
)
_SPELLING = 75  # the likeness, of 100, of "organisers" and "organizers"
_PREFIXES = ("un", "in", "im", "dis", "non", "ir")


def _sides() -> dict[str, frozenset[tuple[int, int]]]:
    table: dict[str, frozenset[tuple[int, int]]] = {}
    for axis, line in enumerate(_OPPOSITES.replace("|\n", "|").strip().splitlines()):
        for side, group in enumerate(line.split("|")):
            for word in group.split():
                table[word] = table.get(word, frozenset()) | {(axis, side)}
    return table


_SIDES = _sides()


def sides_of(folded: str) -> frozenset[tuple[int, int]]:
    """Which side a folded word takes of which pair of opposites."""
    return _SIDES.get(folded, frozenset())


class Content(NamedTuple):
    """What a sentence says beside what it is about."""

    numbers: frozenset[tuple[float, str]]
    is_negated: bool
    is_tentative: bool
    sides: frozenset[tuple[int, int]]
    """Which side it takes of which pair of opposites."""
    words: frozenset[str]
    stems: frozenset[str]
    terms: frozenset[str]
    """The stems of its content words but for its numbers, which may be written out, and the measures of time."""
    names: tuple[str, ...]
    """Its capitalised words but the first, folded, in order, each once; countries under one name."""


@lru_cache(maxsize=4096)
def content(quote: str, language: str = "en") -> Content:
    """What of a sentence has to agree with another one's for the two to say the same."""
    found, numbers = words(quote), quantities(quote)
    counted = {offset for number in numbers for offset in range(number.start, number.end)}
    return Content(
        numbers=frozenset((number.value, number.unit) for number in numbers),
        is_negated=any(word.folded in _NEGATIONS or word.text.endswith(("n't", "n’t")) for word in found),
        is_tentative=any(word.folded in _TENTATIVE or word.text.endswith(("'ll", "’ll")) for word in found),
        sides=frozenset[tuple[int, int]]().union(*(sides_of(word.folded) for word in found)),
        words=frozenset(word.folded for word in found),
        stems=frozenset(stem(_known(word), language) for word in found),
        terms=frozenset(
            stem(_known(word), language)
            for word in found
            if word.start not in counted and word.folded not in _TIMES and is_content(word.folded, language)
        ),
        names=tuple(dict.fromkeys(_known(word) for word in found[1:] if word.is_capitalised)),
    )


def _known(word: Word) -> str:
    bare = word.folded.replace(".", "")
    return (place_of(bare) if word.is_capitalised else None) or MONTHS.get(bare, bare)


def agree(one: Content, other: Content, language: str = "en") -> bool:
    """Whether nothing in two sentences of nearly the same words sets them apart."""
    pinned = (one.numbers, one.is_negated, one.is_tentative)
    return (
        pinned == (other.numbers, other.is_negated, other.is_tentative)
        and not take_sides(one.sides, other.sides)
        and not _is_reversed(one.words, other.words)
        and not _is_replaced(one, other)
        and _names_agree(one, other, language)
    )


def take_sides(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> bool:
    """Whether one has only one of two opposites and the other only the other."""
    return any((axis, 1 - side) in other - one for axis, side in one - other)


def _is_reversed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a word stands against its negative: "likely" against "unlikely"."""
    apart = one ^ other
    return any(prefix + word in apart for word in apart for prefix in _PREFIXES)


def _is_replaced(one: Content, other: Content) -> bool:
    """Whether each has a content word that the other lacks, spelling apart: "28 lifeboats" and "28 passengers"."""
    own, others = one.terms - other.stems, other.terms - one.stems
    spelled = {(a, b) for a in own for b in others if fuzz.ratio(a, b) >= _SPELLING}
    return bool(own - {a for a, _ in spelled}) and bool(others - {b for _, b in spelled})


def _names_agree(one: Content, other: Content, language: str) -> bool:
    """Whether only one of them names what the other does not, and what both name comes in the same order."""
    own = [name for name in one.names if stem(name, language) not in other.stems]
    others = [name for name in other.names if stem(name, language) not in one.stems]
    shared = [name for name in one.names if name in other.names]
    return not (own and others) and shared == [name for name in other.names if name in one.names]
