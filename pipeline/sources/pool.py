"""Extraction of many pages on all cores, in which no page can harm another.

A worker process has one page at a time. One that crashes or takes too long is ended, its page is reported, and a new
worker goes on with the next. With few pages the processes would cost more than they save, so there are none; but a
page large enough to be slow is never read in the process of the command itself.
"""

import os
import time
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from pipeline.errors import PageError
from pipeline.sources.extract import Page, extract
from pipeline.sources.process import (
    PAGE_SECONDS,
    Extracted,
    ExtractionProcess,
    Reading,
    crashing,
    may_fork,
    read,
    too_slow,
)

SUSPICIOUS_BYTES = 1_000_000
"""Pages of this size, eight times the usual one, are extracted in a process that can be ended."""

# Measured: 0.15 s a megabyte; a forked process is there in 10 ms, one of a fork server after its imports.
_SECONDS_PER_BYTE = 1.5e-7
_FORK_SECONDS = 0.04
_START_SECONDS = 0.6


def extract_many(pages: Sequence[Page], now: datetime, workers: int | None = None) -> list[Extracted]:
    """The article in each page, in order; a PageError in the place of a page that has none."""
    with ExtractionPool(workers) as pool:
        return pool.extract_many(pages, now)


class ExtractionPool:
    """Processes for extraction, started when there is enough to do, and kept until the pool is closed."""

    def __init__(
        self,
        workers: int | None = None,
        page_seconds: float = PAGE_SECONDS,
        reading: Reading = extract,
    ) -> None:
        self._most = workers or os.cpu_count() or 1
        self._page_seconds = page_seconds
        self._reading = reading
        self._workers: list[ExtractionProcess] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def extract_many(self, pages: Sequence[Page], now: datetime) -> list[Extracted]:
        """The article in each page, in order; a PageError in the place of a page that has none."""
        if self._is_worth_it(pages):
            apart = list(range(len(pages)))
        else:
            apart = [index for index, page in enumerate(pages) if len(page.content) > SUSPICIOUS_BYTES]
        outcomes = self._extract_apart([(index, pages[index]) for index in apart], now) if apart else {}
        return [
            outcomes[index] if index in outcomes else read(self._reading, page, now) for index, page in enumerate(pages)
        ]

    def _is_worth_it(self, pages: Sequence[Page]) -> bool:
        if self._most < 2 or len(pages) < 2:
            return False
        start = 0.0 if self._workers else _FORK_SECONDS if may_fork() else _START_SECONDS
        seconds = sum(len(page.content) for page in pages) * _SECONDS_PER_BYTE
        return start + seconds / min(self._most, len(pages)) < seconds

    def _extract_apart(self, pages: list[tuple[int, Page]], now: datetime) -> dict[int, Extracted]:
        waiting = deque(pages)
        outcomes: dict[int, Extracted] = {}
        self._start(min(self._most, len(pages)))
        while len(outcomes) < len(pages):
            for worker in self._workers:
                if waiting and worker.task is None:
                    worker.give(*waiting.popleft(), now, self._page_seconds)
            busy = {worker.connection: worker for worker in self._workers if worker.task}
            patience = min(worker.task.due for worker in busy.values() if worker.task) - time.monotonic()
            ready = wait(list(busy), timeout=max(patience, 0.0))
            for connection, worker in busy.items():
                if worker.task is None:
                    continue
                index, name = worker.task.index, worker.task.name
                if connection in ready:
                    outcomes[index] = worker.take() or self._replace(worker, crashing(name))
                elif worker.task.due <= time.monotonic():
                    outcomes[index] = self._replace(worker, too_slow(name, self._page_seconds))
        return outcomes

    def _start(self, count: int) -> None:
        while len(self._workers) < count:
            self._workers.append(ExtractionProcess(self._reading))

    def _replace(self, worker: ExtractionProcess, fault: PageError) -> PageError:
        """Go on with another process; the fault, as its page's outcome."""
        worker.end()
        self._workers[self._workers.index(worker)] = ExtractionProcess(self._reading)
        return fault
