"""What a report says of one story, with bounds on how much of it."""

import re
from collections.abc import Sequence
from itertools import chain

from pipeline.batch.outcome import Fault, Outcome, Quarantine, Status
from pipeline.domain.base import Model
from pipeline.domain.digest import STORY_ID, Usage
from pipeline.render.clean import clean, clip

LONGEST_LINE = 1_000
MOST_LINES = 100
RAW_CHARACTERS = 4_000


class QuarantineReport(Model):
    """Why a story was set aside. `raw` is how the answer begins that could not be used."""

    fault: Fault
    error: str
    raw: str
    attempts: int


class StoryReport(Model):
    """How one story fared.

    `usage` is what the answers took that its digest is made of, whenever they were given; where it was set aside, what
    those took that came before. `revision` is then the digest's that it keeps.
    """

    id: str
    status: Status
    revision: int | None
    digest: str | None
    """The digest's page, from where the report is."""
    seconds: float
    usage: Usage
    withheld: tuple[str, ...]
    warnings: tuple[str, ...]
    changes: tuple[str, ...]
    quarantine: QuarantineReport | None


def story_report(outcome: Outcome) -> StoryReport:
    """What there is to report of an outcome, cut to a length that a page bears and cleaned of what would be obeyed."""
    return StoryReport(
        id=clip(outcome.story_id),
        status=outcome.status,
        revision=outcome.revision,
        digest=f"{outcome.story_id}/digest.html" if _has_digest(outcome) else None,
        seconds=outcome.seconds,
        usage=outcome.usage,
        withheld=_bounded(outcome.withheld),
        warnings=_bounded(outcome.warnings),
        changes=_bounded(outcome.changes),
        quarantine=_quarantine(outcome.quarantine) if outcome.quarantine else None,
    )


def _has_digest(outcome: Outcome) -> bool:
    return outcome.revision is not None and re.fullmatch(STORY_ID, outcome.story_id) is not None


def _bounded(lines: Sequence[str]) -> tuple[str, ...]:
    more = len(lines) - MOST_LINES
    shown = (clip(line, LONGEST_LINE) for line in lines[:MOST_LINES])
    return tuple(chain(shown, [f"… and {more} more"] if more > 0 else []))


def _quarantine(quarantine: Quarantine) -> QuarantineReport:
    lines = quarantine.raw[:RAW_CHARACTERS].splitlines()
    return QuarantineReport(
        fault=quarantine.fault,
        error=clip(quarantine.error, LONGEST_LINE),
        raw="\n".join(clean(line) for line in lines) + "…" * (len(quarantine.raw) > RAW_CHARACTERS),
        attempts=quarantine.attempts,
    )
