"""`storydigest check`: which promises a digest breaks, and where."""

import sys
from pathlib import Path
from typing import Annotated

import typer


EXAMPLES = """Examples:
  storydigest check digests/my-story
  storydigest check digests/*/digest.json"""


def check(
    digests: Annotated[
        list[Path], typer.Argument(metavar="DIGEST...", help="Folders of digests, or digest.json files.")
    ],
) -> None:
    """Check digests against their sources, knowing nothing of how they were made.

    Reads digest.json with the articles.json beside it. Prints a line for each broken promise and where it stands; notices
    (coverage, precision lost, an editor's overrides) are printed too. Exits 1 where a promise is broken.
    """
    from pipeline.checks.promises import check_revision
    from pipeline.errors import DigestError
    from pipeline.folder import read_revision
    from pipeline.render.clean import clean

    broken = False
    for path in _digests(digests):
        try:
            faults = check_revision(read_revision(path))
        except DigestError as error:
            print(f"error: {clean(str(error))}", file=sys.stderr)
            broken = True
            continue
        for fault in faults:
            print(clean(f"{path}: {fault}"))
        hard = sum(not fault.is_notice for fault in faults)
        broken = broken or hard > 0
        summary = f"{hard} broken promise{'s' * (hard != 1)}" if hard else "every promise is kept"
        notices = len(faults) - hard
        print(f"{path}: {summary}{f', {notices} notice' + 's' * (notices != 1) if notices else ''}", file=sys.stderr)
    if broken:
        raise typer.Exit(1)


def _digests(paths: list[Path]) -> list[Path]:
    """The digests that the arguments name: a folder of digests' folders stands for all of them."""
    found: list[Path] = []
    for path in paths:
        inner = sorted(p for p in path.iterdir() if (p / "digest.json").exists()) if path.is_dir() else []
        found += [path] if (path / "digest.json").exists() or not inner else inner
    return found
