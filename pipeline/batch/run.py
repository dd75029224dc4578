"""The batch: story after story, many at a time, each of them once, until the list ends or something stops it."""

import asyncio
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from typing import Protocol

from pipeline.batch.intake import Intake
from pipeline.batch.listing import Listed
from pipeline.batch.outcome import Outcome, Status, malformed, quarantined, twice
from pipeline.batch.owner import gone
from pipeline.batch.seen import Seen
from pipeline.batch.stops import STOPS_EVERYTHING
from pipeline.batch.story import Order, StoryJob
from pipeline.batch.work import Executor
from pipeline.errors import Stopped, StorydigestError, StoryError
from pipeline.folder import sweep
from pipeline.sources.story import Story
from pipeline.store import Store
from pipeline.store.stories import LEASE_SECONDS

MOST_LOOKED_AT_AGAIN = 10_000
"""So many stories that another run has are looked at again at the end of the list; they are kept in memory for it."""
_DISK_THREADS = 8
"""Threads that read pages and write folders, which is mostly waiting."""


class Follower(Protocol):
    """Is told how the stories fare."""

    def begins(self, story_id: str) -> None:
        """Work on a story begins."""
        ...

    def waits(self, story_id: str) -> None:
        """Another run has the story: it is looked at again at the end."""
        ...

    def ends(self, outcome: Outcome) -> None:
        """A story is done, or set aside."""
        ...


@contextmanager
def _disk() -> Generator[ThreadPoolExecutor]:
    """The threads for the disk. Where the run is to end at once, nobody waits for what they are at."""
    threads = ThreadPoolExecutor(_DISK_THREADS, thread_name_prefix="disk")
    at_once = False
    try:
        yield threads
    except asyncio.CancelledError:
        at_once = True
        raise
    finally:
        threads.shutdown(wait=not at_once, cancel_futures=at_once)


class Batch:
    """One run over the stories that are listed, `at_once` of them at the same time.

    `halt` sees to it that no request is sent any more, where something stops the run.
    """

    def __init__(
        self,
        store: Store,
        executor: Executor,
        order: Order,
        follower: Follower,
        *,
        at_once: int,
        halt: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._executor = executor
        self._order = order
        self._follower = follower
        self._at_once = at_once
        self._halt = halt
        self._intake: Intake | None = None
        self._elsewhere: deque[Story] = deque()
        self._is_stopping = False
        self._stopped_by: StorydigestError | None = None

    def stop(self) -> None:
        """Begin no more stories and send no more requests; answers in flight are waited for, and kept."""
        self._is_stopping = True
        if self._intake is not None:
            self._intake.close()
        self._halt()

    async def run(self, listed: Iterator[Listed]) -> None:
        """Work on all stories. Those that another run has in hand are looked at again when all others are done.

        Raises what stops a batch, such as a key that is refused or a full disk, once the stories at work have come to
        their ends.
        """
        self._intake = intake = Intake(listed)
        with Seen() as seen, _disk() as disk, closing(intake):
            await asyncio.get_running_loop().run_in_executor(disk, sweep, self._order.out)
            holding = asyncio.create_task(self._hold_claims())
            try:
                job = await self._job(disk)
                async with asyncio.TaskGroup() as group:
                    for _ in range(self._at_once):
                        group.create_task(self._work_off(intake, job, seen))
                job = await self._job(disk)
                async with asyncio.TaskGroup() as group:
                    for _ in range(min(self._at_once, len(self._elsewhere))):
                        group.create_task(self._look_again(job))
            finally:
                holding.cancel()
        if self._stopped_by is not None:
            raise self._stopped_by

    async def _job(self, disk: ThreadPoolExecutor) -> StoryJob:
        """Work on single stories, in the knowledge of which other runs are no more."""
        lost = gone(await self._store.stories.owners())
        return StoryJob(self._store, self._executor, self._order, disk=disk, gone=lost)

    async def _work_off(self, intake: Intake, job: StoryJob, seen: Seen) -> None:
        while (story := await intake.take()) is not None:
            with self._stopping_where_told():
                outcome = await self._first_outcome(story, job, seen)
                if (
                    outcome.status is Status.ELSEWHERE
                    and isinstance(story, Story)
                    and len(self._elsewhere) < MOST_LOOKED_AT_AGAIN
                ):
                    self._elsewhere.append(story)
                    self._follower.waits(story.id)
                else:
                    self._follower.ends(outcome)

    async def _look_again(self, job: StoryJob) -> None:
        while self._elsewhere and not self._is_stopping:
            with self._stopping_where_told():
                self._follower.ends(await self._outcome(self._elsewhere.popleft(), job))

    @contextmanager
    def _stopping_where_told(self) -> Generator[None]:
        """Have the run stopped by what every other story would meet as well."""
        try:
            yield
        except Stopped:
            self.stop()
        except STOPS_EVERYTHING as error:
            self._stopped_by = self._stopped_by or error
            self.stop()

    async def _first_outcome(self, story: Listed, job: StoryJob, seen: Seen) -> Outcome:
        if isinstance(story, StoryError):
            return malformed(story)
        if not seen.add(story.id):
            return twice(story.id)
        return await self._outcome(story, job)

    async def _outcome(self, story: Story, job: StoryJob) -> Outcome:
        self._follower.begins(story.id)
        try:
            return await job.work_on(story)
        except STOPS_EVERYTHING:
            raise
        except Exception as error:  # noqa: BLE001 -- a fault of ours in one story must not cost the rest
            return quarantined(story.id, error)

    async def _hold_claims(self) -> None:
        """Say every now and then that this run is still there."""
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            with suppress(StorydigestError):  # what is wrong with the store, the stories meet as well
                await self._store.stories.renew(self._order.owner)
