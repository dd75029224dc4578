"""The executor of many machines: each story is a Dask task; limits and the store stay with the coordinator.

A worker does the computing (extraction, facts, checks, rendering of prompts) for many stories at once, whose requests
the coordinator answers over the relay. A worker that dies has its stories done again by another.
"""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.metadata import version

import dask
from distributed import Client, KilledWorker, LocalCluster, Worker, WorkerPlugin, get_worker

from pipeline.batch.relay import Relay, RelayedCarrier
from pipeline.batch.work import Asking, Made, Work, make
from pipeline.errors import UsageError, WorkerLost
from pipeline.llm.prompt import load_prompts
from pipeline.llm.request import Carrier
from pipeline.sources.shared import SharedExtraction

_NAME = "storydigest"


class ClusterExecutor:
    """Has stories made by the workers that a Dask client knows."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def make(self, work: Work) -> Made:
        """The story's next revision. Raises WorkerLost where the story ended one worker after the other."""
        # Impure: a story that is done again after a fault is not to get the earlier result.
        future = self._client.submit(_make, work, key=None, pure=False)
        try:
            return await future.result()
        except KilledWorker:
            raise WorkerLost(f"story {work.story.id}: ended every worker that tried it; leave it out") from None
        except asyncio.CancelledError:
            await future.cancel()
            raise


@asynccontextmanager
async def cluster(address: str | None, carrier: Carrier | None, *, at_once: int) -> AsyncGenerator[ClusterExecutor]:
    """An executor on the scheduler at an address, or on processes of this machine, one for each core.

    `carrier` answers what the workers ask, and is None for the builtin writer; `at_once` is how many stories are under
    way at the same time. Raises UsageError where there is no scheduler, or another version of storydigest on it.
    """
    logging.getLogger("distributed").setLevel(logging.ERROR)
    if address is None:
        cores = os.cpu_count() or 1
        dask.config.set({"distributed.worker.daemon": False})  # they have processes of their own, for extraction
        async with LocalCluster(
            asynchronous=True,
            processes=True,
            n_workers=cores,
            threads_per_worker=-(-at_once // cores),  # a story waits most of the time
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.ERROR,
        ) as local, Client(local, asynchronous=True) as client:
            async with _prepared(client, carrier, "tcp://127.0.0.1:0") as executor:
                yield executor
        return
    try:
        client = await Client(address, asynchronous=True, timeout=10)
    except (OSError, ValueError, asyncio.TimeoutError) as error:
        raise UsageError(f"--executor: no Dask scheduler answers at {address}") from error
    async with client, _prepared(client, carrier, "tcp://") as executor:
        yield executor


@asynccontextmanager
async def _prepared(client: Client, carrier: Carrier | None, listen_on: str) -> AsyncGenerator[ClusterExecutor]:
    """The executor, once all workers know where the relay is and have this version of storydigest."""
    security = client.security.get_connection_args("client")
    if carrier is None:
        await _register(client, _Side(None, local=listen_on != "tcp://"))
        yield ClusterExecutor(client)
        return
    async with Relay(carrier, listen_on, **client.security.get_listen_args("client")) as relay:
        await _register(client, _Side(relay.address, local=listen_on != "tcp://", connecting=security))
        yield ClusterExecutor(client)


async def _register(client: Client, side: "_Side") -> None:
    await client.register_plugin(side)
    versions = set((await client.run(version, _NAME)).values())
    if versions - {version(_NAME)}:
        raise UsageError(f"--executor: the workers have storydigest {', '.join(sorted(versions))}, here is {version(_NAME)}")


class _Side(WorkerPlugin):
    """What a worker keeps for its stories: a loop that they share, processes for extraction, a way to the relay."""

    name = _NAME

    def __init__(self, relay: str | None, *, local: bool, connecting: dict[str, object] | None = None) -> None:
        self._relay = relay
        self._local = local
        self._connecting = connecting or {}

    def setup(self, worker: Worker) -> None:
        """Get ready on a worker."""
        if self._local:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the coordinator, which lets work finish
        self._extraction = SharedExtraction(1)
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name=_NAME, daemon=True).start()
        self._asking = asyncio.run_coroutine_threadsafe(self._ask(), self._loop).result() if self._relay else None

    def teardown(self, worker: Worker) -> None:
        """Leave nothing behind on a worker."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._extraction.__exit__(None, None, None)

    def make(self, work: Work) -> Made:
        """Make a story's digest."""
        making = make(work, self._extraction.extract_many, self._asking)
        return asyncio.run_coroutine_threadsafe(making, self._loop).result()

    async def _ask(self) -> Asking:
        return Asking(RelayedCarrier(self._relay or "", **self._connecting), load_prompts())


def _make(work: Work) -> Made:
    """The task: one story."""
    side = get_worker().plugins[_NAME]
    return side.make(work)
