"""The executor of many processes and machines: stories are Dask tasks, limits and the store stay with the coordinator.

worker: make(story) ─request─▶ scheduler ─event─▶ coordinator (kept answers, limits, retries) ─run─▶ worker

Both ways lead over the connections to the scheduler that are there anyway: no port is opened for them, and workers need
not be able to reach the coordinator. Importing this module imports distributed.
"""

import asyncio
import logging
import os
import pickle
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from itertools import count
from tempfile import TemporaryDirectory
from typing import Self
from uuid import uuid4

import dask.config
from distributed import Client, KilledWorker, LocalCluster
from distributed.client import FutureCancelledError
from distributed.scheduler import NoWorkerError

from pipeline.batch.work import Made, Unmade, Work
from pipeline.batch.worker import VERSION, LeftAlone, Side, answered, make_story, require
from pipeline.errors import ClusterLost, StorydigestError, UsageError, WorkerLost
from pipeline.llm.request import Carrier, Completion, Request

CONNECT_SECONDS = 10
WORKERS_SECONDS = 30
_SETTINGS = {
    "distributed.admin.large-graph-warning-threshold": "1 GiB",  # a story's pages are its task's arguments
    "distributed.scheduler.no-workers-timeout": "60 s",
    "distributed.admin.low-level-log-length": 20,  # messages that are kept, with requests and pages in them
}
_LOCAL_FAILURES = 1
"""How many workers may end over a story, beside the one that shows that it was not by chance."""


class ClusterExecutor:
    """Has stories made by the workers that a Dask client knows. Use it in `async with`.

    `carrier` answers what the workers ask; None for the builtin writer.
    """

    def __init__(self, client: Client, carrier: Carrier | None) -> None:
        self._client = client
        self._carrier = carrier
        self._name = f"storydigest-{uuid4().hex}"
        self._numbers = count()
        self._suspected = asyncio.Lock()
        self._answering: dict[tuple[str, int], asyncio.Task[None]] = {}

    async def __aenter__(self) -> Self:
        # Under the client's own name, since a scheduler forgets what was told of a client that is gone.
        self._client.subscribe_topic(self._client.id, self._asked)
        try:
            # The scheduler unpacks tasks too.
            await self._client.run_on_scheduler(require, VERSION)
            await self._client.register_plugin(Side(self._name, self._client.id, VERSION))
        except ImportError as error:
            await self._leave()
            message = f"--executor: install storydigest {VERSION} where the scheduler and the workers are ({error})"
            raise UsageError(message) from error
        except BaseException:
            await self._leave()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._leave()

    async def make(self, work: Work) -> Made | Unmade:
        """The story's next revision, or why there is none. Raises WorkerLost where it ends every worker that tries it.

        A worker that ends takes many stories with it, of which at most one is to blame: those that met this too often
        are tried once more, one at a time.
        """
        try:
            return await self._submit(work)
        except KilledWorker:
            pass
        async with self._suspected:
            try:
                return await self._submit(work)
            except KilledWorker:
                raise WorkerLost(f"story {work.story.id}: ends every worker that tries it; leave it out") from None

    async def _submit(self, work: Work) -> Made | Unmade:
        key = f"{self._name}-{next(self._numbers)}"
        packed = pickle.dumps(work)  # else the scheduler would unpack it and pack it again
        try:
            made = await self._client.submit(make_story, self._name, key, packed, key=key).result()
        except FutureCancelledError as error:
            raise ClusterLost("the Dask scheduler is gone; start it again") from error
        except NoWorkerError as error:
            raise ClusterLost("all Dask workers are gone; start them again") from error
        if isinstance(made, StorydigestError):
            raise made
        return made

    def _asked(self, event: tuple[float, object]) -> None:
        """A worker asks, perhaps not for the first time: answer it meanwhile."""
        match event[1]:
            case [self._name, str(worker), int(number), str(request)] if (worker, number) not in self._answering:
                answering = asyncio.create_task(self._answer(worker, number, request))
                self._answering[worker, number] = answering
                answering.add_done_callback(lambda _: self._answering.pop((worker, number)))
            case _:
                pass

    async def _answer(self, worker: str, number: int, request: str) -> None:
        reply = await self._reply(request)
        with suppress(OSError):  # the scheduler is gone, which whoever waits for the story is told
            # Where the worker has ended meanwhile, another one asks again.
            await self._client.run(answered, self._name, number, reply, workers=[worker], on_error="ignore")

    async def _reply(self, request: str) -> Completion | Exception:
        if self._carrier is None:
            return UsageError("the builtin writer asks nobody")
        try:
            return await self._carrier.send(Request.model_validate_json(request))
        except StorydigestError as error:
            return error
        except Exception as error:  # noqa: BLE001 -- a fault of ours is the story's end, which waits for a reply
            return RuntimeError(f"{type(error).__name__}: {error}")  # unlike some, this can be sent

    async def _leave(self) -> None:
        """Give up what is under way on the workers."""
        for answering in self._answering.values():
            answering.cancel()
        with suppress(OSError, ValueError):  # the scheduler is gone
            self._client.unsubscribe_topic(self._client.id)
            await self._client.unregister_worker_plugin(self._name)


@asynccontextmanager
async def connect_workers(address: str | None, *, at_once: int, local: int | None = None) -> AsyncGenerator[Client]:
    """The workers of the scheduler at an address, or `local` processes of this machine: as many as it has cores.

    `at_once` is how many stories are under way at the same time. Raises UsageError where there is no such scheduler, or
    nobody works for it.
    """
    _silence()
    with dask.config.set(_SETTINGS):
        async with _local(local or os.cpu_count() or 1, at_once) if address is None else _remote(address) as client:
            yield client


@asynccontextmanager
async def _local(workers: int, at_once: int) -> AsyncGenerator[Client]:
    with (
        TemporaryDirectory(prefix="storydigest-", ignore_cleanup_errors=True) as folder,
        dask.config.set({"temporary-directory": folder}),
    ):
        async with (
            LocalCluster(
                asynchronous=True,
                n_workers=workers,
                threads_per_worker=-(-at_once // workers),  # a story waits most of the time
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                scheduler_kwargs={"dashboard": False, "allowed_failures": _LOCAL_FAILURES},
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster, asynchronous=True) as client,
        ):
            await client.register_plugin(LeftAlone())
            yield client


@asynccontextmanager
async def _remote(address: str) -> AsyncGenerator[Client]:
    try:
        client = await Client(address, asynchronous=True, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise UsageError(f"--executor: no Dask scheduler answers at {address} ({error})") from error
    async with client:
        try:
            await client.wait_for_workers(1, timeout=WORKERS_SECONDS)
        except TimeoutError as error:
            message = (
                f"--executor: nobody works for the scheduler at {address}; start `dask worker {address}` somewhere"
            )
            raise UsageError(message) from error
        yield client


def _silence() -> None:
    """Keep Dask's logs off the terminal: what goes wrong reaches the user as errors of ours.

    Dask gives some of its loggers levels of their own; those that are yet to come take the first one's.
    """
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
