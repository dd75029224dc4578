"""A digest's folder as a batch leaves it: what is missing, or older, is written; what stands there is left alone."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pipeline.domain.digest import Digest, Revision
from pipeline.errors import Conflict
from pipeline.folder.reading import DIGEST, parse
from pipeline.folder.writing import FILES, contents_of, put_file, put_revision, writing


def export(revision: Revision, out: Path) -> str:
    """Have OUT/<story id>/ hold a revision, and return the mark of its files.

    Raises Conflict where a later one stands there, DigestError where the same revision does with other words.
    """
    folder = out / revision.digest.story_id
    contents = contents_of(revision)
    mark = _mark(contents)
    if mark != standing_mark(folder):
        with writing(folder):
            standing = parse(folder / DIGEST, Digest) if (folder / DIGEST).exists() else None
            if standing is not None and standing.revision > revision.digest.revision:
                raise Conflict(f"{folder}: somebody else wrote revision {standing.revision} meanwhile; go on from it")
            if standing == revision.digest:
                for name, content in contents.items():
                    if _content(folder / name) != content:
                        put_file(folder, name, content)
            else:
                put_revision(folder, revision.digest.revision, contents)
    return mark


def standing_mark(folder: Path) -> str:
    """The SHA-256 of the files of a digest that stand in a folder, whatever they are."""
    return _mark({name: content for name in FILES if (content := _content(folder / name)) is not None})


def _mark(contents: Mapping[str, bytes]) -> str:
    taken = hashlib.sha256()
    for name in FILES:
        if name in contents:
            taken.update(f"{name} {len(contents[name])}\n".encode())
            taken.update(contents[name])
    return taken.hexdigest()


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes() if file.is_file() else None
    except OSError:
        return None
