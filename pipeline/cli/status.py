"""`storydigest status`: where a batch stands, or how the last one ended."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.batch.status import RunStatus

EXAMPLES = """Examples:
  storydigest status digests
  storydigest status digests --json"""


def status(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that a batch writes into (its --out).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
) -> None:
    """Say where a running batch stands, or how the last one ended.

    A batch that was killed, or whose machine lost power, is told as such: run it again, and it goes on.
    """
    from pipeline.batch.report.wording import summary
    from pipeline.batch.status import read_status
    from pipeline.render.clean import clean

    found = read_status(directory)
    if as_json:
        typer.echo(found.model_dump_json(indent=2))
        return
    for line in (f"{directory}: {_ending(found)}", *_rest(found)):
        typer.echo(clean(line))
    for name, figure in summary(found):
        typer.echo(f"{name:<28}{clean(figure)}")


def _ending(found: "RunStatus") -> str:
    from pipeline.batch.report.wording import ending, moment
    from pipeline.batch.status import State

    heard = moment(found.updated)
    if found.is_lost:
        return f"ended without a word at {heard}; run it again, it goes on"
    if found.is_silent(datetime.now(UTC)):
        return f"said to be running by {found.owner}, but not heard of since {heard}"
    return ending(found) if found.state is State.RUNNING else f"{ending(found)} ({heard})"


def _rest(found: "RunStatus") -> Iterator[str]:
    """What the figures below do not say of a run that goes on: how fast it is, and when it will be done."""
    from pipeline.batch.report.wording import progress
    from pipeline.batch.status import State

    if found.state is State.RUNNING:
        yield progress(found)
