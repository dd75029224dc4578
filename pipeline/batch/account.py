"""The account of a run: told how stories fare, it tells where the run stands, and reports when it has ended."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic

from pipeline.batch.meter import Meter, Reading, read
from pipeline.batch.outcome import Outcome, Status
from pipeline.batch.pace import Pace
from pipeline.batch.report.files import write_report
from pipeline.batch.report.spool import Spool
from pipeline.batch.report.story import story_report
from pipeline.batch.status import RunStatus, Setting, Spent, State, write_status
from pipeline.batch.tally import Tally


class Account:
    """Keeps account of one run into a folder, where its spool is; `owner` is the process, `settings` are for show.

    `now` tells the time, `clock` counts seconds. Raises OutputError where the folder cannot be written.
    """

    def __init__(
        self,
        out: Path,
        settings: Mapping[str, Setting],
        spool: Spool,
        *,
        owner: str,
        now: Callable[[], datetime],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._out = out
        self._settings = settings
        self._spool = spool
        self._owner = owner
        self._now = now
        self._clock = clock
        self._started, self._began = now(), clock()
        self._tally = Tally()
        self._pace = Pace(self._began)
        self._at_work: set[str] = set()
        self.meter: Meter = Reading()
        """What the run takes of the model; zeros, unless another meter is put here."""
        self.total: int | None = None
        """How many stories are listed, once that is known."""

    @property
    def quarantined(self) -> int:
        """How many stories were set aside."""
        return self._tally.by_status[Status.QUARANTINED]

    def begins(self, story_id: str) -> None:
        """Work on a story begins."""
        self._at_work.add(story_id)

    def waits(self, story_id: str) -> None:
        """Another run has the story: it is looked at again at the end."""
        self._at_work.discard(story_id)

    def ends(self, outcome: Outcome) -> None:
        """A story is done, or set aside. Raises OutputError where the disk refuses to keep that."""
        self._at_work.discard(outcome.story_id)
        self._spool.add(story_report(outcome))
        self._tally.add(outcome)

    def status(self, state: State = State.RUNNING, error: str | None = None) -> RunStatus:
        """Where the run stands now."""
        reading, at = read(self.meter), self._clock()
        cost = reading.cost_usd
        self._pace.sample(at, self._tally.done, reading.requests, cost)
        status = RunStatus(
            state=state,
            error=error,
            owner=self._owner,
            started=self._started,
            updated=self._now(),
            seconds=round(at - self._began, 3),
            settings=self._settings,
            total=self._listed(state),
            done=self._tally.done,
            at_work=len(self._at_work),
            by_status=self._tally.by_status,
            by_fault=self._tally.by_fault,
            withheld=self._tally.withheld,
            warned=self._tally.warned,
            spent=Spent(**reading._asdict()),
            requests_a_second=round(self._pace.requests_a_second, 3),
        )
        if status.left is None or state is not State.RUNNING:
            return status
        seconds, further = self._pace.seconds_for(status.left), self._pace.cost_for(status.left)
        expected = None if further is None or cost is None else float(cost + further)
        return status.model_copy(update={"seconds_left": seconds, "expected_cost_usd": expected})

    def _listed(self, state: State) -> int | None:
        """How many stories there are; a run that has finished has met all, however many were counted before."""
        if state is State.FINISHED:
            return self._tally.done
        return max(self.total, self._tally.done) if self.total is not None else None

    def tell(self) -> RunStatus:
        """Where the run stands now, written to `status.json` too, as far as the disk allows."""
        status = self.status()
        with suppress(OSError):  # a full disk is told by what matters more
            write_status(status, self._out)
        return status

    def end(self, state: State, error: str | None = None) -> RunStatus:
        """The run has ended: write its report, and where it stood. Raises OutputError where the disk refuses."""
        status = self.status(state, error)
        write_report(status, self._spool, self._out)
        return status
