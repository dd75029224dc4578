"""The builtin writer against bare trafilatura on the same pages, in one run; and how soon `--help` answers.

Every sample is a process of its own, so nothing is cached between them. Within a process both are timed from the first
page on, imports apart; whole-process times are shown beside it.
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks.data import real_stories, table

RUNS = 7

_BARE = """
import json, sys, time
from pathlib import Path
import trafilatura
trafilatura.extract("<html><body><p>warm</p></body></html>")
start = time.perf_counter()
for folder in sys.argv[1:]:
    for article in json.loads((Path(folder) / "story.json").read_text())["articles"]:
        page = (Path(folder) / article["file"]).read_bytes()
        trafilatura.extract(page, url=article["url"], with_metadata=True, include_comments=False, output_format="json")
print(time.perf_counter() - start)
"""
_BUILTIN = """
import asyncio, sys, time
from datetime import UTC, datetime
from pathlib import Path
import trafilatura
trafilatura.extract("<html><body><p>warm</p></body></html>")
from pipeline.digest import Settings, make_digest
from pipeline.render import render_text
from pipeline.sources.load import load_articles
from pipeline.sources.pool import ExtractionPool
from pipeline.sources.story import read_story
from pipeline.writers.builtin import BuiltinWriter
now = datetime(2026, 1, 16, 8, tzinfo=UTC)
start = time.perf_counter()
with ExtractionPool() as pool:
    for folder in sys.argv[1:]:
        loaded = load_articles(read_story(Path(folder)), now, extracting=pool.extract_many)
        revision = asyncio.run(make_digest("story", loaded.articles, BuiltinWriter(), Settings(now)))
        render_text(revision.digest)
print(time.perf_counter() - start)
"""
_HELP = """
import subprocess, sys, time
from pathlib import Path
command = Path(sys.executable).parent / "storydigest"
start = time.perf_counter()
subprocess.run([command, "--help"], stdout=subprocess.DEVNULL, check=True)
print(time.perf_counter() - start)
"""


def _sample(code: str, arguments: list[str]) -> float:
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout))


def main() -> None:
    """Print the table."""
    folders = [str(folder) for folder in real_stories()]
    pages = sum(len(json.loads((Path(folder) / "story.json").read_text())["articles"]) for folder in folders)
    pairs = [(_sample(_BARE, folders), _sample(_BUILTIN, folders)) for _ in range(RUNS)]
    ratio = median(digest / bare for bare, digest in pairs)
    helped = median(_sample(_HELP, []) for _ in range(RUNS))
    table(
        ["what", "median", "limit"],
        [
            [f"bare trafilatura, {pages} pages", f"{median(bare for bare, _ in pairs):.2f} s", ""],
            [f"{len(folders)} digests of them, builtin writer", f"{median(digest for _, digest in pairs):.2f} s", ""],
            ["ratio, pair by pair", f"{ratio:.2f}", "2.5"],
            ["storydigest --help", f"{helped:.2f} s", "0.4 s"],
        ],
    )


if __name__ == "__main__":
    main()
