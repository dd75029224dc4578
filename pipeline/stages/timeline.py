"""Timeline: the dated facts as events. Dates, status, order and merging are code's; a writer only words them."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from pipeline.checks.denials import Denial, denial_of, denials, tells_both_sides
from pipeline.checks.events import dates_of, is_planned, same_event
from pipeline.dates import label
from pipeline.domain.article import Fact
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.digest import Event, Origin, timeline_key
from pipeline.errors import AnswerError
from pipeline.facts import FactBook
from pipeline.stages.drafting import settled
from pipeline.stages.ids import new_id
from pipeline.stages.verify import Sources, Verified, judged, refused_if_dangling, standing_count, verify
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.drafts import DatedFact, DraftEvent, Writer

FEWEST, MOST = 3, 12
"""Below the first the facts' own words stand in; a timeline has no more entries than the second."""


class WrittenTimeline(NamedTuple):
    """The events in order, and what was withheld."""

    events: tuple[Event, ...]
    withheld: tuple[Verified, ...]
    failure: AnswerError | None = None
    """Why the writer had nothing usable to say, where the facts' own words stand in."""


def dated_facts(book: FactBook, sources: Sources) -> tuple[DatedFact, ...]:
    """The facts whose words give the date of an event, with those dates, the most salient first."""
    found = (DatedFact(ranked, tuple(dates_of(sources.passages(ranked.fact.evidence)))) for ranked in book.ranked)
    return tuple(dated for dated in found if dated.dates)


class _Dated(NamedTuple):
    """A verified event, its date, and whose words it is."""

    verified: Verified
    day: EventDate
    origin: Origin


async def timeline(writer: Writer, book: FactBook, sources: Sources) -> WrittenTimeline:
    """Ask for events until each stands or no more drafts may be asked for; date, merge and sort them."""
    dated = dated_facts(book, sources)
    if not dated:
        return WrittenTimeline((), ())
    failure = None
    try:
        found = await _drafted(writer, dated, sources)
    except AnswerError as error:
        found, failure = [], error
    events, unjoined = _events([each for each in found if each.verified.stands], sources)
    joined, swallowed = merged(events, sources)
    if len(joined) < FEWEST and writer.origin is not Origin.EXTRACTED:
        extracted = await _drafted(BuiltinWriter(), dated, sources)
        spare, _ = _events([each for each in extracted if each.verified.stands], sources)
        joined = _filled_up(joined, spare) if joined else merged(spare, sources)[0]
    kept, surplus = joined[:MOST], joined[MOST:]
    withheld = [each.verified for each in (*found, *unjoined) if not each.verified.stands]
    withheld += [
        *(_withheld(event, "merged", "another entry tells the same event") for event in swallowed),
        *(_withheld(event, "too-many", f"a timeline has at most {MOST} entries") for event in surplus),
    ]
    by_model = tuple(withheld) if writer.origin is Origin.GENERATED else ()
    return WrittenTimeline(tuple(sorted(kept, key=timeline_key)), by_model, failure)


def _filled_up(events: Sequence[Event], spare: Sequence[Event]) -> list[Event]:
    """The events, and as many of the spare ones that tell something else as it takes to have the fewest."""
    kept = list(events)
    for event in spare:
        if len(kept) < FEWEST and not any(same_event(event, other) for other in kept):
            kept.append(event)
    return kept


def _withheld(event: Event, kind: str, message: str) -> Verified:
    return Verified(event.text, (), event.evidence, event.support).refused(kind, message)


async def _drafted(writer: Writer, dated: Sequence[DatedFact], sources: Sources) -> list[_Dated]:
    async def look(draft: Sequence[DraftEvent]) -> list[_Dated]:
        return await _verified(writer, draft, dated, sources)

    def complaints(found: Sequence[_Dated]) -> list[str]:
        return [complaint for each in found for complaint in each.verified.complaints]

    def worth(found: Sequence[_Dated]) -> int:
        return standing_count([each.verified for each in found])

    return await settled(writer.timeline(dated, sources.language), look, complaints, worth)


async def _verified(
    writer: Writer, draft: Sequence[DraftEvent], dated: Sequence[DatedFact], sources: Sources
) -> list[_Dated]:
    """Each drafted event with its verdict and a date that its own evidence gives."""
    facts = {found.ranked.fact.id: found.ranked.fact for found in dated}
    given = list(facts.values())
    verified = [verify(" ".join(event.text.split()), _listed(event, facts), given, sources) for event in draft]
    if writer.origin is Origin.GENERATED:
        verified = [refused_if_dangling(found, opens=True, language=sources.language) for found in verified]
    checked = await judged(writer, verified, sources)
    return [_dated(found, event.date, writer.origin, sources) for found, event in zip(checked, draft, strict=True)]


