"""What `check` finds: a broken promise or a notice, and where in the digest it is."""

from typing import NamedTuple

from pipeline.domain.digest import Event, Section

_LONGEST = 60


class Fault(NamedTuple):
    """A broken promise, or a notice about something an editor should know, and where in the digest it is."""

    promise: int
    where: str
    message: str
    is_notice: bool = False

    def __str__(self) -> str:
        kind = "notice" if self.is_notice else f"promise {self.promise}"
        return f"{kind}: {self.where}: {self.message}"


def short(text: str) -> str:
    """As much of a text as fits a message."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def section_place(number: int, section: Section) -> str:
    """What to call a section, counted from 1."""
    return f"section {number} “{short(section.heading)}”"


def entry_place(number: int, event: Event) -> str:
    """What to call a timeline entry, counted from 1."""
    return f"timeline entry {number} “{short(event.date.label)}”"
