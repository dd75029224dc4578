"""The command in processes of its own that need not import it first: they are forked from one that has.

Importing takes seconds, of which thirty runs would take a minute. All else is as a user's shell does it: arguments,
environment, standard streams, signals, exit codes.
"""

import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from pipeline.sources import markup
from tests.cli.command import ROOT, Ran, environment

_IMPORTED_LATE = (
    "openai.resources.chat",
    "genai_prices.data",
    "httpcore2",
    "pipeline.batch.local",
    "pipeline.batch.run",
    "pipeline.cli.batch_progress",
    "pipeline.llm.connect",
    "pipeline.llm.endpoint",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
)
"""What the command imports when it needs it."""
_LONGEST_RUN = 60
"""Seconds, after which a run is killed by its alarm: no test waits for ever."""


class Running(NamedTuple):
    """A run of the command."""

    parent: "Parent"
    process: int
    streams: Path

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.process, number)

    def said(self) -> str:
        """What stands on stderr by now."""
        return self.streams.with_suffix(".err").read_text("utf-8")

    def wait_until_said(self, words: str) -> None:
        """Wait until something stands on stderr. Fails where that takes too long."""
        deadline = time.monotonic() + 30
        while words not in self.said():
            assert time.monotonic() < deadline, f"it does not say {words!r} but {self.said()!r}"
            time.sleep(0.01)

    def ended(self) -> Ran:
        """Wait for its end. The code is the negated signal where one killed it."""
        code = self.parent.ask({"wait": self.process})
        return Ran(code, self.streams.with_suffix(".out").read_text("utf-8"), self.said())


class Parent:
    """The process that runs are forked from."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self._streams = cast("tuple[BinaryIO, BinaryIO]", (process.stdin, process.stdout))
        self._folder = folder
        self._runs = 0

    def start(self, *arguments: str | Path, stdin: Path = Path(os.devnull), **variables: str) -> Running:
        """Begin a run, with these variables in its environment, in the folder of what is on its standard input."""
        self._runs += 1
        streams = self._folder / f"run{self._runs}"
        command = {"run": [str(a) for a in arguments], "env": variables, "stdin": str(stdin), "streams": str(streams)}
        return Running(self, self.ask(command), streams)

    def run(self, *arguments: str | Path, stdin: Path = Path(os.devnull), **variables: str) -> Ran:
        """Begin a run, and wait for its end."""
        return self.start(*arguments, stdin=stdin, **variables).ended()

    def ask(self, command: object) -> int:
        to, back = self._streams
        to.write(json.dumps(command).encode() + b"\n")
        to.flush()
        return int(back.readline())


@contextmanager
def parent(folder: Path) -> Generator[Parent]:
    """A process to fork runs from, for the time of the block. What runs say is kept in the folder."""
    serving = [sys.executable, "-c", "from tests.batch.forked import serve; serve()"]
    pipe = subprocess.PIPE
    with subprocess.Popen(serving, stdin=pipe, stdout=pipe, env=environment(), cwd=ROOT) as process:
        yield Parent(process, folder)
        cast("BinaryIO", process.stdin).close()


def serve() -> None:
    """Import what runs need, then fork one for each line that asks for it, and tell of its end when asked."""
    for name in _IMPORTED_LATE:
        importlib.import_module(name)
    markup.warm_up()
    gc.freeze()
    for line in sys.stdin.buffer:
        command = json.loads(line)
        told = _exit_code(command["wait"]) if "wait" in command else _fork(command)
        os.write(1, b"%d\n" % told)


def _fork(command: Mapping[str, object]) -> int:
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        signal.alarm(_LONGEST_RUN)
        code = _run(
            cast("list[str]", command["run"]),
            cast("dict[str, str]", command["env"]),
            Path(cast("str", command["stdin"])),
            Path(cast("str", command["streams"])),
        )
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _run(arguments: list[str], variables: dict[str, str], stdin: Path, streams: Path) -> int:
    from pipeline.cli.app import run  # noqa: PLC0415 -- only a process that was forked has use for it

    os.environ.update(variables)
    for number, path in enumerate((streams.with_suffix(".out"), streams.with_suffix(".err")), start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666), number)
    os.dup2(os.open(stdin, os.O_RDONLY), 0)
    os.chdir(stdin.parent)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    return run(arguments)


def _exit_code(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
