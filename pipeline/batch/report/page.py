"""The report as one HTML page that opens from disk: what the run came to, what needs attention, then the stories."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.batch.outcome import Status
from pipeline.batch.report import wording
from pipeline.batch.report.spool import MOST_IN_A_GROUP, WARNED, WITHHELD, Group, Spool
from pipeline.batch.report.story import StoryReport
from pipeline.batch.status import RunStatus, State
from pipeline.render.clean import clip
from pipeline.render.markup import csp_hash, make_template, part
from pipeline.render.moments import iso, moment_in_words

if TYPE_CHECKING:
    from jinja2 import Template

MOST_STORIES = 2_000
"""Where there are more, the page lists those alone that need attention."""

SHOWN_LINES = 5
"""So many lines of one story's warnings, withheld sentences or changes are shown; the rest are counted."""

_LINE_CHARACTERS = 400
_RAW_CHARACTERS = 1_500
_PIECES = 200
"""What a template yields comes in pieces of a few characters: so many are put together."""


class Attention(NamedTuple):
    """Stories that somebody should look at for one reason, as far as the page shows them."""

    anchor: str
    title: str
    meaning: str
    size: int
    stories: Iterator[StoryReport]
    is_alarming: bool = False

    @property
    def more(self) -> int:
        """How many stories are not shown."""
        return max(0, self.size - MOST_IN_A_GROUP)


def render_report(status: RunStatus, spool: Spool) -> Iterator[str]:
    """The page in pieces. However long the run's list was, it shows some hundreds of stories for each reason."""
    from markupsafe import Markup  # noqa: PLC0415 - jinja2 and its parts are for pages alone

    style = part("base.css") + part("report.css", __package__ or "")
    stream = _template().stream(
        run=status,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=csp_hash(style),
        attention=list(_attention(spool)),
        stories=spool.stories() if status.done <= MOST_STORIES else None,
    )
    stream.enable_buffering(_PIECES)
    yield from stream


def _attention(spool: Spool) -> Iterator[Attention]:
    for fault, (title, meaning) in wording.FAULT.items():
        if size := spool.count(fault):
            yield Attention(fault, title, meaning, size, spool.group(fault), is_alarming=True)
    for group, (title, meaning) in _REASONS.items():
        if size := spool.count(group):
            yield Attention(group, title, meaning, size, spool.group(group))


_REASONS: dict[Group, tuple[str, str]] = {
    Status.HELD: (
        "Held",
        "What an editor locked or changed does not go with the articles any more; these digests are left as they are.",
    ),
    Status.ELSEWHERE: ("At work in another run", "Another run had these stories in hand; its report tells of them."),
    WITHHELD: ("Withheld", "What was written and the checks did not let through. The digests are without it."),
    WARNED: ("Warnings", "These digests were made; something about their sources is worth knowing."),
}


def _lines(story: StoryReport, group: str) -> tuple[str, ...]:
    """What there is to say of a story under a group's heading."""
    lines = {WITHHELD: story.withheld, "changes": story.changes}.get(group, story.warnings)
    more = len(lines) - SHOWN_LINES
    shown = tuple(clip(line, _LINE_CHARACTERS) for line in lines[:SHOWN_LINES])
    return (*shown, f"… and {more} more in report.json") if more > 0 else shown


def _raw(text: str) -> str:
    return text[:_RAW_CHARACTERS] + "…" if len(text) > _RAW_CHARACTERS else text


@cache
def _template() -> "Template":
    known: dict[str, object] = {
        "words": wording,
        "lines": _lines,
        "raw": _raw,
        "iso": iso,
        "moment_in_words": moment_in_words,
        "State": State,
        "MOST_STORIES": MOST_STORIES,
    }
    return make_template(part("report.html.j2", __package__ or ""), known)
