"""Extraction for many stories at once: a fixed number of processes that they take turns with."""

import asyncio
import os
import queue
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from pipeline.errors import NoProcess
from pipeline.sources.extract import Page, extract
from pipeline.sources.process import PAGE_SECONDS, Extracted, ExtractionProcess, Reading, crashing, too_slow


class SharedExtraction:
    """Processes for extraction, started at once: open it before there are threads, then they can be forked.

    A thread waits for each process, so that the event loop does not.
    """

    def __init__(
        self, processes: int | None = None, page_seconds: float = PAGE_SECONDS, reading: Reading = extract
    ) -> None:
        count = processes or os.cpu_count() or 1
        self._page_seconds = page_seconds
        self._reading = reading
        self._idle: queue.SimpleQueue[ExtractionProcess | None] = queue.SimpleQueue()
        """Processes that have no page; None stands for one that is yet to be started."""
        for _ in range(count):
            self._idle.put(ExtractionProcess(reading))
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="extraction")
        self._lock = threading.Lock()
        self._busy: set[ExtractionProcess] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nobody waits for a page that is being read: its process is ended."""
        with self._lock:
            self._closed = True
            for process in self._busy:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        while not self._idle.empty():
            if process := self._idle.get():
                process.end()

    async def extract_many(self, pages: Sequence[Page], now: datetime) -> list[Extracted]:
        """The article in each page, in order; a PageError in the place of a page that has none."""
        loop = asyncio.get_running_loop()
        return await asyncio.gather(*(loop.run_in_executor(self._threads, self._extract, page, now) for page in pages))

    def _extract(self, page: Page, now: datetime) -> Extracted:
        process = self._idle.get()
        left: ExtractionProcess | None = None
        try:
            process = process or self._started()
            with self._at_work(process):
                process.give(0, page, now, self._page_seconds)
                if not process.connection.closed and not wait([process.connection], timeout=self._page_seconds):
                    fault = too_slow(page.name, self._page_seconds)
                elif extracted := process.take():
                    left = process
                    return extracted
                else:
                    fault = crashing(page.name)
            process.end()
            return fault
        finally:
            self._idle.put(left)  # also where no new process is to be had: else the next page would wait for ever

    def _started(self) -> ExtractionProcess:
        try:
            return ExtractionProcess(self._reading)
        except OSError as error:
            message = f"no process to extract pages can be started ({error.strerror or error})"
            raise NoProcess(message) from error

    @contextmanager
    def _at_work(self, process: ExtractionProcess) -> Generator[None]:
        """Let the process be killed by who closes all of this, as long as the block lasts."""
        with self._lock:
            self._busy.add(process)
            if self._closed:
                process.kill()
        try:
            yield
        finally:
            with self._lock:
                self._busy.remove(process)
