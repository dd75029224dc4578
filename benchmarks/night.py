"""A night's batch on a loopback server: how long it takes beside what cannot be avoided, and the same once more.

Not to be avoided are the answers' time at the given concurrency, and extraction by bare trafilatura on all cores.
"""

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path

import trafilatura

from benchmarks.data import table
from benchmarks.made import make_stories
from benchmarks.server import answering_apart

SECONDS, CONCURRENCY = 0.5, 64
NOW = "2026-01-16T08:00:00Z"


def _extract(page: Path) -> None:
    trafilatura.extract(
        page.read_bytes(), url="https://example.com/", with_metadata=True, include_comments=False, output_format="json"
    )


def bare(pages: Sequence[Path]) -> float:
    """The seconds that bare trafilatura takes over the pages on all cores, its start apart."""
    with Pool(os.cpu_count()) as pool:
        pool.map(_extract, pages[: 2 * (os.cpu_count() or 1)])
        start = time.perf_counter()
        pool.map(_extract, pages, chunksize=4)
        return time.perf_counter() - start


def batch(stories: Path, out: Path, url: str, *options: str) -> tuple[float, float]:
    """The wall seconds of a batch as its user starts it, and its CPU seconds, children included."""
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "batch", str(stories), "--out", str(out)]
    command += ["--model", "model", "--now", NOW, "--concurrency", str(CONCURRENCY), *options]
    environ = {**os.environ, "OPENAI_BASE_URL": url, "OPENAI_API_KEY": "none"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package is compiled once
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu


def state(out: Path) -> str:
    """A hash of the digests and of the store's content, to see whether anything was written."""
    taken = hashlib.sha256()
    for file in sorted(out.rglob("*")):
        if file.is_file() and (file.parent != out or file.suffix.startswith(".sqlite")):
            taken.update(f"{file} {file.stat().st_mtime_ns}".encode())
            taken.update(file.read_bytes())
    return taken.hexdigest()


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.night", description=__doc__)
    parser.add_argument("--stories", type=int, default=300)
    count = parser.parse_args(arguments).stories
    with tempfile.TemporaryDirectory() as folder:
        stories, out = Path(folder, "stories"), Path(folder, "out")
        made = list(make_stories(stories, count))
        pages = [page for story in made for page in story.glob("*.html")]
        extraction = bare(pages)
        with answering_apart(SECONDS) as server:
            first, cpu = batch(stories, out, server.url)
        calls = len(server.requests)
        written = state(out)
        with answering_apart(SECONDS) as server:
            again, _ = batch(stories, out, server.url)
        answers = calls * SECONDS / CONCURRENCY
        unavoidable = max(answers, extraction)
        rows = [
            [f"{calls} answers of {SECONDS} s, {CONCURRENCY} at a time", f"{answers:.1f} s", ""],
            [f"bare trafilatura, {len(pages)} pages", f"{extraction:.1f} s", ""],
            [f"{count} stories, cold", f"{first:.1f} s ({cpu:.0f} s of CPU)", f"{1.25 * unavoidable:.1f} s"],
            ["ratio to the larger of both", f"{first / unavoidable:.2f}", "1.25"],
            ["the same again", f"{again:.1f} s", "3 s"],
            ["its requests", str(len(server.requests)), "0"],
            ["its writes", "none" if state(out) == written else "some", "none"],
        ]
    table(["what", "figure", "limit"], rows)


if __name__ == "__main__":
    main(sys.argv[1:])
