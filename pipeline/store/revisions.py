"""Revisions of digests: appended, never changed, each only on top of the one that it was made from."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, insert, select, update

from pipeline.domain.article import ArticleText, Fact
from pipeline.domain.base import UNCHECKED
from pipeline.domain.candidate import Candidate
from pipeline.domain.digest import Digest, Revision
from pipeline.domain.history import Entry
from pipeline.errors import Conflict, DigestError
from pipeline.store.candidates import decide
from pipeline.store.clerk import Clerk
from pipeline.store.sql import ascii_json, insert_new
from pipeline.store.summaries import summarise
from pipeline.store.tables import HEADS, REVISIONS, TEXTS

_FACTS = TypeAdapter(tuple[Fact, ...])
_NONE: Mapping[str, str] = MappingProxyType({})


class Revisions:
    """The digests of all stories."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk

    async def current(self, story_id: str) -> Revision | None:
        """The newest revision of a story, if it has one."""
        return await self._clerk.read(lambda connection: _read(connection, story_id, _head(connection, story_id)))

    async def number(self, story_id: str) -> int | None:
        """The number of the newest revision of a story, if it has one."""
        return await self._clerk.read(lambda connection: _head(connection, story_id))

    async def at(self, story_id: str, number: int) -> Revision | None:
        """One revision of a story, if there is one of that number."""
        return await self._clerk.read(lambda connection: _read(connection, story_id, number))

    async def history(self, story_id: str) -> tuple[Entry, ...]:
        """What was done to a digest, the first revision first."""
        statement = select(REVISIONS).where(REVISIONS.c.story_id == story_id).order_by(REVISIONS.c.revision)
        rows = await self._clerk.read(lambda connection: connection.execute(statement).mappings().all())
        return tuple(_entry(row) for row in rows)

    async def append(
        self,
        revision: Revision,
        *,
        author: str,
        reason: str,
        changes: Sequence[str] = (),
        accepted: Candidate | None = None,
    ) -> None:
        """Add a revision; with it, or not at all, the decision on the candidate that it takes over.

        Raises Conflict unless it comes right after the newest one, and where the candidate was decided on meanwhile.
        """
        model, prompts = (accepted.model, accepted.prompts) if accepted else ("", _NONE)
        row = revision_row(revision, author, reason, changes, model=model, prompts=prompts)

        def work(connection: Connection) -> None:
            append(connection, revision, row)
            if accepted is not None:
                decide(connection, accepted)

        await self._clerk.write(work)

    async def take_over(self, made: Sequence[tuple[Revision, Entry]]) -> None:
        """Add revisions that were made elsewhere, each right after the one before it: all of them, or none.

        Where the story has no history yet they begin it, with whatever number. Raises Conflict where the first of them
        does not come right after the newest one.
        """
        rows = [(revision, _row_of(revision, entry)) for revision, entry in made]

        def work(connection: Connection) -> None:
            for revision, row in rows:
                _begin_or_append(connection, revision, row)

        await self._clerk.write(work)


def _row_of(revision: Revision, entry: Entry) -> dict[str, object]:
    return revision_row(revision, entry.author, entry.reason, entry.changes, model=entry.model, prompts=entry.prompts)


def _begin_or_append(connection: Connection, revision: Revision, row: dict[str, object]) -> None:
    head = {"story_id": revision.digest.story_id, "revision": revision.digest.revision}
    if insert_new(connection, HEADS, head):
        _add(connection, revision, row)
    else:
        append(connection, revision, row)


def append(connection: Connection, revision: Revision, row: dict[str, object]) -> None:
    """Compare-and-swap: the head moves from the revision before this one to this one, or nothing happens.

    The same revision once more is no conflict: it is there. Raises Conflict.
    """
    story_id, number = revision.digest.story_id, revision.digest.revision
    if number == 1:
        moved = insert_new(connection, HEADS, {"story_id": story_id, "revision": 1})
    else:
        is_before = (HEADS.c.story_id == story_id) & (HEADS.c.revision == number - 1)
        moved = connection.execute(update(HEADS).where(is_before).values(revision=number)).rowcount == 1
    if not moved:
        if _row(connection, story_id, number) == row:
            return
        raise Conflict(f"story {story_id}: somebody else made revision {number} meanwhile; go on from it")
    _add(connection, revision, row)


def _add(connection: Connection, revision: Revision, row: dict[str, object]) -> None:
    for article in revision.articles:
        insert_new(connection, TEXTS, {"sha256": article.sha256, "text": ascii_json(article.text)})
    connection.execute(insert(REVISIONS).values(row))
    summarise(connection, revision.digest)


def revision_row(
    revision: Revision,
    author: str,
    reason: str,
    changes: Sequence[str],
    *,
    model: str = "",
    prompts: Mapping[str, str] = _NONE,
) -> dict[str, object]:
    """A revision as the row that `append` adds, made before the transaction begins."""
    return {
        "story_id": revision.digest.story_id,
        "revision": revision.digest.revision,
        "digest": ascii_json(revision.digest.model_dump(mode="json")),
        "facts": ascii_json([fact.model_dump(mode="json") for fact in revision.facts]),
        "made_at": revision.digest.updated.isoformat(),
        "author": author,
        "reason": reason,
        "changes": ascii_json(list(changes)),
        "model": model,
        "prompts": ascii_json(dict(prompts)),
    }


def _head(connection: Connection, story_id: str) -> int | None:
    return connection.scalar(select(HEADS.c.revision).where(HEADS.c.story_id == story_id))


def _row(connection: Connection, story_id: str, number: int) -> dict[str, object] | None:
    is_wanted = (REVISIONS.c.story_id == story_id) & (REVISIONS.c.revision == number)
    row = connection.execute(select(REVISIONS).where(is_wanted)).mappings().one_or_none()
    return dict(row) if row is not None else None


def _read(connection: Connection, story_id: str, number: int | None) -> Revision | None:
    """A revision, if there is one of that number. Raises DigestError where the store has it damaged."""
    try:
        return _parsed(connection, story_id, number)
    except (ValueError, KeyError, RecursionError):
        raise DigestError(
            f"story {story_id}: revision {number} is damaged in the store; put back a copy of the store from before"
        ) from None


def _parsed(connection: Connection, story_id: str, number: int | None) -> Revision | None:
    is_wanted = (REVISIONS.c.story_id == story_id) & (REVISIONS.c.revision == number)
    row = connection.execute(select(REVISIONS.c.digest, REVISIONS.c.facts).where(is_wanted)).one_or_none()
    if row is None:
        return None
    # What is in the store was checked when it was made; `storydigest check` looks again.
    digest = Digest.model_validate(json.loads(row.digest), context=UNCHECKED)
    wanted = [article.sha256 for article in digest.articles]
    found = connection.execute(select(TEXTS.c.sha256, TEXTS.c.text).where(TEXTS.c.sha256.in_(wanted)))
    texts = {sha256: json.loads(text) for sha256, text in found}
    articles = tuple(
        ArticleText.model_validate({**listing.model_dump(), "text": texts[listing.sha256]}, context=UNCHECKED)
        for listing in digest.articles
    )
    facts = _FACTS.validate_python(json.loads(row.facts), context=UNCHECKED)
    return Revision.model_validate({"digest": digest, "articles": articles, "facts": facts}, context=UNCHECKED)


def _entry(row: RowMapping) -> Entry:
    return Entry(
        revision=row["revision"],
        made_at=datetime.fromisoformat(row["made_at"]),
        author=row["author"],
        reason=row["reason"],
        changes=tuple(json.loads(row["changes"])),
        model=row["model"],
        prompts=json.loads(row["prompts"]),
    )
