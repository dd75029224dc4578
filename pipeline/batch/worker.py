"""A worker's side of a cluster: it computes stories, and has the coordinator answer what they would ask a model.

A worker is told what it takes to make a story and tells what came of it; it knows neither the model's endpoint nor the
store. Importing this module imports distributed.
"""

import asyncio
import pickle
import signal
from importlib.metadata import version
from itertools import count
from multiprocessing import current_process
from threading import Thread
from time import monotonic
from typing import cast

from distributed import Status, Worker, WorkerPlugin, get_worker

from pipeline.batch.work import Asking, Made, Unmade, Work, make
from pipeline.errors import StorydigestError, UsageError
from pipeline.llm.choice import BUILTIN
from pipeline.llm.prompt import load_prompts
from pipeline.llm.request import Completion, Request
from pipeline.sources.shared import SharedExtraction

VERSION = version("storydigest")
"""What coordinator and workers are to have in common."""
ASK_AGAIN_SECONDS = 60.0
"""How long after a request the coordinator is told of it again: what gets lost on the way must not hold a story up."""
SETTLING_SECONDS = 1.0
"""How long a worker that is just starting waits before its first story."""
IDLE_SECONDS = 5.0
"""How long a worker without stories keeps its process for extraction."""


class Side(WorkerPlugin):
    """What a worker needs for the stories of one run, whose name it has.

    What is asked is told under a topic that the coordinator follows; `version` is the coordinator's.
    """

    def __init__(self, name: str, topic: str, version: str) -> None:
        self.name = name
        self._topic = topic
        self._version = version
        self._numbers = count()
        self._asked: dict[int, asyncio.Future[Completion]] = {}
        self._stories: dict[str, asyncio.Task[Made | Unmade]] = {}
        self._extraction: SharedExtraction | None = None
        self._settled_at = 0.0

    def setup(self, worker: Worker) -> None:
        """Get ready. Raises UsageError where this is another version of storydigest."""
        require(self._version)
        self._worker = worker
        self._settled_at = monotonic() + (0.0 if worker.status is Status.running else SETTLING_SECONDS)
        # Dask starts its workers as daemons, which may have no processes of their own: a page must not crash them.
        cast("dict[str, object]", vars(current_process())["_config"])["daemon"] = False

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 -- as Dask calls it
        """Leave nothing behind."""
        for story in self._stories.values():
            story.cancel()
        self._end_extraction()

    def transition(self, key: str, start: str, finish: str, **_: object) -> None:  # noqa: ARG002 -- as Dask calls it
        """Give up a story that nobody wants any more: the run was stopped, or its process is gone."""
        if start == "executing" and (story := self._stories.get(key)):
            story.cancel()

    async def settle(self) -> None:
        """Wait until the worker has started: a process that ends before its nanny knows of it is not started again."""
        await asyncio.sleep(self._settled_at - monotonic())

    async def make(self, key: str, work: Work) -> Made | Unmade:
        """The story's next revision, or why there is none."""
        self._extraction = self._extraction or SharedExtraction(1)
        asking = None if work.recipe.model == BUILTIN else Asking(self, load_prompts())
        story = asyncio.create_task(make(work, self._extraction.extract_many, asking))
        self._stories[key] = story
        try:
            return await story
        finally:
            del self._stories[key]
            # Not left to the end of the run, which may be killed.
            asyncio.get_running_loop().call_later(IDLE_SECONDS, self._end_if_idle)

    async def send(self, request: Request) -> Completion:
        """Have the coordinator answer. Raises what its carriers raised."""
        number = next(self._numbers)
        answer = self._asked[number] = asyncio.get_running_loop().create_future()
        question = [self.name, self._worker.address, number, request.model_dump_json()]
        try:
            while not answer.done():
                self._worker.log_event(self._topic, question)
                await asyncio.wait((answer,), timeout=ASK_AGAIN_SECONDS)
            return answer.result()
        finally:
            del self._asked[number]

    def answered(self, number: int, reply: Completion | Exception) -> None:
        """Hand an answer to the story that waits for it, if it still does."""
        answer = self._asked.get(number)
        if answer is None or answer.done():
            return
        if isinstance(reply, Exception):
            answer.set_exception(reply)
        else:
            answer.set_result(reply)

    def _end_if_idle(self) -> None:
        if not self._stories:
            self._end_extraction()

    def _end_extraction(self) -> None:
        """End the process for extraction, in a thread: it may be at a page."""
        if self._extraction is not None:
            Thread(target=self._extraction.__exit__, args=(None, None, None)).start()
            self._extraction = None


class LeftAlone(WorkerPlugin):
    """Keeps Ctrl-C from a worker on the coordinator's terminal: the coordinator says what is to end."""

    name = "storydigest-left-alone"

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 -- as Dask calls it
        """Get ready."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def require(version: str) -> None:
    """Raise UsageError where the coordinator has another version of storydigest than this process."""
    if version != VERSION:
        where = "the scheduler or a worker has storydigest"
        raise UsageError(f"--executor: {where} {VERSION}, here is {version}; install the same everywhere")


async def make_story(name: str, key: str, packed: bytes) -> Made | Unmade | StorydigestError:
    """What comes of a story, or the error that every other one would meet too: the Dask task `key` of this run."""
    side = _side(get_worker(), name)
    await side.settle()
    try:
        work = pickle.loads(packed)  # noqa: S301 -- the coordinator's, which could as well have sent another function
        return await side.make(key, cast("Work", work))
    except StorydigestError as error:
        return error  # raised where it is waited for, not logged as a failure of Dask's here


def answered(name: str, number: int, reply: Completion | Exception, dask_worker: Worker) -> None:
    """Hand over the answer to a worker's request: run by Dask on that worker."""
    _side(dask_worker, name).answered(number, reply)


def _side(worker: Worker, name: str) -> Side:
    return cast("Side", worker.plugins[name])
