"""Timeline: the dated facts as events. Dates, status, order and merging are code's; a writer only words them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.checks.dating import dates_for
from pipeline.checks.denials import Denial, denial_of, denials, tells_both_sides
from pipeline.checks.events import is_planned
from pipeline.checks.forecasts import is_forecast
from pipeline.checks.same_event import same_event
from pipeline.domain.article import Fact, published_day
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.digest import Event, Origin, timeline_key
from pipeline.errors import AnswerError
from pipeline.facts import FactBook
from pipeline.stages.choosing import chosen
from pipeline.stages.computing import Computing, compute_here
from pipeline.stages.dating import dated_facts
from pipeline.stages.drafting import settled
from pipeline.stages.ids import new_id
from pipeline.stages.merging import labelled, merged
from pipeline.stages.verify import Sources, Verified, claims, judged, refused_if_dangling, standing_count, verify
from pipeline.text.fold import squeeze
from pipeline.text.standalone import lead_in_cut
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.drafts import Claim, DraftEvent, Judge, TimelineBrief, Writer

FEWEST = 3
"""Below so many entries the facts' own words stand in."""


class WrittenTimeline(NamedTuple):
    """The events in order, and what was withheld."""

    events: tuple[Event, ...]
    withheld: tuple[Verified, ...]
    failure: AnswerError | None = None
    """Why the writer had nothing usable to say, where the facts' own words stand in."""


class _Dated(NamedTuple):
    """A verified event, its date, and whose words it is."""

    verified: Verified
    day: EventDate
    origin: Origin


def digest_brief(book: FactBook, sources: Sources) -> TimelineBrief:
    """The brief of a digest's timeline."""
    return TimelineBrief(sources.language, dated_facts(book, sources))


async def timeline(
    writer: Writer,
    brief: TimelineBrief,
    sources: Sources,
    judge: Judge | None = None,
    computing: Computing = compute_here,
) -> WrittenTimeline:
    """Ask for events until each stands or no more drafts may be asked for; date, merge, choose and sort them.

    The writer itself judges unless there is a `judge`.
    """
    if not brief.dated:
        return WrittenTimeline((), ())
    failure = None
    try:
        found = await _drafted(writer, brief, sources, judge or writer, computing)
    except AnswerError as error:
        found, failure = [], error
    told = await computing(_told, found, sources)
    joined = told.events
    if len(joined) < min(FEWEST, brief.most) and writer.origin is not Origin.EXTRACTED:
        builtin = BuiltinWriter()
        extracted = await _drafted(builtin, brief, sources, builtin, computing)
        joined = _each_once(await computing(_filled_up, joined, extracted, brief, sources))
    foretold = [event for event in joined if event.status is Status.PLANNED and is_forecast(event.text)]
    joined = _without_past_plans([event for event in joined if event not in foretold], sources)
    kept = chosen(joined, brief)
    withheld = [each.verified for each in (*found, *told.unjoined) if not each.verified.stands]
    withheld += [
        *(_withheld(event, "merged", "another entry tells the same event") for event in told.swallowed),
        *(_withheld(event, "forecast", "it is foretold, and nobody plans it") for event in foretold),
        *(
            _withheld(event, "too-many", f"a timeline has at most {brief.most} entries")
            for event in joined
            if event not in kept
        ),
    ]
    by_model = tuple(withheld) if writer.origin is Origin.GENERATED else ()
    return WrittenTimeline(tuple(sorted(kept, key=timeline_key)), by_model, failure)


class _Told(NamedTuple):
    """The events, each once; a model's words that others took the place of; what a denial cannot be told with."""

    events: list[Event]
    swallowed: list[Event]
    unjoined: list[_Dated]


def _told(found: Sequence[_Dated], sources: Sources) -> _Told:
    events, unjoined = _events([each for each in found if each.verified.stands], sources)
    once = _each_once(events)
    joined, swallowed = merged(once, sources)
    return _Told(joined, [*swallowed, *(event for event in events if event not in once)], unjoined)


def _each_once(events: Sequence[Event]) -> list[Event]:
    """The events, those in the same words once, however many their dates: as happened, and then the first of them."""
    first: dict[str, Event] = {}
    for event in sorted(events, key=lambda event: (event.status is Status.PLANNED, timeline_key(event))):
        first.setdefault(squeeze(event.text), event)
    return [event for event in events if first[squeeze(event.text)] is event]


