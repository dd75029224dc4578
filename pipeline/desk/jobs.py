"""Candidates in the making: each is a task of the server's event loop, and pages ask how far it is."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple

from pipeline.errors import Conflict, InputError, ModelError, StorydigestError, UsageError
from pipeline.llm.request import Carrier, Completion, Request

MOST_AT_ONCE = 16
"""Candidates that are written at the same time, for whomever."""
_KEPT_SECONDS = 600.0
_LOG = logging.getLogger(__name__)
_STAGES = {
    "section": "the section",
    "verify": "a second look at it",
    "timeline": "the timeline",
    "headline": "headline",
}


class Asked(NamedTuple):
    """What somebody wants written, and on which revision."""

    story_id: str
    revision: int
    part: str
    model: str
    note: str
    author: str


@dataclass
class Job:
    """One candidate in the making."""

    asked: Asked
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    stage: str = "reading the facts"
    candidate: str = ""
    """The id of what was written, once it is."""
    error: str = ""
    started: float = field(default_factory=monotonic)
    ended: float | None = None

    @property
    def is_done(self) -> bool:
        """Whether it came to an end, good or bad."""
        return self.ended is not None

    @property
    def seconds(self) -> int:
        """How long it has taken."""
        return int((self.ended or monotonic()) - self.started)

    def watched(self, carrier: Carrier) -> Carrier:
        """A carrier that tells the job what is being asked."""
        return _Watching(carrier, self)


class TooMany(StorydigestError):
    """More candidates are being written than the desk takes on."""


class Jobs:
    """All candidates in the making."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, job: Job, work: Callable[[Job], Awaitable[str]]) -> Job:
        """Begin a candidate; `work` returns its id. Where the very same is being written already, that job.

        Whoever asks for anything else, in one word of the note, is given a candidate beside the others. Raises TooMany.
        """
        self._forget_old()
        for other in self._jobs.values():
            if other.asked == job.asked and not other.is_done:
                return other
        if len(self._tasks) >= MOST_AT_ONCE:
            raise TooMany("The desk is writing as many candidates as it can; wait for one of them.")
        self._jobs[job.id] = job
        task = asyncio.create_task(_run(job, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def of(self, story_id: str) -> tuple[Job, ...]:
        """What is being written for a story, and what could not be; not what was."""
        self._forget_old()
        return tuple(job for job in self._jobs.values() if job.asked.story_id == story_id and not job.candidate)

    def find(self, story_id: str, job_id: str) -> Job | None:
        """One of a story's jobs."""
        job = self._jobs.get(job_id)
        return job if job is not None and job.asked.story_id == story_id else None

    async def close(self) -> None:
        """End what is still being written."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _forget_old(self) -> None:
        """Forget what ended a while ago; a failure is told of for a minute."""
        now = monotonic()
        for job in list(self._jobs.values()):
            if job.ended is not None and now - job.ended > (_KEPT_SECONDS / 10 if job.error else _KEPT_SECONDS):
                del self._jobs[job.id]


async def _run(job: Job, work: Callable[[Job], Awaitable[str]]) -> None:
    try:
        job.candidate = await work(job)
    except asyncio.CancelledError:
        job.error = "The desk was closed."
        raise
    except (InputError, UsageError, ModelError, Conflict) as error:
        job.error = str(error)
    except StorydigestError as error:
        _LOG.warning("a candidate was not written: %s", error)
        job.error = "It could not be written."
    except Exception:  # noqa: BLE001 -- a task that fails tells of it on the page
        _LOG.exception("a candidate was not written")
        job.error = "Something went wrong here."
    finally:
        job.ended = monotonic()


class _Watching:
    def __init__(self, inner: Carrier, job: Job) -> None:
        self._inner = inner
        self._job = job

    async def send(self, request: Request) -> Completion:
        """Have the request answered by the other carrier."""
        self._job.stage = _STAGES.get(request.stage, request.stage)
        return await self._inner.send(request)
