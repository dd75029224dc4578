"""The store: opened by URL, migrated to its present shape, closed when everything asked is safe."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from pipeline.domain.digest import Revision
from pipeline.errors import StoreError
from pipeline.store.answers import StoredAnswers
from pipeline.store.candidates import Candidates
from pipeline.store.catching_up import catch_up, catch_up_all
from pipeline.store.clerk import Clerk
from pipeline.store.engine import make_engine, reason, shown
from pipeline.store.migrations import migrate
from pipeline.store.revisions import Revisions
from pipeline.store.sql import seconds_now
from pipeline.store.stories import Stories
from pipeline.store.summaries import Summaries
from pipeline.store.waves import StoredWaves


class Store:
    """Answers, revisions, candidates and the state of stories, in one database. Use it in a `with` block, or close it.

    `url` is as SQLAlchemy writes it: `sqlite:///file` or `postgresql://user@host/database`. Raises UsageError for
    another kind, StoreError where the database cannot be opened.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        lease_clock: Callable[[Connection], float] = seconds_now,
    ) -> None:
        engine = make_engine(url)
        name = f"the store {shown(url)}"
        try:
            with engine.begin() as connection:
                migrate(connection)
        except (SQLAlchemyError, StoreError) as error:
            engine.dispose()
            raise StoreError(f"{name} cannot be opened: {reason(error)}") from error
        self._clerk = Clerk(engine, name)
        self.answers = StoredAnswers(self._clerk, clock)
        self.revisions = Revisions(self._clerk)
        self.candidates = Candidates(self._clerk)
        self.stories = Stories(self._clerk, clock, lease_clock)
        self.summaries = Summaries(self._clerk)
        self.waves = StoredWaves(self._clerk, clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def catch_up(self, out: Path, story_id: str) -> Revision | None:
        """The newest revision of a story, once what was done in OUT/<story id>/ alone is in the store too.

        Raises Diverged, Conflict and DigestError: see `catching_up`.
        """
        return await catch_up(self.revisions, out, story_id)

    async def catch_up_all(self, out: Path) -> None:
        """Have the store take over what was done in any of the folders of OUT; what cannot be, the log names."""
        await catch_up_all(self.revisions, out)

    def close(self) -> None:
        """Finish what was asked, and close the database."""
        self._clerk.close()
