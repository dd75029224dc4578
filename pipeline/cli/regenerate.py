"""`storydigest regenerate`: one part of a digest written again, and everything else left as it is."""

import asyncio
import os
import shlex
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from pipeline.cli.editing import (
    Author,
    CorrectionNote,
    DigestArgument,
    Opened,
    StoreUrl,
    accept_candidate,
    author_name,
    candidate_of,
    opened,
    show_candidate,
)
from pipeline.cli.options import TIMEOUT, Making, Model, Now, Temperature, Timeout, Trace, moment
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from pipeline.domain.candidate import Candidate, Part
    from pipeline.domain.digest import Digest

EXAMPLES = """Examples:
  storydigest regenerate digests/my-story --section 2 --note "Say what it costs."
  storydigest regenerate digests/my-story --headline --model gpt-6-luna --accept
  storydigest regenerate my-story --store sqlite:///digests/storydigest.sqlite3 --timeline --dry-run"""


def regenerate(
    digest: DigestArgument,
    section: Annotated[
        str | None, typer.Option(metavar="ID|NUMBER", help="Write this section again; they count from 1.")
    ] = None,
    headline: Annotated[bool, typer.Option("--headline", help="Write the headline again.")] = False,
    timeline: Annotated[
        bool, typer.Option("--timeline", help="Write the timeline again; locked events stay as they are.")
    ] = False,
    redo: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Write again what this candidate was for, on top of the digest as it is now."),
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="A word to the writer on what to do differently.")] = "",
    model: Model = None,
    accept: Annotated[bool, typer.Option("--accept", help="Make it a new revision of the digest at once.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it and keep nothing.")] = False,
    correction: CorrectionNote = None,
    author: Author = None,
    store: StoreUrl = None,
    timeout: Timeout = TIMEOUT,
    now: Now = None,
    trace: Trace = None,
    temperature: Temperature = None,
) -> None:
    """Write a section, the headline or the timeline of a digest again, from the same facts.

    Prints what changes, word by word, and keeps it as a candidate, which `storydigest candidates` accepts or rejects.
    No other part changes a byte, and no citation number moves. A locked part is refused.
    """
    from pipeline.llm.choice import choice_note, choose_model

    if [section is not None, headline, timeline, redo is not None].count(True) != 1:
        raise UsageError("say what is to be written again: one of --section, --headline, --timeline and --redo")
    if accept and dry_run:
        raise UsageError("--accept keeps what --dry-run does not: give one of them")
    if correction is not None and not accept:
        raise UsageError("--correction goes with --accept: a candidate corrects nothing yet")
    making = Making(
        model=choose_model(model, os.environ),
        language=None,
        timeout=timeout,
        now=moment(now),
        trace=trace,
        temperature=temperature,
        allow_private=False,
    )
    by = author_name(author)
    if told := choice_note(model, os.environ):
        typer.echo(told, err=True)
    with opened(digest, store) as where:
        replaced = asyncio.run(candidate_of(where, redo)) if redo is not None else None
        part = replaced.part if replaced else _part(where.revision.digest, section, headline=headline)
        words = note or (replaced.note if replaced else "")
        candidate = asyncio.run(_written(where, part, words, by, making))
        show_candidate(candidate, where.revision.digest)
        if dry_run:
            typer.echo("nothing is kept: --dry-run", err=True)
            return
        asked = Kept(digest, store, by, making.now)
        candidate = asyncio.run(_kept(where, candidate, replaced, asked))
        if accept:
            asyncio.run(accept_candidate(where, candidate, author=by, now=making.now, correction=correction))
        else:
            typer.echo(f"candidate {candidate.id} waits: {_command(asked, candidate)}", err=True)


class Kept(NamedTuple):
    """Where a candidate is kept, as the user named it, by whom and when."""

    digest: str
    store: str | None
    by: str
    now: "datetime"


def _part(digest: "Digest", section: str | None, *, headline: bool) -> "Part":
    from pipeline.domain.candidate import HEADLINE, TIMELINE
    from pipeline.editing import find_part

    if section is not None:
        return find_part(digest, section)
    return HEADLINE if headline else TIMELINE


async def _written(where: Opened, part: "Part", note: str, by: str, making: Making) -> "Candidate":
    from pipeline.cli.asking import writer_for
    from pipeline.cli.progress import Progress
    from pipeline.editing import rewrite

    with Progress(1) as progress:
        progress.begin(where.story_id)
        progress.stage(part.kind)
        async with writer_for(making, progress) as writer:
            candidate = await rewrite(where.revision, part, writer, now=making.now, author=by, note=note)
            for warning in writer.warnings:
                progress.warn(warning)
        progress.end_part(str(part), len(candidate.withheld))
    return candidate


async def _kept(where: Opened, candidate: "Candidate", replaced: "Candidate | None", asked: Kept) -> "Candidate":
    """Keep a candidate; the one that it was redone for is rejected where it waits still."""
    from pipeline.domain.candidate import CandidateState
    from pipeline.editing import decided

    kept = await where.digests.put_candidate(candidate)
    if replaced is not None and replaced.is_waiting:
        await where.digests.decide(decided(replaced, CandidateState.REJECTED, asked.by, asked.now))
    return kept


def _command(asked: Kept, candidate: "Candidate") -> str:
    """The command that accepts a candidate."""
    store = ["--store", asked.store] if asked.store is not None else []
    return shlex.join(["storydigest", "candidates", asked.digest, *store, "--accept", candidate.id])
