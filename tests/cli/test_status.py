"""`storydigest status`, and the report of real runs of `storydigest batch`."""

import json
import os
import pty
import signal
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from pipeline.batch.outcome import Fault, Status
from pipeline.batch.report.story import StoryReport
from pipeline.batch.status import RunStatus, State, read_status
from tests.batch.outcomes import made, set_aside
from tests.batch.report.test_files import read_report, report_of, stories_of
from tests.cli.command import NOW, ROOT, STORIES, Run, command, environment
from tests.llm.loopback import Loopback, fails
from tests.render.reading import parse, words_of

BUILTIN = ("--model", "builtin", "--now", NOW)
IDS = sorted(path.name for path in STORIES.iterdir())


def states(out: Path) -> dict[str, Status]:
    return {story.id: story.status for story in stories_of(read_report(out))}


def written(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Everything that lies in folders of the folder: when it was written, and what it says."""
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.glob("*/*") if path.is_file()}


def test_a_batch_leaves_a_report_and_prints_where_it_is(storydigest: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = storydigest("batch", STORIES, "--out", out, *BUILTIN)
    assert (ran.code, ran.out) == (0, f"{out}/report.html\n")
    assert states(out) == dict.fromkeys(IDS, Status.MADE)
    page = parse((out / "report.html").read_text())
    links = [link.get("href") or "" for link in page.iter("a")]
    assert sorted(link for link in links if link.endswith("digest.html")) == [f"{name}/digest.html" for name in IDS]
    assert all((out / link).exists() for link in links if link.endswith("digest.html"))
    assert "finished after" in ran.err
    assert "5" in next(line for line in ran.err.splitlines() if line.startswith("made"))


def test_the_same_again_writes_the_report_alone(storydigest: Run, tmp_path: Path) -> None:
    storydigest("batch", STORIES, "--out", tmp_path, *BUILTIN)
    before, report = written(tmp_path), (tmp_path / "report.json").read_bytes()
    assert storydigest("batch", STORIES, "--out", tmp_path, *BUILTIN).code == 0
    assert written(tmp_path) == before
    assert (tmp_path / "report.json").read_bytes() != report
    assert states(tmp_path) == dict.fromkeys(IDS, Status.UNCHANGED)


def test_what_cannot_be_read_is_told_reported_and_named(storydigest: Run, tmp_path: Path) -> None:
    lines = tmp_path / "tonight.jsonl"
    lines.write_text('not JSON\n{"id": "gone", "articles": [{"url": "https://a.example/", "file": "absent.html"}]}\n')
    out = tmp_path / "out"
    ran = storydigest("batch", lines, STORIES / "slim-moon-landing", "--out", out, *BUILTIN)
    assert ran.code == 3
    told = [line for line in ran.err.splitlines() if line.startswith("quarantined: ")]
    assert sorted(line.removesuffix(".").split(": ")[2] for line in told) == ["extraction", "malformed"]
    status = read_status(out)
    assert status.by_fault == {Fault.MALFORMED: 1, Fault.EXTRACTION: 1}
    assert (status.done, status.total, status.state) == (3, 3, State.FINISHED)
    asked = storydigest("status", out)
    assert asked.code == 0
    assert "no article found" in asked.out


def test_a_model_that_refuses_the_key_stops_the_run_which_the_report_says(storydigest: Run, tmp_path: Path) -> None:
    with Loopback(fails(401)) as server:
        ran = storydigest(
            "batch", STORIES, "--out", tmp_path, "--model", "m", OPENAI_BASE_URL=server.url, OPENAI_API_KEY="wrong-key"
        )
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("error: ")
    told = read_status(tmp_path)
    assert told.state is State.STOPPED
    assert told.error == ran.err.splitlines()[-1].removeprefix("error: ")
    assert "wrong-key" not in (tmp_path / "report.html").read_text() + (tmp_path / "report.json").read_text()
    assert "Stopped after" in words_of(parse((tmp_path / "report.html").read_text()))


def test_the_report_shows_no_password(storydigest: Run, tmp_path: Path) -> None:
    with Loopback(fails(401)) as server:
        secret = server.url.replace("http://", "http://user:sesame@")
        storydigest("batch", STORIES, "--out", tmp_path, "--model", "m", OPENAI_BASE_URL=secret, OPENAI_API_KEY="k" * 9)
    endpoint = read_status(tmp_path).settings["endpoint"]
    assert endpoint == server.url
    assert not any("sesame" in (tmp_path / name).read_text() for name in ("report.html", "report.json", "status.json"))


@contextmanager
def fed_by_hand(out: Path) -> Generator[tuple[subprocess.Popen[str], IO[str], IO[str]]]:
    """A batch in a process of its own that reads stories from standard input, with its stdin and stderr."""
    running = subprocess.Popen(
        command("batch", "-", "--out", out, *BUILTIN),
        env=environment(),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdin is not None
    assert running.stderr is not None
    try:
        with running:
            yield running, running.stdin, running.stderr
    finally:
        running.kill()


def set_one_aside(stdin: IO[str], stderr: IO[str]) -> None:
    """Give the batch a line that is no story, and wait until it says so."""
    stdin.write("no story\n")
    stdin.flush()
    assert stderr.readline().startswith("quarantined: standard input, line 1: malformed: is not JSON")


def test_a_batch_that_runs_says_where_it_stands(storydigest: Run, tmp_path: Path) -> None:
    with fed_by_hand(tmp_path) as (running, stdin, stderr):
        set_one_aside(stdin, stderr)
        asked = storydigest("status", tmp_path)
        assert asked.code == 0
        assert asked.out.startswith(f"{tmp_path}: running for ")
        stdin.close()
        assert running.wait(60) == 3
    assert "finished after" in storydigest("status", tmp_path).out


def test_a_batch_that_was_killed_is_told_as_such_and_goes_on_when_run_again(storydigest: Run, tmp_path: Path) -> None:
    with fed_by_hand(tmp_path) as (running, stdin, stderr):
        set_one_aside(stdin, stderr)
        running.kill()
        running.wait(60)
        asked = storydigest("status", tmp_path)
        assert asked.code == 0
        first = asked.out.splitlines()[0]
        assert first.startswith(f"{tmp_path}: ended without a word at 20")
        assert first.endswith("; run it again, it goes on")
    storydigest("batch", STORIES / "slim-moon-landing", "--out", tmp_path, *BUILTIN)
    assert "finished after" in storydigest("status", tmp_path).out


def test_a_batch_that_is_interrupted_reports_what_was_done(storydigest: Run, tmp_path: Path) -> None:
    with fed_by_hand(tmp_path) as (running, stdin, stderr):
        set_one_aside(stdin, stderr)
        running.send_signal(signal.SIGINT)
        assert stderr.readline().startswith("stopping: ")
        stdin.close()
        assert running.wait(60) == 130
    assert (read_status(tmp_path).state, read_status(tmp_path).done) == (State.INTERRUPTED, 1)
    assert "interrupted after" in storydigest("status", tmp_path).out
    assert "Interrupted after" in (tmp_path / "report.html").read_text()


def test_a_batch_that_nobody_listens_to_any_more_is_finished_all_the_same(tmp_path: Path) -> None:
    with fed_by_hand(tmp_path) as (running, stdin, stderr):
        set_one_aside(stdin, stderr)
        stderr.close()
        stdin.write("no story either\n" * 20)
        stdin.close()
        assert running.wait(60) == 3
    assert read_status(tmp_path).quarantined == 21


def test_stories_from_a_pipe_are_read_and_not_counted(tmp_path: Path) -> None:
    pipe = tmp_path / "tonight.jsonl"
    os.mkfifo(pipe)
    running = subprocess.Popen(
        command("batch", pipe, "--out", tmp_path / "out", *BUILTIN),
        env=environment(),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with running:
        pipe.write_text("no story\n" * 3)
        assert running.wait(60) == 3
    assert read_status(tmp_path / "out").done == 3


def test_on_a_terminal_a_bar_is_drawn(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    with os.fdopen(leader, "rb", buffering=0) as screen:
        running = subprocess.Popen(
            command("batch", STORIES / "slim-moon-landing", "--out", tmp_path, *BUILTIN),
            env=environment(TERM="xterm", COLUMNS="120"),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=follower,
        )
        os.close(follower)
        shown = b""
        try:
            while block := screen.read(65_536):
                shown += block
        except OSError:  # how Linux says that the other side of a terminal is closed
            pass
        assert running.wait(60) == 0
    assert "━".encode() in shown
    assert b" done, 0 quarantined" in shown
    assert b"finished after" in shown


def test_status_as_json_is_what_the_report_says_of_the_run(storydigest: Run, tmp_path: Path) -> None:
    report_of(tmp_path, made(), set_aside())
    ran = storydigest("status", tmp_path, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == read_report(tmp_path)["run"]
    assert RunStatus.model_validate_json(ran.out).quarantined == 1


def test_a_folder_without_a_batch_is_at_fault(storydigest: Run, tmp_path: Path) -> None:
    ran = storydigest("status", tmp_path)
    assert ran.code == 1
    assert ran.complaint.startswith(f"{tmp_path}: no batch has written here")


def test_a_status_with_hostile_words_commands_no_terminal(storydigest: Run, tmp_path: Path) -> None:
    report_of(tmp_path, made(), state=State.STOPPED, error="no\x1b[2J\u202e\ncredit")
    ran = storydigest("status", tmp_path)
    assert "no[2J credit" in ran.out
    assert not {"\x1b", "\u202e"} & set(ran.out)


@pytest.mark.parametrize("model", [RunStatus, StoryReport])
def test_what_machines_read_has_no_field_without_a_meaning(model: type[RunStatus | StoryReport]) -> None:
    assert model.model_config.get("extra") == "forbid"


def test_a_log_on_a_full_disk_ends_no_batch(tmp_path: Path) -> None:
    (tmp_path / "no-story.json").write_text("{}")
    arguments = command("batch", tmp_path / "no-story.json", STORIES, "--out", tmp_path, *BUILTIN)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(arguments, env=environment(), stderr=full, stdout=subprocess.DEVNULL, check=False)
    assert done.returncode == 3
    assert read_status(tmp_path).by_status == {Status.MADE: len(IDS), Status.QUARANTINED: 1}
