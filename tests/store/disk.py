"""A disk that is small enough to fill, where this machine lets the tests mount one."""

import os
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest


class Disk(NamedTuple):
    """A file system of its own, in memory."""

    folder: Path

    def make_read_only(self) -> None:
        """Refuse all writing from now on."""
        _run("mount", "-o", "remount,ro", str(self.folder))

    def fill(self, leaving: int = 0) -> Path:
        """Fill what is free to the last byte, or to so many before it. The file that does."""
        path = self.folder / "filler"
        with path.open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 1024)
            except OSError:
                filler.truncate(max(0, filler.tell() - leaving))
                return path


@contextmanager
def small_disk(folder: Path, megabytes: int = 4) -> Generator[Disk]:
    """A disk at a folder. Skips the test where nothing may be mounted."""
    folder.mkdir()
    if os.geteuid() != 0 or not _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)):
        pytest.skip("only root may mount the small disk that this needs")
    try:
        yield Disk(folder)
    finally:
        _run("umount", str(folder))


def _run(*command: str) -> bool:
    program = shutil.which(command[0])
    if program is None:
        return False
    return subprocess.run([program, *command[1:]], capture_output=True, check=False).returncode == 0
