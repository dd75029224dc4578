"""Events changed by hand: text, date, status and evidence; each function gives the next revision."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.checks.dating import dates_for
from pipeline.checks.denials import denial_of, denials, tells_both_sides
from pipeline.checks.events import wrong_date, wrong_status
from pipeline.checks.same_event import same_event
from pipeline.dates import label
from pipeline.domain.article import Evidence
from pipeline.domain.dates import EventDate, Modifier, Precision, Status
from pipeline.domain.digest import Event, Origin, Revision
from pipeline.domain.support import Override, Reason, Support, Verdict
from pipeline.editing.parts import event_of
from pipeline.editing.revising import revised, sources_of
from pipeline.editing.sentences import fresh_id
from pipeline.editing.wording import Span, chosen_evidence, one_line, worded
from pipeline.errors import EditError
from pipeline.stages.day_order import in_day_order
from pipeline.stages.merging import labelled
from pipeline.stages.verify import Sources


class EventText(NamedTuple):
    """An event as a person words it. Without `spans` it keeps its evidence, as far as that earns its place."""

    text: str
    date: EventDate
    status: Status
    spans: tuple[Span, ...] | None = None


def checked_date(
    earliest: date | None, latest: date, precision: Precision, modifier: Modifier | None = None
) -> EventDate:
    """The date of an event that happened. Raises EditError where it ends before it starts."""
    shown = label(earliest, latest, precision, modifier, Status.HAPPENED)
    try:
        return EventDate(earliest=earliest, latest=latest, precision=precision, modifier=modifier, label=shown)
    except ValidationError:
        raise EditError(f"the date ends ({latest}) before it starts ({earliest})") from None


def dates_offered(revision: Revision, spans: Sequence[Span]) -> tuple[EventDate, ...]:
    """The dates that an event may have on the words that are chosen for it. Raises UnknownPart and EditError."""
    sources = sources_of(revision)
    return tuple(dates_for(sources.passages(chosen_evidence(spans, sources))))


def edit_event(
    revision: Revision, event_id: str, told: EventText, now: datetime, *, override: Override | None = None
) -> Revision:
    """An event in other words, of another date or status. Raises UnknownPart, EditError and NeedsOverride."""
    before = event_of(revision.digest, event_id)
    sources = sources_of(revision)
    words = one_line(told.text)
    if told.spans is None:
        evidence = sources.earning(words, before.evidence, told.date) or before.evidence
    else:
        evidence = chosen_evidence(told.spans, sources)
    event = checked_event(event_id, told._replace(text=words), evidence, sources, override)
    return placed(revision, event.model_copy(update={"locked": before.locked}), now)


def add_event(revision: Revision, told: EventText, now: datetime, *, override: Override | None = None) -> Revision:
    """A new event. Raises UnknownPart, EditError and NeedsOverride."""
    sources = sources_of(revision)
    event_id = fresh_id(revision, "e", told.text, told.date.label)
    words = told._replace(text=one_line(told.text))
    event = checked_event(event_id, words, chosen_evidence(told.spans or (), sources), sources, override)
    known = {other.id for other in revision.digest.timeline}
    ordered = in_day_order((*revision.digest.timeline, event), sources.articles, known)
    return placed(revision, next(each for each in ordered if each.id not in known), now)


def delete_event(revision: Revision, event_id: str, now: datetime) -> Revision:
    """A timeline without one of its events. Raises UnknownPart."""
    event_of(revision.digest, event_id)
    return revised(revision, now, timeline=tuple(e for e in revision.digest.timeline if e.id != event_id))


def checked_event(
    event_id: str,
    told: EventText,
    evidence: Sequence[Evidence],
    sources: Sources,
    override: Override | None,
    *,
    further: Sequence[Reason] = (),
) -> Event:
    """An event that was checked; `further` are findings from elsewhere. Raises NeedsOverride."""
    draft = Event(
        id=event_id,
        text=told.text,
        origin=Origin.EDITED,
        evidence=tuple(evidence),
        support=Support(verdict=Verdict.SUPPORTED, score=1.0),
        status=told.status,
        date=labelled(told.date, told.status),
    )
    against = [*further, *_findings(draft, sources)]
    found = worded(told.text, evidence, sources, override, day=told.date, further=against)
    return draft.model_copy(update={"support": found.support, "override": found.override})


def placed(revision: Revision, event: Event, now: datetime) -> Revision:
    """The next revision with an event in its place in the timeline. Raises EditError where another tells the same."""
    others = [other for other in revision.digest.timeline if other.id != event.id]
    for other in others:
        if same_event(other, event):
            raise EditError(f"the event of {other.date.label} tells the same: “{other.text[:80]}”; change that one")
    return revised(revision, now, timeline=(*others, event))


def _findings(event: Event, sources: Sources) -> list[Reason]:
    """What is wrong with an event's date and status, and whether a source denies it."""
    passages = sources.passages(event.evidence)
    found = [*wrong_date(event, passages), *wrong_status(event, passages)]
    denial = denial_of(event.text, denials(tuple(sources.articles.values())))
    if denial is not None and not (event.status is Status.DISPUTED and tells_both_sides(event.text)):
        message = f"article {denial.evidence.article} denies this: mark it as disputed and name both sides"
        found.append(Reason(kind="disputed", words=denial.evidence.quote[:80], hard=True, message=message))
    return found
