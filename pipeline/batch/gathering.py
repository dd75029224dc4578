"""Gathering facts in processes of their own: it is the largest piece of work on a story that needs nobody's answer."""

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from types import TracebackType
from typing import Self

from pipeline.domain.article import ArticleText
from pipeline.errors import WorkerLost
from pipeline.facts import Budget, FactBook, gather
from pipeline.sources.process import follow_parent

Finding = Callable[[Sequence[ArticleText], str, Budget], FactBook]


class GatheringPool:
    """As many processes as there are cores. Use it in a `with` block.

    One that ends, such as for want of memory, ends what the others are at: of these stories at most one is to blame.
    Each of them is tried once more, in a process that has nothing else to do.
    """

    def __init__(self, processes: int | None = None, finding: Finding = gather) -> None:
        self._processes = processes or os.cpu_count() or 1
        self._finding = finding
        self._pool = _open(self._processes)
        self._suspected = asyncio.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)  # who stops at once does not wait for a long story

    async def gather(self, articles: Sequence[ArticleText], language: str, budget: Budget) -> FactBook:
        """The facts of some articles, as `pipeline.facts.gather` finds them.

        Raises WorkerLost where they end the process that looks for them.
        """
        find = partial(self._finding, articles, language, budget)
        pool = self._pool
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, find)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = _open(self._processes)
        async with self._suspected:
            return await _find_alone(find)


async def _find_alone(find: Callable[[], FactBook]) -> FactBook:
    pool = _open(1)
    try:
        return await asyncio.get_running_loop().run_in_executor(pool, find)
    except BrokenProcessPool:
        raise WorkerLost("gathering the facts of its articles ends the process that does it; leave it out") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _open(processes: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return ProcessPoolExecutor(processes, context, initializer=follow_parent)
