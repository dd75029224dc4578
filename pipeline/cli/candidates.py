"""`storydigest candidates`: the texts that wait for an editor, and what is decided on them."""

import asyncio
from typing import TYPE_CHECKING, Annotated

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
    say,
    show_candidate,
)
from pipeline.cli.options import Now, moment
from pipeline.errors import UnknownPart, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from pipeline.domain.candidate import Candidate

EXAMPLES = """Examples:
  storydigest candidates digests/my-story
  storydigest candidates digests/my-story --accept c0123456789
  storydigest candidates my-story --store sqlite:///digests/storydigest.sqlite3"""


def candidates(
    digest: DigestArgument,
    accept: Annotated[
        str | None, typer.Option(metavar="ID", help="Make this candidate the digest's next revision.")
    ] = None,
    reject: Annotated[
        str | None, typer.Option(metavar="ID", help="Take this candidate off the list; the history keeps it.")
    ] = None,
    correction: CorrectionNote = None,
    author: Author = None,
    store: StoreUrl = None,
    now: Now = None,
) -> None:
    """List the candidates of a digest with what each would change, or accept or reject one.

    Where the digest moved on in a way that touches a candidate, accepting it is refused with what changed;
    `storydigest regenerate DIGEST --redo ID` writes it again on top.
    """
    if accept is not None and reject is not None:
        raise UsageError("give one of --accept and --reject")
    if correction is not None and accept is None:
        raise UsageError("--correction goes with --accept")
    at, by = moment(now), author_name(author)
    with opened(digest, store) as where:
        if accept is not None:
            candidate = asyncio.run(candidate_of(where, accept))
            asyncio.run(accept_candidate(where, candidate, author=by, now=at, correction=correction))
        elif reject is not None:
            asyncio.run(_reject(where, reject, by, at))
        else:
            asyncio.run(_list(where))


async def _reject(where: Opened, candidate_id: str, by: str, at: "datetime") -> None:
    from pipeline.domain.candidate import CandidateState
    from pipeline.editing import decided

    candidate = await candidate_of(where, candidate_id)
    await where.digests.decide(decided(candidate, CandidateState.REJECTED, by, at))
    typer.echo(f"{where.story_id}: candidate {candidate.id} is rejected", err=True)


async def _list(where: Opened) -> None:
    """Print all candidates, and of those that wait what they would change."""
    found = await where.digests.candidates(where.story_id)
    for candidate in found:
        say(_headed(candidate))
        if not candidate.is_waiting:
            continue
        try:
            show_candidate(candidate, where.revision.digest)
        except UnknownPart as gone:
            say(str(gone))
    waiting = sum(candidate.is_waiting for candidate in found)
    typer.echo(f"{where.story_id}: {len(found)} candidate(s), {waiting} waiting", err=True)


def _headed(candidate: "Candidate") -> str:
    from pipeline.render.moments import moment_in_words

    made = f"{candidate.id} {candidate.state}"
    if candidate.decided_by is not None and candidate.decided_at is not None:
        made += f" by {candidate.decided_by}, {moment_in_words(candidate.decided_at)}"
    told = f"{made}; {candidate.part} by {candidate.model} for {candidate.author}, {moment_in_words(candidate.made_at)}"
    return f"{told}: {candidate.note}" if candidate.note else told
