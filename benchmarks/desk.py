"""The desk on a store of 10,000 digests: how long its pages take, what memory it needs, and eight editors at once."""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

import httpx2

from benchmarks.data import table
from benchmarks.editors import lost, together
from pipeline.domain.digest import Digest, Revision
from pipeline.folder import read_revision
from pipeline.store import Store, sqlite_url

FIXTURES = Path(__file__).parents[1] / "fixtures" / "stories"
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]
HOT = 4
"""So many stories the editors work on."""
_AT_ONCE = 200
_LAST_RUN_SECONDS = 300
"""For what the batch has begun when the editors stop."""
_QUERIES = (
    "",
    "?page=40",
    "?show=flagged",
    "?show=single-source",
    "?q=moon",
    "?q=asteroid+desert&show=edited",
    "?page=200",
)


def environment() -> dict[str, str]:
    """Without a model and without a token."""
    hidden = ("OPENAI_", "STORYDIGEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(hidden)}


def fixture_digests(out: Path) -> list[Revision]:
    """The digests of the fixture stories, as the builtin writer writes them."""
    stories = sorted(str(folder) for folder in FIXTURES.iterdir() if folder.is_dir())
    command = [*COMMAND, "build", *stories, "--model", "builtin", "--out", str(out)]
    subprocess.run(command, env=environment(), check=True, capture_output=True)
    return [read_revision(out / Path(story).name) for story in stories]


async def fill(store: Store, made: Sequence[Revision], count: int) -> list[str]:
    """Put so many digests into a store, each of a story of its own; their ids."""
    ids: list[str] = []
    for first in range(0, count, _AT_ONCE):
        revisions = [
            _another(made[number % len(made)], number) for number in range(first, min(first + _AT_ONCE, count))
        ]
        ids += [one.digest.story_id for one in revisions]
        await asyncio.gather(*(store.revisions.append(one, author="batch", reason="batch") for one in revisions))
    return ids


def _another(made: Revision, number: int) -> Revision:
    digest = made.digest.model_copy(
        update={
            "story_id": f"{made.digest.story_id}-{number}",
            "headline": f"{made.digest.headline} ({number})",
            "updated": datetime(2026, 1, 16, tzinfo=UTC) + timedelta(minutes=number),
        }
    )
    return Revision(digest=Digest.model_validate(digest.model_dump()), articles=made.articles, facts=made.facts)


@contextmanager
def desk(url: str) -> Generator[tuple[str, int]]:
    """A desk on a store: its address, and the number of its process."""
    command = [*COMMAND, "desk", "--store", url, "--port", "0", "--model", "builtin"]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        try:
            told = process.stdout.readline() if process.stdout else ""
            yield re.sub(r"^the desk is at (\S+)/\s*$", r"\1", told), process.pid
        finally:
            process.terminate()


def peak_mb(process: int) -> float:
    """The most memory that a process has had, in MB."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def timed(address: str, paths: Sequence[str]) -> list[float]:
    """The milliseconds until each page is there."""
    took: list[float] = []
    with httpx2.Client(base_url=address, timeout=60) as client:
        client.get(paths[0])
        for path in paths:
            began = time.perf_counter()
            client.get(path).raise_for_status()
            took.append((time.perf_counter() - began) * 1000)
    return took


def rebuilding(url: str, out: Path, seconds: float) -> "subprocess.Popen[bytes]":
    """A batch that makes the fixtures' digests anew, again and again, on the same store."""
    script = (
        "import sys, time\n"
        "from pipeline.cli.app import run\n"
        f"ends = time.monotonic() + {seconds!r}\n"
        "number = 0\n"
        "while time.monotonic() < ends:\n"
        "    number += 1\n"
        f"    code = run(['batch', {str(FIXTURES)!r}, '--out', {str(out)!r}, '--store', {url!r}, '--rebuild',\n"
        "        '--model', 'builtin', '--token-budget', str(4000 + 100 * (number % 7))])\n"
        "    if code not in (0, 3):\n"
        "        sys.exit(code)\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("--digests", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=210)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        url = sqlite_url(home)
        made = fixture_digests(home / "made")
        with Store(url) as store:
            ids = asyncio.run(fill(store, made, given.digests))
            asyncio.run(store.catch_up_all(home / "made"))
        hot = [one.digest.story_id for one in made[:HOT]]
        chosen = [ids[number * 7919 % len(ids)] for number in range(given.requests)]
        with desk(url) as (address, process):
            rows = [
                _row("list", timed(address, [f"/stories{_QUERIES[n % len(_QUERIES)]}" for n in range(given.requests)])),
                _row("digest", timed(address, [f"/stories/{story}" for story in chosen])),
                _row("history", timed(address, [f"/stories/{story}/history" for story in chosen])),
                _row("published", timed(address, [f"/stories/{story}/digest.html" for story in chosen])),
            ]
            table(("page", "median ms", "95 % ms", "most ms"), rows)
            print(f"\n{given.digests:,} digests, {peak_mb(process):.0f} MB at most\n")
            with rebuilding(url, home / "out", given.seconds) as batch:
                editors = together(address, hot, count=8, seconds=given.seconds)
                batch.wait(timeout=_LAST_RUN_SECONDS)
            with Store(url) as store:
                wrong = asyncio.run(lost(store, hot, editors))
            saved = sum(editor.tally.saved.total() for editor in editors)
            conflicts = sum(editor.tally.conflicts for editor in editors)
            faults = [fault for editor in editors for fault in editor.tally.faults]
            print(f"8 editors and a batch (exit code {batch.returncode}) for {given.seconds:.0f} s: {saved} saved, ")
            print(f"{conflicts} conflicts, {len(wrong)} lost, {len(faults)} faults, {peak_mb(process):.0f} MB at most")
            for line in (*wrong, *faults[:10]):
                print(f"- {line}")


def _row(name: str, took: Sequence[float]) -> tuple[str, ...]:
    return (name, f"{median(took):.1f}", f"{quantiles(took, n=20)[-1]:.1f}", f"{max(took):.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
