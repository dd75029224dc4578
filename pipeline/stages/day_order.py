"""The order of a day: ids by which the events of one date sort as they happened, as far as that is told.

A timeline sorts by date, then the longer span, then id; so what decides within a date is the id that an event is given.
It opens with a place, "e9i-…", which comes before the mark of what the event is. A time of day in the words goes
before the order of the articles and of their text. What has an id keeps it, and a new event gets a place between its
neighbours where there is one.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from itertools import groupby

from pipeline.dates.clock import clock_value
from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Event, timeline_key
from pipeline.stages.ids import between, spread, unique
from pipeline.text.fold import fold

_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?[ ]?[ap]\.?m\b\.?|\b\d{1,2}:\d\d\b(?!:)"
    r"|(?<=\bat )\d{1,2}\.\d\d\b(?![ ]?(?:%|percent|per cent|points?|million|billion|degrees|met|kilo|mile|gram|ounce))"
)
_PARTS = {
    "dawn": 6, "early": 6, "morning": 9, "noon": 12, "midday": 12, "afternoon": 15, "evening": 19, "night": 22,
}  # fmt: skip
"""The hours that stand for parts of a day."""
_PART = re.compile(
    r"\bearly (?=(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|\b(?:dawn|morning|noon|midday|afternoon|evening|night)\b"
)
_UNDATED = datetime.max.replace(tzinfo=UTC)


def in_day_order(
    events: Sequence[Event], articles: Mapping[int, ArticleText], known: Collection[str] = ()
) -> tuple[Event, ...]:
    """The events in order, with ids by which those of one date sort as they happened; ids that are `known` stay."""
    taken = set(known)
    ordered = sorted(events, key=lambda event: event.date.sort_key)
    placed = [
        event
        for _, of_date in groupby(ordered, key=lambda event: event.date.sort_key)
        for event in _with_ids(_as_told(list(of_date), articles), known, taken)
    ]
    return tuple(sorted(placed, key=timeline_key))


def time_of_day(text: str) -> time | None:
    """The time that a text tells first, or the middle of the part of the day: "at 02.57", "on Thursday evening"."""
    folded = fold(text)
    for clock in _CLOCK.finditer(folded):
        if value := clock_value(clock[0]):
            hour, minute = map(int, value.removeprefix("T").split(":"))
            return time(hour % 24, minute)
    part = _PART.search(folded)
    return time(_PARTS[part[0].strip()]) if part else None


def _as_told(events: list[Event], articles: Mapping[int, ArticleText]) -> list[Event]:
    """Events of one date in the order of their articles and text; those that tell a time change places to follow it."""
    ordered = sorted(events, key=lambda event: (_first_told(event, articles), event.text))
    timed = [(told, place) for place, event in enumerate(ordered) if (told := time_of_day(event.text)) is not None]
    places = [place for _, place in timed]
    by_time = [ordered[place] for _, place in sorted(timed)]
    for place, event in zip(places, by_time, strict=True):
        ordered[place] = event
    return ordered


def _first_told(event: Event, articles: Mapping[int, ArticleText]) -> tuple[datetime, int, int]:
    """When an event was first published, and where it stands there."""
    return min((_published(articles.get(piece.article)), piece.article, piece.start) for piece in event.evidence)


def _published(article: ArticleText | None) -> datetime:
    day = article.published if article else None
    if day is None:
        return _UNDATED
    return day.astimezone(UTC) if isinstance(day, datetime) else datetime.combine(day, time(), UTC)


def _with_ids(events: Sequence[Event], known: Collection[str], taken: set[str]) -> Iterator[Event]:
    """Events of one date in their order, each new one with an id between those of its neighbours."""
    if not any(event.id in known for event in events):
        for event, place in zip(events, spread(len(events)), strict=True):
            yield event.model_copy(update={"id": _placed(event, place, taken)})
        return
    low = ""
    for number, event in enumerate(events):
        told = event
        if event.id not in known:
            high = next((_place(other) for other in events[number + 1 :] if other.id in known), "")
            told = event.model_copy(update={"id": _placed(event, between(low, high), taken)})
        low = max(low, _place(told))
        yield told


def _place(event: Event) -> str:
    """What an id sorts by before the mark of its event."""
    return event.id[1:].partition("-")[0]


def _placed(event: Event, place: str, taken: set[str]) -> str:
    return unique(f"e{place}-{event.id[1:]}", taken)
