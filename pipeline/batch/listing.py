"""The stories of a batch, one after the other: however many are listed, only those at work are in memory."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import StoryError
from pipeline.sources.story import MAX_STORY_BYTES, STORY_FILE, Story, parse_story, read_story

STDIN = "-"
LINES = frozenset({".jsonl", ".ndjson"})
PAGES = frozenset({".htm", ".html"})

Listed = Story | StoryError
"""A story, or why one that is listed cannot be read."""


def check_arguments(arguments: Sequence[str]) -> None:
    """Raises StoryError for the first argument that names no stories at all."""
    for argument in arguments:
        path = Path(argument)
        if argument == STDIN or path.is_dir() or (path.exists() and path.suffix.lower() in {".json", *LINES}):
            continue
        if not path.exists():
            raise StoryError(f"{argument}: no such file or folder")
        raise StoryError(f"{argument}: is neither a folder of stories, nor a {STORY_FILE}, nor JSON lines (.jsonl)")


def list_stories(arguments: Sequence[str], stdin: BinaryIO) -> Iterator[Listed]:
    """The stories in folders, `story.json` files, JSON lines, and on standard input where an argument is `-`.

    What cannot be read, or not to its end, is told as such, and the next argument's stories follow.
    """
    for argument in arguments:
        try:
            yield from _named_by(argument, stdin)
        except OSError as error:
            yield StoryError(f"{argument}: its stories cannot be read on ({error.strerror or error})")


def _named_by(argument: str, stdin: BinaryIO) -> Iterator[Listed]:
    path = Path(argument)
    if argument == STDIN:
        yield from _lines(stdin, "standard input", Path())
    elif path.is_dir():
        yield from _folder(path)
    elif path.suffix.lower() in LINES:
        with path.open("rb") as file:
            yield from _lines(file, argument, path.parent)
    else:
        yield _read(path)


def count_stories(arguments: Sequence[str]) -> int | None:
    """How many stories are listed, as far as that can be known without reading them; None with standard input."""
    if STDIN in arguments:
        return None
    return sum(_count(Path(argument)) for argument in arguments)


def _count(path: Path) -> int:
    if path.is_dir() and not (path / STORY_FILE).exists():
        return sum(1 for _ in _story_folders(path))
    if path.suffix.lower() in LINES:
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    return 1


def _folder(path: Path) -> Iterator[Listed]:
    if (path / STORY_FILE).exists():
        yield _read(path)
        return
    found = False
    for folder in _story_folders(path):
        found = True
        yield _read(folder)
    if not found:
        yield StoryError(f"{path}: has no {STORY_FILE}, nor has a folder in it")


def _story_folders(path: Path) -> Iterator[Path]:
    """In the order in which the disk lists them: sorting would need all names at once."""
    with os.scandir(path) as entries:
        for entry in entries:
            folder = Path(entry.path)
            if _may_hold_story(folder):
                yield folder


def _may_hold_story(folder: Path) -> bool:
    """Whether there is a story in a folder, or what is not to go unsaid: pages alone, or nothing that can be read."""
    try:
        (folder / STORY_FILE).lstat()
    except NotADirectoryError:
        return False
    except FileNotFoundError:
        return _has_pages(folder)
    except OSError:
        return True
    return True


def _has_pages(folder: Path) -> bool:
    with os.scandir(folder) as entries:
        return any(Path(entry.name).suffix.lower() in PAGES for entry in entries)


def _read(path: Path) -> Listed:
    try:
        return read_story(path)
    except StoryError as error:
        return error


def _lines(file: BinaryIO, name: str, folder: Path) -> Iterator[Listed]:
    number = 0
    while line := file.readline(MAX_STORY_BYTES + 1):
        number += 1
        origin = f"{name}, line {number}"
        if len(line) > MAX_STORY_BYTES:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_STORY_BYTES)
            yield StoryError(
                f"{origin}: is larger than {MAX_STORY_BYTES // 1_000_000} MB, which no list of articles is"
            )
        elif line.strip():
            try:
                yield parse_story(line, origin, folder)
            except StoryError as error:
                yield error
