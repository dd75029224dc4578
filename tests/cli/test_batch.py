"""What `storydigest batch` makes of the streams that it is given."""

import subprocess
from pathlib import Path

from tests.cli.command import NOW, STORIES, Ran, command, environment, run_apart


def run_without_stdin(*arguments: str | Path) -> Ran:
    """Run the command with standard input closed, as some schedulers do."""
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command(*arguments)],
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_batch_over_folders_needs_no_standard_input(tmp_path: Path) -> None:
    story = STORIES / "slim-moon-landing"
    ran = run_without_stdin("batch", story, "--out", tmp_path, "--model", "builtin", "--now", NOW)
    assert ran.code == 0, ran.err
    assert (tmp_path / "slim-moon-landing" / "digest.json").exists()


def test_stories_that_are_to_come_on_a_closed_standard_input_are_wrong_usage(tmp_path: Path) -> None:
    ran = run_without_stdin("batch", "-", "--out", tmp_path, "--model", "builtin", "--now", NOW)
    assert ran.code == 2
    assert "error: -: standard input is closed" in ran.err


def test_a_key_that_is_missing_is_said_before_the_last_report_is_written_over(tmp_path: Path) -> None:
    story = STORIES / "slim-moon-landing"
    assert run_apart(["batch", story, "--out", tmp_path, "--model", "builtin", "--now", NOW]).code == 0
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.suffix in {".json", ".html"}}
    ran = run_apart(["batch", story, "--out", tmp_path, "--model", "some-model", "--now", NOW])
    assert (ran.code, "OPENAI_API_KEY" in ran.err) == (2, True)
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert "report.json" in before
