"""What a run says on stderr while it works: stages on a terminal, warnings, and where time and tokens went."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status
from rich.table import Table
from rich.text import Text

from pipeline.domain.digest import Revision
from pipeline.domain.entity_timeline import EntityTimeline
from pipeline.errors import AnswerError
from pipeline.llm.ledger import Ledger
from pipeline.render.clean import clean, clip
from pipeline.render.counted import counted


class Progress:
    """Follows the building of some stories, one after the other."""

    def __init__(self, stories: int) -> None:
        self._console = Console(file=sys.stderr, highlight=False)
        self._status: Status | None = None
        self._stories = stories
        self._number = 0
        self._story = ""
        self._since = time.monotonic()
        self._stage: str | None = None
        self._seconds: dict[str, float] = {}
        self._ledger: Ledger | None = None

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._status = self._console.status("")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def begin(self, story: str) -> None:
        """A story begins."""
        self._number += 1
        self._story, self._stage, self._seconds, self._ledger = story, None, {}, None
        self._since = time.monotonic()

    def follow(self, ledger: Ledger) -> None:
        """The answers of this story are counted here."""
        self._ledger = ledger

    def stage(self, name: str) -> None:
        """A stage begins, and the one before it ends."""
        self._close_stage()
        self._stage = name
        if self._status:
            place = f"{self._number}/{self._stories} " if self._stories > 1 else ""
            self._status.update(Text(f"{place}{self._story}: {name} …"))

    def _close_stage(self) -> None:
        now = time.monotonic()
        if self._stage is not None:
            self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._since
        self._since = now

    def warn(self, message: str) -> None:
        """Something the user should know that stops nothing."""
        self._say(f"warning: {message}")

    def stand_in(self, failure: AnswerError) -> None:
        """The builtin writer stands in where an answer could not be used."""
        self.warn(f"{failure}; the builtin writer stands in")

    def fail(self, message: str) -> None:
        """A story that cannot be built, and why."""
        self._say(f"error: {message}")

    def end(self, revision: Revision, folder: Path | None) -> None:
        """A story is done: what came out, where it was written, and where time and tokens went."""
        digest = revision.digest
        made = [
            counted(sum(not article.withdrawn for article in digest.articles), "article"),
            counted(len(revision.facts), "fact"),
            counted(len(digest.sections), "section"),
            counted(len(digest.timeline), "event"),
            f"{len(digest.withheld)} withheld",
        ]
        written = f"wrote {folder}/digest.html and what belongs to it" if folder else ""
        self._end(made, written)

    def end_timeline(self, timeline: EntityTimeline) -> None:
        """The timeline of an entity is done: what came out, and where time and tokens went."""
        made = [
            counted(len(timeline.articles), "article"),
            f"{len(timeline.naming)} of them on {clip(timeline.about)}",
            counted(len(timeline.timeline), "event"),
            f"{len(timeline.withheld)} withheld",
        ]
        self._end(made)

    def end_part(self, part: str, withheld: int) -> None:
        """One part of a digest is written again: where time and tokens went."""
        self._end([f"{part} written again", f"{withheld} withheld"])

    def _end(self, made: Sequence[str], written: str = "") -> None:
        self._close_stage()
        self._stage = None
        spent = ", ".join(f"{name} {seconds:.1f}" for name, seconds in self._seconds.items())
        self._say(f"{self._story}: {', '.join(made)}; {sum(self._seconds.values()):.1f} s ({spent})")
        if written:
            self._say(f"{self._story}: {written}")
        if self._ledger and self._ledger.stages:
            self._console.print(_table(self._ledger))

    def unchanged(self, revision: Revision) -> None:
        """A story whose digest says what it said before: nothing is written."""
        self._close_stage()
        self._say(f"{self._story}: unchanged, revision {revision.digest.revision} stands")

    def _say(self, line: str) -> None:
        self._console.print(Text(clean(line)), soft_wrap=True)


def _table(ledger: Ledger) -> Table:
    """Seconds, requests and tokens by stage, and what they cost where the price is known."""
    usage = ledger.usage
    cost = "" if usage.cost_usd is None else f"{usage.cost_usd:.4f} USD"
    table = Table(box=None, pad_edge=False, caption=cost or None, caption_justify="left")
    for heading in ("stage", "seconds", "requests", "input tokens", "cached", "output tokens"):
        table.add_column(heading, justify="left" if heading == "stage" else "right")
    for stage in ledger.stages:
        table.add_row(
            stage.stage,
            f"{stage.seconds:.1f}",
            str(stage.requests),
            f"{stage.input_tokens:,}",
            f"{stage.cached_tokens:,}",
            f"{stage.output_tokens:,}",
        )
    table.add_section()
    table.add_row(
        "all",
        "",
        str(usage.requests),
        f"{usage.input_tokens:,}",
        f"{usage.cached_tokens:,}",
        f"{usage.output_tokens:,}",
    )
    return table
