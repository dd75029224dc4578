"""How the stories of a run fared, kept on disk until the report is written: ten million do not fit in memory."""

import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.batch.outcome import Fault, Status
from pipeline.batch.report.story import StoryReport
from pipeline.errors import OutputError

MOST_IN_A_GROUP = 500
_BLOCK = 1 << 16

Group = Fault | Status | str
WITHHELD, WARNED = "withheld", "warned"


class Spool:
    """Stories as JSON lines in a nameless file of a folder, gone with the process however that ends.

    For what a page can show of them, it remembers where the first ones of each group stand. Close it, or use it in
    `with`. Raises OutputError where the disk refuses; what was kept before stays readable.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self._file = tempfile.TemporaryFile("w+b", buffering=0, dir=folder)  # noqa: SIM115 -- closed by __exit__
        except OSError as error:
            raise self._refused(error) from error
        self._end = 0
        self._places: dict[Group, array[int]] = defaultdict(lambda: array("Q"))
        self._counts: Counter[Group] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, story: StoryReport) -> None:
        """Keep what is to be reported of a story."""
        line = story.model_dump_json().encode() + b"\n"
        try:
            self._file.seek(self._end)
            written = self._file.write(line)
        except OSError as error:
            raise self._refused(error) from error
        if written < len(line):
            raise OutputError(f"{self._folder}: the report cannot be kept (the disk is full)")
        for group in _groups(story):
            if self._counts[group] < MOST_IN_A_GROUP:
                self._places[group].extend((self._end, len(line)))
            self._counts[group] += 1
        self._end += len(line)

    def lines(self) -> Iterator[bytes]:
        """Every story as JSON, in the order in which they ended."""
        place, kept = 0, b""
        while place < self._end:
            self._file.seek(place)  # each time: others may have read elsewhere between two lines
            block = self._file.read(min(self._end - place, _BLOCK))
            place += len(block)
            *whole, kept = (kept + block).split(b"\n")
            yield from whole

    def stories(self) -> Iterator[StoryReport]:
        """Every story, in the order in which they ended."""
        return map(StoryReport.model_validate_json, self.lines())

    def count(self, group: Group) -> int:
        """How many stories a group has."""
        return self._counts[group]

    def group(self, group: Group) -> Iterator[StoryReport]:
        """The first stories of a group, which are all where there are no more than a page can show."""
        places = self._places[group]
        for start, length in zip(places[::2], places[1::2], strict=True):
            self._file.seek(start)
            yield StoryReport.model_validate_json(self._file.read(length))

    def _refused(self, error: OSError) -> OutputError:
        return OutputError(f"{self._folder}: the report cannot be kept ({error.strerror or error})")


def _groups(story: StoryReport) -> Iterator[Group]:
    if story.quarantine is not None:
        yield story.quarantine.fault
    elif story.status in {Status.HELD, Status.ELSEWHERE}:
        yield story.status
    if story.withheld:
        yield WITHHELD
    if story.warnings and story.status is not Status.HELD:
        yield WARNED
