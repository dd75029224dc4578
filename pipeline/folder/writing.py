"""Writing a digest's folder: whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.domain.digest import Revision
from pipeline.domain.history import Entry
from pipeline.errors import DigestError, OutputError
from pipeline.folder.reading import ARTICLES, DIGEST, FACTS, REVISIONS, read_revision
from pipeline.render import render_html, render_json, render_markdown

HISTORY = "history.json"
_FILES = (ARTICLES, FACTS, "digest.md", "digest.html", DIGEST)
"""In the order in which they are replaced: digest.json last, since it says which revision the folder holds."""

try:
    import fcntl
except ImportError:  # on Windows two builds over one folder at once are left to their luck
    fcntl = None


def write_revision(revision: Revision, out: Path) -> Path:
    """Write a revision's files into OUT/<story id>/; what stood there moves to revisions/N/. Returns the folder.

    Files are written aside and renamed, so a reader never sees half of one. Raises DigestError where the disk refuses,
    or where the folder no longer holds the revision before this one: somebody else has written meanwhile.
    """
    folder = out / revision.digest.story_id
    with writing(folder):
        put_revision(folder, revision)
    return folder


@contextmanager
def writing(folder: Path) -> Generator[None]:
    """Hold a digest's folder against others who write there. Raises OutputError where the disk refuses."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder.parent):
            yield
    except OSError as error:
        raise OutputError(
            f"{folder}: the digest cannot be written ({error.strerror or error}); nothing was changed"
        ) from error


def put_revision(folder: Path, revision: Revision, history: Sequence[Entry] = ()) -> None:
    """Put a revision in the place of the one before it, and the history with it, where there is one to keep.

    Hold the folder while you do so. Raises Conflict where it does not hold the revision before this one.
    """
    _refuse_if_overtaken(folder, revision)
    with _aside(folder.parent) as made:
        _fill(made, revision)
        if history:
            _write(made / HISTORY, _dump([entry.model_dump(mode="json") for entry in history]))
        if folder.exists():
            _replace(folder, made)
        else:
            made.rename(folder)


def put_file(file: Path, content: str) -> None:
    """Write a file whole or not at all. Hold the folder while you do so."""
    file.parent.mkdir(exist_ok=True)
    with _aside(file.parent) as made:
        _write(made / file.name, content)
        (made / file.name).replace(file)


@contextmanager
def _locked(out: Path) -> Generator[None]:
    """Hold a folder against other builds for as long as it takes to write one digest."""
    if fcntl is None:
        yield
        return
    held = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _refuse_if_overtaken(folder: Path, revision: Revision) -> None:
    current = read_revision(folder).digest.revision if (folder / DIGEST).exists() else 0
    if current >= revision.digest.revision:
        raise DigestError(f"{folder}: somebody else wrote revision {current} meanwhile; build again to go on from it")


@contextmanager
def _aside(parent: Path) -> Generator[Path]:
    """An empty folder out of sight, on the same disk, to be renamed when it is full; gone afterwards if it was not."""
    hidden = Path(tempfile.mkdtemp(prefix=".storydigest-", dir=parent))
    try:
        made = hidden / "made"
        made.mkdir()  # with the modes of the user's umask, which a temporary folder does not have
        yield made
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _fill(folder: Path, revision: Revision) -> None:
    contents = {
        DIGEST: render_json(revision.digest),
        ARTICLES: _dump([article.model_dump(mode="json") for article in revision.articles]),
        FACTS: _dump([fact.model_dump(mode="json") for fact in revision.facts]),
        "digest.md": render_markdown(revision.digest),
        "digest.html": render_html(revision),
    }
    for name, content in contents.items():
        _write(folder / name, content)


def _write(path: Path, content: str) -> None:
    with path.open("wb") as file:
        file.write(content.encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _replace(folder: Path, aside: Path) -> None:
    """Keep a copy of the revision that stands in the folder, then put the new files in its place.

    Where one of them cannot be put there, those that were are taken back.
    """
    if (folder / DIGEST).exists():
        _keep(folder, folder / REVISIONS / str(read_revision(folder).digest.revision))
    with _aside(folder) as before:
        _copy(folder, before)
        try:
            for name in (HISTORY, *_FILES):
                if (aside / name).exists():
                    (aside / name).replace(folder / name)
        except OSError:
            for name in _FILES:
                if (before / name).exists():
                    (before / name).replace(folder / name)
                elif (folder / name).is_file():
                    (folder / name).unlink()
            raise


def _keep(folder: Path, kept: Path) -> None:
    if kept.exists():
        return
    kept.parent.mkdir(exist_ok=True)
    with _aside(kept.parent) as copy:
        _copy(folder, copy)
        copy.rename(kept)


def _copy(folder: Path, to: Path) -> None:
    for name in _FILES:
        if (folder / name).is_file():
            shutil.copy2(folder / name, to / name)
