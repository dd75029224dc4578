"""What a batch holds in memory: the largest of its processes over 500 short stories, and over ten times as many.

Once with the builtin writer, and once with a loopback server that answers at once.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.data import ROOT, table
from benchmarks.server import answering_apart
from benchmarks.short import short_stories

TIMES = 10
LIMIT_MB, GROWTH = 500, 1.15


def largest_mb(stories: Path, *options: str, url: str = "") -> float:
    """The most memory that one process of a batch held, in megabytes."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", "batch", str(stories), "--out", out]
        environ = {**os.environ, "OPENAI_BASE_URL": url, "PYTHONPATH": str(ROOT)}
        quiet = subprocess.DEVNULL
        run = subprocess.Popen([*command, *options], env=environ, stdout=quiet, stderr=quiet)
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        raise RuntimeError(f"the batch ended with {run.returncode}")
    return used.ru_maxrss / 1_000


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--stories", type=int, default=500)
    few = parser.parse_args(arguments).stories
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as folder:
        counts = (few, TIMES * few)
        for count in counts:
            list(short_stories(Path(folder, str(count)), count))
        builtin = [largest_mb(Path(folder, str(count)), "--model", "builtin") for count in counts]
        asked: list[float] = []
        for count in counts:
            with answering_apart(0.0) as server:
                asked.append(largest_mb(Path(folder, str(count)), "--model", "model", url=server.url))
    for writer, (small, large) in {"builtin": builtin, "a server that answers at once": asked}.items():
        rows.append([writer, f"{small:.0f} MB", f"{large:.0f} MB", f"{large / small:.2f}"])
    table(
        ["writer", f"{few:,} stories", f"{TIMES * few:,} stories (limit {LIMIT_MB} MB)", f"ratio (limit {GROWTH})"],
        rows,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
