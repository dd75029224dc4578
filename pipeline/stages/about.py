"""What articles tell of an entity, as dated events: the tellings of each joined, the most telling first."""

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.checks.events import is_planned
from pipeline.domain.article import Fact
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.digest import Event, Origin
from pipeline.domain.support import Support, Verdict
from pipeline.facts.about import AboutFact, FactsAbout
from pipeline.facts.mentions import MentionKind
from pipeline.stages.dating import dated_facts_about
from pipeline.stages.ids import new_id
from pipeline.stages.merging import labelled, merged
from pipeline.stages.verify import Sources
from pipeline.writers.drafts import DatedFact, TimelineBrief

_SOURCE, _DAY = 0.1, 0.06
"""What doubling the sources of an event, or the articles that tell of its day, adds to its salience."""
_ASIDE = 0.75  # what is left of it where the entity is not whom the sentence is about
_OFFERED = 6  # events that a writer chooses from, for each entry


class ToldEvent(NamedTuple):
    """An event in the words of the articles, and how much it matters for the entity, from 0."""

    event: Event
    interest: float
    about: AboutFact
    """The fact whose words it has."""
    dates: tuple[EventDate, ...]
    """The dates that this fact gives, that of the event among them or around it."""

    @property
    def is_at_first_date(self) -> bool:
        """Whether it is what its words tell first."""
        return self.dates[0].covers(self.event.date)


def told_events(found: FactsAbout, sources: Sources) -> list[ToldEvent]:
    """Every dated event that the articles tell of the entity, those first that matter most.

    How many sources tell it counts, how central it is to what is told of the entity, how many articles tell of its day
    (Tran et al., 2015: dates that are much spoken of make a timeline), and whether it is the entity's own doing.
    """
    dated = dated_facts_about(found.facts, sources)
    facts = {about.ranked.fact.id: about for about in found.facts}
    tellings = [(_event(each.ranked.fact, day, sources), each) for each in dated for day in each.dates]
    joined, _ = merged([event for event, _ in tellings], sources)
    told_by = {event.id: each for event, each in tellings}
    days = _articles_of_days(joined)
    told: list[ToldEvent] = []
    for event in joined:
        each = told_by[event.id]
        about = facts[each.ranked.fact.id]
        told.append(ToldEvent(event, _interest(event, about, len(days[event.date.span])), about, each.dates))
    return sorted(told, key=lambda each: -each.interest)


def _event(fact: Fact, day: EventDate, sources: Sources) -> Event:
    planned = is_planned(fact.text, day, sources.passages(fact.evidence))
    status = Status.PLANNED if planned else Status.HAPPENED
    return Event(
        id=new_id("e", fact.id, day.label),
        text=fact.text,
        origin=Origin.EXTRACTED,
        evidence=fact.evidence,
        support=Support(verdict=Verdict.SUPPORTED, score=1.0),
        status=status,
        date=labelled(day, status),
    )


def _articles_of_days(events: Sequence[Event]) -> dict[tuple[date | None, date], set[int]]:
    found: defaultdict[tuple[date | None, date], set[int]] = defaultdict(set)
    for event in events:
        found[event.date.span] |= set(event.citations)
    return found


def _interest(event: Event, about: AboutFact, articles_of_day: int) -> float:
    mention = about.mentions[0]
    is_own = mention.leads and mention.kind is MentionKind.NAME
    weight = about.ranked.salience * (1.0 if is_own else _ASIDE)
    return weight + _SOURCE * math.log2(len(event.citations)) + _DAY * math.log2(articles_of_day)


def brief_about(about: str, told: Sequence[ToldEvent], sources: Sources, most: int) -> TimelineBrief:
    """What a writer is given to write the timeline of an entity: each telling once, at its first date if it can be."""
    best: dict[str, ToldEvent] = {}
    for each in told:
        known = best.setdefault(each.about.ranked.fact.id, each)
        if each.is_at_first_date and not known.is_at_first_date:
            best[each.about.ranked.fact.id] = each
    offered = list(best.values())[: _OFFERED * most]
    return TimelineBrief(sources.language, tuple(_offered(each, sources) for each in offered), most, about)


def _offered(told: ToldEvent, sources: Sources) -> DatedFact:
    day = labelled(told.event.date, Status.HAPPENED)
    ranked = told.about.ranked._replace(fact=_with_name(told, sources), salience=told.interest)
    return DatedFact(ranked, (day, *(other for other in told.dates if not other.covers(day))))


def _with_name(told: ToldEvent, sources: Sources) -> Fact:
    """The fact with all evidence of its event; and where it says "he", with the sentence that says who that is."""
    fact, mention = told.about.ranked.fact, told.about.mentions[0]
    first = fact.evidence[0]
    pieces = [first, *(piece for piece in told.event.evidence if piece != first)]
    if mention.named:
        pieces.append(sources.articles[first.article].evidence(*mention.named))
    return Fact(id=fact.id, evidence=tuple(dict.fromkeys(pieces)))
