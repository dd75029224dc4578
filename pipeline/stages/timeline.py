"""Timeline: the dated facts as events. Dates, status, order and merging are code's; a writer only words them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.checks.dating import dates_for
from pipeline.checks.denials import Denial, denial_of, denials, tells_both_sides
from pipeline.checks.events import is_planned
from pipeline.checks.same_event import same_event
from pipeline.domain.article import Fact, published_day
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.digest import Event, Origin, timeline_key
from pipeline.errors import AnswerError
from pipeline.facts import FactBook
from pipeline.stages.choosing import chosen
from pipeline.stages.dating import dated_facts
from pipeline.stages.drafting import settled
from pipeline.stages.ids import new_id
from pipeline.stages.merging import labelled, merged
from pipeline.stages.verify import Sources, Verified, judged, refused_if_dangling, standing_count, verify
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.drafts import DraftEvent, Judge, TimelineBrief, Writer

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
    writer: Writer, brief: TimelineBrief, sources: Sources, judge: Judge | None = None
) -> WrittenTimeline:
    """Ask for events until each stands or no more drafts may be asked for; date, merge, choose and sort them.

    The writer itself judges unless there is a `judge`.
    """
    if not brief.dated:
        return WrittenTimeline((), ())
    failure = None
    try:
        found = await _drafted(writer, brief, sources, judge or writer)
    except AnswerError as error:
        found, failure = [], error
    events, unjoined = _events([each for each in found if each.verified.stands], sources)
    joined, swallowed = merged(events, sources)
    if len(joined) < min(FEWEST, brief.most) and writer.origin is not Origin.EXTRACTED:
        builtin = BuiltinWriter()
        extracted = await _drafted(builtin, brief, sources, builtin)
        spare, _ = _events([each for each in extracted if each.verified.stands], sources)
        spare = chosen(merged(spare, sources)[0], brief)
        joined = _filled_up(joined, spare) if joined else spare
    joined = _without_past_plans(joined, sources)
    kept = chosen(joined, brief)
    withheld = [each.verified for each in (*found, *unjoined) if not each.verified.stands]
    withheld += [
        *(_withheld(event, "merged", "another entry tells the same event") for event in swallowed),
        *(
            _withheld(event, "too-many", f"a timeline has at most {brief.most} entries")
            for event in joined
            if event not in kept
        ),
    ]
    by_model = tuple(withheld) if writer.origin is Origin.GENERATED else ()
    return WrittenTimeline(tuple(sorted(kept, key=timeline_key)), by_model, failure)


def _without_past_plans(events: Sequence[Event], sources: Sources) -> list[Event]:
    """The events without the sources' own words of plans whose day had come when the newest of them was published.

    Whether it came to pass they do not tell; what did is told by others.
    """
    newest = max((day for a in sources.articles.values() if (day := published_day(a.published))), default=date.min)
    standing = [
        event
        for event in events
        if not (event.origin is Origin.EXTRACTED and event.status is Status.PLANNED and event.date.latest < newest)
    ]
    return standing if len(standing) >= FEWEST else list(events)


def _filled_up(events: Sequence[Event], spare: Sequence[Event]) -> list[Event]:
    """The events, and as many of the spare ones that tell something else as it takes to have the fewest."""
    kept = list(events)
    for event in spare:
        if len(kept) < FEWEST and not any(same_event(event, other) for other in kept):
            kept.append(event)
    return kept


def _withheld(event: Event, kind: str, message: str) -> Verified:
    return Verified(event.text, (), event.evidence, event.support).refused(kind, message)


async def _drafted(writer: Writer, brief: TimelineBrief, sources: Sources, judge: Judge) -> list[_Dated]:
    async def look(draft: Sequence[DraftEvent]) -> list[_Dated]:
        checked = await judged(judge, _verified(writer.origin, draft, brief, sources), sources)
        return [_dated(found, event.date, writer.origin, sources) for found, event in zip(checked, draft, strict=True)]

    def complaints(found: Sequence[_Dated]) -> list[str]:
        return list(dict.fromkeys(complaint for each in found for complaint in each.verified.complaints))

    def worth(found: Sequence[_Dated]) -> int:
        return standing_count([each.verified for each in found])

    return await settled(writer.timeline(brief), look, complaints, worth)


def _verified(origin: Origin, draft: Sequence[DraftEvent], brief: TimelineBrief, sources: Sources) -> list[Verified]:
    facts = brief.facts
    given = list(facts.values())
    verified = [
        verify(" ".join(event.text.split()), _listed(event, facts), given, sources, event.date) for event in draft
    ]
    if origin is Origin.GENERATED:
        verified = [refused_if_dangling(found, opens=True, language=sources.language) for found in verified]
    return verified


def _listed(event: DraftEvent, facts: dict[str, Fact]) -> list[Fact]:
    return [facts[fact_id] for fact_id in dict.fromkeys(event.facts) if fact_id in facts]


def _dated(found: Verified, chosen: EventDate, origin: Origin, sources: Sources) -> _Dated:
    """The event at the date that the writer chose, if the evidence that was kept gives it, else at the first given."""
    given = dates_for(sources.passages(found.evidence))
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
