"""Saving: a change becomes the next revision, on top of whatever else was saved meanwhile, or a conflict is told of."""

import asyncio
import logging
from datetime import datetime
from typing import NamedTuple

from pipeline.desk.desk import Desk
from pipeline.desk.edits.edit import Edit
from pipeline.domain.candidate import Candidate, CandidateState
from pipeline.domain.changes import changes
from pipeline.domain.digest import Revision
from pipeline.editing import accepted, decided, with_correction
from pipeline.errors import Conflict, DigestError, UnknownPart
from pipeline.folder import export

_TRIES = 20
"""So often somebody else may be faster on another part of the digest."""
_LOG = logging.getLogger(__name__)


class Overtaken(Exception):
    """What a change rests on is no longer as the editor saw it."""

    def __init__(self, seen: Revision, current: Revision) -> None:
        super().__init__(f"revision {seen.digest.revision} is not the newest any more")
        self.seen = seen
        self.current = current


class Saved(NamedTuple):
    """A revision that the store has."""

    revision: Revision
    is_published: bool
    """Whether the files that readers get say the same."""


async def save(desk: Desk, seen: Revision, edit: Edit, editor: str, correction: str = "") -> Saved:
    """Make the change on the newest revision, where what it rests on is as the editor saw it; tell readers, if wanted.

    Raises Overtaken where it is not, EditError where the change cannot be made, Conflict where others never pause.
    """
    story = seen.digest.story_id
    for _ in range(_TRIES):
        current = await _current(desk, story)
        if current.digest.revision != seen.digest.revision and _differs(edit, seen, current):
            raise Overtaken(seen, current)
        made = _told(edit.apply(current), correction, desk.clock())
        try:
            await desk.store.revisions.append(
                made, author=editor, reason=edit.told, changes=changes(current.digest, made.digest)
            )
        except Conflict:
            continue
        return Saved(made, await _published(desk, made))
    raise Conflict("too many others are saving; try again")


async def accept(desk: Desk, candidate: Candidate, editor: str, correction: str = "") -> Saved:
    """Put a candidate in its place. Raises Conflict, with what changed, where it was not written for what is there."""
    for _ in range(_TRIES):
        current = await _current(desk, candidate.story_id)
        base = await desk.store.revisions.at(candidate.story_id, candidate.base_revision)
        if base is None:
            raise UnknownPart("the revision that the candidate was written for is gone")
        now = desk.clock()
        made = _told(accepted(current, candidate, now, base), correction, now)
        decision = decided(candidate, CandidateState.ACCEPTED, editor, now)
        told = f"accepted {candidate.part}" + (f": {candidate.note}" if candidate.note else "")
        try:
            await desk.store.revisions.append(
                made, author=editor, reason=told, changes=changes(current.digest, made.digest), accepted=decision
            )
        except Conflict:
            if all(
                one.id != candidate.id or one.is_waiting for one in await desk.store.candidates.of(made.digest.story_id)
            ):
                continue
            raise
        return Saved(made, await _published(desk, made))
    raise Conflict("too many others are saving; try again")


async def _published(desk: Desk, revision: Revision) -> bool:
    """Whether the digest's files were written, where the desk has a folder for them; the log tells why not."""
    out = desk.out
    if out is None:
        return True
    try:
        await asyncio.to_thread(export, revision, out)
    except Conflict:  # somebody saved another revision on top of it, and that is published already
        return True
    except DigestError as error:  # the store has it: a folder that lags behind is no reason to refuse an editor
        _LOG.warning("%s", error)
        return False
    return True


def _told(made: Revision, correction: str, now: datetime) -> Revision:
    """The revision with a note to readers, where there is one."""
    return with_correction(made, correction, now) if correction else made


async def _current(desk: Desk, story: str) -> Revision:
    """The newest revision, be it one that was made in the folder alone. Raises Conflict, UnknownPart."""
    try:
        current = await (desk.store.catch_up(desk.out, story) if desk.out else desk.store.revisions.current(story))
    except DigestError as error:  # what cannot be read there has nothing to go on from
        _LOG.warning("%s", error)
        current = await desk.store.revisions.current(story)
    if current is None:
        raise UnknownPart("the story has no digest any more")
    return current


def _differs(edit: Edit, seen: Revision, current: Revision) -> bool:
    try:
        return (edit.touches(seen.digest), seen.articles) != (edit.touches(current.digest), current.articles)
    except UnknownPart:
        return True
