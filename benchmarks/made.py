"""Many stories made from the few fixtures: whole pages, in which each story's names are names of its own."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from string import ascii_lowercase

from benchmarks.data import FIXTURES, story_folders

PAGES = 3
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_TIMES = frozenset(
    """January February March April August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday""".split()
)


def make_stories(folder: Path, count: int) -> Iterator[Path]:
    """Write `count` stories of three pages into a folder."""
    sources = [(source.name, _pages(source)) for source in story_folders(FIXTURES)]
    for number, (name, pages) in enumerate(islice(cycle(sources), count)):
        story = folder / f"{name}-{number:05}"
        story.mkdir(parents=True)
        mark = "".join(ascii_lowercase[int(digit)] for digit in f"{number:05}")
        renamed = _names(pages)
        listed: list[dict[str, str]] = []
        for url, file, html in pages:
            page = _renamed(html, renamed, mark)
            (story / file).write_text(page, encoding="utf-8")
            listed.append({"url": f"{url}?story={number}", "file": file})
        (story / "story.json").write_text(json.dumps({"id": story.name, "articles": listed}), encoding="utf-8")
        yield story


def _renamed(html: str, names: frozenset[str], mark: str) -> str:
    """A page with a mark behind each of some names."""
    return _NAME.sub(lambda found: found[0] + mark if found[0] in names else found[0], html)


def _pages(story: Path) -> list[tuple[str, str, str]]:
    listed = json.loads((story / "story.json").read_text(encoding="utf-8"))["articles"]
    return [(a["url"], a["file"], (story / a["file"]).read_text(encoding="utf-8")) for a in listed[:PAGES]]


def _names(pages: list[tuple[str, str, str]]) -> frozenset[str]:
    """Words that are written with a capital throughout, and often enough to be the story's names."""
    words = Counter(word for _, _, html in pages for word in _NAME.findall(html))
    everything = " ".join(html for _, _, html in pages)
    return frozenset(
        word
        for word, count in words.items()
        if count > 2 and word not in _TIMES and f" {word.lower()} " not in everything
    )
