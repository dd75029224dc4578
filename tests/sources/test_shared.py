"""Extraction that many stories take turns with: no page keeps the next one from being read."""

import asyncio
import os
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Thread

from pipeline.errors import PageError
from pipeline.sources.extract import ExtractedPage, Page, extract
from pipeline.sources.process import Extracted
from pipeline.sources.shared import SharedExtraction

from .pages import NOW, as_page, news_page
from .test_pool import treacherous


def test_a_page_that_crashes_or_never_ends_is_told_and_the_same_processes_serve_the_next_story() -> None:
    good = as_page(news_page())
    crash, hang = (good.model_copy(update={"name": name}) for name in ("crash", "hang"))

    async def stories(extraction: SharedExtraction) -> tuple[list[Extracted], list[Extracted]]:
        first = await extraction.extract_many([crash, good, hang, good], NOW)
        return first, await extraction.extract_many([good], NOW)

    with SharedExtraction(1, 1.0, treacherous) as extraction:
        (crashed, before, hung, behind), later = asyncio.run(stories(extraction))
    assert isinstance(crashed, PageError)
    assert str(crashed) == "crash: crashes the extraction; leave it out"
    assert isinstance(hung, PageError)
    assert str(hung) == "hang: takes longer than 1 s to read; leave it out"
    assert [before, behind, *later] == [extract(good, NOW)] * 3


def slow(page: Page, _: datetime) -> ExtractedPage:
    Path(page.name).touch()
    time.sleep(60)
    raise PageError(page.name)


def test_who_closes_it_waits_for_no_page(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    page = as_page(news_page()).model_copy(update={"name": str(begun)})
    outcomes: list[Extracted] = []
    with SharedExtraction(1, 60.0, slow) as extraction:
        reading = Thread(target=lambda: outcomes.extend(asyncio.run(extraction.extract_many([page], NOW))))
        reading.start()
        while not begun.exists():
            time.sleep(0.01)
        closing = time.monotonic()
    assert time.monotonic() - closing < 5
    reading.join()
    assert [type(outcome) for outcome in outcomes] == [PageError]


_AT_A_PAGE = """
import asyncio, multiprocessing, re
from pipeline.sources.shared import SharedExtraction
from tests.sources.pages import NOW, as_page, news_page

def read(page, now):
    print(multiprocessing.current_process().pid, flush=True)
    re.match("(a+)+$", "a" * 50 + "b")  # for ever, without a chance for another thread

with SharedExtraction(1, 2.0, read) as extraction:
    asyncio.run(extraction.extract_many([as_page(news_page())], NOW))
"""


def test_a_process_at_a_page_that_never_ends_ends_with_a_command_that_is_killed() -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", _AT_A_PAGE]
    environ = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ, cwd=root) as process:
        worker = Path("/proc", process.stdout.readline().strip() if process.stdout else "")
        assert worker.name.isdecimal()
        process.kill()
    deadline = time.monotonic() + 10
    while _runs(worker) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _runs(worker)


def _runs(process: Path) -> bool:
    """Whether a process is there and has not ended; nobody may be left to take note of its end."""
    with suppress(OSError):
        return process.joinpath("stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    return False
