"""How a story fared in a batch, under a name that can be counted."""

from enum import StrEnum

from pipeline.domain.base import Model
from pipeline.domain.digest import Digest, Usage
from pipeline.errors import (
    Conflict,
    CutOff,
    DigestError,
    EndpointError,
    Filtered,
    NothingExtracted,
    Refused,
    StoryError,
    Unparsable,
    WorkerLost,
)
from pipeline.llm.faults import plain

RAW_CHARACTERS = 20_000
"""How much of an answer that could not be used is kept."""


NOTHING_TAKEN = Usage()


class Status(StrEnum):
    """What came of a story."""

    MADE = "made"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    HELD = "held"
    ELSEWHERE = "elsewhere"
    QUARANTINED = "quarantined"


class Fault(StrEnum):
    """Why a story is quarantined."""

    MALFORMED = "malformed"
    TWICE = "twice"
    EXTRACTION = "extraction"
    TOO_LITTLE = "too-little"
    REFUSED = "refused"
    CONTENT_FILTER = "content-filter"
    CUT_OFF = "cut-off"
    UNPARSABLE = "unparsable"
    ENDPOINT = "endpoint"
    DIGEST = "digest"
    CONFLICT = "conflict"
    WORKERS = "ends-workers"
    INTERNAL = "internal"

    @property
    def is_of_the_folder(self) -> bool:
        """Whether it lies in the output folder, which each run looks at again: that costs nothing."""
        return self in {Fault.DIGEST, Fault.CONFLICT}


_FAULTS: tuple[tuple[type[Exception], Fault], ...] = (
    (NothingExtracted, Fault.EXTRACTION),
    (StoryError, Fault.TOO_LITTLE),
    (DigestError, Fault.DIGEST),
    (Conflict, Fault.CONFLICT),
    (WorkerLost, Fault.WORKERS),
    (Filtered, Fault.CONTENT_FILTER),
    (Refused, Fault.REFUSED),
    (CutOff, Fault.CUT_OFF),
    (Unparsable, Fault.UNPARSABLE),
    (EndpointError, Fault.ENDPOINT),
)


class Quarantine(Model):
    """Why a story was set aside: the fault's name, the error, the raw answer, how often it was tried."""

    fault: Fault
    error: str
    raw: str = ""
    keys: tuple[str, ...] = ()
    """The requests whose answers were of no use: they are asked anew when the story is tried again."""
    attempts: int = 1


class Outcome(Model):
    """How one story fared."""

    story_id: str
    status: Status
    revision: int | None = None
    """The digest's; where the story was set aside, that of the digest which it keeps."""
    seconds: float = 0.0
    usage: Usage = NOTHING_TAKEN
    withheld: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    quarantine: Quarantine | None = None
    exported: str = ""
    """The mark of its digest's files, as they were left in the output folder; empty where none were."""


def malformed(error: StoryError) -> Outcome:
    """The outcome of what is listed but cannot be read as a story; its place in the list stands for its id."""
    quarantine = Quarantine(fault=Fault.MALFORMED, error=plain(str(error), 500))
    return Outcome(story_id=plain(str(error).partition(": ")[0]), status=Status.QUARANTINED, quarantine=quarantine)


def twice(story_id: str) -> Outcome:
    """The outcome of a story whose id another story of the same run has."""
    quarantine = Quarantine(fault=Fault.TWICE, error=f"story {story_id}: an earlier story of this run has the same id")
    return Outcome(story_id=story_id, status=Status.QUARANTINED, quarantine=quarantine)


def fault_of(error: Exception) -> Fault:
    """The name of what went wrong with a story."""
    return next((fault for kind, fault in _FAULTS if isinstance(error, kind)), Fault.INTERNAL)


def quarantined(
    story_id: str, error: Exception, usage: Usage = NOTHING_TAKEN, useless: tuple[str, ...] = ()
) -> Outcome:
    """The outcome of a story that failed, what the answers took that were given, and which are to be asked for anew."""
    fault = fault_of(error)
    said = str(error) if fault is not Fault.INTERNAL else f"{type(error).__name__}: {error}: a fault of storydigest"
    quarantine = Quarantine(
        fault=fault,
        error=plain(said, 500),
        raw=str(getattr(error, "raw", ""))[:RAW_CHARACTERS],
        keys=useless,
    )
    return Outcome(story_id=story_id, status=Status.QUARANTINED, usage=usage, quarantine=quarantine)


def outcome_of(digest: Digest, status: Status) -> Outcome:
    """What a digest says of how its story fared."""
    return Outcome(
        story_id=digest.story_id,
        status=status,
        revision=digest.revision,
        usage=digest.provenance.usage,
        withheld=tuple(f"{withheld.where}: {withheld.text}" for withheld in digest.withheld),
    )
