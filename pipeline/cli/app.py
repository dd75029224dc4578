"""The command itself, and how what goes wrong reaches the user: one line, an exit code, no traceback."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import typer

from pipeline.cli import batch, build, candidates, check, desk, regenerate, schema, status, timeline
from pipeline.errors import StorydigestError, UsageError

AT_FAULT, WRONG_USAGE, INTERRUPTED = 1, 2, 130


def _unwrapped(text: str) -> str:
    """The text for a help page, its lines kept as they are: a backspace on a line of its own says so."""
    return f"\b\n{text}"


EXAMPLES = """Examples:
  storydigest build fixtures/stories/seoul-moscow-contacts
  storydigest check digests/*/
  storydigest timeline fixtures/stories/microsoft-activision --about Microsoft"""

app = typer.Typer(
    name="storydigest",
    epilog=_unwrapped(EXAMPLES),
    help="Digests of news stories in which every sentence cites the words that support it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog=_unwrapped(build.EXAMPLES))(build.build)
app.command(epilog=_unwrapped(batch.EXAMPLES))(batch.batch)
app.command(epilog=_unwrapped(status.EXAMPLES))(status.status)
app.command(epilog=_unwrapped(desk.EXAMPLES))(desk.desk)
app.command(epilog=_unwrapped(check.EXAMPLES))(check.check)
app.command(epilog=_unwrapped(regenerate.EXAMPLES))(regenerate.regenerate)
app.command(epilog=_unwrapped(candidates.EXAMPLES))(candidates.candidates)
app.command(epilog=_unwrapped(timeline.EXAMPLES))(timeline.timeline)
app.command(epilog=_unwrapped(schema.EXAMPLES))(schema.schema)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code. Who interrupts it does not wait for threads that read a slow page."""
    code = run(arguments)
    if code == INTERRUPTED:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit code: 0 done, 1 an input is at fault, 2 wrong usage, 130 interrupted."""
    try:
        app(args=list(arguments) if arguments is not None else None)
    except SystemExit as done:  # usage errors and interrupts are told by typer, with the codes 2 and 130
        return done.code if isinstance(done.code, int) else AT_FAULT
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("STORYDIGEST_DEBUG"):
            raise
        return _told(error)
    return 0


def _told(error: Exception) -> int:
    """Tell what went wrong in one line; the exit code for it."""
    from pipeline.render.clean import clean  # only when something goes wrong: help is to be quick

    if isinstance(error, StorydigestError):
        message = str(error)
    elif isinstance(error, OSError):
        message = f"the output cannot be written: {error.strerror or error}"
    else:
        message = f"{type(error).__name__}: {error}: this is a fault of storydigest; STORYDIGEST_DEBUG=1 shows where"
    typer.echo(f"error: {clean(message)}", err=True)
    return WRONG_USAGE if isinstance(error, UsageError) else AT_FAULT
