"""`storydigest check`: which promises a digest breaks, and where."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import DigestError
from pipeline.render.counted import counted

if TYPE_CHECKING:
    from pipeline.checks.promises import Fault

EXAMPLES = """Examples:
  storydigest check digests/my-story
  storydigest check digests/*/digest.json"""


def check(
    digests: Annotated[
        list[Path], typer.Argument(metavar="DIGEST...", help="Folders of digests, or digest.json files.")
    ],
) -> None:
    """Check digests against their sources, knowing nothing of how they were made.

    Reads digest.json with the articles.json beside it. Prints a line for each broken promise and where it stands;
    notices (coverage, precision lost, an editor's overrides) are printed too. Exits 1 where a promise is broken.
    """
    kept = [_keeps_its_promises(path) for path in _digests(digests)]
    if not all(kept):
        raise typer.Exit(1)


def _keeps_its_promises(path: Path) -> bool:
    """Print what is wrong with one digest; whether no promise is broken."""
    from pipeline.checks.promises import check_revision
    from pipeline.folder import read_revision
    from pipeline.render.clean import clean

    try:
        faults = check_revision(read_revision(path))
    except DigestError as error:
        typer.echo(clean(f"error: {error}"), err=True)
        return False
    for fault in faults:
        typer.echo(clean(f"{path}: {fault}"))
    typer.echo(clean(f"{path}: {_summary(faults)}"), err=True)
    return all(fault.is_notice for fault in faults)


def _summary(faults: "Sequence[Fault]") -> str:
    notices = sum(fault.is_notice for fault in faults)
    broken = len(faults) - notices
    verdict = counted(broken, "broken promise") if broken else "every promise is kept"
    return f"{verdict}, {counted(notices, 'notice')}" if notices else verdict


def _digests(paths: Sequence[Path]) -> list[Path]:
    """The digests that the arguments name: a folder of digests' folders stands for all of them."""
    return [digest for path in paths for digest in _inside(path)]


def _inside(path: Path) -> list[Path]:
    if not path.is_dir() or (path / "digest.json").exists():
        return [path]
    try:
        return sorted(inner for inner in path.iterdir() if (inner / "digest.json").exists()) or [path]
    except OSError:
        return [path]  # reading it says what is wrong with it
