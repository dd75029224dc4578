"""Bearings: north for south, 8 a.m. for 8 p.m., Thursday evening for Thursday morning."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.roots import content_roots
from pipeline.domain.support import Reason
from pipeline.text.fold import fold

_COMPASS = re.compile(
    r"\b(?P<way>north|south|east|west)(?:[ -]?(?P<other>east|west))?(?:ern|erly|wards?|bound)?(?:ern|erly|wards?)?\b"
)
_CLOCK = re.compile(r"\b(?P<time>\d{1,2}(?:[:.]\d\d)?)[ ]?(?P<half>[ap])\.?m\b")
_PARTS = re.compile(r"\b(?P<part>dawn|morning|noon|midday|afternoon|evening|dusk|night|midnight|overnight)s?\b")
_TRIGGER = re.compile(r"north|south|east|west|\b[ap]\.?m\b|\d[ap]\.?m\b|dawn|morning|noon|midday|evening|dusk|night")
_HOURS: Mapping[str, tuple[int, int]] = {
    "dawn": (4, 8), "morning": (0, 12), "noon": (11, 14), "midday": (11, 14), "afternoon": (12, 18), "dusk": (17, 22),
    "evening": (16, 24), "night": (18, 30), "midnight": (22, 26), "overnight": (18, 32),
}  # fmt: skip
"""From which hour to which a part of the day may be told; past 24 of the next day."""
_HOUR = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?:[ ]?(?P<half>[ap])\.?m\b)?|\b(?:before dawn|early (?:on|in))\b"
)
_DAY = 24
_BESIDE = 3  # words of content on either side


class _Bearing(NamedTuple):
    """A word that says which way, and the roots of the words around it."""

    start: int
    written: str
    way: str
    around: frozenset[str]


def wrong_bearings(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Compass points, halves and parts of the day that the evidence tells otherwise of the same; English only."""
    folded = fold(claim)
    if language != "en" or not _TRIGGER.search(folded):
        return
    quotes = [fold(passage.quote) for passage in evidence if passage.language == "en"]
    yield from _compass(claim, evidence)
    yield from _clock(folded, quotes)
    yield from _parts_of_the_day(folded, quotes)


def _compass(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    own = _bearings(claim)
    shown = [found for passage in evidence for found in _bearings(passage.quote)] if own else []
    ways = {found.way for found in shown}
    for said in own:
        rivals = [found for found in shown if found.around & said.around]
        if said.way in ways or not rivals or any(said.way in way or way in said.way for way in ways):
            continue
        rival = max(rivals, key=lambda found: len(found.around & said.around))
        message = f"the claim says “{said.written}” where the evidence says “{rival.written}”"
        yield Reason(kind="direction", words=said.written, hard=True, message=message)


@lru_cache(maxsize=2048)
def _bearings(text: str) -> tuple[_Bearing, ...]:
    matches = list(_COMPASS.finditer(fold(text)))
    if not matches:
        return ()
    content = content_roots(text)
    found: list[_Bearing] = []
    for match in matches:
        before = [word.root for word in content if word.end <= match.start()][-_BESIDE:]
        behind = [word.root for word in content if word.start >= match.end()][:_BESIDE]
        way = match["way"] + (match["other"] or "")
        found.append(_Bearing(match.start(), text[match.start() : match.end()], way, frozenset((*before, *behind))))
    return tuple(found)


def _clock(claim: str, quotes: Sequence[str]) -> Iterator[Reason]:
    own = list(_CLOCK.finditer(claim))
    shown = {(str(match["time"]), str(match["half"])) for quote in quotes for match in _CLOCK.finditer(quote)}
    for match in own:
        other = "p" if match["half"] == "a" else "a"
        if (match["time"], other) in shown and (match["time"], match["half"]) not in shown:
            message = f"the evidence says “{match['time']} {other}.m.”"
            yield Reason(kind="date", words=match[0], hard=True, message=message)


def _parts_of_the_day(claim: str, quotes: Sequence[str]) -> Iterator[Reason]:
    own = list(_PARTS.finditer(claim))
    if not own:
        return
    shown = [span for quote in quotes for span in _spans(quote)]
    for match in own:
        first, last = _HOURS[match["part"]]
        if shown and not any(_meet((first, last), span) for span in shown):
            message = f"the evidence tells another part of the day than “{match['part']}”"
            yield Reason(kind="date", words=match["part"], hard=True, message=message)


def _spans(quote: str) -> Iterator[tuple[int, int]]:
    """The hours that a text tells, of the clock and in words."""
    yield from (_HOURS[match["part"]] for match in _PARTS.finditer(quote))
    for match in _HOUR.finditer(quote):
        if match["hour"] is None:
            yield (0, 9)
        elif match["half"] or match["minute"]:
            hour = (
                int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0) if match["half"] else int(match["hour"])
            )
            yield (hour, hour + 1)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return any(one[0] < other[1] + day and other[0] + day < one[1] for day in (-_DAY, 0, _DAY))
