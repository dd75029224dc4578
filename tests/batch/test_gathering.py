"""Facts gathered elsewhere are those gathered here."""

import asyncio
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from pipeline.batch.gathering import GatheringPool
from pipeline.facts import Budget, gather
from pipeline.sources.load import load_articles
from pipeline.sources.story import read_story
from pipeline.text.tokens import count_tokens
from tests.batch.conftest import STORIES
from tests.cli.command import ROOT


def test_another_process_gathers_the_same_facts() -> None:
    articles = load_articles(read_story(STORIES / "slim-moon-landing"), datetime(2026, 1, 16, tzinfo=UTC)).articles
    with GatheringPool(1) as pool:
        gathered = asyncio.run(pool.gather(articles, "en", Budget(8_000, count_tokens)))
    here = gather(articles, "en", Budget(8_000, count_tokens))
    assert gathered.ranked
    assert gathered == here


_GATHERING = """
import asyncio, multiprocessing
from pipeline.batch.gathering import GatheringPool
from pipeline.facts import Budget

async def gather_then_wait(pool):
    await pool.gather((), "en", Budget(1, len))
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    await asyncio.sleep(60)

if __name__ == "__main__":
    with GatheringPool(2) as pool:
        asyncio.run(gather_then_wait(pool))
"""


def test_processes_end_with_a_command_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "gathering.py"
    script.write_text(_GATHERING, "utf-8")
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:  # noqa: S603 -- this Python
        (line,) = [process.stdout.readline()] if process.stdout else [""]
        process.kill()
    workers = [Path("/proc", number) for number in line.split()]
    assert workers
    deadline = time.monotonic() + 20
    while any(worker.exists() for worker in workers) and time.monotonic() < deadline:
        os.sched_yield()
    assert not any(worker.exists() for worker in workers)
