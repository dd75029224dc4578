"""Writing a digest's folder: whole or not at all."""

import errno
import os
import shutil
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic_core import to_json

from pipeline.domain.base import Model
from pipeline.domain.digest import Digest, Revision
from pipeline.domain.history import Entry
from pipeline.errors import DigestError, OutputError
from pipeline.folder.reading import ARTICLES, DIGEST, FACTS, REVISIONS, parse
from pipeline.render import render_html, render_json, render_markdown

HISTORY = "history.json"
FILES = (ARTICLES, FACTS, "digest.md", "digest.html", DIGEST)
"""In the order in which they are replaced: digest.json last, since it says which revision the folder holds."""
_ASIDE = ".storydigest-aside"
_MADE, _BEFORE = "made", "before"
_IN_THE_WAY = frozenset(
    {errno.EACCES, errno.EEXIST, errno.EISDIR, errno.ELOOP, errno.ENOTDIR, errno.ENOTEMPTY, errno.EPERM}
)

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
    contents = contents_of(revision)
    with writing(folder):
        put_revision(folder, revision.digest.revision, contents)
    return folder


@contextmanager
def writing(folder: Path) -> Generator[None]:
    """Hold a digest's folder against others who write there.

    Raises OutputError where the disk refuses, DigestError where something is in the way of this digest alone.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder.parent):
            yield
    except OSError as error:
        told = f"{folder}: the digest cannot be written ({error.strerror or error}); nothing was changed"
        raise (DigestError if _is_of_one_folder(error, folder.parent) else OutputError)(told) from error


def put_revision(folder: Path, number: int, contents: Mapping[str, bytes]) -> None:
    """Put the files of a revision in the place of those of the one before it. Hold the folder while you do so.

    Raises DigestError where the folder holds that revision already, or a later one, and where a link leads out of it.
    """
    _refuse_links(folder, folder / REVISIONS)
    with _aside(folder.parent) as aside:
        _refuse_if_overtaken(folder, number)
        made = aside / _MADE
        _fill(made, contents)
        if folder.exists():
            _replace(folder, aside)
            _make_names_last(folder)
        else:
            made.rename(folder)
            _make_names_last(folder.parent)


def put_file(folder: Path, name: str, content: bytes) -> None:
    """Write a file of a digest's folder, whole or not at all. Hold the folder while you do so.

    Raises DigestError where a link leads out of it.
    """
    file = folder / name
    _refuse_links(folder, file.parent)
    with _aside(folder.parent) as aside:
        _write(aside / file.name, content)
        file.parent.mkdir(exist_ok=True)
        (aside / file.name).replace(file)
        _make_names_last(file.parent)


def sweep(out: Path) -> None:
    """Take away what a build that was killed left out of sight. Raises OutputError where the disk refuses."""
    try:
        with _locked(out), _aside(out):
            pass
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror or error})") from error


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


def _is_of_one_folder(error: OSError, out: Path) -> bool:
    """Whether what the disk refused would be granted for another digest: something else is in the way of this one."""
    return error.errno in _IN_THE_WAY and out.is_dir() and os.access(out, os.W_OK)


def _refuse_links(*paths: Path) -> None:
    for path in paths:
        if path.is_symlink():
            raise DigestError(f"{path}: is a link, and a digest is written into its own folder alone; move it away")


def _refuse_if_overtaken(folder: Path, number: int) -> None:
    current = parse(folder / DIGEST, Digest).revision if (folder / DIGEST).exists() else 0
    if current >= number:
        raise DigestError(f"{folder}: somebody else wrote revision {current} meanwhile; build again to go on from it")


@contextmanager
def _aside(out: Path) -> Generator[Path]:
    """An empty folder out of sight, on the same disk, for what is to be renamed once it is whole.

    Only who holds OUT has it, so that what stands in it was left by a build that was killed: what that had begun to put
    in the place of a revision is taken back.
    """
    hidden = out / _ASIDE
    if hidden.exists():
        for before in (hidden / _BEFORE).glob("*"):
            if (hidden / _MADE / DIGEST).exists():  # the last to be put there is not there yet
                _put_back(before, out / before.name)
        shutil.rmtree(hidden)
    hidden.mkdir()
    try:
        yield hidden
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def contents_of(revision: Revision) -> dict[str, bytes]:
    """The files of a revision, by their names."""
    return {
        DIGEST: render_json(revision.digest).encode(),
        ARTICLES: _dump(revision.articles),
        FACTS: _dump(revision.facts),
        "digest.md": render_markdown(revision.digest).encode(),
        "digest.html": render_html(revision).encode(),
    }


def history_file(history: Sequence[Entry]) -> bytes:
    """What history.json holds."""
    return _dump(history)


def _fill(folder: Path, contents: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in contents.items():
        _write(folder / name, content)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _make_names_last(folder: Path) -> None:
    """Have the names in a folder outlive a power cut, as the files do."""
    if fcntl is None:  # Windows neither needs nor allows it
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def _dump(values: Sequence[Model]) -> bytes:
    return to_json(values, indent=2) + b"\n"


def _replace(folder: Path, aside: Path) -> None:
    """Keep a copy of the revision that stands in the folder, then put the new files in its place.

    Where one of them cannot be put there, those that were are taken back; where this process ends in between, whoever
    writes here next takes them back.
    """
    if (folder / DIGEST).exists():
        _keep(folder, folder / REVISIONS / str(parse(folder / DIGEST, Digest).revision), aside / "kept")
    made, before = aside / _MADE, aside / _BEFORE / folder.name
    _copy((HISTORY, *FILES), folder, aside / "copied")
    before.parent.mkdir()
    (aside / "copied").rename(before)
    try:
        for name in (HISTORY, *FILES):
            if (made / name).exists():
                (made / name).replace(folder / name)
    except OSError:
        _put_back(before, folder)
        raise


def _put_back(before: Path, folder: Path) -> None:
    for name in (HISTORY, *FILES):
        if (before / name).exists():
            (before / name).replace(folder / name)
        elif (folder / name).is_file():
            (folder / name).unlink()


def _keep(folder: Path, kept: Path, aside: Path) -> None:
    if kept.exists():
        return
    kept.parent.mkdir(exist_ok=True)
    _copy(FILES, folder, aside)
    aside.rename(kept)
    _make_names_last(kept.parent)


def _copy(names: Sequence[str], folder: Path, to: Path) -> None:
    to.mkdir()
    for name in names:
        if (folder / name).is_file():
            _write(to / name, (folder / name).read_bytes())
