"""A batch that is killed again and again loses nothing but what was in flight."""

import time
from collections import Counter
from pathlib import Path
from random import Random
from signal import SIGKILL

from benchmarks.short import short_stories
from pipeline.store import sqlite_url
from tests.batch.answering import Answering
from tests.batch.forked import Parent
from tests.batch.night import files, kept, revisions

STORIES, KILLS, AT_ONCE = 40, 30, 8
MOST_REQUESTS_IN_A_LIFE, ANSWER_SECONDS = 12, 0.02


def test_thirty_kills_cost_what_was_in_flight_and_change_no_byte(commands: Parent, tmp_path: Path) -> None:
    """One run of forty stories is killed thirty times and goes on each time, instead of thirty runs killed once.

    So each kill meets what earlier ones left: claims, half a folder, a log that the database has to recover. A life
    ends some requests after its beginning (from none on, so that starts are killed too) and a random part of an
    answer's time later, which comes upon commits, renames and answers that are under way.
    """
    list(short_stories(tmp_path / "stories", STORIES))

    def arguments(out: str) -> tuple[str | Path, ...]:
        given = ("--model", "model", "--now", "2026-01-16T08:00:00Z", "--concurrency", str(AT_ONCE))
        return ("batch", tmp_path / "stories", "--out", tmp_path / out, *given)

    with Answering() as undisturbed:
        assert commands.run(*arguments("undisturbed"), OPENAI_BASE_URL=undisturbed.url).code == 0
    random, url = Random(20260116), sqlite_url(tmp_path / "killed")
    at_kills: list[tuple[set[str], Counter[str]]] = []
    with Answering(ANSWER_SECONDS) as server:
        for _ in range(KILLS):
            run = commands.start(*arguments("killed"), OPENAI_BASE_URL=server.url)
            server.wait_for(server.requests + random.randint(0, MOST_REQUESTS_IN_A_LIFE))
            time.sleep(random.uniform(0, 2 * ANSWER_SECONDS))
            run.signal(SIGKILL)
            assert run.ended().code == -SIGKILL
            if server.requests:
                at_kills.append((kept(url), server.asked.copy()))
        assert commands.run(*arguments("killed"), OPENAI_BASE_URL=server.url).code == 0
    assert revisions(url) == revisions(sqlite_url(tmp_path / "undisturbed"))
    assert files(tmp_path / "killed") == files(tmp_path / "undisturbed")
    assert server.asked.keys() == undisturbed.asked.keys()
    asked_again = {name for answers, asked in at_kills for name in answers if server.asked[name] > asked[name]}
    assert not asked_again
    assert server.requests - undisturbed.requests <= KILLS * AT_ONCE
