"""How stories fared in batches, and which run works on which of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, or_, select, update

from pipeline.domain.digest import Revision
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
    """The state of the stories of batches. `clock` says when; `wall_clock` counts Unix time for leases."""

    def __init__(self, clerk: Clerk, clock: Callable[[], datetime], wall_clock: Callable[[], float]) -> None:
        self._clerk = clerk
        self._clock = clock
        self._wall_clock = wall_clock

    async def record(self, story_id: str) -> StoryRecord | None:
        """How a story fared, if a batch had to do with it before."""
        columns = [STORIES.c[name] for name in StoryRecord._fields]
        statement = select(*columns).where(STORIES.c.story_id == story_id)
        row = await self._clerk.read(lambda connection: connection.execute(statement).one_or_none())
        return StoryRecord(*row) if row is not None else None

    async def put(self, record: StoryRecord) -> None:
        """Say how a story fared."""
        values = self._values(record)
        await self._clerk.write(lambda connection: _tell(connection, values))

    async def put_revision(self, record: StoryRecord, revision: Revision, changes: Sequence[str], author: str) -> None:
        """Add a revision that a batch made and say how its story fared, both or neither. Raises Conflict."""
        values = self._values(record)
        row = revision_row(revision, author, "batch", changes, model=author, prompts=revision.digest.provenance.prompts)

        def work(connection: Connection) -> None:
            append(connection, revision, row)
            _tell(connection, values)

        await self._clerk.write(work)

    async def claim(self, story_id: str, owner: str, gone: Sequence[str] = ()) -> bool:
        """Take a story, so that no other run works on it. Whether that is granted.

        It is where nobody has it, its owner was not heard of for a lease, or is among those known to be gone.
        """
        now = self._wall_clock()
        values = {"story_id": story_id, "owner": owner, "until": now + LEASE_SECONDS}
        is_free = or_(CLAIMS.c.until < now, CLAIMS.c.owner == owner, CLAIMS.c.owner.in_(gone))

        def work(connection: Connection) -> bool:
            if insert_new(connection, CLAIMS, values):
                return True
            taking = update(CLAIMS).where((CLAIMS.c.story_id == story_id) & is_free)
            return connection.execute(taking.values(owner=owner, until=values["until"])).rowcount == 1

        return await self._clerk.write(work)

    async def owners(self) -> tuple[str, ...]:
        """Which runs hold stories at the moment."""
        statement = select(CLAIMS.c.owner).distinct()
        return tuple(await self._clerk.read(lambda connection: connection.scalars(statement).all()))

    async def renew(self, owner: str) -> None:
        """Say that a run still works on what it has taken."""
        until = self._wall_clock() + LEASE_SECONDS
        statement = update(CLAIMS).where(CLAIMS.c.owner == owner).values(until=until)
        await self._clerk.write(lambda connection: connection.execute(statement))

    async def release(self, story_id: str, owner: str) -> None:
        """Give a story back."""
        statement = delete(CLAIMS).where((CLAIMS.c.story_id == story_id) & (CLAIMS.c.owner == owner))
        await self._clerk.write(lambda connection: connection.execute(statement))

    def _values(self, record: StoryRecord) -> dict[str, object]:
        return {**record._asdict(), "at": self._clock().isoformat()}


def _tell(connection: Connection, values: dict[str, object]) -> None:
    upsert(connection, STORIES, values)
    note_fate(connection, str(values["story_id"]), str(values["status"]))
