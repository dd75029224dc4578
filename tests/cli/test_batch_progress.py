"""What a batch says on stderr, on a terminal and in a log."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.batch.meter import Reading
from pipeline.batch.outcome import Fault
from pipeline.batch.report.spool import Spool
from pipeline.batch.status import State, read_status
from pipeline.cli.batch_progress import QUARANTINE_CHARACTERS, BatchProgress, LogDisplay, TerminalDisplay
from pipeline.errors import OutputError, QuotaExhausted
from tests.batch.outcomes import Clock, account_of, made, set_aside
from tests.batch.test_aside import no_file_larger_than


class Night:
    """A run that is followed, with a clock that a test sets and what was written to stderr."""

    def __init__(self, out: Path, spool: Spool, *, terminal: bool = False) -> None:
        self.clock, self.out, self.stderr = Clock(), out, io.StringIO()
        console = Console(file=self.stderr, force_terminal=terminal, width=120, highlight=False)
        self.account = account_of(out, spool, self.clock)
        self.progress = BatchProgress(self.account, TerminalDisplay(console) if terminal else LogDisplay(console))

    def wait(self, seconds: int) -> None:
        """Let so many seconds pass."""
        for _ in range(seconds):
            self.clock.seconds += 1
            self.progress.tick()

    @property
    def lines(self) -> list[str]:
        return self.stderr.getvalue().splitlines()


def test_a_log_gets_a_line_every_half_minute(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        night = Night(tmp_path, spool)
        night.account.total = 100
        with night.progress:
            for number in range(10):
                night.progress.ends(made(f"story-{number}"))
            night.wait(29)
            assert night.lines == []
            night.progress.follow(Reading(requests=90, input_tokens=1_000, output_tokens=234, cost_usd=Decimal("0.5")))
            night.wait(1)
            (line,) = night.lines
            assert line.startswith("10 of 100 stories done, 0 quarantined, 90 left; 3.0 requests/s; 1,234 tokens; ")
            assert line.endswith("; 0.5000 USD so far, 5.00 USD expected; 4 min 30 s left")
            night.wait(60)
            assert len(night.lines) == 3


def test_without_a_count_and_without_a_model_the_line_says_what_is_known(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        night = Night(tmp_path, spool)
        with night.progress:
            night.progress.ends(made())
            night.wait(30)
            assert night.lines == ["1 story done, 0 quarantined"]


def test_an_unknown_price_is_not_made_up(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        night = Night(tmp_path, spool)
        with night.progress:
            night.progress.follow(Reading(requests=1, cost_usd=None))
            night.wait(30)
    assert "; cost unknown" in night.lines[0]
    assert "cost unknown" in [" ".join(line.split()) for line in night.lines]


def test_the_end_has_a_table(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        night = Night(tmp_path, spool)
        with night.progress:
            night.progress.follow(Reading(30, 4, 9_000, 5_000, 800, Decimal("1.25")))
            night.progress.ends(made("ferries", warnings=("w",), withheld=("s", "t")))
            night.progress.ends(set_aside("tunnel", Fault.CUT_OFF, "cut off"))
            night.wait(7)
    told = [" ".join(line.split()) for line in night.lines]
    assert told == [
        "quarantined: tunnel: cut-off: cut off",
        "finished after 7.0 s",
        "stories done 1 of 2",
        "made 1",
        "quarantined 1",
        "answers cut off 1",
        "sentences withheld 2",
        "stories with warnings 1",
        "requests 30",
        "answers found in the store 4",
        "tokens 9,000 in (5,000 cached), 800 out",
        "cost 1.25 USD",
        "time 7.0 s",
    ]


@pytest.mark.parametrize("terminal", [False, True])
def test_a_quarantined_story_is_told_in_one_line_that_no_terminal_obeys(tmp_path: Path, *, terminal: bool) -> None:
    hostile = "no\x1b[2J\u202e\nsecond line [red]" + "x" * 1_000_000
    with Spool(tmp_path) as spool:
        night = Night(tmp_path, spool, terminal=terminal)
        night.progress.ends(set_aside("tunnel", Fault.UNPARSABLE, hostile))
    (line,) = night.lines
    assert line.startswith("quarantined: tunnel: unparsable: no[2J second line [red]xxx")
    assert len(line) == QUARANTINE_CHARACTERS


def test_a_terminal_shows_where_the_run_stands_and_keeps_the_table_alone(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        night = Night(tmp_path, spool, terminal=True)
        night.account.total = 4
        with night.progress:
            night.progress.ends(made())
            night.wait(1)
            assert "1 of 4 stories done, 0 quarantined, 3 left; 3.0 s left" in night.stderr.getvalue()
            assert "━" in night.stderr.getvalue()
    assert "finished after 1.0 s" in night.stderr.getvalue()


def test_status_is_written_from_the_start_and_again_with_every_tick(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        night = Night(tmp_path, spool)
        with night.progress:
            assert (read_status(tmp_path).state, read_status(tmp_path).done) == (State.RUNNING, 0)
            night.progress.ends(made())
            night.wait(1)
            assert read_status(tmp_path).done == 1
        assert read_status(tmp_path).state is State.FINISHED


def _left_by(night: Night, error: BaseException) -> None:
    with night.progress:
        night.progress.ends(made())
        raise error


def test_a_run_that_an_error_stops_is_reported_and_the_error_goes_on(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        night = Night(tmp_path, spool)
        with pytest.raises(QuotaExhausted):
            _left_by(night, QuotaExhausted("the account has no credit left"))
    told = read_status(tmp_path)
    assert (told.state, told.error, told.done) == (State.STOPPED, "the account has no credit left", 1)
    assert (tmp_path / "report.html").exists()
    assert night.lines[0] == "stopped after 0.0 s: the account has no credit left; mend it and run it again, it goes on"


def test_a_run_that_the_user_ends_is_interrupted(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        night = Night(tmp_path, spool)
        with night.progress:
            night.progress.interrupt()
        assert read_status(tmp_path).state is State.INTERRUPTED
        another = Night(tmp_path, spool)
        with pytest.raises(KeyboardInterrupt):
            _left_by(another, KeyboardInterrupt())
        assert read_status(tmp_path).state is State.INTERRUPTED


def test_a_report_that_cannot_be_written_does_not_hide_what_stopped_the_run(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        night = Night(tmp_path, spool)
        with no_file_larger_than(1_500), pytest.raises(QuotaExhausted):
            _left_by(night, QuotaExhausted("no credit left"))
        assert night.lines[-1].startswith("warning: ")
        assert "the report cannot be written" in night.lines[-1]
        another = Night(tmp_path, spool)
        with no_file_larger_than(1_500), pytest.raises(OutputError), another.progress:
            another.progress.ends(made())
