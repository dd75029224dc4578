"""Files that are written aside and renamed, so that a reader never sees half of one."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # on Windows two batches over one folder at once are left to their luck
    fcntl = None

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
"""What is written aside is a file of this folder: no link leads it elsewhere."""


@contextmanager
def write_aside(path: Path) -> Generator[BinaryIO]:
    """A file that takes the place of `path` once the block is done with it; where the block fails, nothing changes.

    A run that is killed leaves at most one hidden file for each name, which the next one writes over: runs that write
    the same file take turns with it. Raises OSError where the disk refuses.
    """
    aside = path.with_name(f".{path.name}.aside")
    with _turn(aside) as file:
        try:
            file.truncate()
            yield file
            file.flush()
            os.fsync(file.fileno())
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise


@contextmanager
def _turn(path: Path) -> Generator[BinaryIO]:
    """The file at a path, open for this run alone: another may have renamed it away while this one waited."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINKS, 0o666)
        with os.fdopen(descriptor, "r+b") as file:
            if fcntl is not None:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            if _is_at(path, descriptor):
                yield file
                return


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
