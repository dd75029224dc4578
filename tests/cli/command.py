"""The command as a test runs it: in this process where that will do, else as a user does."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "fixtures" / "stories"
NOW = "2026-01-16T08:00:00Z"
VARIABLES = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "STORYDIGEST_MODEL", "STORYDIGEST_DEBUG", "PYTHONIOENCODING")


class Ran(NamedTuple):
    """What a run left behind: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line of an error. Fails where there are more lines, or anything on stdout."""
        assert self.out == ""
        (line,) = self.err.splitlines()
        assert line.startswith("error: ")
        return line.removeprefix("error: ")


Run = Callable[..., Ran]
"""Runs the command with some arguments."""


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without what chooses a writer, and with these changes."""
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return {**kept, "PYTHONPATH": str(ROOT), **changes}


def command(*arguments: str | Path) -> list[str]:
    """The command line of a run in a process of its own."""
    return [sys.executable, "-c", "from pipeline.cli import main; main()", *map(str, arguments)]


def run_apart(arguments: Sequence[str | Path], variables: Mapping[str, str] | None = None) -> Ran:
    """Run the command in a process of its own."""
    done = subprocess.run(
        command(*arguments),
        env=environment(**(variables or {})),
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def listing(folder: Path) -> list[str]:
    """Everything in a folder, hidden or not, however deep."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