def _listed(event: DraftEvent, facts: dict[str, Fact]) -> list[Fact]:
    return [facts[fact_id] for fact_id in dict.fromkeys(event.facts) if fact_id in facts]


def _dated(found: Verified, chosen: EventDate, origin: Origin, sources: Sources) -> _Dated:
    """The event at the date that the writer chose, if the evidence that was kept gives it, else at the first given."""
    given = dates_of(sources.passages(found.evidence))
    if found.stands and not given:
        found = found.refused("date", f"its evidence does not give the date “{chosen.label}”")
    return _Dated(found, chosen if chosen in given or not given else given[0], origin)


def _events(standing: Sequence[_Dated], sources: Sources) -> tuple[list[Event], list[_Dated]]:
    """The events, those that a source denies with the denial; and those that cannot be told together with it."""
    known = denials(tuple(sources.articles.values()))
    events: list[Event] = []
    unjoined: list[_Dated] = []
    for each in standing:
        denial = denial_of(each.verified.text, known)
        found = _with_denial(each.verified, denial, sources) if denial else each.verified
        if not found.stands:
            message = "a source denies it, and the two cannot be told in one entry"
            unjoined.append(each._replace(verified=each.verified.refused("disputed", message)))
            continue
        disputed = denial is not None or tells_both_sides(found.text)
        events.append(_event(found, each, sources, disputed=disputed))
    return events, [each for each in unjoined if each.origin is Origin.GENERATED]


def _event(found: Verified, each: _Dated, sources: Sources, *, disputed: bool) -> Event:
    planned = is_planned(found.text, each.day, sources.passages(found.evidence))
    status = Status.DISPUTED if disputed else Status.PLANNED if planned else Status.HAPPENED
    told = _labelled(each.day, status)
    return Event(
        id=new_id("e", found.text, told.label, *(f"{piece.article}:{piece.start}" for piece in found.evidence)),
        text=found.text,
        origin=each.origin,
        evidence=found.evidence,
        support=found.support,
        status=status,
        date=told,
    )


def _with_denial(found: Verified, denial: Denial, sources: Sources) -> Verified:
    """The event with the sentence that denies it behind it, so that the entry names both sides."""
    pieces = [*found.evidence, *([] if denial.evidence in found.evidence else [denial.evidence])]
    evidence = tuple(sorted(pieces, key=lambda piece: (piece.article, piece.start)))
    text = f"{found.text.rstrip()} {denial.evidence.quote}"
    fact = Fact(id="", evidence=evidence)
    return verify(text, [fact], (), sources)._replace(facts=found.facts)


def _labelled(day: EventDate, status: Status) -> EventDate:
    return day.model_copy(update={"label": label(day.earliest, day.latest, day.precision, day.modifier, status)})


def merged(events: Sequence[Event], sources: Sources) -> tuple[list[Event], list[Event]]:
    """The events, each once, and the tellings by a model that another took the place of.

    Tellings of one event are joined, with the more precise date and all evidence that fits.
    """
    kept = list(events)
    swallowed: list[Event] = []
    while pair := next(((a, b) for a, b in combinations(kept, 2) if same_event(a, b)), None):
        one = _joined(*pair, sources)
        swallowed += [event for event in pair if event.text != one.text and event.origin is Origin.GENERATED]
        place = kept.index(pair[0])
        kept = [one if n == place else event for n, event in enumerate(kept) if event is not pair[1]]
    return kept, swallowed


def _joined(one: Event, other: Event, sources: Sources) -> Event:
    """One event for two tellings, shown by the evidence of both.

    In the words of the one that names both sides of a dispute, else of the more precise one, else of the first.
    """
    disputed = [event for event in (one, other) if event.status is Status.DISPUTED]
    precise = [other, one] if one.date != other.date and one.date.covers(other.date) else [one, other]
    told = disputed[0] if disputed else precise[0]
    further = other if told is one else one
    statuses = {one.status, other.status}
    status = next(s for s in (Status.DISPUTED, Status.HAPPENED, Status.PLANNED) if s in statuses)
    told = told.model_copy(update={"status": status, "date": _labelled(told.date, status)})
    fact = Fact(id="", evidence=(*told.evidence, *(p for p in further.evidence if p not in told.evidence)))
    found = verify(told.text, [fact], (), sources)
    if not found.stands:
        return told
    return told.model_copy(update={"evidence": found.evidence, "support": found.support})
