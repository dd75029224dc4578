"""Gathering facts in processes of their own: it is the largest piece of work on a story that needs nobody's answer."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from pipeline.domain.article import ArticleText
from pipeline.facts import Budget, FactBook, gather


class GatheringPool:
    """As many processes as there are cores. Use it in a `with` block."""

    def __init__(self, processes: int | None = None) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self._pool = ProcessPoolExecutor(processes or os.cpu_count(), context, initializer=_follow_parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    async def gather(self, articles: Sequence[ArticleText], language: str, budget: Budget) -> FactBook:
        """The facts of some articles, as `pipeline.facts.gather` finds them."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, gather, articles, language, budget)


def _follow_parent() -> None:
    """Leave interrupts to the command, which ends its processes itself, and end with it where it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
