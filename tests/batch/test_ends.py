"""How a batch ends that is interrupted, runs out of money or disk, or is not alone; and how it goes on from there."""

import json
import socket
import subprocess
import time
from decimal import Decimal
from pathlib import Path
from signal import SIGINT, SIGTERM

import pytest

from benchmarks.short import short_stories
from pipeline.batch.status import State, read_status
from pipeline.store import sqlite_url
from tests.batch.answering import Answering
from tests.batch.forked import Parent
from tests.batch.night import files, kept, revisions, rows
from tests.cli.command import ROOT, Ran, command, environment
from tests.store.disk import small_disk

NOW = "2026-01-16T08:00:00Z"
GIVEN = ("--model", "model", "--now", NOW)


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    list(short_stories(tmp_path / "stories", 6))
    return tmp_path / "stories"


def test_two_batches_on_one_store_share_the_stories_and_ask_nothing_twice(
    commands: Parent, stories: Path, store_url: str, tmp_path: Path
) -> None:
    with Answering(0.05) as server:
        arguments = ("batch", stories, "--out", tmp_path / "out", "--store", store_url, "--concurrency", "2", *GIVEN)
        runs = [commands.start(*arguments, OPENAI_BASE_URL=server.url) for _ in range(2)]
        assert [run.ended().code for run in runs] == [0, 0]
    assert set(server.asked.values()) == {1}
    assert rows(store_url, "SELECT count(*), max(revision) FROM revisions") == [(6, 1)]
    assert rows(store_url, "SELECT count(*) FROM claims") == [(0,)]
    assert kept(store_url) == server.asked.keys()


