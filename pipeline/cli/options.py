"""What the commands that make something share: their options, and what those mean."""

import re
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import UsageError

Stories = Annotated[
    list[str],
    typer.Argument(
        metavar="STORY...",
        help="Folders with a story.json, such files, or URLs and saved HTML pages, which together are one story.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        help="Who writes: a model, or `builtin`. Default: STORYDIGEST_MODEL, else OpenAI's with a key, or builtin."
    ),
]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds that an answer of the model may take.")]
Now = Annotated[
    str | None, typer.Option(metavar="ISO", help="Sets the clock: the same inputs then give the same bytes.")
]
Trace = Annotated[Path | None, typer.Option(metavar="DIR", help="Keep every request, answer and draft in this folder.")]
Temperature = Annotated[
    float | None, typer.Option(min=0.0, max=2.0, help="Sent to the model only where given; many refuse it.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch pages from private and loopback addresses too.")
]
TIMEOUT = 600.0
TOKEN_BUDGET = 8_000
_MARGIN = timedelta(days=366)
"""What is reckoned from the clock, a year before it or after it, has to be in the calendar of every time zone."""


@dataclass(frozen=True)
class Making:
    """Who is to write, when it is, and how pages and answers are fetched."""

    model: str
    language: str | None
    timeout: float
    now: datetime
    trace: Path | None
    temperature: float | None
    allow_private: bool
    token_budget: int = TOKEN_BUDGET


def language_code(language: str | None) -> str | None:
    """The code of a language as it was given. Raises UsageError where it is none."""
    if language is not None and not re.fullmatch(r"[A-Za-z]{2,3}", language):
        raise UsageError(f"--language {language!r} is not a language's code, such as en or de")
    return language.lower() if language else None


def moment(now: str | None) -> datetime:
    """The time that was given, else the clock's. Raises UsageError where it is none."""
    if now is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        given = datetime.fromisoformat(now)
    except ValueError:
        raise UsageError(f"--now {now!r} is not an ISO 8601 time, such as 2026-01-16T08:00:00Z") from None
    clock = given if given.tzinfo else given.replace(tzinfo=UTC)
    try:
        _ = (clock.astimezone(UTC) - _MARGIN, clock.astimezone(UTC) + _MARGIN)
    except OverflowError:
        raise UsageError(f"--now {now!r} is at the end of the calendar; give a time that somebody lives in") from None
    return clock


def width() -> int | None:
    """How wide to set text: as the terminal is, up to what reads well. Elsewhere a paragraph stays one line."""
    return min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None


def write_out(text: str, encoding: str) -> None:
    """Write to stdout; what its encoding does not have is replaced."""
    sys.stdout.buffer.write(text.encode(encoding, "replace"))
    sys.stdout.buffer.flush()
