"""One process that extracts pages: it can be given up on, and a page that crashes it harms nothing else."""

import math
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext
from pathlib import Path
from typing import cast

from pipeline.errors import PageError
from pipeline.sources import markup
from pipeline.sources.extract import ExtractedPage, Page

Extracted = ExtractedPage | PageError
"""The article in a page, or why there is none."""
Reading = Callable[[Page, datetime], ExtractedPage]
_Context = ForkContext | ForkServerContext | SpawnContext

PAGE_SECONDS = 20.0
"""How long a page may take before it is given up."""


@dataclass(frozen=True)
class Task:
    """A page under way, and when it is given up (in monotonic seconds)."""

    index: int
    name: str
    due: float


class ExtractionProcess:
    """A process, and the page that it has. Forked where that is safe."""

    def __init__(self, reading: Reading) -> None:
        context = _context()
        self.connection, theirs = cast(tuple[Connection, Connection], context.Pipe())
        self.task: Task | None = None
        ours = self.connection if context.get_start_method() == "fork" else None
        self._process = context.Process(target=_work, args=(theirs, ours, reading), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, index: int, page: Page, now: datetime, seconds: float) -> None:
        """Hand it a page, which it is to have read within some seconds."""
        self.task = Task(index, page.name, time.monotonic() + seconds)
        try:
            self.connection.send((page, now, seconds))
        except OSError:
            self.connection.close()

    def take(self) -> Extracted | None:
        """What the process made of its page; None if it died over it."""
        self.task = None
        try:
            return cast(Extracted, self.connection.recv())
        except (EOFError, OSError):
            return None

    def kill(self) -> None:
        """Have the process end, whatever it is doing; somebody may be waiting for it."""
        self._process.kill()

    def end(self) -> None:
        """End the process, whatever it is doing, and forget it."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _work(connection: Connection, inherited: Connection | None, reading: Reading) -> None:
    """What a worker process does until its pool is closed or gone."""
    follow_parent()
    if inherited is not None:
        inherited.close()  # else it would keep itself waiting after the command is gone
    markup.warm_up()
    while True:
        try:
            page, now, seconds = cast(tuple[Page, datetime, float], connection.recv())
            with _at_most(seconds):
                made = read(reading, page, now)
            connection.send(made)
        except (EOFError, OSError):  # the command is gone
            return


def follow_parent() -> None:
    """Leave interrupts to the command, which ends its processes itself, and end with it where it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def _at_most(seconds: float) -> Generator[None]:
    """Have the system end this process where the block takes longer than whoever gave it the page would wait.

    That may be gone, which a page that keeps the interpreter from its other threads would keep from being noticed.
    """
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(math.ceil(seconds) + 1)
    yield
    signal.alarm(0)


def too_slow(name: str, seconds: float) -> PageError:
    """What is told of a page that was given up after so many seconds."""
    return PageError(f"{name}: takes longer than {seconds:g} s to read; leave it out")


def crashing(name: str) -> PageError:
    """What is told of a page over which its process died."""
    return PageError(f"{name}: crashes the extraction; leave it out")


def read(reading: Reading, page: Page, now: datetime) -> Extracted:
    """The article in a page, or the PageError that says why there is none."""
    try:
        return reading(page, now)
    except PageError as error:
        return error


def _context() -> _Context:
    """Forking is quickest, but only safe while there is one thread; the fork server imports the extractor once."""
    if may_fork():
        markup.warm_up()
        return multiprocessing.get_context("fork")
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["trafilatura", "trafilatura.metadata", "htmldate", __name__])
    return context


def may_fork() -> bool:
    """Whether a process can be had quickly: there is but one thread, which is copied whole."""
    threads = Path("/proc/self/task")
    return sys.platform == "linux" and threads.is_dir() and len(list(threads.iterdir())) == 1
