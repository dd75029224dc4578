"""Places that a claim puts where its evidence has another: in Seoul for in New York, to Ukraine for to Russia.

The evidence may name both places, so it is what stands before them that counts: the same word and the same preposition.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.roots import root, root_set
from pipeline.domain.support import Reason
from pipeline.text.names import Name, names
from pipeline.text.places import place_of
from pipeline.text.words import Word, is_content, words

_ROLES = {"in": "in", "at": "in", "near": "in", "inside": "in", "to": "to", "into": "to", "towards": "to",
          "toward": "to", "from": "from"}  # fmt: skip
_PASSED_OVER = frozenset("the city town village capital region port".split())
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow earlier later last this next week month year
    again then recently""".split()
)
_VENUES = frozenset(
    """palace hall stadium university college assembly house center centre airport museum hotel court church cathedral
    theatre theater park school hospital arena square street avenue office headquarters building embassy
    station""".split()
)
_REACH = 10  # words between a place and what it is the place of
_SHARE = 0.5
_LISTED = re.compile(r",? and (?:in )?(?:the )?|, (?:in )?(?:the )?")
_CLAUSE_END = re.compile(r"[,;:.!?](?!\d)")


class _Placed(NamedTuple):
    """A name behind a preposition of place, and the nearest words before it that say what is there."""

    start: int
    name: str
    parts: frozenset[str]
    role: str
    preposition: str
    heads: tuple[str, ...]
    is_listed: bool = False
    """Whether it stands in a list behind another place: "in Porto, Braga and Faro"."""


def wrong_places(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Places in a role that the evidence, where it tells the same, gives to another place; English only."""
    if language != "en":
        return
    own = [placed for placed in _placed(claim) if placed.heads and not placed.is_listed]
    if not own:
        return
    told = [(placed, passage) for passage in evidence if passage.language == "en" for placed in _placed(passage.quote)]
    for claimed in own:
        rivals = [
            (rival, passage)
            for rival, passage in told
            if rival.role == claimed.role and claimed.heads[0] in rival.heads and not rival.is_listed
        ]
        if any(_same(claimed, rival) for rival, _ in rivals) or _is_elsewhere_so(claimed, told):
            continue
        rival = next((rival for rival, passage in rivals if _tells_the_same(claim, claimed, passage)), None)
        if rival is None:
            continue
        message = f"the evidence says “{rival.preposition} {rival.name}”, not “{claimed.preposition} {claimed.name}”"
        yield Reason(kind="place", words=claimed.name, hard=not _may_lie_within(claimed, rival), message=message)


def _tells_the_same(claim: str, claimed: _Placed, passage: Passage) -> bool:
    """Whether a passage has half of what the claim's clause says, the place itself apart."""
    first = max((m.end() for m in _CLAUSE_END.finditer(claim, 0, claimed.start)), default=0)
    end = _CLAUSE_END.search(claim, claimed.start + len(claimed.name))
    clause = claim[first : claimed.start] + claim[claimed.start + len(claimed.name) : end.start() if end else None]
    said = root_set([clause])
    return bool(said) and len(said & root_set([passage.quote])) >= _SHARE * len(said)


def _may_lie_within(one: _Placed, other: _Placed) -> bool:
    """Whether one place may lie in the other: a city in a country, a palace in a city."""
    venues = bool(one.parts & _VENUES) or bool(other.parts & _VENUES)
    return venues or _is_country(one) != _is_country(other)


def _same(one: _Placed, other: _Placed) -> bool:
    return bool(one.parts & other.parts)


def _is_elsewhere_so(claimed: _Placed, told: Sequence[tuple[_Placed, Passage]]) -> bool:
    """Whether the evidence has the place in this role with another of the claim's words before it."""
    return any(
        _same(claimed, other) and other.role == claimed.role and set(claimed.heads) & set(other.heads)
        for other, _ in told
    )


def _is_country(placed: _Placed) -> bool:
    return any(place_of(part) for part in placed.parts)


@lru_cache(maxsize=2048)
def _placed(text: str) -> tuple[_Placed, ...]:
    found = words(text)
    positions = {word.start: position for position, word in enumerate(found)}
    runs = names(text)
    within = _positions(found, runs)
    result: list[_Placed] = []
    last = Name(0, 0, "", (), opens=False)
    for run in runs:
        position = positions.get(run.start)
        if position is None:
            continue
        before = position - 1
        while before >= 0 and found[before].folded in _PASSED_OVER and "," not in text[found[before].end : run.start]:
            before -= 1
        if before < 0 or found[before].folded not in _ROLES:
            if result and _LISTED.fullmatch(text[last.end : run.start]):
                result.append(result[-1]._replace(start=run.start, name=run.text, parts=_parts(run), is_listed=True))
                last = run
            continue
        preposition = found[before].folded
        result.append(
            _Placed(
                start=run.start,
                name=run.text,
                parts=_parts(run),
                role=_ROLES[preposition],
                preposition=preposition,
                heads=_heads(text, found, before, within),
            )
        )
        last = run
    return tuple(result)


def _parts(run: Name) -> frozenset[str]:
    return frozenset(place_of(part) or part for part in run.parts)


def _positions(found: Sequence[Word], runs: Sequence[Name]) -> set[int]:
    """Which words belong to names; both come in order."""
    inside: set[int] = set()
    number = 0
    for position, word in enumerate(found):
        while number < len(runs) and runs[number].end <= word.start:
            number += 1
        if number < len(runs) and runs[number].start <= word.start:
            inside.add(position)
    return inside


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