def test_the_first_interrupt_lets_answers_in_flight_arrive_and_keeps_them(
    commands: Parent, stories: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = ("batch", stories, "--out", out, "--concurrency", "3", *GIVEN)
    with Answering(0.5) as server:
        run = commands.start(*arguments, OPENAI_BASE_URL=server.url)
        server.wait_for(3)
        run.signal(SIGINT)
        ended = run.ended()
    assert ended.code == 130
    assert "what is under way is finished" in ended.err
    assert server.requests == 3
    assert kept(sqlite_url(out)) == server.asked.keys()
    resumed_is_undisturbed(commands, stories, out, server)


def test_the_second_interrupt_waits_for_no_answer(commands: Parent, stories: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Answering(30.0) as server:
        run = commands.start("batch", stories, "--out", out, "--concurrency", "3", *GIVEN, OPENAI_BASE_URL=server.url)
        server.wait_for(3)
        run.signal(SIGINT)
        run.wait_until_said("once more")
        asked_to_end = time.monotonic()
        run.signal(SIGINT)
        assert run.ended().code == 130
        assert time.monotonic() - asked_to_end < 10
    resumed_is_undisturbed(commands, stories, out, server)


def test_the_second_interrupt_waits_for_no_page_that_does_not_come(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/page"
        listed = tmp_path / "stories.jsonl"
        listed.write_text(json.dumps({"id": "slow", "articles": [{"url": url}]}), "utf-8")
        arguments = command("batch", listed, "--out", tmp_path / "out", "--model", "builtin", "--allow-private")
        said = tmp_path / "said"
        with (
            said.open("wb") as err,
            subprocess.Popen(arguments, stdout=err, stderr=err, env=environment(), cwd=ROOT) as run,
            silent.accept()[0],
        ):
            run.send_signal(SIGTERM)
            while b"once more" not in said.read_bytes():
                time.sleep(0.01)
            asked_to_end = time.monotonic()
            run.send_signal(SIGTERM)
            assert run.wait(20) == 130
            assert time.monotonic() - asked_to_end < 5
    assert read_status(tmp_path / "out").state is State.INTERRUPTED


def resumed_is_undisturbed(commands: Parent, stories: Path, out: Path, before: Answering) -> None:
    """A run that goes on asks nothing that was answered, and leaves what one leaves that was not disturbed."""
    undisturbed = out.with_name("undisturbed")
    with Answering() as again:
        assert commands.run("batch", stories, "--out", out, *GIVEN, OPENAI_BASE_URL=again.url).code == 0
    with Answering() as whole:
        assert commands.run("batch", stories, "--out", undisturbed, *GIVEN, OPENAI_BASE_URL=whole.url).code == 0
    assert not before.answered.keys() & again.asked.keys()
    assert before.answered.keys() | again.asked.keys() == whole.asked.keys()
    assert revisions(sqlite_url(out)) == revisions(sqlite_url(undisturbed))
    assert files(out) == files(undisturbed)


@pytest.mark.parametrize("leaving", [30_000, 150_000, 400_000])
def test_a_disk_that_fills_up_stops_the_run_with_its_reason_and_once_there_is_room_it_goes_on(
    leaving: int, commands: Parent, stories: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk") as disk, Answering() as server:
        out = disk.folder / "out"
        out.mkdir()
        filler = disk.fill(leaving)
        stopped = commands.run("batch", stories, "--out", out, *GIVEN, OPENAI_BASE_URL=server.url)
        assert stopped.code == 1
        *warnings, error = stopped.err.splitlines()
        assert error.startswith("error: ")
        assert "full" in error or "No space left" in error  # the store says it its own way
        assert len(warnings) <= 1
        filler.unlink()
        resumed = commands.run("batch", stories, "--out", out, *GIVEN, OPENAI_BASE_URL=server.url)
        assert resumed.code == 0
        undisturbed = tmp_path / "undisturbed"
        with Answering() as whole:
            commands.run("batch", stories, "--out", undisturbed, *GIVEN, OPENAI_BASE_URL=whole.url)
        assert revisions(sqlite_url(out)) == revisions(sqlite_url(undisturbed))
        assert files(out) == files(undisturbed)


PRICED = "http://news.openai.azure.com/v1"
"""An endpoint whose prices are known, which a proxy stands in for."""


def test_what_may_be_spent_is_never_passed_and_a_run_that_may_spend_more_goes_on(
    commands: Parent, stories: Path, tmp_path: Path
) -> None:
    def run(out: str, server: Answering, *given: str) -> Ran:
        arguments = ("batch", stories, "--out", tmp_path / out, "--model", "gpt-4o-mini", "--now", NOW, *given)
        return commands.run(*arguments, OPENAI_BASE_URL=PRICED, HTTP_PROXY=server.url.removesuffix("/v1"), NO_PROXY="")

    with Answering() as server:
        whole = run("undisturbed", server)
    assert whole.code == 0
    cost = spent(tmp_path / "undisturbed")
    assert cost > 0
    assert read_status(tmp_path / "undisturbed").spent.cost_usd == pytest.approx(float(cost))
    limit = cost / 2
    with Answering() as first:
        stopped = run("out", first, "--max-cost", f"{limit:.6f}")
    assert stopped.code == 1
    assert "error: the limit of $" in stopped.err
    assert "is reached" in stopped.err
    assert 0 < spent(tmp_path / "out") <= limit
    with Answering() as second:
        assert run("out", second, "--max-cost", f"{2 * cost:.6f}").code == 0
    assert not first.answered.keys() & second.asked.keys()
    assert revisions(sqlite_url(tmp_path / "out")) == revisions(sqlite_url(tmp_path / "undisturbed"))


def spent(out: Path) -> Decimal:
    """What the answers in a store cost."""
    return sum((Decimal(str(cost)) for (cost,) in rows(sqlite_url(out), "SELECT cost_usd FROM answers")), Decimal(0))


def test_a_limit_where_no_price_is_known_is_refused_before_anything_is_asked(
    commands: Parent, stories: Path, tmp_path: Path
) -> None:
    with Answering() as server:
        arguments = ("batch", stories, "--out", tmp_path / "out", *GIVEN, "--max-cost", "1")
        refused = commands.run(*arguments, OPENAI_BASE_URL=server.url)
    assert refused.code == 2
    assert "price of 'model'" in refused.err
    assert server.requests == 0


def test_good_lines_on_standard_input_are_made_among_bad_ones_and_one_that_stands_twice(
    commands: Parent, stories: Path, tmp_path: Path
) -> None:
    good: list[str] = []
    for story in ("bridge-000", "bridge-001"):
        listed = json.loads((stories / story / "story.json").read_text("utf-8"))
        articles = [{**article, "file": f"{story}/{article['file']}"} for article in listed["articles"]]
        good.append(json.dumps({**listed, "articles": articles}))
    lines = stories / "lines"
    lines.write_text("\n".join(["{", good[0], "[]", good[0], '{"id": "empty"}', "", good[1]]), "utf-8")
    out = tmp_path / "out"
    with Answering() as server:
        arguments = ("batch", "-", "--out", out, *GIVEN)
        ran = commands.run(*arguments, stdin=lines, OPENAI_BASE_URL=server.url)
    assert ran.code == 3
    assert set(server.asked.values()) == {1}
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["run"]["by_status"] == {"made": 2, "quarantined": 4}
    assert report["run"]["by_fault"] == {"malformed": 3, "twice": 1}
    assert "standard input, line 1" in ran.err