def _without_past_plans(events: Sequence[Event], sources: Sources) -> list[Event]:
    """The events without the sources' own words of plans whose day had come when the newest of them was published.

    Whether it came to pass they do not tell; what did is told by others.
    """
    days = {n: day for n, a in sources.articles.items() if (day := published_day(a.published))}
    newest = max(days.values(), default=date.min)
    standing = [
        event
        for event in events
        if not (event.origin is Origin.EXTRACTED and event.status is Status.PLANNED and _has_come(event, days, newest))
    ]
    return standing if len(standing) >= FEWEST else list(events)


def _has_come(event: Event, days: Mapping[int, date], newest: date) -> bool:
    """Whether an event's day had come when the newest article was published, which is not the one that tells of it."""
    told = max((days[n] for n in event.citations if n in days), default=newest)
    return event.date.latest < newest or (event.date.latest == newest and told < newest)


def _filled_up(
    events: Sequence[Event], extracted: Sequence[_Dated], brief: TimelineBrief, sources: Sources
) -> list[Event]:
    """The events, and as many of the sources' own that tell something else as it takes to have the fewest.

    Where there are none, the sources' own alone.
    """
    spare = chosen(_told(extracted, sources).events, brief)
    if not events:
        return list(spare)
    kept = list(events)
    for event in spare:
        if len(kept) < FEWEST and not any(same_event(event, other) for other in kept):
            kept.append(event)
    return kept


def _withheld(event: Event, kind: str, message: str) -> Verified:
    return Verified(event.text, (), event.evidence, event.support).refused(kind, message)


async def _drafted(
    writer: Writer, brief: TimelineBrief, sources: Sources, judge: Judge, computing: Computing
) -> list[_Dated]:
    async def look(draft: Sequence[DraftEvent]) -> list[_Dated]:
        found = await computing(_checked, draft, writer.origin, brief, sources)
        ruled = await judged(judge, found.verified, found.put)
        return [
            _dated(verified, event.date, dates, writer.origin)
            for verified, event, dates in zip(ruled, draft, found.dates, strict=True)
        ]

    def complaints(found: Sequence[_Dated]) -> list[str]:
        return list(dict.fromkeys(complaint for each in found for complaint in each.verified.complaints))

    def worth(found: Sequence[_Dated]) -> int:
        return standing_count([each.verified for each in found])

    return await settled(writer.timeline(brief), look, complaints, worth)


class _Checked(NamedTuple):
    """Drafted events with code's verdicts, what of them is put before the judge, and the dates their evidence gives."""

    verified: list[Verified]
    put: list[Claim | None]
    dates: list[list[EventDate]]


def _checked(draft: Sequence[DraftEvent], origin: Origin, brief: TimelineBrief, sources: Sources) -> _Checked:
    verified = _verified(draft, origin, brief, sources)
    dates = [dates_for(sources.passages(found.evidence)) for found in verified]
    return _Checked(verified, claims(verified, sources), dates)


def _verified(draft: Sequence[DraftEvent], origin: Origin, brief: TimelineBrief, sources: Sources) -> list[Verified]:
    facts = brief.facts
    given = list(facts.values())
    texts = [" ".join(event.text.split()) for event in draft]
    if sources.language == "en":
        texts = [lead_in_cut(text) for text in texts]
    verified = [
        verify(text, _listed(event, facts), given, sources, event.date)
        for text, event in zip(texts, draft, strict=True)
    ]
    if origin is Origin.GENERATED:
        verified = [refused_if_dangling(found, opens=True, language=sources.language) for found in verified]
    return verified


def _listed(event: DraftEvent, facts: dict[str, Fact]) -> list[Fact]:
    return [facts[fact_id] for fact_id in dict.fromkeys(event.facts) if fact_id in facts]


def _dated(found: Verified, chosen: EventDate, given: Sequence[EventDate], origin: Origin) -> _Dated:
    """The event at the date that the writer chose, if it is given by the evidence, else at the first that is."""
    if found.stands and not given:
        found = found.refused("date", f"its evidence does not give the date “{chosen.label}”", chosen.label)
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
    told = labelled(each.day, status)
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
