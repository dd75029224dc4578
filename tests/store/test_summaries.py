"""What a list shows of each story is what its digest says, whenever it was written."""

import asyncio

import pytest
from sqlalchemy import inspect, select

from pipeline.domain.candidate import CandidateState, section_part
from pipeline.editing import decided, lock
from pipeline.errors import Conflict
from pipeline.store import Show, Store, Summary
from pipeline.store.engine import make_engine
from pipeline.store.migrations import MIGRATIONS, migrate
from pipeline.store.revisions import revision_row
from pipeline.store.tables import HEADS, REVISIONS, STORIES, SUMMARIES
from tests.editing.model import rewritten_by_builtin
from tests.render.sample import DIGEST, REVISION
from tests.store.sample import STORY, record, revision, tell

FIGURES = ("articles", "sections", "flagged", "withheld", "single_source", "locked", "edited", "waiting", "quarantined")


def listed(store: Store, search: str = "", show: Show = Show.ALL) -> tuple[Summary, ...]:
    return asyncio.run(store.summaries.page(search, show, offset=0, limit=100)).stories


def figures(summary: Summary) -> dict[str, object]:
    return {name: getattr(summary, name) for name in FIGURES}


def test_a_summary_says_what_the_newest_revision_says(store_url: str) -> None:
    with Store(store_url) as store:
        for made in (revision(1, "First"), REVISION):
            asyncio.run(store.revisions.append(made, author="batch", reason="batch"))
        (summary,) = listed(store)
    assert (summary.story_id, summary.revision, summary.headline) == (STORY, 2, DIGEST.headline)
    assert summary.updated == DIGEST.updated
    assert figures(summary) == {
        "articles": 3,
        "sections": 3,
        "flagged": 1,
        "withheld": 1,
        "single_source": 2,
        "locked": 0,
        "edited": 2,
        "waiting": 0,
        "quarantined": False,
    }


def test_a_lock_a_candidate_and_a_batch_that_gives_up_are_seen_at_once(store_url: str) -> None:
    with Store(store_url) as store:
        asyncio.run(store.revisions.append(revision(1), author="batch", reason="batch"))
        locked = lock(revision(1), "s1", DIGEST.updated)
        asyncio.run(store.revisions.append(locked, author="Kim", reason="locked"))
        kept = asyncio.run(store.candidates.put(rewritten_by_builtin(revision(1), section_part("s1"))))
        asyncio.run(tell(store, record(status="quarantined")))
        (summary,) = listed(store)
        assert (summary.locked, summary.waiting, summary.quarantined) == (1, 1, True)
        asyncio.run(store.candidates.decide(decided(kept, CandidateState.REJECTED, "Kim", DIGEST.updated)))
        asyncio.run(tell(store, record(status="unchanged")))
        (summary,) = listed(store)
        assert (summary.locked, summary.waiting, summary.quarantined) == (1, 0, False)


def test_a_revision_that_is_refused_leaves_the_summary_as_it_was(store_url: str) -> None:
    with Store(store_url) as store:
        asyncio.run(store.revisions.append(revision(1, "First"), author="batch", reason="batch"))
        with pytest.raises(Conflict):
            asyncio.run(store.revisions.append(revision(3, "Third"), author="batch", reason="batch"))
        assert [summary.headline for summary in listed(store)] == ["First"]


def test_a_story_that_was_set_aside_is_listed_without_a_digest(store_url: str) -> None:
    with Store(store_url) as store:
        asyncio.run(tell(store, record("aside", status="quarantined")))
        asyncio.run(tell(store, record("elsewhere", status="elsewhere")))
        assert [(one.story_id, one.revision, one.updated) for one in listed(store)] == [("aside", 0, None)]


@pytest.mark.parametrize("age", range(1, len(MIGRATIONS)))
def test_stores_of_any_age_have_their_digests_summed_up(store_url: str, age: int) -> None:
    engine = make_engine(store_url)
    with engine.begin() as connection:
        migrate(connection, MIGRATIONS[:age])
        names = {column["name"] for column in inspect(connection).get_columns("revisions")}
        row = revision_row(revision(2), "batch", "batch", ())
        connection.execute(HEADS.insert().values(story_id=STORY, revision=2))
        connection.execute(REVISIONS.insert().values({name: value for name, value in row.items() if name in names}))
        values = {**record("aside", status="quarantined")._asdict(), "at": ""}
        connection.execute(STORIES.insert().values(values))
        migrate(connection)
        assert set(connection.scalars(select(SUMMARIES.c.story_id))) == {STORY, "aside"}
    engine.dispose()
    with Store(store_url) as store:
        aside, summary = listed(store)
        assert (aside.story_id, aside.quarantined) == ("aside", True)
        assert (summary.revision, summary.flagged, summary.withheld) == (2, 1, 1)
