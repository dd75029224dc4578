"""What a batch says on stderr: a bar on a terminal, a line every so often in a log, and a table at the end."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from pipeline.batch.account import Account
from pipeline.batch.listing import count_stories
from pipeline.batch.meter import Meter
from pipeline.batch.outcome import Outcome
from pipeline.batch.report import wording
from pipeline.batch.status import RunStatus, State
from pipeline.errors import OutputError, StorydigestError
from pipeline.render.clean import clean, clip

LOG_SECONDS = 30
TELLING_SECONDS = 1.0
QUARANTINE_CHARACTERS = 300


class Display(Protocol):
    """Where a run's progress is shown."""

    def __enter__(self) -> object: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def show(self, status: RunStatus) -> None:
        """Where the run stands; called about every second."""
        ...

    def say(self, line: str) -> None:
        """Something that is to stay."""
        ...

    def end(self, status: RunStatus) -> None:
        """The run has ended so."""
        ...


class LogDisplay:
    """Progress in a log: a line about every half minute, and at the end what the run came to."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._last = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """There is nothing to take down."""

    def show(self, status: RunStatus) -> None:
        """Where the run stands, said if the last time is long enough ago."""
        if status.seconds - self._last >= LOG_SECONDS:
            self._last = status.seconds
            self.say(wording.progress(status))

    def say(self, line: str) -> None:
        """Something that is to stay, on one line."""
        with suppress(OSError):  # a log on a full disk, or a terminal that is gone, is no reason for a batch to end
            self._console.print(Text(clean(line)), soft_wrap=True)

    def end(self, status: RunStatus) -> None:
        """How the run ended and what it came to, as a table."""
        self.say(wording.ending(status))
        table = Table(box=None, show_header=False, pad_edge=False)
        for name, figure in wording.summary(status):
            table.add_row(Text(name), Text(figure))
        with suppress(OSError):
            self._console.print(table)


class TerminalDisplay(LogDisplay):
    """Progress on a terminal: a bar with the figures under it, below what is said."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._live = Live(console=console, auto_refresh=False, transient=True)

    def __enter__(self) -> Self:
        with suppress(OSError):
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._live.stop()

    def show(self, status: RunStatus) -> None:
        """Where the run stands."""
        bar = ProgressBar(total=status.total or None, completed=status.done, pulse=status.total is None)
        lines = Table.grid(expand=True)
        lines.add_row(bar)
        lines.add_row(Text(wording.progress(status)))
        with suppress(OSError):
            self._live.update(lines, refresh=True)


class _Stderr(Console):
    """Stderr, which may have nobody left to read it: no reason for a batch to end."""

    def __init__(self) -> None:
        super().__init__(stderr=True, highlight=False)

    def on_broken_pipe(self) -> None:
        """Say nothing more."""
        self.quiet = True


def display_on_stderr() -> Display:
    """What fits where stderr leads."""
    console = _Stderr()
    return TerminalDisplay(console) if console.is_terminal else LogDisplay(console)


class BatchProgress:
    """Follows a batch: keeps its account, shows it, and reports in the end, however the block is left."""

    def __init__(self, account: Account, display: Display) -> None:
        self._account = account
        self._display = display
        self.is_interrupted = False
        """Whether the user wanted the run to end."""

    def __enter__(self) -> Self:
        self.tick()
        self._display.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._display.__exit__(kind, error, trace)
        try:
            status = self._account.end(self._state(error), _told(error) if error else None)
        except OutputError as refused:
            if error is None:
                raise
            self._display.say(f"warning: {refused}")
        else:
            self._display.end(status)

    def begins(self, story_id: str) -> None:
        """Work on a story begins."""
        self._account.begins(story_id)

    def waits(self, story_id: str) -> None:
        """Another run has a story."""
        self._account.waits(story_id)

    def ends(self, outcome: Outcome) -> None:
        """A story is done, or set aside, which is said at once. Raises OutputError where the disk refuses."""
        self._account.ends(outcome)
        if outcome.quarantine is not None:
            fault, error = outcome.quarantine.fault, outcome.quarantine.error.removeprefix(f"{outcome.story_id}: ")
            self._display.say(clip(f"quarantined: {outcome.story_id}: {fault}: {error}", QUARANTINE_CHARACTERS))

    def say(self, line: str) -> None:
        """Something that the user should know."""
        self._display.say(line)

    def follow(self, meter: Meter) -> None:
        """What the run takes of the model is counted here."""
        self._account.meter = meter

    def interrupt(self) -> None:
        """The user wants the run to end."""
        self.is_interrupted = True

    def tick(self) -> None:
        """About a second has passed."""
        self._display.show(self._account.tell())

    def _state(self, error: BaseException | None) -> State:
        if isinstance(error, Exception):
            return State.STOPPED
        return State.INTERRUPTED if self.is_interrupted or error else State.FINISHED


def _told(error: BaseException) -> str:
    return clip(str(error) if isinstance(error, StorydigestError) else f"{type(error).__name__}: {error}", 1_000)


@asynccontextmanager
async def ticking(progress: BatchProgress) -> AsyncGenerator[None]:
    """Have progress tick as long as the block lasts."""

    async def tick() -> None:
        while True:
            await asyncio.sleep(TELLING_SECONDS)
            progress.tick()

    task = asyncio.create_task(tick())
    try:
        yield
    finally:
        task.cancel()


def count_meanwhile(account: Account, stories: Sequence[str]) -> None:
    """Let the account know how many stories are listed as soon as they are counted; nobody waits for it."""

    def counting() -> None:
        with suppress(OSError):  # what cannot be listed is told where it is read
            account.total = count_stories(stories)

    if all(path.is_dir() or path.is_file() for path in map(Path, stories)):  # counting would empty a pipe
        threading.Thread(target=counting, name="counting", daemon=True).start()
