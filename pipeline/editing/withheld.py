"""Withheld words taken up by an editor: what a model wrote and the checks refused, published after all."""

from datetime import datetime

from pipeline.checks.dating import dates_for
from pipeline.checks.denials import tells_both_sides
from pipeline.checks.events import is_planned
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.digest import Origin, Revision, Sentence, Withheld
from pipeline.domain.support import Override, Reason
from pipeline.editing.events import EventText, checked_event, placed
from pipeline.editing.parts import section_of
from pipeline.editing.revising import revised, sources_of
from pipeline.editing.sections import edit_heading, edit_headline
from pipeline.editing.sentences import ended_by, fresh_id
from pipeline.editing.wording import worded
from pipeline.errors import EditError, UnknownPart

_OF_ROOM = frozenset({"too-many", "repetition", "merged"})
"""Kinds of reasons that are about what else stands in the digest, and not about what the sources say."""


def take_up(
    revision: Revision,
    withheld_id: str,
    now: datetime,
    *,
    override: Override | None = None,
    date: EventDate | None = None,
) -> Revision:
    """The next revision with a withheld sentence, event, heading or headline in its place, and no longer withheld.

    What was found against it is found still: without an override it is not published. An event stands at `date`, or at
    the first date that its evidence gives. Raises UnknownPart, EditError and NeedsOverride.
    """
    digest = revision.digest
    found = next((withheld for withheld in digest.withheld if withheld.id == withheld_id), None)
    if found is None:
        raise UnknownPart(f"{digest.story_id}: nothing withheld has the id {withheld_id!r}")
    kind, _, section_id = found.where.partition(":")
    if kind == "section":
        made = _sentence(revision, found, section_id, now, override=override)
    elif kind == "timeline":
        made = _event(revision, found, now, override, date)
    elif kind == "heading":
        made = edit_heading(revision, section_id, found.text, now)
    elif kind == "headline":
        made = edit_headline(revision, found.text, now)
    else:
        raise EditError(f"{digest.story_id}: what was withheld from the {kind} has no place in the digest")
    return no_longer_withheld(made, withheld_id)


def no_longer_withheld(revision: Revision, withheld_id: str) -> Revision:
    """The same revision without what was withheld under an id, since it stands in the digest now.

    Raises UnknownPart where nothing is: somebody else has taken it up.
    """
    digest = revision.digest
    left = tuple(withheld for withheld in digest.withheld if withheld.id != withheld_id)
    if len(left) == len(digest.withheld):
        raise UnknownPart(f"{digest.story_id}: nothing withheld has the id {withheld_id!r} any more")
    return revision.model_copy(update={"digest": digest.model_copy(update={"withheld": left})})


def _sentence(
    revision: Revision, found: Withheld, section_id: str, now: datetime, *, override: Override | None
) -> Revision:
    section = section_of(revision.digest, section_id)
    _need_evidence(found)
    sources = sources_of(revision)
    told = worded(found.text, found.evidence, sources, override, further=_against(found))
    sentence = Sentence(
        id=fresh_id(revision, "p", section_id, found.text),
        text=found.text,
        origin=Origin.GENERATED,
        evidence=told.evidence,
        support=told.support,
        override=told.override,
    )
    grown = ended_by(section, sentence)
    sections = tuple(grown if other.id == section_id else other for other in revision.digest.sections)
    return revised(revision, now, sections=sections)


def _event(
    revision: Revision, found: Withheld, now: datetime, override: Override | None, date: EventDate | None
) -> Revision:
    _need_evidence(found)
    sources = sources_of(revision)
    given = dates_for(sources.passages(found.evidence))
    if date is None and not given:
        raise EditError(
            f"“{found.text[:80]}”: its evidence gives no date, and no event stands without one: say when it was"
        )
    day = date or given[0]
    planned = is_planned(found.text, day, sources.passages(found.evidence))
    status = Status.DISPUTED if tells_both_sides(found.text) else Status.PLANNED if planned else Status.HAPPENED
    told = EventText(found.text, day, status)
    event_id = fresh_id(revision, "e", found.text, day.label)
    event = checked_event(event_id, told, found.evidence, sources, override, further=_against(found))
    return placed(revision, event.model_copy(update={"origin": Origin.GENERATED}), now)


def _need_evidence(found: Withheld) -> None:
    if not found.evidence:
        raise EditError(f"“{found.text[:80]}” cites nothing: add it as a sentence of your own, with words that show it")


def _against(found: Withheld) -> list[Reason]:
    """What the checks and the judge found against it, apart from what else stands in the digest."""
    return [reason for reason in found.reasons if reason.kind not in _OF_ROOM]
