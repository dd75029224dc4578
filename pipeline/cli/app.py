"""The command itself, and how what goes wrong reaches the user: one line, an exit code, no traceback."""

import sys
from collections.abc import Sequence

import click
import typer

from pipeline.cli.build import build
from pipeline.cli.check import check
from pipeline.cli.schema import schema
from pipeline.errors import StorydigestError, UsageError

AT_FAULT, WRONG_USAGE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    name="storydigest",
    help="Digests of news stories in which every sentence cites the words that support it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(build)
app.command()(check)
app.command()(schema)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit code: 0 done, 1 an input is at fault, 2 wrong usage, 130 interrupted."""
    command = typer.main.get_command(app)
    try:
        code = command.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except UsageError as error:
        return _told(error, WRONG_USAGE)
    except StorydigestError as error:
        return _told(error, AT_FAULT)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has had enough of it
        return 0
    return code if isinstance(code, int) else 0


def _told(error: StorydigestError, code: int) -> int:
    from pipeline.render.clean import clean  # only when something goes wrong: help is to be quick

    typer.echo(f"error: {clean(str(error))}", err=True)
    return code
