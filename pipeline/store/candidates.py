"""Candidates for parts of digests: put there, listed, and decided on once."""

import json
from datetime import UTC
from itertools import count

from sqlalchemy import Connection, select, update

from pipeline.domain.base import UNCHECKED
from pipeline.domain.candidate import Candidate, CandidateState
from pipeline.errors import Conflict, UnknownPart
from pipeline.store.clerk import Clerk
from pipeline.store.sql import ascii_json, insert_new
from pipeline.store.summaries import count_waiting
from pipeline.store.tables import CANDIDATES


class Candidates:
    """The candidates of all stories."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk

    async def of(self, story_id: str) -> tuple[Candidate, ...]:
        """All candidates of a story, whatever was decided on them, the oldest first."""
        statement = (
            select(CANDIDATES.c.candidate)
            .where(CANDIDATES.c.story_id == story_id)
            .order_by(CANDIDATES.c.made_at, CANDIDATES.c.id)
        )
        found = await self._clerk.read(lambda connection: connection.scalars(statement).all())
        return tuple(_parsed(each) for each in found)

    async def put(self, candidate: Candidate) -> Candidate:
        """Keep a candidate; the same once more stands under another id. Returns it as it is kept."""
        return await self._clerk.write(lambda connection: _put(connection, candidate))

    async def decide(self, candidate: Candidate) -> None:
        """Keep what was decided on a candidate. Raises Conflict where somebody else has decided, UnknownPart."""
        await self._clerk.write(lambda connection: decide(connection, candidate))


def decide(connection: Connection, candidate: Candidate) -> None:
    """Compare-and-swap: a candidate that waits is decided on, once.

    The same decision once more is no conflict. Raises Conflict, and UnknownPart where there is no such candidate.
    """
    is_it = (CANDIDATES.c.story_id == candidate.story_id) & (CANDIDATES.c.id == candidate.id)
    waits = CANDIDATES.c.state == str(CandidateState.WAITING)
    row = _row(candidate)
    decided = update(CANDIDATES).where(is_it & waits).values(state=row["state"], candidate=row["candidate"])
    if connection.execute(decided).rowcount == 1:
        count_waiting(connection, candidate.story_id)
        return
    found = connection.scalar(select(CANDIDATES.c.candidate).where(is_it))
    if found is None:
        raise UnknownPart(f"story {candidate.story_id}: there is no candidate {candidate.id}")
    known = _parsed(found)
    if known != candidate:
        raise Conflict(f"candidate {candidate.id} was {known.state} by {known.decided_by} meanwhile")


def _put(connection: Connection, candidate: Candidate) -> Candidate:
    for number in count(2):
        if insert_new(connection, CANDIDATES, _row(candidate)):
            break
        candidate = candidate.model_copy(update={"id": f"{candidate.id.partition('-')[0]}-{number}"})
    count_waiting(connection, candidate.story_id)
    return candidate


def _row(candidate: Candidate) -> dict[str, object]:
    return {
        "story_id": candidate.story_id,
        "id": candidate.id,
        "base_revision": candidate.base_revision,
        "part": str(candidate.part),
        "state": str(candidate.state),
        "made_at": candidate.made_at.astimezone(UTC).isoformat(),
        "candidate": ascii_json(candidate.model_dump(mode="json")),
    }


def _parsed(stored: str) -> Candidate:
    return Candidate.model_validate(json.loads(stored), context=UNCHECKED)
