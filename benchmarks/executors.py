"""The same cold batch on a loopback server, in one process and on Dask's workers: what the cluster costs or gains.

Start and end of everything count. Rounds take turns, and the quickest counts, so that both meet the machine's noise.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.data import table
from benchmarks.made import make_stories
from benchmarks.night import SECONDS, batch
from benchmarks.server import answering_apart

LIMIT = 1.2


def digests(out: Path) -> dict[str, bytes]:
    """Every digest of a batch, by its story."""
    return {file.parent.name: file.read_bytes() for file in out.glob("*/digest.json")}


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.executors", description=__doc__)
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args(arguments)
    took: dict[str, list[tuple[float, float]]] = {"asyncio": [], "dask": []}
    asked: dict[str, int] = {}
    made: dict[str, dict[str, bytes]] = {}
    with tempfile.TemporaryDirectory() as folder:
        stories = Path(folder, "stories")
        list(make_stories(stories, given.stories))
        for number in range(given.rounds):
            for executor, figures in took.items():
                out = Path(folder, f"{executor}-{number}")
                with answering_apart(SECONDS) as server:
                    figures.append(batch(stories, out, server.url, "--executor", executor))
                asked[executor], made[executor] = len(server.requests), digests(out)
    rows = [
        [executor, str(asked[executor]), *(f"{figure:.1f}" for figure in min(figures))]
        for executor, figures in took.items()
    ]
    table(["executor", "answers", "wall s", "CPU s"], rows)
    ratio = min(took["dask"])[0] / min(took["asyncio"])[0]
    same = "the same" if made["asyncio"] == made["dask"] else "DIFFERENT"
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"\ndask to asyncio: {ratio:.2f} (limit {LIMIT}); digests {same}; {load}")


if __name__ == "__main__":
    main(sys.argv[1:])
