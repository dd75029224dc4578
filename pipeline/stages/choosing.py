"""Choosing what matters: how salient an event is, how many sources tell it, and how full its day is already."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from pipeline.domain.digest import Event, Origin
from pipeline.text.standalone import leans_on_context
from pipeline.writers.drafts import TimelineBrief

_FEWEST = 3
"""Below so many entries those are taken too that cannot well be read by themselves."""
_SOURCE = 0.08  # what another source adds to an event's weight
_SOURCES = 5  # that count
_SAME_DAY = 0.85  # what is left of an event's weight with each other entry of its date
_QUOTES = frozenset("\"“‘'")


def chosen(events: Sequence[Event], brief: TimelineBrief) -> list[Event]:
    """The events that matter most, at most as many as the brief wants.

    In a source's own words, one that leans on the sentence before it ("The company agreed …") or opens with what
    somebody said is taken only where there are very few.
    """
    plain = [event for event in events if event.origin is not Origin.EXTRACTED or _tells_plainly(event.text)]
    left = list(plain if len(plain) >= _FEWEST else events)
    salience = _salience(brief)
    kept: list[Event] = []
    days: Counter[tuple[date | None, date]] = Counter()
    while left and len(kept) < brief.most:
        best = max(left, key=lambda event: (_weight(event, salience) * _SAME_DAY ** days[event.date.span], event.id))
        left.remove(best)
        kept.append(best)
        days[best.date.span] += 1
    return kept


def _tells_plainly(text: str) -> bool:
    return not leans_on_context(text) and text[:1] not in _QUOTES


def _salience(brief: TimelineBrief) -> dict[tuple[int, int], float]:
    """The salience of each fact by where its evidence stands."""
    return {
        (piece.article, piece.start): found.ranked.salience
        for found in reversed(brief.dated)
        for piece in found.ranked.fact.evidence
    }


def _weight(event: Event, salience: dict[tuple[int, int], float]) -> float:
    best = max((salience.get((piece.article, piece.start), 0.0) for piece in event.evidence), default=0.0)
    return best + _SOURCE * (min(_SOURCES, len(event.citations)) - 1)
