"""Places that a claim puts where its evidence has another: in Seoul for in New York, to Ukraine for to Russia.

The evidence may name both places, so it is what stands before them that counts: the same word and the same preposition.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.roots import root
from pipeline.domain.support import Reason
from pipeline.text.names import names
from pipeline.text.places import place_of
from pipeline.text.words import Word, is_content, words

_ROLES = {"in": "in", "at": "in", "near": "in", "inside": "in", "to": "to", "into": "to", "towards": "to", "toward": "to",
          "from": "from"}  # fmt: skip
_PASSED_OVER = frozenset("the city town village capital region port".split())
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow earlier later last this next week month year
    again then recently""".split()
)
_REACH = 10  # words between a place and what it is the place of


class _Placed(NamedTuple):
    """A name behind a preposition of place, and the nearest words before it that say what is there."""

    name: str
    parts: frozenset[str]
    role: str
    preposition: str
    heads: tuple[str, ...]


def wrong_places(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Places in a role that the evidence gives to another place; English only."""
    if language != "en":
        return
    told = [placed for passage in evidence if passage.language == "en" for placed in _placed(passage.quote)]
    if not told:
        return
    for claimed in _placed(claim):
        if not claimed.heads:
            continue
        rivals = [t for t in told if t.role == claimed.role and claimed.heads[0] in t.heads]
        if not rivals or any(_same(claimed, rival) for rival in rivals) or _is_elsewhere_so(claimed, told):
            continue
        rival = rivals[0]
        hard = not (_is_country(claimed) ^ _is_country(rival))  # a city may lie in the country that the claim names
        yield Reason(
            kind="place",
            words=claimed.name,
            hard=hard,
            message=f"the evidence says “{rival.preposition} {rival.name}”, not “{claimed.preposition} {claimed.name}”",
        )


def _same(one: _Placed, other: _Placed) -> bool:
    return bool(one.parts & other.parts)


def _is_elsewhere_so(claimed: _Placed, told: Sequence[_Placed]) -> bool:
    """Whether the evidence has the place in this role with another of the claim's words before it."""
    return any(
        _same(claimed, other) and other.role == claimed.role and set(claimed.heads) & set(other.heads) for other in told
    )


def _is_country(placed: _Placed) -> bool:
    return any(place_of(part) for part in placed.parts)


@lru_cache(maxsize=8192)
def _placed(text: str) -> tuple[_Placed, ...]:
    found = words(text)
    positions = {word.start: position for position, word in enumerate(found)}
    runs = names(text)
    within = {position for run in runs for position, word in enumerate(found) if run.start <= word.start < run.end} if (
        len(found) < 400
    ) else set[int]()
    result: list[_Placed] = []
    for run in runs:
        position = positions.get(run.start)
        if position is None:
            continue
        before = position - 1
        while before >= 0 and found[before].folded in _PASSED_OVER:
            before -= 1
        if before < 0 or found[before].folded not in _ROLES:
            continue
        preposition = found[before].folded
        result.append(
            _Placed(
                name=run.text,
                parts=frozenset(place_of(part) or part for part in run.parts),
                role=_ROLES[preposition],
                preposition=preposition,
                heads=_heads(text, found, before, within),
            )
        )
    return tuple(result)


def _heads(text: str, found: Sequence[Word], before: int, within: set[int]) -> tuple[str, ...]:
    """The roots of the two nearest words of content before a preposition, names and days passed over."""
    heads: list[str] = []
    for position in range(before - 1, max(-1, before - 1 - _REACH), -1):
        word = found[position]
        if any(mark in text[word.end : found[position + 1].start] for mark in ".;:!?"):
            break
        if position in within or word.folded in _CALENDAR or not is_content(word.folded):
            continue
        heads.append(root(word.folded))
        if len(heads) == 2:
            break
    return tuple(heads)
