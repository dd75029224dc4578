"""What is computed elsewhere is what is computed here."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.batch.computing import ComputingPool
from pipeline.domain.article import ArticleText
from pipeline.errors import StoryError, WorkerLost
from pipeline.facts import Budget, FactBook, gather
from pipeline.sources.load import load_articles
from pipeline.sources.story import read_story
from pipeline.text.tokens import count_tokens
from pipeline.writers.builtin import plan
from tests.batch.conftest import STORIES
from tests.cli.command import ROOT


def articles() -> tuple[ArticleText, ...]:
    return load_articles(read_story(STORIES / "slim-moon-landing"), datetime(2026, 1, 16, tzinfo=UTC)).articles


def find_or_end(articles: Sequence[ArticleText], language: str, budget: Budget) -> FactBook:
    """Gather facts, unless there are no articles: that ends the process."""
    if not articles:
        os._exit(1)
    return gather(articles, language, budget)


def test_another_process_computes_the_same() -> None:
    with ComputingPool(1) as pool:
        gathered = asyncio.run(_in_a_process(pool))
    assert gathered.ranked
    assert gathered == gather(articles(), "en", Budget(8_000, count_tokens))


async def _in_a_process(pool: ComputingPool) -> FactBook:
    return await pool.for_story()(gather, articles(), "en", Budget(8_000, count_tokens))


def test_a_story_keeps_to_its_process_and_the_next_one_has_another() -> None:
    async def processes(pool: ComputingPool) -> list[list[int]]:
        stories = [pool.for_story() for _ in range(3)]
        return [[await computing(os.getpid) for _ in range(2)] for computing in stories]

    with ComputingPool(2) as pool:
        one, other, third = asyncio.run(processes(pool))
    assert len(set(one)) == len(set(other)) == 1
    assert one != other
    assert third == one


def test_what_a_story_has_wrong_with_it_is_told_as_here() -> None:
    async def planned(pool: ComputingPool) -> None:
        await pool.for_story()(plan, FactBook((), articles(), "fi"))

    with ComputingPool(1) as pool, pytest.raises(StoryError, match=r"no article has a sentence .*\(fi\)"):
        asyncio.run(planned(pool))


def test_a_story_that_ends_its_process_is_told_and_those_beside_and_behind_it_are_computed() -> None:
    budget = Budget(8_000, count_tokens)

    async def gathered(pool: ComputingPool) -> list[FactBook | BaseException]:
        given = ((), articles(), articles())
        stories = [(pool.for_story(), those) for those in given]
        together = await asyncio.gather(
            *(computing(find_or_end, those, "en", budget) for computing, those in stories), return_exceptions=True
        )
        return [*together, *[await computing(find_or_end, articles(), "en", budget) for computing, _ in stories]]

    with ComputingPool(2) as pool:
        ended, *found = asyncio.run(gathered(pool))
    assert isinstance(ended, WorkerLost)
    assert found == [gather(articles(), "en", budget)] * 5


_COMPUTING = """
import asyncio, multiprocessing, os
from pipeline.batch.computing import ComputingPool

async def compute_then_wait(pool):
    await asyncio.gather(pool.for_story()(os.getpid), pool.for_story()(os.getpid))
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    await asyncio.sleep(60)

if __name__ == "__main__":
    with ComputingPool(2) as pool:
        asyncio.run(compute_then_wait(pool))
"""


def test_processes_end_with_a_command_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "computing.py"
    script.write_text(_COMPUTING, "utf-8")
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
        (line,) = [process.stdout.readline()] if process.stdout else [""]
        process.kill()
    workers = [Path("/proc", number) for number in line.split()]
    assert len(workers) == 2
    deadline = time.monotonic() + 20
    while any(worker.exists() for worker in workers) and time.monotonic() < deadline:
        os.sched_yield()
    assert not any(worker.exists() for worker in workers)


@pytest.mark.parametrize("there_is", ["no process", "a process that ends at once"])
def test_a_machine_that_starts_no_process_is_not_blamed_on_the_story(there_is: str) -> None:
    code = f"""
import asyncio, multiprocessing, os
from pipeline.batch import computing
from pipeline.errors import NoProcess
if {there_is == "no process"}:
    multiprocessing.set_executable("/bin/false")
else:
    computing._begin = os.abort
try:
    with computing.ComputingPool(1) as pool:
        asyncio.run(pool.for_story()(os.getpid))
except NoProcess as error:
    print(error)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert "process" in ran.stdout, ran.stderr
