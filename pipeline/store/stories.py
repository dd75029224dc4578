"""How stories fared in batches, and which run works on which of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, or_, select, update

from pipeline.domain.digest import Revision
from pipeline.errors import ClaimLost
from pipeline.store.clerk import Clerk
from pipeline.store.revisions import append, revision_row
from pipeline.store.sql import insert_new, upsert
from pipeline.store.summaries import note_fate
from pipeline.store.tables import CLAIMS, STORIES

LEASE_SECONDS = 60.0
"""How long a run that is not heard of keeps its stories from others. It is heard of three times as often."""


class StoryRecord(NamedTuple):
    """How a story fared when a batch last had to do with it."""

    story_id: str
    status: str
    fingerprint: str
    """What the story was made of: its pages, settings and prompts. The same fingerprint makes the same digest."""
    exported_revision: int
    """The revision that was written to the output folder; 0 where none was."""
    attempts: int
    outcome: str
    """What the report says of it, as JSON."""


class Stories:
    """The state of the stories of batches.

    `clock` says when; `lease_clock` counts the seconds of leases, by one clock for all machines that share the store.
    """

    def __init__(self, clerk: Clerk, clock: Callable[[], datetime], lease_clock: Callable[[Connection], float]) -> None:
        self._clerk = clerk
        self._clock = clock
        self._lease_clock = lease_clock

    async def record(self, story_id: str) -> StoryRecord | None:
        """How a story fared, if a batch had to do with it before."""
        columns = [STORIES.c[name] for name in StoryRecord._fields]
        statement = select(*columns).where(STORIES.c.story_id == story_id)
        row = await self._clerk.read(lambda connection: connection.execute(statement).one_or_none())
        return StoryRecord(*row) if row is not None else None

    async def put(self, record: StoryRecord, owner: str) -> None:
        """Say how a story fared. Raises ClaimLost where its owner has it no more."""
        values = self._values(record)

        def work(connection: Connection) -> None:
            _insist(connection, record.story_id, owner)
            _tell(connection, values)

        await self._clerk.write(work)

    async def put_revision(
        self, record: StoryRecord, revision: Revision, changes: Sequence[str], *, author: str, owner: str
    ) -> None:
        """Add a revision that a batch made and say how its story fared, both or neither.

        Raises Conflict where somebody else saved meanwhile, ClaimLost where its owner has the story no more.
        """
        values = self._values(record)
        row = revision_row(revision, author, "batch", changes, model=author, prompts=revision.digest.provenance.prompts)

        def work(connection: Connection) -> None:
            _insist(connection, record.story_id, owner)
            append(connection, revision, row)
            _tell(connection, values)

        await self._clerk.write(work)

    async def claim(self, story_id: str, owner: str, gone: Sequence[str] = ()) -> bool:
        """Take a story, so that no other run works on it. Whether that is granted.

        It is where nobody has it, its owner was not heard of for a lease, or is among those known to be gone.
        """

        def work(connection: Connection) -> bool:
            now = self._lease_clock(connection)
            until = now + LEASE_SECONDS
            if insert_new(connection, CLAIMS, {"story_id": story_id, "owner": owner, "until": until}):
                return True
            is_free = or_(CLAIMS.c.until < now, CLAIMS.c.owner == owner, CLAIMS.c.owner.in_(gone))
            taking = update(CLAIMS).where((CLAIMS.c.story_id == story_id) & is_free)
            return connection.execute(taking.values(owner=owner, until=until)).rowcount == 1

        return await self._clerk.write(work)

    async def owners(self) -> tuple[str, ...]:
        """Which runs hold stories at the moment."""
        statement = select(CLAIMS.c.owner).distinct()
        return tuple(await self._clerk.read(lambda connection: connection.scalars(statement).all()))

    async def renew(self, owner: str) -> None:
        """Say that a run still works on what it has taken."""

        def work(connection: Connection) -> None:
            until = self._lease_clock(connection) + LEASE_SECONDS
            connection.execute(update(CLAIMS).where(CLAIMS.c.owner == owner).values(until=until))

        await self._clerk.write(work)

    async def release(self, story_id: str, owner: str) -> None:
        """Give a story back."""
        statement = delete(CLAIMS).where((CLAIMS.c.story_id == story_id) & (CLAIMS.c.owner == owner))
        await self._clerk.write(lambda connection: connection.execute(statement))

    def _values(self, record: StoryRecord) -> dict[str, object]:
        return {**record._asdict(), "at": self._clock().isoformat()}


def _insist(connection: Connection, story_id: str, owner: str) -> None:
    """A run that slept past its lease writes over nothing that its successor does. Raises ClaimLost."""
    claimed = select(CLAIMS.c.owner).where(CLAIMS.c.story_id == story_id)
    if connection.scalar(claimed) != owner:
        raise ClaimLost(f"story {story_id}: another run has taken it over")


def _tell(connection: Connection, values: dict[str, object]) -> None:
    upsert(connection, STORIES, values)
    note_fate(connection, str(values["story_id"]), str(values["status"]))
