"""The history of a digest as the desk shows it: what was done, and what was offered and left."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.desk.views.diffs import diff_lines
from pipeline.domain.candidate import Candidate, CandidateState
from pipeline.domain.digest import Digest, Section
from pipeline.domain.history import Entry
from pipeline.editing import Comparison, Piece

_MOST_CHANGES = 12


@dataclass(frozen=True, slots=True)
class EntryView:
    """A revision."""

    revision: int
    at: datetime
    author: str
    reason: str
    model: str
    prompts: str
    """The prompts that were used, each with the start of its SHA-256."""
    changes: tuple[str, ...]
    more: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class LeftView:
    """A candidate that was rejected, or waits."""

    part: str
    state: str
    at: datetime
    author: str
    decided_by: str
    model: str
    note: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The newest first."""

    entries: tuple[EntryView, ...]
    left: tuple[LeftView, ...]

    @property
    def current(self) -> int:
        """The newest revision."""
        return self.entries[0].revision


def history_view(entries: tuple[Entry, ...], candidates: tuple[Candidate, ...], digest: Digest) -> HistoryView:
    """The history of a story that has a digest."""
    return HistoryView(
        entries=tuple(_entry(one, digest.revision) for one in reversed(entries)),
        left=tuple(
            _left(one, digest.sections) for one in reversed(candidates) if one.state is not CandidateState.ACCEPTED
        ),
    )


def _entry(entry: Entry, current: int) -> EntryView:
    return EntryView(
        revision=entry.revision,
        at=entry.made_at,
        author=entry.author,
        reason=entry.reason,
        model=entry.model,
        prompts=", ".join(f"{stage} {sha256[:8]}" for stage, sha256 in entry.prompts.items()),
        changes=entry.changes[:_MOST_CHANGES],
        more=max(0, len(entry.changes) - _MOST_CHANGES),
        is_current=entry.revision == current,
    )


def _left(candidate: Candidate, sections: tuple[Section, ...]) -> LeftView:
    return LeftView(
        part=part_name(str(candidate.part), sections),
        state=candidate.state.value,
        at=candidate.decided_at or candidate.made_at,
        author=candidate.author,
        decided_by=candidate.decided_by or "",
        model=candidate.model,
        note=candidate.note,
    )


def part_name(part: str, sections: tuple[Section, ...]) -> str:
    """What to call a part: a section by its number and heading."""
    kind, _, key = part.partition(":")
    for number, section in enumerate(sections, 1):
        if kind == "section" and section.id == key:
            return f"Section {number}: {section.heading}"
    return {"section": "A section that is gone", "event": "Event"}.get(kind, kind.capitalize())


@dataclass(frozen=True, slots=True)
class ComparedView:
    """A part that two revisions tell differently."""

    name: str
    is_new: bool
    is_gone: bool
    lines: tuple[tuple[Piece, ...], ...]


def compared(comparisons: tuple[Comparison, ...], after: Digest) -> tuple[ComparedView, ...]:
    """The parts that differ."""
    return tuple(
        ComparedView(part_name(one.part, after.sections), not one.before, not one.after, diff_lines(one.pieces))
        for one in comparisons
        if not one.is_same
    )
