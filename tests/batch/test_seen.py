"""The ids that a run has met: each is new once, and a temporary folder without room is told as such."""

import pytest

from pipeline.batch.seen import Seen
from pipeline.errors import OutputError
from tests.batch.test_aside import no_file_larger_than


def test_an_id_is_new_once() -> None:
    with Seen() as seen:
        assert [seen.add(name) for name in ("a", "b", "a", "A")] == [True, True, False, True]


def test_a_temporary_folder_without_room_is_told_with_what_to_do() -> None:
    ids = (f"{number:080}" for number in range(200_000))
    with Seen() as seen, no_file_larger_than(100_000), pytest.raises(OutputError, match="TMPDIR to a disk with room"):
        all(seen.add(name) for name in ids)
