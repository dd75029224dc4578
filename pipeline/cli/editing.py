"""What the commands that edit share: where the digest lives, who edits, and how a change is shown."""

import getpass
import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import DigestError, StoreError, UnknownPart, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from rich.text import Text

    from pipeline.domain.candidate import Candidate
    from pipeline.domain.digest import Digest, Revision, Withheld
    from pipeline.editing import Digests, Piece

DigestArgument = Annotated[
    str,
    typer.Argument(
        metavar="DIGEST", help="A digest's folder, or the digest.json in it; with --store the id of a story."
    ),
]
StoreUrl = Annotated[
    str | None, typer.Option("--store", metavar="URL", help="The store of a batch, in which the story is.")
]
Author = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who edits, for the history. Default: your login name.")
]
CorrectionNote = Annotated[
    str | None,
    typer.Option("--correction", metavar="TEXT", help="With --accept: a note to readers on what this puts right."),
]


@dataclass(frozen=True)
class Opened:
    """A digest and where it lives."""

    digests: "Digests"
    revision: "Revision"

    @property
    def story_id(self) -> str:
        """The id of its story."""
        return self.revision.digest.story_id


@contextmanager
def opened(digest: str, store: str | None) -> "Generator[Opened]":
    """The digest that the arguments name, ready to be edited. Raises DigestError and StoreError."""
    import asyncio

    from pipeline.folder import FolderDigests, read_revision
    from pipeline.store.engine import SQLITE_FILE

    if store is None:
        path = Path(digest)
        if (beside := path.resolve().parents[0 if path.is_dir() else 1] / SQLITE_FILE).exists():
            typer.echo(
                f"note: the next batch takes this over; --store sqlite:///{beside} edits the story in its store",
                err=True,
            )
        yield Opened(FolderDigests(path), read_revision(path))
        return
    from pipeline.editing import StoredDigests
    from pipeline.store import Store

    file = Path(store.removeprefix("sqlite:///"))
    if store.startswith("sqlite:///") and not file.exists():
        raise StoreError(f"{file}: there is no store; a batch makes one")
    with Store(store) as opened_store:
        digests = StoredDigests(opened_store)
        found = asyncio.run(digests.current(digest))
        if found is None:
            raise DigestError(f"{digest}: the store has no digest of this story")
        yield Opened(digests, found)


def author_name(author: str | None) -> str:
    """Who edits. Raises UsageError for a name that cannot be read."""
    from pipeline.render.clean import LONGEST_NAME, clip

    if author is None:
        try:
            author = getpass.getuser()
        except (OSError, KeyError, ImportError):
            raise UsageError("your login name cannot be found out: say who edits with --author") from None
    name = clip(author, LONGEST_NAME)
    if not name:
        raise UsageError("--author needs a name")
    return name


async def candidate_of(where: Opened, candidate_id: str) -> "Candidate":
    """The candidate of an id. Raises UnknownPart."""
    for candidate in await where.digests.candidates(where.story_id):
        if candidate.id == candidate_id:
            return candidate
    raise UnknownPart(f"{where.story_id}: there is no candidate {candidate_id!r}; `storydigest candidates` lists them")


async def accept_candidate(
    where: Opened, candidate: "Candidate", *, author: str, now: "datetime", correction: str | None
) -> None:
    """Make a candidate the digest's next revision. Raises Conflict, Locked and EditError."""
    from pipeline.domain.candidate import CandidateState
    from pipeline.domain.changes import changes
    from pipeline.editing import accepted, decided, with_correction

    base = await where.digests.at(where.story_id, candidate.base_revision)
    if base is None:
        raise UnknownPart(f"{where.story_id}: revision {candidate.base_revision} is gone, for which it was written")
    made = accepted(where.revision, candidate, now, base)
    if correction is not None:
        made = with_correction(made, correction, now)
    await where.digests.append(
        made,
        author=author,
        reason=f"candidate {candidate.id} accepted for the {candidate.part}"
        + (f": {candidate.note}" if candidate.note else ""),
        changes=changes(where.revision.digest, made.digest),
        accepted=decided(candidate, CandidateState.ACCEPTED, author, now),
    )
    typer.echo(f"{where.story_id}: revision {made.digest.revision} has candidate {candidate.id}", err=True)


def show_candidate(candidate: "Candidate", digest: "Digest") -> None:
    """Print a candidate as a word-level diff against what the digest says, and what was withheld of it."""
    from pipeline.editing import applied, compare

    shown = [each for each in compare(digest, applied(digest, candidate)) if not each.is_same]
    for each in shown:
        print_diff(each.pieces)
    if not shown:
        typer.echo("the words come out the same")
    for withheld in candidate.withheld:
        say(_withheld_line(withheld))


def print_diff(pieces: "Sequence[Piece]") -> None:
    """Print a diff, each line on its own: in colours on a terminal, with marks elsewhere."""
    from rich.console import Console

    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for line in _lines(pieces):
        if coloured:
            console.print(_coloured(line))
        else:
            say("".join(_marked(piece) for piece in line))


def _lines(pieces: "Sequence[Piece]") -> "list[list[Piece]]":
    """The pieces of each line. A line that is new or gone as a whole stands by itself."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(piece._replace(text=first))
        lines += [[piece._replace(text=other)] for other in others]
    return [[piece for piece in line if piece.text] for line in lines]


def _marked(piece: "Piece") -> str:
    from pipeline.editing import Op

    marks = {Op.SAME: ("", ""), Op.GONE: ("[-", "-]"), Op.NEW: ("{+", "+}")}
    before, behind = marks[piece.op]
    return f"{before}{piece.text}{behind}"


def _coloured(line: "Sequence[Piece]") -> "Text":
    from rich.text import Text

    from pipeline.editing import Op
    from pipeline.render.clean import clean

    styles = {Op.SAME: "", Op.GONE: "red strike", Op.NEW: "bold green"}
    text = Text()
    for piece in line:
        text.append(clean(piece.text), styles[piece.op])
    return text


def _withheld_line(withheld: "Withheld") -> str:
    reasons = "; ".join(reason.message for reason in withheld.reasons)
    return f"withheld: “{withheld.text}”: {reasons}"


def say(line: str) -> None:
    """Print a line of what pages, models and editors say, without what a terminal would obey."""
    from pipeline.cli.options import write_out
    from pipeline.render.clean import clean

    write_out(f"{clean(line)}\n", sys.stdout.encoding)
