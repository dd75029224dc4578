"""A digest's folder on disk: written whole or not at all, and read back for checking."""

import errno
import json
import os
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline.domain.article import ArticleText, Fact
from pipeline.domain.base import UNCHECKED
from pipeline.domain.digest import Digest, Origin, Revision
from pipeline.errors import DigestError, OutputError
from pipeline.render import render_html, render_json, render_markdown

DIGEST, ARTICLES, FACTS = "digest.json", "articles.json", "facts.json"
_FILES = (ARTICLES, FACTS, "digest.md", "digest.html", DIGEST)
"""In the order in which they are replaced: digest.json last, since it says which revision the folder holds."""
_REVISIONS = "revisions"
_ASIDE = ".storydigest-aside"
_IN_THE_WAY = frozenset(
    {errno.EACCES, errno.EEXIST, errno.EISDIR, errno.ELOOP, errno.ENOTDIR, errno.ENOTEMPTY, errno.EPERM}
)
_MAX_BYTES = 200_000_000

try:
    import fcntl
except ImportError:  # on Windows two builds over one folder at once are left to their luck
    fcntl = None

_ARTICLES = TypeAdapter(tuple[ArticleText, ...])
_FACTS = TypeAdapter(tuple[Fact, ...])
M = TypeVar("M", bound=BaseModel)


def write_revision(revision: Revision, out: Path) -> Path:
    """Write a revision's files into OUT/<story id>/; what stood there moves to revisions/N/. Returns the folder.

    Files are written aside and renamed, so a reader never sees half of one. Raises OutputError where the disk refuses,
    DigestError where something is in the way of this digest alone, or where the folder no longer holds the revision
    before this one: somebody else has written meanwhile.
    """
    folder = out / revision.digest.story_id
    contents = _contents(revision)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _locked(out), _aside(out) as aside:
            _refuse_links(folder)
            _refuse_if_overtaken(folder, revision)
            made = aside / "made"
            _fill(made, contents)
            if folder.exists():
                _replace(folder, aside)
                _make_names_last(folder)
            else:
                made.rename(folder)
                _make_names_last(out)
    except OSError as error:
        told = f"{folder}: the digest cannot be written ({error.strerror or error}); nothing was changed"
        raise (DigestError if _is_of_one_folder(error, out) else OutputError)(told) from error
    return folder


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


def _refuse_links(folder: Path) -> None:
    """Raise DigestError where a link leads out of OUT: nothing is written elsewhere."""
    for path in (folder, folder / _REVISIONS):
        if path.is_symlink():
            raise DigestError(f"{path}: is a link, and a digest is written into OUT alone; move it away")


def _refuse_if_overtaken(folder: Path, revision: Revision) -> None:
    current = read_revision(folder).digest.revision if (folder / DIGEST).exists() else 0
    if current >= revision.digest.revision:
        raise DigestError(f"{folder}: somebody else wrote revision {current} meanwhile; build again to go on from it")


@contextmanager
def _aside(out: Path) -> Generator[Path]:
    """An empty folder out of sight, on the same disk, for what is to be renamed once it is whole.

    Only who holds OUT has it, so that what stands in it was left by a build that was killed.
    """
    hidden = out / _ASIDE
    if hidden.exists():
        shutil.rmtree(hidden)
    hidden.mkdir()
    try:
        yield hidden
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _contents(revision: Revision) -> dict[str, bytes]:
    contents = {
        DIGEST: render_json(revision.digest),
        ARTICLES: _dump([article.model_dump(mode="json") for article in revision.articles]),
        FACTS: _dump([fact.model_dump(mode="json") for fact in revision.facts]),
        "digest.md": render_markdown(revision.digest),
        "digest.html": render_html(revision),
    }
    return {name: content.encode("utf-8", "replace") for name, content in contents.items()}


def _fill(folder: Path, contents: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in contents.items():
        with (folder / name).open("wb") as file:
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


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _replace(folder: Path, aside: Path) -> None:
    """Keep a copy of the revision that stands in the folder, then put the new files in its place.

    Where one of them cannot be put there, those that were are taken back.
    """
    if (folder / DIGEST).exists():
        _keep(folder, folder / _REVISIONS / str(read_revision(folder).digest.revision), aside / "kept")
    made, before = aside / "made", aside / "before"
    _copy(folder, before)
    try:
        for name in _FILES:
            (made / name).replace(folder / name)
    except OSError:
        for name in _FILES:
            if (before / name).exists():
                (before / name).replace(folder / name)
            elif (folder / name).is_file():
                (folder / name).unlink()
        raise


def _keep(folder: Path, kept: Path, aside: Path) -> None:
    if kept.exists():
        return
    kept.parent.mkdir(exist_ok=True)
    _copy(folder, aside)
    aside.rename(kept)


def _copy(folder: Path, to: Path) -> None:
    to.mkdir()
    for name in _FILES:
        if (folder / name).is_file():
            shutil.copy2(folder / name, to / name)


def read_revision(path: Path) -> Revision:
    """The revision in a digest's folder, or that a digest.json in one belongs to; its promises are not checked.

    Raises DigestError, which names the file, where one is missing, or is not of the contract's shape.
    """
    folder = path if path.is_dir() else path.parent
    digest_file = folder / DIGEST if path.is_dir() else path
    digest = _parse(digest_file, Digest)
    articles = _parse_list(folder / ARTICLES, _ARTICLES)
    facts = _parse_list(folder / FACTS, _FACTS) if (folder / FACTS).exists() else ()
    return Revision.model_validate({"digest": digest, "articles": articles, "facts": facts}, context=UNCHECKED)


def read_previous(out: Path, story_id: str) -> Revision | None:
    """The revision that stands in OUT/<story id>/, if there is one.

    Raises DigestError where it cannot be read, or is of another story.
    """
    folder = out / story_id
    if not (folder / DIGEST).exists():
        return None
    found = read_revision(folder)
    if found.digest.story_id != story_id:
        raise DigestError(f"{folder}: holds the digest of another story; move it away")
    return found


def is_touched(digest: Digest) -> bool:
    """Whether an editor has locked or edited a part of a digest."""
    parts = (*digest.sections, *digest.timeline)
    origins = [digest.headline_origin, *(s.origin for s in digest.sections), *(s.origin for s in digest.statements)]
    return any(part.locked for part in parts) or Origin.EDITED in origins or any(s.override for s in digest.statements)


def _parse(file: Path, model: type[M]) -> M:
    try:
        return model.model_validate_json(_read(file), context=UNCHECKED)
    except ValidationError as error:
        raise DigestError(f"{file}: {_first(error)}") from None


def _parse_list(file: Path, adapter: TypeAdapter[tuple[M, ...]]) -> tuple[M, ...]:
    try:
        return adapter.validate_json(_read(file), context=UNCHECKED)
    except ValidationError as error:
        raise DigestError(f"{file}: {_first(error)}") from None


def _read(file: Path) -> bytes:
    try:
        if file.exists() and not file.is_file():  # a pipe or a device would be read for ever
            raise DigestError(f"{file}: is not a file")
        if file.stat().st_size > _MAX_BYTES:
            raise DigestError(f"{file}: is larger than {_MAX_BYTES // 1_000_000} MB, which no digest is")
        return file.read_bytes()
    except FileNotFoundError:
        raise DigestError(f"{file}: not found; `storydigest build --out` writes a digest's folder") from None
    except OSError as error:
        raise DigestError(f"{file}: cannot be read ({error.strerror or error})") from None


def _first(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"]) or "the file"
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"is not of a digest's shape: {where}: {fault['msg'][0].lower()}{fault['msg'][1:]}{more}"
