"""Merging: tellings of one event become one entry, the same whatever their order, and merging again changes nothing.

The two most alike are joined first, then the next, as in agglomerative clustering; each joined entry is compared anew
with all others, so that in the end no two are left that tell one event.
"""

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from pipeline.checks.actions import tells_in_passing
from pipeline.checks.dating import dates_for
from pipeline.checks.same_event import likeness, marks
from pipeline.checks.support import check_support
from pipeline.dates import label
from pipeline.domain.article import Evidence
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.digest import Event, Origin, timeline_key
from pipeline.domain.support import Verdict
from pipeline.stages.verify import Sources
from pipeline.text.standalone import has_pronoun, leans_on_context

_TELLING = 220
"""Characters; up to so many, what is longer tells more, and beyond it is hard to read."""


class _Entry(NamedTuple):
    """An event among those that are being merged, and the place of the first telling of it."""

    event: Event
    place: int


def merged(events: Sequence[Event], sources: Sources) -> tuple[list[Event], list[Event]]:
    """The events, each once, in the order of their first tellings, and a model's words that others took the place of.

    Tellings of one event are joined, with the more precise date and all evidence that fits.
    """
    entries = dict(enumerate(sorted((_Entry(e, n) for n, e in enumerate(events)), key=lambda e: _order(e.event))))
    swallowed: list[Event] = []
    index = _Index()
    waiting: list[tuple[float, int, int]] = []
    for number, entry in entries.items():
        waiting += index.alike(number, entry.event)
        index.add(number, entry.event)
    heapq.heapify(waiting)
    following = len(entries)
    while waiting:
        _, a, b = heapq.heappop(waiting)
        if a not in entries or b not in entries:
            continue
        pair = entries.pop(a), entries.pop(b)
        index.remove(a)
        index.remove(b)
        one = joined(pair[0].event, pair[1].event, sources)
        swallowed += [e.event for e in pair if e.event.text != one.text and e.event.origin is Origin.GENERATED]
        entries[following] = _Entry(one, min(entry.place for entry in pair))
        for found in index.alike(following, one):
            heapq.heappush(waiting, found)
        index.add(following, one)
        following += 1
    kept = sorted(entries.values(), key=lambda entry: entry.place)
    return [entry.event for entry in kept], swallowed


def _order(event: Event) -> tuple[object, ...]:
    """An order of events that follows from what they are."""
    return (*timeline_key(event), event.text, [(piece.article, piece.start) for piece in event.evidence])


class _Index:
    """Finds the entries that tell the same event as another, among those that have a word or a sentence of it."""

    def __init__(self) -> None:
        self._events: dict[int, Event] = {}
        self._days: dict[int, tuple[int, int]] = {}
        self._holders: defaultdict[Hashable, set[int]] = defaultdict(set)

    def add(self, number: int, event: Event) -> None:
        self._events[number] = event
        self._days[number] = _days(event.date)
        for mark in marks(event):
            self._holders[mark].add(number)

    def remove(self, number: int) -> None:
        for mark in marks(self._events.pop(number)):
            self._holders[mark].discard(number)

    def alike(self, number: int, event: Event) -> Iterator[tuple[float, int, int]]:
        """The entries alike to one, the most alike sorting first."""
        first, last = _days(event.date)
        near = {other for mark in marks(event) for other in self._holders.get(mark, ())}
        for other in sorted(near):
            start, end = self._days[other]
            if start <= last and first <= end and (found := likeness(self._events[other], event)):
                yield -found, other, number


def _days(day: EventDate) -> tuple[int, int]:
    """The first and last day as numbers, 0 for a start that is not known: comparing those is quick."""
    return day.earliest.toordinal() if day.earliest else 0, day.latest.toordinal()


def joined(one: Event, other: Event, sources: Sources) -> Event:
    """One event for two tellings of it, in the words of the one that is better told.

    It has the evidence of both that shows these words, and the more precise date where that evidence gives it. What was
    planned gives way to what happened: it does not show that it did.
    """
    told, further = sorted((one, other), key=_preference)
    if told.status is Status.HAPPENED and further.status is Status.PLANNED:
        return told
    united = (*told.evidence, *(piece for piece in further.evidence if piece not in told.evidence))
    day = _more_precise(told.date, further.date, united, sources)
    evidence = sources.earning(told.text, united, day)
    support = check_support(told.text, sources.passages(evidence), sources.language)
    if support.verdict is Verdict.UNSUPPORTED:
        return told
    return told.model_copy(update={"evidence": evidence, "support": support, "date": labelled(day, told.status)})


def _preference(event: Event) -> tuple[object, ...]:
    """What sorts the better told of two tellings first: both sides of a dispute, what happened, what stands alone."""
    statuses = [Status.DISPUTED, Status.HAPPENED, Status.PLANNED]
    leans = leans_on_context(event.text) + has_pronoun(event.text) + tells_in_passing(event.text)
    first = event.date.earliest or event.date.latest
    span = event.date.latest - first
    is_open = event.date.earliest is None
    length = min(len(event.text), _TELLING)
    return statuses.index(event.status), leans, is_open, span, -len(event.citations), -length, _order(event)


def _more_precise(day: EventDate, other: EventDate, evidence: Sequence[Evidence], sources: Sources) -> EventDate:
    """The date that lies within the other, if the evidence gives it."""
    if not day.covers(other) or other.covers(day):
        return day
    given = dates_for(sources.passages(evidence))
    return other if any(found.covers(other) and other.covers(found) for found in given) else day


def labelled(day: EventDate, status: Status) -> EventDate:
    """The date as an event of that status shows it."""
    return day.model_copy(update={"label": label(day.earliest, day.latest, day.precision, day.modifier, status)})
