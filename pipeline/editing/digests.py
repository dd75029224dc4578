"""Where digests live, for those who edit them: a store, or the folder of one story."""

from collections.abc import Sequence
from typing import Protocol

from pipeline.domain.candidate import Candidate
from pipeline.domain.digest import Revision
from pipeline.domain.history import Entry
from pipeline.folder import FolderDigests
from pipeline.store import Store

__all__ = ["Digests", "FolderDigests", "StoredDigests"]


class Digests(Protocol):
    """Keeps the revisions of digests, none of them ever changed, and the candidates for their parts."""

    async def current(self, story_id: str) -> Revision | None:
        """The newest revision of a story, if it has one."""
        ...

    async def at(self, story_id: str, number: int) -> Revision | None:
        """One revision of a story, if there is one of that number."""
        ...

    async def history(self, story_id: str) -> tuple[Entry, ...]:
        """What was done to a digest, the first revision first."""
        ...

    async def append(
        self,
        revision: Revision,
        *,
        author: str,
        reason: str,
        changes: Sequence[str] = (),
        accepted: Candidate | None = None,
    ) -> None:
        """Add a revision, and the decision on the candidate that it takes over: both, or neither.

        Raises Conflict unless it comes right after the newest one, and where the candidate was decided on meanwhile.
        """
        ...

    async def candidates(self, story_id: str) -> tuple[Candidate, ...]:
        """All candidates of a story, whatever was decided on them, the oldest first."""
        ...

    async def put_candidate(self, candidate: Candidate) -> Candidate:
        """Keep a candidate; the same once more stands under another id. Returns it as it is kept."""
        ...

    async def decide(self, candidate: Candidate) -> None:
        """Keep what was decided on a candidate. Raises Conflict where somebody else has decided, UnknownPart."""
        ...


class StoredDigests:
    """The digests of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def current(self, story_id: str) -> Revision | None:
        """The newest revision of a story, if it has one."""
        return await self._store.revisions.current(story_id)

    async def at(self, story_id: str, number: int) -> Revision | None:
        """One revision of a story, if there is one of that number."""
        return await self._store.revisions.at(story_id, number)

    async def history(self, story_id: str) -> tuple[Entry, ...]:
        """What was done to a digest, the first revision first."""
        return await self._store.revisions.history(story_id)

    async def append(
        self,
        revision: Revision,
        *,
        author: str,
        reason: str,
        changes: Sequence[str] = (),
        accepted: Candidate | None = None,
    ) -> None:
        """Add a revision, and the decision on the candidate that it takes over."""
        await self._store.revisions.append(revision, author=author, reason=reason, changes=changes, accepted=accepted)

    async def candidates(self, story_id: str) -> tuple[Candidate, ...]:
        """All candidates of a story, the oldest first."""
        return await self._store.candidates.of(story_id)

    async def put_candidate(self, candidate: Candidate) -> Candidate:
        """Keep a candidate."""
        return await self._store.candidates.put(candidate)

    async def decide(self, candidate: Candidate) -> None:
        """Keep what was decided on a candidate."""
        await self._store.candidates.decide(candidate)
