"""What a list of stories shows of each, written in the transaction of what it sums up: no list reads digests."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from pipeline.domain.base import UNCHECKED
from pipeline.domain.candidate import CandidateState
from pipeline.domain.digest import Digest, Origin
from pipeline.domain.support import Verdict
from pipeline.render.clean import LONGEST_NAME, clip
from pipeline.store.clerk import Clerk
from pipeline.store.sql import upsert
from pipeline.store.tables import CANDIDATES, HEADS, REVISIONS, STORIES, SUMMARIES
from pipeline.text.fold import squeeze

_QUARANTINED = "quarantined"
_MOST_SEARCHED = 2_000
_MOST_TERMS = 8
_WEIGHTS = {"quarantined": 1_000_000, "waiting": 10_000, "flagged": 100, "withheld": 10, "single_source": 1}
"""How much each thing that wants an editor's eye counts in the order of a list."""


class Show(StrEnum):
    """Which stories a list shows."""

    ALL = "all"
    FLAGGED = "flagged"
    SINGLE_SOURCE = "single-source"
    WAITING = "waiting"
    LOCKED = "locked"
    EDITED = "edited"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Summary:
    """One story of a list. The figures count sentences and events (`flagged`), or parts of the digest."""

    story_id: str
    revision: int
    """0 where the story has no digest yet."""
    headline: str
    language: str
    updated: datetime | None
    articles: int
    sections: int
    flagged: int
    withheld: int
    single_source: int
    locked: int
    edited: int
    waiting: int
    quarantined: bool


class SummaryPage(NamedTuple):
    """A page of a list, and how many stories each filter would show with the same search."""

    stories: tuple[Summary, ...]
    counts: dict[Show, int]


class Summaries:
    """The list of all stories: those first that need an eye, then those changed last."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk

    async def page(self, search: str, show: Show, *, offset: int, limit: int) -> SummaryPage:
        """Some of the stories whose headline, id, titles or publishers have every word of the search."""
        matching = _matching(search)
        shown = select(SUMMARIES).where(*matching, _FILTERS[show])
        by_need = (SUMMARIES.c.attention.desc(), SUMMARIES.c.updated.desc(), SUMMARIES.c.story_id.desc())
        listing = shown.order_by(*by_need).offset(offset).limit(limit)
        counts_of = (func.count().filter(chosen).label(each.value) for each, chosen in _FILTERS.items())
        counting = select(*counts_of).where(*matching)

        def work(connection: Connection) -> SummaryPage:
            rows = connection.execute(listing).mappings().all()
            counts = connection.execute(counting).mappings().one()
            return SummaryPage(tuple(map(_summary, rows)), {each: int(counts[each.value]) for each in Show})

        return await self._clerk.read(work)


_C = SUMMARIES.c
_FILTERS: dict[Show, ColumnElement[bool]] = {
    Show.ALL: _C.revision >= 0,
    Show.FLAGGED: _C.flagged > 0,
    Show.SINGLE_SOURCE: _C.single_source > 0,
    Show.WAITING: _C.waiting > 0,
    Show.LOCKED: _C.locked > 0,
    Show.EDITED: _C.edited > 0,
    Show.QUARANTINED: _C.quarantined > 0,
}


def _matching(search: str) -> list[ColumnElement[bool]]:
    words = squeeze(search).replace("\x00", "").split()[:_MOST_TERMS]
    return [SUMMARIES.c.searched.contains(word, autoescape=True) for word in words]


def _summary(row: RowMapping) -> Summary:
    figures = {name: row[name] for name in Summary.__slots__ if name not in {"updated", "quarantined"}}
    updated = datetime.fromisoformat(row["updated"]) if row["updated"] else None
    return Summary(**figures, updated=updated, quarantined=bool(row["quarantined"]))


def summarise(connection: Connection, digest: Digest) -> None:
    """Sum up the revision of a digest that was just made its current one."""
    kept = _kept(connection, digest.story_id)
    parts = (*digest.sections, *digest.timeline)
    origins = (digest.headline_origin, *(one.origin for one in digest.sections), *(s.origin for s in digest.statements))
    values = {
        "revision": digest.revision,
        "headline": clip(digest.headline),
        "language": clip(digest.language, LONGEST_NAME),
        "updated": digest.updated.astimezone(UTC).isoformat(),
        "articles": sum(not article.withdrawn for article in digest.articles),
        "sections": len(digest.sections),
        "flagged": sum(one.support.verdict is not Verdict.SUPPORTED for one in digest.statements),
        "withheld": len(digest.withheld),
        "single_source": len(digest.coverage.single_source_sections),
        "locked": sum(part.locked for part in parts),
        "edited": origins.count(Origin.EDITED) + sum(one.override is not None for one in digest.statements),
        "searched": _searched(digest),
    }
    _put(connection, {**kept, **values})


def note_fate(connection: Connection, story_id: str, status: str) -> None:
    """Note whether a batch has set a story aside; such a story is listed although it has no digest."""
    kept = _kept(connection, story_id)
    if status == _QUARANTINED or kept["revision"] or kept["quarantined"]:
        _put(connection, {**kept, "quarantined": int(status == _QUARANTINED)})


def count_waiting(connection: Connection, story_id: str) -> None:
    """Count the candidates of a story that wait for a decision."""
    waits = (CANDIDATES.c.story_id == story_id) & (CANDIDATES.c.state == str(CandidateState.WAITING))
    waiting = connection.scalar(select(func.count()).select_from(CANDIDATES).where(waits)) or 0
    _put(connection, {**_kept(connection, story_id), "waiting": waiting})


def summarise_all(connection: Connection) -> None:
    """Sum up whatever a store holds that had no summaries yet; digests that cannot be read are left out."""
    for story_id, revision in connection.execute(select(HEADS.c.story_id, HEADS.c.revision)).all():
        is_wanted = (REVISIONS.c.story_id == story_id) & (REVISIONS.c.revision == revision)
        found = connection.scalar(select(REVISIONS.c.digest).where(is_wanted))
        try:
            digest = Digest.model_validate(json.loads(found or ""), context=UNCHECKED)
        except ValueError:
            continue
        summarise(connection, digest)
        count_waiting(connection, story_id)
    for story_id in connection.scalars(select(STORIES.c.story_id).where(STORIES.c.status == _QUARANTINED)).all():
        note_fate(connection, story_id, _QUARANTINED)


def _searched(digest: Digest) -> str:
    said = (digest.headline, *(f"{one.publisher} {one.title}" for one in digest.articles))
    return squeeze(" ".join([digest.story_id, *(clip(text) for text in said)])[:_MOST_SEARCHED])


def _kept(connection: Connection, story_id: str) -> dict[str, object]:
    """The summary as it stands, or that of a story of which nothing is known yet."""
    row = connection.execute(select(SUMMARIES).where(SUMMARIES.c.story_id == story_id)).mappings().one_or_none()
    if row is not None:
        return dict(row)
    return {
        column.name: {"story_id": story_id, "searched": story_id}.get(column.name, _nothing(column.type.python_type))
        for column in SUMMARIES.columns
    }


def _nothing(kind: type[object]) -> object:
    return "" if kind is str else 0


def _put(connection: Connection, values: dict[str, object]) -> None:
    attention = sum(weight * int(str(values[name])) for name, weight in _WEIGHTS.items())
    upsert(connection, SUMMARIES, {**values, "attention": attention})
