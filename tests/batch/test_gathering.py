"""Facts gathered elsewhere are those gathered here."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.batch.gathering import GatheringPool
from pipeline.domain.article import ArticleText
from pipeline.errors import WorkerLost
from pipeline.facts import Budget, FactBook, gather
from pipeline.sources.load import load_articles
from pipeline.sources.story import read_story
from pipeline.text.tokens import count_tokens
from tests.batch.conftest import STORIES
from tests.cli.command import ROOT


def find_or_end(articles: Sequence[ArticleText], language: str, budget: Budget) -> FactBook:
    """Gather facts, unless there are no articles: that ends the process."""
    if not articles:
        os._exit(1)
    return gather(articles, language, budget)


def test_another_process_gathers_the_same_facts() -> None:
    articles = load_articles(read_story(STORIES / "slim-moon-landing"), datetime(2026, 1, 16, tzinfo=UTC)).articles
    with GatheringPool(1) as pool:
        gathered = asyncio.run(pool.gather(articles, "en", Budget(8_000, count_tokens)))
    here = gather(articles, "en", Budget(8_000, count_tokens))
    assert gathered.ranked
    assert gathered == here


def test_a_story_that_ends_its_process_is_told_and_those_beside_and_behind_it_are_gathered() -> None:
    articles = load_articles(read_story(STORIES / "slim-moon-landing"), datetime(2026, 1, 16, tzinfo=UTC)).articles
    budget = Budget(8_000, count_tokens)

    async def gathered(pool: GatheringPool) -> list[FactBook | BaseException]:
        given = ((), articles, articles)
        together = await asyncio.gather(*(pool.gather(a, "en", budget) for a in given), return_exceptions=True)
        return [*together, await pool.gather(articles, "en", budget)]

    with GatheringPool(2, find_or_end) as pool:
        ended, *found = asyncio.run(gathered(pool))
    assert isinstance(ended, WorkerLost)
    assert found == [gather(articles, "en", budget)] * 3


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
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
        (line,) = [process.stdout.readline()] if process.stdout else [""]
        process.kill()
    workers = [Path("/proc", number) for number in line.split()]
    assert workers
    deadline = time.monotonic() + 20
    while any(worker.exists() for worker in workers) and time.monotonic() < deadline:
        os.sched_yield()
    assert not any(worker.exists() for worker in workers)
