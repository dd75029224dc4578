"""Outcomes as stories have them, and a run's account that is kept with a clock of the test's own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.batch.account import Account
from pipeline.batch.outcome import Fault, Outcome, Quarantine, Status
from pipeline.batch.report.spool import Spool
from pipeline.domain.digest import Usage

USAGE = Usage(requests=7, input_tokens=14_203, cached_tokens=9_000, output_tokens=1_203, cost_usd=0.0132)
BEGAN = datetime(2026, 1, 16, 1, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is set forward."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=self.seconds)

    def __call__(self) -> float:
        return self.seconds


def made(story_id: str = "ferries", *, warnings: tuple[str, ...] = (), withheld: tuple[str, ...] = ()) -> Outcome:
    return Outcome(
        story_id=story_id,
        status=Status.MADE,
        revision=1,
        seconds=3.2,
        usage=USAGE,
        warnings=warnings,
        withheld=withheld,
    )


def updated(story_id: str, *changes: str) -> Outcome:
    return Outcome(story_id=story_id, status=Status.UPDATED, revision=2, usage=USAGE, changes=changes)


def set_aside(
    story_id: str = "tunnel",
    fault: Fault = Fault.REFUSED,
    error: str = "the model refused",
    raw: str = "",
    attempts: int = 1,
) -> Outcome:
    quarantine = Quarantine(fault=fault, error=error, raw=raw, attempts=attempts, keys=("key",))
    return Outcome(story_id=story_id, status=Status.QUARANTINED, quarantine=quarantine)


def account_of(out: Path, spool: Spool, clock: Clock) -> Account:
    settings = {"model": "small-model", "language": None, "concurrency": 64}
    return Account(out, settings, spool, owner="nowhere/1/1", now=clock.now, clock=clock)
