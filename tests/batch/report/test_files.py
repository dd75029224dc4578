"""The report's three files: what they hold, and what they cost however many stories there were."""

import json
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from pydantic import JsonValue

from pipeline.batch.account import Account
from pipeline.batch.meter import Reading
from pipeline.batch.outcome import Fault, Outcome
from pipeline.batch.report.page import MOST_STORIES
from pipeline.batch.report.spool import Spool
from pipeline.batch.report.story import StoryReport
from pipeline.batch.status import RunStatus, State, read_status
from pipeline.errors import OutputError
from tests.batch.outcomes import Clock, account_of, made, set_aside, updated
from tests.batch.test_aside import no_file_larger_than
from tests.cli.command import listing

REPORT = ["report.html", "report.json", "status.json"]


def report_of(out: Path, *outcomes: Outcome, state: State = State.FINISHED, error: str | None = None) -> Account:
    """The account of a run with these outcomes, whose report is in the folder."""
    clock = Clock()
    with Spool(out) as spool:
        account = account_of(out, spool, clock)
        account.meter = Reading(requests=21, found=2, input_tokens=900, output_tokens=80, cost_usd=Decimal("0.20"))
        for outcome in outcomes:
            account.ends(outcome)
        clock.seconds = 61.0
        account.end(state, error)
    return account


def read_report(out: Path) -> dict[str, JsonValue]:
    return cast("dict[str, JsonValue]", json.loads((out / "report.json").read_bytes()))


def stories_of(report: dict[str, JsonValue]) -> list[StoryReport]:
    return [StoryReport.model_validate(story, strict=False) for story in cast("list[JsonValue]", report["stories"])]


def test_the_report_has_the_run_and_every_story(tmp_path: Path) -> None:
    refused = set_aside("tunnel", Fault.REFUSED, "the model refused", raw="I cannot help with that", attempts=2)
    report_of(tmp_path, made("ferries", withheld=("section:s1: no",)), updated("harbour", "section added: X"), refused)
    assert listing(tmp_path) == REPORT
    report = read_report(tmp_path)
    assert list(report) == ["schema_version", "run", "stories"]
    run = RunStatus.model_validate(report["run"])
    assert run == read_status(tmp_path)
    assert (run.state, run.done, run.total, run.seconds) == (State.FINISHED, 3, 3, 61.0)
    assert (run.spent.requests, run.spent.cost_usd, run.settings["model"]) == (21, 0.2, "small-model")
    ferries, harbour, tunnel = stories_of(report)
    assert (ferries.withheld, ferries.usage.input_tokens, ferries.digest) == (
        ("section:s1: no",),
        14_203,
        "ferries/digest.html",
    )
    assert harbour.changes == ("section added: X",)
    assert tunnel.quarantine is not None
    assert (tunnel.quarantine.fault, tunnel.quarantine.attempts) == (Fault.REFUSED, 2)
    assert tunnel.quarantine.raw == "I cannot help with that"


def test_a_run_without_stories_has_a_report_too(tmp_path: Path) -> None:
    report_of(tmp_path)
    assert read_report(tmp_path)["stories"] == []
    assert "None." in (tmp_path / "report.html").read_text()


def test_a_run_that_was_stopped_says_by_what(tmp_path: Path) -> None:
    report_of(tmp_path, made(), state=State.STOPPED, error="the account has no credit left")
    assert read_status(tmp_path).error == "the account has no credit left"
    assert "the account has no credit left" in (tmp_path / "report.html").read_text()


def test_a_disk_that_refuses_is_told_and_leaves_the_last_report_as_it_was(tmp_path: Path) -> None:
    report_of(tmp_path, made("last-night"))
    before = (tmp_path / "report.html").read_bytes()
    clock = Clock()
    with Spool(tmp_path) as spool:
        account = account_of(tmp_path, spool, clock)
        account.ends(made("tonight"))
        with no_file_larger_than(2_000), pytest.raises(OutputError, match="the report cannot be written"):
            account.end(State.FINISHED)
    assert (tmp_path / "report.html").read_bytes() == before
    assert listing(tmp_path) == REPORT


def many(count: int) -> Iterator[Outcome]:
    for number in range(count):
        if number % 3:
            yield made(f"story-{number}", warnings=(f"https://one.example/{number}: tells no date",))
        else:
            yield set_aside(f"story-{number}", Fault.UNPARSABLE, raw='{"headline": "' + "x" * 3_000)


def peak(out: Path, count: int) -> int:
    """The most bytes that the account and the report of so many stories hold at a time."""
    out.mkdir()
    tracemalloc.start()
    try:
        report_as_they_come(out, count)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def report_as_they_come(out: Path, count: int) -> None:
    with Spool(out) as spool:
        account = account_of(out, spool, Clock())
        for outcome in many(count):
            account.begins(outcome.story_id)
            account.ends(outcome)
        account.end(State.FINISHED)


def test_memory_does_not_grow_with_the_number_of_stories(tmp_path: Path) -> None:
    peak(tmp_path / "warm", 600)
    small, large = peak(tmp_path / "small", 500), peak(tmp_path / "large", 5_000)
    assert large < 1.15 * small


def test_a_page_stays_readable_however_many_stories_there_were(tmp_path: Path) -> None:
    report_as_they_come(tmp_path, MOST_STORIES + 500)
    page = (tmp_path / "report.html").read_text()
    assert "They are more than 2,000" in page
    assert "1,666 stories" in page  # the warnings
    assert "… and 1,166 stories more in" in page
    assert len(stories_of(read_report(tmp_path))) == MOST_STORIES + 500
