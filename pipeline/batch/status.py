"""Where a batch stands: what `OUT/status.json` says, and with it its report and `storydigest status`."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pydantic import AwareDatetime, FiniteFloat, ValidationError

from pipeline.batch.aside import write_aside
from pipeline.batch.outcome import Fault, Status
from pipeline.batch.owner import gone
from pipeline.domain.base import Model
from pipeline.errors import InputError

STATUS_FILE = "status.json"
SILENT_SECONDS = 120
"""A run on another machine that has not been heard of for so long is told as such."""

_MAX_BYTES = 1_000_000

Setting = str | int | float | bool | None


class State(StrEnum):
    """Whether a run goes on, and else how it came to its end."""

    RUNNING = "running"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    STOPPED = "stopped"


class Spent(Model):
    """What a run took of the model, answers that were kept from earlier runs apart."""

    requests: int = 0
    found: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None


class RunStatus(Model):
    """Where a run stands. `seconds`, `requests_a_second` and what is expected are as of `updated`."""

    state: State
    error: str | None = None
    """What stopped it."""
    owner: str
    """The process, as place, number and start."""
    started: AwareDatetime
    updated: AwareDatetime
    """When it was last heard of; once it has ended, when that was."""
    seconds: FiniteFloat
    settings: Mapping[str, Setting]
    total: int | None
    """How many stories are listed; null as long as they are being counted, and where they come on standard input."""
    done: int
    """How many stories came to an end, quarantined ones among them."""
    at_work: int
    by_status: Mapping[Status, int]
    by_fault: Mapping[Fault, int]
    withheld: int
    """Sentences that the checks did not let through, over all stories."""
    warned: int
    """Stories with warnings."""
    spent: Spent
    requests_a_second: FiniteFloat = 0.0
    seconds_left: FiniteFloat | None = None
    expected_cost_usd: float | None = None

    @property
    def left(self) -> int | None:
        """How many stories have not come to an end yet."""
        return max(0, self.total - self.done) if self.total is not None else None

    @property
    def succeeded(self) -> int:
        """How many stories came to an end and were not set aside."""
        return self.done - self.quarantined

    @property
    def quarantined(self) -> int:
        """How many stories were set aside."""
        return self.by_status.get(Status.QUARANTINED, 0)

    @property
    def is_lost(self) -> bool:
        """Whether it says that it runs although its process, one of this machine, is no more."""
        return self.state is State.RUNNING and bool(gone([self.owner]))

    def is_silent(self, now: datetime) -> bool:
        """Whether it says that it runs but has not been heard of for a while, wherever it may be."""
        return self.state is State.RUNNING and (now - self.updated).total_seconds() > SILENT_SECONDS


def write_status(status: RunStatus, out: Path) -> None:
    """Put a status in the place of the one before. Raises OSError where the disk refuses."""
    with write_aside(out / STATUS_FILE) as file:
        file.write(status.model_dump_json(indent=2).encode() + b"\n")


def read_status(out: Path) -> RunStatus:
    """What the last batch into a folder said of itself. Raises InputError where there was none."""
    path = out / STATUS_FILE
    if not out.is_dir():
        raise InputError(f"{out}: no such folder")
    try:
        if path.exists() and not path.is_file():  # a pipe or a device would be read for ever
            raise InputError(f"{path}: is not what a batch writes: it is not a file")
        with path.open("rb") as file:
            return RunStatus.model_validate_json(file.read(_MAX_BYTES))
    except FileNotFoundError:
        raise InputError(f"{out}: no batch has written here; `storydigest batch … --out {out}` would") from None
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in fault["loc"]) or "the file"
        raise InputError(f"{path}: is not what a batch writes: {where}: {fault['msg']}") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
