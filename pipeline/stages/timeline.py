"""Timeline: the dated facts as events. Dates, status, order and merging are code's; a writer only words them."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.checks.denials import Denial, denial_of, denials, tells_both_sides
from pipeline.checks.events import dates_of, is_planned, same_event
from pipeline.dates import label
from pipeline.domain.article import Fact
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.digest import Event, Origin, timeline_key
from pipeline.errors import AnswerError
from pipeline.facts import FactBook
from pipeline.stages.ids import new_id
from pipeline.stages.verify import Sources, Verified, judged, refused_if_dangling, verify
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


async def timeline(writer: Writer, stand_in: BuiltinWriter, book: FactBook, sources: Sources) -> WrittenTimeline:
    """Ask for events until each stands or no more drafts may be asked for; date, merge and sort them."""
    dated = dated_facts(book, sources)
    if not dated:
        return WrittenTimeline((), ())
    failure = None
    try:
        found = await _drafted(writer, dated, sources)
    except AnswerError as error:
        found, failure = [], error
    standing = [(verified, day, writer.origin) for verified, day in found if verified.stands]
    if len(standing) < FEWEST and writer.origin is not Origin.EXTRACTED:
        extracted = await _drafted(stand_in, dated, sources)
        standing += [(verified, day, stand_in.origin) for verified, day in extracted if verified.stands]
    known = denials(tuple(sources.articles.values()))
    events = [_event(verified, day, origin, known, sources) for verified, day, origin in standing]
    kept = sorted(merged(events, sources)[:MOST], key=timeline_key)
    refused = (verified for verified, _ in found if not verified.stands)
    return WrittenTimeline(tuple(kept), tuple(refused) if writer.origin is Origin.GENERATED else (), failure)


async def _drafted(writer: Writer, dated: Sequence[DatedFact], sources: Sources) -> list[tuple[Verified, EventDate]]:
    drafting = writer.timeline(dated, sources.language)
    draft = await drafting.draft()
    while True:
        found = await _verified(writer, draft, dated, sources)
        complaints = [complaint for verified, _ in found for complaint in verified.complaints]
        if not complaints or not drafting.can_redraft:
            return found
        previous = draft
        try:
            draft = await drafting.redraft(complaints)
        except AnswerError:
            return found
        if draft == previous:
            return found


async def _verified(
    writer: Writer, draft: Sequence[DraftEvent], dated: Sequence[DatedFact], sources: Sources
) -> list[tuple[Verified, EventDate]]:
    """Each drafted event with its verdict and a date that its own evidence gives."""
    facts = {found.ranked.fact.id: found.ranked.fact for found in dated}
    verified = [verify(" ".join(event.text.split()), _listed(event, facts), (), sources) for event in draft]
    if writer.origin is Origin.GENERATED:
        verified = [refused_if_dangling(found, opens=True, language=sources.language) for found in verified]
    checked = await judged(writer, verified, sources)
    return [(found, _date(found, event.date, sources)) for found, event in zip(checked, draft, strict=True)]


def _listed(event: DraftEvent, facts: dict[str, Fact]) -> list[Fact]:
    return [facts[fact_id] for fact_id in dict.fromkeys(event.facts) if fact_id in facts]


def _date(found: Verified, chosen: EventDate, sources: Sources) -> EventDate:
    """The date that the writer chose if the evidence that was kept gives it, else the first that it gives."""
    given = dates_of(sources.passages(found.evidence))
    return chosen if chosen in given or not given else given[0]


def _event(found: Verified, day: EventDate, origin: Origin, known: Sequence[Denial], sources: Sources) -> Event:
    denial = denial_of(found.text, known)
    if denial is not None:
        found = _with_denial(found, denial, sources)
    passages = sources.passages(found.evidence)
    planned = is_planned(found.text, day, passages)
    status = (
        Status.DISPUTED if denial or tells_both_sides(found.text) else Status.PLANNED if planned else Status.HAPPENED
    )
    told = day.model_copy(update={"label": label(day.earliest, day.latest, day.precision, day.modifier, status)})
    return Event(
        id=new_id("e", found.text, told.label, *(f"{piece.article}:{piece.start}" for piece in found.evidence)),
        text=found.text,
        origin=origin,
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


def merged(events: Sequence[Event], sources: Sources) -> list[Event]:
    """The events, each once: tellings of one event are joined, with the more precise date and all fitting evidence."""
    kept: list[Event] = []
    for event in events:
        twin = next((n for n, other in enumerate(kept) if same_event(event, other)), None)
        if twin is None:
            kept.append(event)
        else:
            kept[twin] = _joined(kept[twin], event, sources)
    return kept


def _joined(one: Event, other: Event, sources: Sources) -> Event:
    """One event for two tellings: the words of the more precise or the first, shown by the evidence of both."""
    told, further = (other, one) if one.date != other.date and one.date.covers(other.date) else (one, other)
    fact = Fact(id="", evidence=(*told.evidence, *(p for p in further.evidence if p not in told.evidence)))
    found = verify(told.text, [fact], (), sources)
    if not found.stands:
        return told
    return told.model_copy(update={"evidence": found.evidence, "support": found.support})
