"""The computing of stories in processes of their own, so that the event loop is free to carry requests."""

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Generator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from multiprocessing import forkserver
from types import TracebackType
from typing import Self, TypeVar, TypeVarTuple

from pipeline.batch.garbage import collect_rarely
from pipeline.errors import NoProcess, WorkerLost
from pipeline.sources.process import follow_parent
from pipeline.stages.computing import Computing

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_PRELOADED = "pipeline.digest"


class ComputingPool:
    """As many processes as there are cores, among which stories are shared out. Use it in a `with` block.

    A story keeps to its process, which knows the words and dates of its articles from the story's stage before.

    A process that ends, such as for want of memory, ends what others have it do: of these stories at most one is to
    blame. What they wanted is tried once more, one at a time, in a process that has nothing else to do.
    """

    def __init__(self, processes: int | None = None) -> None:
        _start_importing()
        self._pools = [_open() for _ in range(processes or os.cpu_count() or 1)]
        self._turns = cycle(range(len(self._pools)))
        self._suspected = asyncio.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in self._pools:
            pool.shutdown(wait=False, cancel_futures=True)  # who stops at once does not wait for a long story

    def for_story(self) -> Computing:
        """What does the computing of one story."""
        place = next(self._turns)

        async def compute(work: Callable[[*Ts], T], *given: *Ts) -> T:
            pool = self._pools[place]
            try:
                return await _computed(pool, partial(work, *given))
            except BrokenProcessPool:
                if self._pools[place] is pool:
                    self._pools[place] = _open()
            async with self._suspected:
                return await _compute_alone(partial(work, *given))

        return compute


async def _compute_alone(work: Callable[[], T]) -> T:
    pool = _open()
    try:
        await _computed(pool, _nothing)
    except BrokenProcessPool:
        pool.shutdown(wait=False, cancel_futures=True)
        raise NoProcess("the processes that look at articles end as soon as they are started") from None
    try:
        return await _computed(pool, work)
    except BrokenProcessPool:
        raise WorkerLost("looking at its articles ends the process that does it; leave it out") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


async def _computed(pool: ProcessPoolExecutor, work: Callable[[], T]) -> T:
    """What comes of some work in a process. Raises BrokenProcessPool where that ends over it, NoProcess."""
    with _starting():
        computed = pool.submit(work)
    return await asyncio.wrap_future(computed)


@contextmanager
def _starting() -> Generator[None]:
    try:
        yield
    except (OSError, EOFError) as error:
        raise NoProcess(f"no process to look at articles can be started ({type(error).__name__})") from error


def _nothing() -> None:
    """What every process can do that starts at all."""


def _start_importing() -> None:
    """Start the server that forks the processes now: it imports what they need while this process is busy elsewhere."""
    multiprocessing.set_forkserver_preload([__name__, _PRELOADED])
    with _starting():
        forkserver.ensure_running()


def _open() -> ProcessPoolExecutor:
    with _starting():
        context = multiprocessing.get_context("forkserver")
        return ProcessPoolExecutor(1, context, initializer=_begin)


def _begin() -> None:
    collect_rarely()
    follow_parent()
