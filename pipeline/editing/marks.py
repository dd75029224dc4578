"""What an editor sets on a part without changing its words: a lock, a decision to publish it as it is."""

from datetime import datetime
from typing import TypeVar

from pipeline.domain.digest import Event, Revision, Sentence, Statement
from pipeline.domain.support import Override, Verdict
from pipeline.editing.revising import revised
from pipeline.errors import EditError, UnknownPart

S = TypeVar("S", Sentence, Event)


def lock(revision: Revision, part_id: str, now: datetime) -> Revision:
    """A section or event that no batch and no model touches. Raises UnknownPart, EditError where it is so already."""
    return _with_lock(revision, part_id, now, locked=True)


def unlock(revision: Revision, part_id: str, now: datetime) -> Revision:
    """A section or event that may be written again. Raises UnknownPart, EditError where it is so already."""
    return _with_lock(revision, part_id, now, locked=False)


def _with_lock(revision: Revision, part_id: str, now: datetime, *, locked: bool) -> Revision:
    digest = revision.digest
    found = [part for part in (*digest.sections, *digest.timeline) if part.id == part_id]
    if not found:
        raise UnknownPart(f"{digest.story_id}: there is no section or event {part_id!r}")
    if found[0].locked == locked:
        raise EditError(f"{digest.story_id}: {part_id} is {'locked' if locked else 'not locked'} already")
    marked = found[0].model_copy(update={"locked": locked})
    if isinstance(marked, Event):
        return revised(revision, now, timeline=tuple(marked if e.id == part_id else e for e in digest.timeline))
    return revised(revision, now, sections=tuple(marked if s.id == part_id else s for s in digest.sections))


def override(revision: Revision, statement_id: str, decision: Override, now: datetime) -> Revision:
    """A flagged sentence or event with an editor's decision to publish it.

    Raises UnknownPart, and EditError where nothing is said against it.
    """
    digest = revision.digest
    found = next((statement for statement in digest.statements if statement.id == statement_id), None)
    if found is None:
        raise UnknownPart(f"{digest.story_id}: there is no sentence or event {statement_id!r}")
    if not is_flagged(found):
        raise EditError(f"{digest.story_id}: nothing is said against {statement_id}; it needs no reason")
    timeline = tuple(_decided(event, statement_id, decision) for event in digest.timeline)
    sections = tuple(
        section.model_copy(update={"sentences": tuple(_decided(s, statement_id, decision) for s in section.sentences)})
        for section in digest.sections
    )
    return revised(revision, now, sections=sections, timeline=timeline)


def is_flagged(statement: Statement) -> bool:
    """Whether the checks have something to say against a sentence or event."""
    return statement.support.verdict is not Verdict.SUPPORTED


def _decided(statement: S, statement_id: str, decision: Override) -> S:
    return statement.model_copy(update={"override": decision}) if statement.id == statement_id else statement
