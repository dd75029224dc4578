"""What a batch does with one story: nothing where nothing changed, else its next revision, or quarantine.

read pages ─▶ settled? ─claim─▶ make (executor) ─▶ revision in the store ─▶ folder ─▶ done
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from pipeline.batch.fingerprint import fingerprint
from pipeline.batch.outcome import Outcome, Status, outcome_of, quarantined
from pipeline.batch.stops import STOPS_EVERYTHING
from pipeline.batch.work import Executor, Recipe, Unmade, Work
from pipeline.digest import is_same
from pipeline.domain.changes import changes
from pipeline.domain.digest import Revision
from pipeline.errors import ClaimLost, Conflict, Diverged, PageError, StoryError
from pipeline.folder import export, is_touched, standing_mark
from pipeline.sources.extract import Page
from pipeline.sources.limits import FetchSettings
from pipeline.sources.load import read_pages
from pipeline.sources.story import Story
from pipeline.store import Store, StoryRecord

PAUSES = (0.0, 0.1, 0.3, 1.0, 3.0)
"""Seconds before a story is tried again whose digest an editor saved meanwhile; nobody saves by hand that often."""

T = TypeVar("T")
Pages = tuple[Page | PageError, ...]


class Order(NamedTuple):
    """What a batch is to do with each of its stories."""

    out: Path
    recipe: Recipe
    recipe_sha256: str
    now: datetime
    owner: str
    """Which run this is, as other runs on the store see it."""
    fetching: FetchSettings
    retry_quarantined: bool = False
    """Whether stories that were set aside are tried again although nothing about them changed."""
    rebuild: bool = False
    """Whether digests are made anew although nothing changed; answers that are kept are not asked for again."""


class StoryJob:
    """Works on stories, each by itself. `gone` are owners of claims that are known to be no more."""

    def __init__(
        self,
        store: Store,
        executor: Executor,
        order: Order,
        *,
        disk: ThreadPoolExecutor,
        gone: Sequence[str],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._store = store
        self._executor = executor
        self._order = order
        self._disk = disk
        self._gone = gone
        self._clock = clock

    async def work_on(self, story: Story) -> Outcome:
        """How the story fared. Raises only what would stop every other story too."""
        pages = await self._apart(lambda: tuple(read_pages(story, self._order.fetching)))
        mark = fingerprint(story, pages, self._order.recipe_sha256)
        record = await self._store.stories.record(story.id)
        if settled := await self._settled(record, mark):
            return settled
        try:  # a claim that nobody waits for any more is made all the same
            if not await self._store.stories.claim(story.id, self._order.owner, self._gone):
                return Outcome(story_id=story.id, status=Status.ELSEWHERE)
            record = await self._store.stories.record(story.id)  # another run may have been at it until just now
            return await self._settled(record, mark) or await self._worked(story, pages, mark, record)
        except ClaimLost:  # this run was not heard of for a while: what it had in hand is its successor's
            return Outcome(story_id=story.id, status=Status.ELSEWHERE)
        finally:
            await self._store.stories.release(story.id, self._order.owner)

    async def _settled(self, record: StoryRecord | None, mark: str) -> Outcome | None:
        """What there is to say of a story where nothing is to be done."""
        told = _told(record, mark)
        if record is None or told is None:
            return None
        if told.quarantine is not None:
            is_tried = self._order.retry_quarantined or told.quarantine.fault.is_of_the_folder
            return None if is_tried else await self._with_what_it_keeps(told)
        if self._order.rebuild or await self._store.revisions.number(record.story_id) != told.revision:
            return None
        is_written = record.exported_revision == told.revision
        if not is_written or await self._apart(lambda: standing_mark(self._folder(told.story_id))) != told.exported:
            return None
        if told.status is Status.HELD:
            return told
        return told.model_copy(update={"status": Status.UNCHANGED, "seconds": 0.0, "changes": ()})

    async def _worked(self, story: Story, pages: Pages, mark: str, record: StoryRecord | None) -> Outcome:
        """The story's next revision, or quarantine: what goes wrong with one story is kept from the others."""
        began = self._clock()
        attempts = record.attempts + 1 if record and record.fingerprint == mark else 1
        try:
            outcome = await self._made_in_the_end(story, pages, mark, record)
        except (*STOPS_EVERYTHING, ClaimLost):
            raise
        except Exception as error:  # noqa: BLE001 -- a fault of ours in one story must not cost the rest
            outcome = quarantined(story.id, error)
        outcome = outcome.model_copy(update={"seconds": round(self._clock() - began, 3)})
        exported = outcome.revision or 0
        if outcome.quarantine is not None:
            told = outcome.quarantine.model_copy(update={"attempts": attempts})
            outcome = await self._with_what_it_keeps(outcome.model_copy(update={"quarantine": told}))
        await self._store.stories.put(_record(outcome, mark, attempts=attempts, exported=exported), self._order.owner)
        return outcome

    async def _made_in_the_end(self, story: Story, pages: Pages, mark: str, record: StoryRecord | None) -> Outcome:
        """The story's next revision, after whatever editors saved meanwhile. Raises Conflict where they never rest."""
        for pause in PAUSES:
            try:
                return await self._made(story, pages, mark, record)
            except (ClaimLost, Diverged):
                raise
            except Conflict:  # an editor was quicker: look again at what is there now
                await asyncio.sleep(pause)
        return await self._made(story, pages, mark, record)

    async def _with_what_it_keeps(self, outcome: Outcome) -> Outcome:
        """The outcome of a story that was set aside, with the revision of its digest, if it has one."""
        return outcome.model_copy(update={"revision": await self._store.revisions.number(outcome.story_id)})

    async def _made(self, story: Story, pages: Pages, mark: str, record: StoryRecord | None) -> Outcome:
        previous = await self._store.catch_up(self._order.out, story.id)
        if told := _told(record, mark):
            if previous is not None and told.quarantine is None and not self._order.rebuild:
                if told.revision == previous.digest.revision:  # a run was ended before it could write it out
                    return await self._exported(previous, told)
                if told.status is not Status.HELD:  # an editor changed it since
                    return await self._exported(previous, outcome_of(previous.digest, Status.UNCHANGED))
            if told.quarantine is not None:
                await self._store.answers.forget(told.quarantine.keys)
        made = await self._executor.make(Work(story, pages, previous, self._order.recipe, self._order.now))
        if isinstance(made, Unmade):
            if not isinstance(made.error, StoryError) or previous is None or not is_touched(previous.digest):
                return quarantined(story.id, *made)
            warning = (
                f"what an editor locked or changed does not go with its articles any more ({made.error}): left as it is"
            )
            held = outcome_of(previous.digest, Status.HELD).model_copy(update={"warnings": (warning,)})
            return await self._exported(previous, held)
        if previous is not None and is_same(previous.digest, made.revision.digest):
            outcome = outcome_of(previous.digest, Status.UNCHANGED)
            return await self._exported(previous, outcome.model_copy(update={"warnings": made.warnings}))
        said = changes(previous.digest, made.revision.digest) if previous else ()
        status = Status.UPDATED if previous else Status.MADE
        outcome = outcome_of(made.revision.digest, status)
        outcome = outcome.model_copy(update={"warnings": made.warnings, "changes": said})
        unexported = _record(outcome, mark, attempts=0, exported=0)
        author, owner = made.revision.digest.provenance.model, self._order.owner
        await self._store.stories.put_revision(unexported, made.revision, said, author=author, owner=owner)
        return await self._exported(made.revision, outcome)

    async def _exported(self, revision: Revision, outcome: Outcome) -> Outcome:
        """See to it that its folder holds a revision."""
        mark = await self._apart(lambda: export(revision, self._order.out))
        return outcome.model_copy(update={"exported": mark})

    def _folder(self, story_id: str) -> Path:
        return self._order.out / story_id

    async def _apart(self, work: Callable[[], T]) -> T:
        """What comes of work that waits for the disk or the network, done in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._disk, work)


def _told(record: StoryRecord | None, mark: str) -> Outcome | None:
    """What was said of a story as it is now; None where nothing was, or where the store lost it."""
    if record is None or record.fingerprint != mark:
        return None
    try:
        return Outcome.model_validate_json(record.outcome)
    except ValidationError:
        return None


def _record(outcome: Outcome, mark: str, *, attempts: int, exported: int) -> StoryRecord:
    return StoryRecord(
        story_id=outcome.story_id,
        status=outcome.status,
        fingerprint=mark,
        exported_revision=exported,
        attempts=attempts,
        outcome=outcome.model_dump_json(),
    )
