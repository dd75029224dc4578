"""Where a batch stands, as it is written down and read again."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.batch.account import Account
from pipeline.batch.meter import Reading
from pipeline.batch.outcome import Fault, Status
from pipeline.batch.owner import this_run
from pipeline.batch.report.spool import Spool
from pipeline.batch.status import SILENT_SECONDS, State, read_status
from pipeline.errors import InputError
from tests.batch.outcomes import BEGAN, Clock, account_of, made, set_aside


def test_what_is_told_can_be_read_again_while_the_run_goes_on(tmp_path: Path) -> None:
    clock = Clock()
    with Spool(tmp_path) as spool:
        account = account_of(tmp_path, spool, clock)
        account.total = 10
        account.meter = Reading(requests=14, found=3, input_tokens=900, output_tokens=80, cost_usd=Decimal("0.20"))
        for story in ("ferries", "tunnel", "harbour"):
            account.begins(story)
        account.ends(made("ferries", withheld=("one", "two"), warnings=("tells no date",)))
        account.ends(set_aside("tunnel", Fault.CUT_OFF))
        clock.seconds = 20.0
        told = account.tell()
    assert read_status(tmp_path) == told
    assert (told.state, told.started, told.updated) == (State.RUNNING, BEGAN, BEGAN + timedelta(seconds=20))
    assert (told.total, told.done, told.left, told.at_work, told.quarantined) == (10, 2, 8, 1, 1)
    assert (told.by_status, told.by_fault) == ({Status.MADE: 1, Status.QUARANTINED: 1}, {Fault.CUT_OFF: 1})
    assert (told.withheld, told.warned) == (2, 1)
    assert (told.spent.requests, told.spent.found, told.spent.cost_usd) == (14, 3, 0.2)
    assert (told.requests_a_second, told.seconds_left) == (0.7, 80.0)
    assert told.expected_cost_usd == pytest.approx(1.0)


def test_as_long_as_the_stories_are_not_counted_nothing_is_said_of_the_rest(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        account = account_of(tmp_path, spool, Clock())
        account.ends(made())
        told = account.tell()
    assert (told.total, told.left, told.seconds_left, told.expected_cost_usd) == (None, None, None, None)


def test_a_run_has_never_done_more_stories_than_there_are(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        account = account_of(tmp_path, spool, Clock())
        account.total = 1
        account.ends(made("one"))
        account.ends(made("two"))
        told = account.tell()
    assert (told.total, told.left) == (2, 0)


def status_of(out: Path, owner: str, state: State = State.RUNNING) -> None:
    clock = Clock()
    with Spool(out) as spool:
        Account(out, {}, spool, owner=owner, now=clock.now, clock=clock).end(state)


def test_a_run_whose_process_is_there_is_not_lost(tmp_path: Path) -> None:
    status_of(tmp_path, this_run())
    assert not read_status(tmp_path).is_lost


def test_a_run_whose_process_is_no_more_is_lost_unless_it_said_how_it_ended(tmp_path: Path) -> None:
    ended_long_ago = this_run().rpartition("/")[0] + "/1"  # this number, given to an earlier process
    status_of(tmp_path, ended_long_ago)
    assert read_status(tmp_path).is_lost
    status_of(tmp_path, ended_long_ago, State.FINISHED)
    assert not read_status(tmp_path).is_lost


def test_a_run_of_another_machine_is_never_lost_but_silent_after_a_while(tmp_path: Path) -> None:
    status_of(tmp_path, "elsewhere/1/1")
    told = read_status(tmp_path)
    assert not told.is_lost
    assert not told.is_silent(BEGAN + timedelta(seconds=SILENT_SECONDS))
    assert told.is_silent(BEGAN + timedelta(seconds=SILENT_SECONDS + 1))


def test_a_folder_that_no_batch_wrote_into_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no batch has written here"):
        read_status(tmp_path)
    with pytest.raises(InputError, match="absent: no such folder"):
        read_status(tmp_path / "absent")


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"state": "asleep"}'])
def test_a_file_that_no_batch_wrote_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "status.json").write_bytes(content)
    with pytest.raises(InputError, match=r"status\.json: is not what a batch writes"):
        read_status(tmp_path)


def test_a_disk_that_refuses_the_status_does_not_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "status.json").mkdir()
    with Spool(tmp_path) as spool:
        account = account_of(tmp_path, spool, Clock())
        account.ends(made())
        assert account.tell().done == 1


@pytest.mark.parametrize(
    ("true", "nonsense"),
    [('"seconds": 0.0', '"seconds": 1e999'), ('"updated": "2', '"updated": "2026-01-16T08:00:00", "was": "2')],
)
def test_a_time_that_is_none_is_named(tmp_path: Path, true: str, nonsense: str) -> None:
    status_of(tmp_path, "elsewhere/1/1")
    file = tmp_path / "status.json"
    said = file.read_text()
    assert true in said
    file.write_text(said.replace(true, nonsense))
    with pytest.raises(InputError, match=r"status\.json: is not what a batch writes"):
        read_status(tmp_path)


def test_an_owner_that_can_be_no_process_is_lost(tmp_path: Path) -> None:
    status_of(tmp_path, f"{this_run().split('/')[0]}/{'9' * 5_000}/1")
    assert read_status(tmp_path).is_lost
