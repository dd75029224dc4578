"""Files written aside: whole, or as they were."""

import resource
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from pipeline.batch.aside import write_aside
from tests.cli.command import listing


@contextmanager
def no_file_larger_than(size: int) -> Generator[None]:
    """A disk that refuses, as far as this process is concerned."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_file_is_there_once_the_block_is_done(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    with write_aside(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert listing(tmp_path) == ["report.json"]


def test_where_the_block_fails_the_old_file_stays_and_nothing_is_left_over(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), write_aside(path) as file:
        file.write(b"half of" * (1 // file.write(b"")))
    assert path.read_bytes() == b"old"
    assert listing(tmp_path) == ["report.json"]


def test_where_the_disk_refuses_the_old_file_stays_and_nothing_is_left_over(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(b"old")
    with no_file_larger_than(1_000), pytest.raises(OSError, match="too large"), write_aside(path) as file:
        file.write(b"x" * 100_000)
    assert path.read_bytes() == b"old"
    assert listing(tmp_path) == ["report.json"]


def test_what_a_killed_run_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ".report.json.aside").write_bytes(b"left by a run that was killed, and longer")
    with write_aside(tmp_path / "report.json") as file:
        file.write(b"new")
    assert (tmp_path / "report.json").read_bytes() == b"new"
    assert listing(tmp_path) == ["report.json"]


def test_runs_that_write_the_same_file_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "status.json"

    def write(letter: bytes) -> None:
        for _ in range(50):
            with write_aside(path) as file:
                for _ in range(100):
                    file.write(letter * 100)
                    file.flush()

    threads = [Thread(target=write, args=(letter,)) for letter in (b"a", b"b", b"c")]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        if path.exists():
            found = path.read_bytes()
            assert len(found) == 10_000
            assert len(set(found)) == 1
    assert listing(tmp_path) == ["status.json"]


def test_no_link_leads_what_is_written_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / ".report.aside").symlink_to("mine")
    with pytest.raises(OSError, match="symbolic link"), write_aside(tmp_path / "report") as file:
        file.write(b"new")
    assert (tmp_path / "mine").read_text() == "mine"
