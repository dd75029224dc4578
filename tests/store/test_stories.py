"""Each story is worked on by one run at a time, and how it fared is known afterwards."""

import asyncio
import json
import time

import pytest
from sqlalchemy import Connection

from pipeline.errors import ClaimLost, Conflict
from pipeline.store import Store
from pipeline.store.stories import LEASE_SECONDS
from tests.store.apart import at_once
from tests.store.sample import STORY, record, revision, tell

STORIES = [f"story-{number}" for number in range(60)]


class Clock:
    """A clock of leases that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1_768_550_400.0

    def __call__(self, _connection: Connection) -> float:
        return self.now


def claimed(url: str, number: int) -> list[str]:
    """The stories that this process was granted, of all that several ask for at once, each in an order of its own."""
    order = STORIES[number * 7 :] + STORIES[: number * 7]
    owner = f"run-{number}"

    async def run(store: Store) -> list[str]:
        granted = await asyncio.gather(*(store.stories.claim(story, owner) for story in order))
        return [story for story, is_granted in zip(order, granted, strict=True) if is_granted]

    with Store(url) as store:
        return asyncio.run(run(store))


def test_how_a_story_fared_is_known_afterwards(store_url: str) -> None:
    with Store(store_url) as store:
        assert asyncio.run(store.stories.record(STORY)) is None
        asyncio.run(tell(store, record(status="quarantined", outcome=json.dumps({"error": "\x00\ud83d'"}))))
    with Store(store_url) as store:
        kept = asyncio.run(store.stories.record(STORY))
        assert kept == record(status="quarantined", outcome=json.dumps({"error": "\x00\ud83d'"}))
        asyncio.run(tell(store, record(attempts=2)))
        assert asyncio.run(store.stories.record(STORY)) == record(attempts=2)


def test_a_digest_and_how_its_story_fared_are_kept_both_or_neither(store_url: str) -> None:
    with Store(store_url) as store:
        asyncio.run(store.stories.claim(STORY, "run-1"))
        made = (record(), revision(1), ("The first",))
        asyncio.run(store.stories.put_revision(*made, author="batch", owner="run-1"))
        assert asyncio.run(store.revisions.current(STORY)) == revision(1)
        assert asyncio.run(store.stories.record(STORY)) == record()
        another = (record(attempts=9), revision(1, "Another"), ())
        with pytest.raises(Conflict):
            asyncio.run(store.stories.put_revision(*another, author="batch", owner="run-1"))
        assert asyncio.run(store.stories.record(STORY)) == record()


def test_a_story_that_is_taken_is_not_given_to_another_run(store_url: str) -> None:
    with Store(store_url) as store:
        assert asyncio.run(store.stories.claim(STORY, "run-1"))
        assert not asyncio.run(store.stories.claim(STORY, "run-2"))
        assert asyncio.run(store.stories.claim(STORY, "run-1"))
        assert asyncio.run(store.stories.owners()) == ("run-1",)


def test_a_story_that_was_given_back_is_free(store_url: str) -> None:
    with Store(store_url) as store:
        assert asyncio.run(store.stories.claim(STORY, "run-1"))
        asyncio.run(store.stories.release(STORY, "run-2"))
        assert not asyncio.run(store.stories.claim(STORY, "run-2"))
        asyncio.run(store.stories.release(STORY, "run-1"))
        assert asyncio.run(store.stories.claim(STORY, "run-2"))


def test_a_run_that_is_not_heard_of_loses_its_stories_after_its_lease(store_url: str) -> None:
    clock = Clock()
    with Store(store_url, lease_clock=clock) as store:
        assert asyncio.run(store.stories.claim(STORY, "run-1"))
        clock.now += LEASE_SECONDS
        assert not asyncio.run(store.stories.claim(STORY, "run-2"))
        clock.now += 0.001
        assert asyncio.run(store.stories.claim(STORY, "run-2"))
        assert not asyncio.run(store.stories.claim(STORY, "run-1"))


def test_a_run_that_is_heard_of_keeps_its_stories(store_url: str) -> None:
    clock = Clock()
    with Store(store_url, lease_clock=clock) as store:
        assert asyncio.run(store.stories.claim(STORY, "run-1"))
        for _ in range(5):
            clock.now += LEASE_SECONDS / 3
            asyncio.run(store.stories.renew("run-1"))
        clock.now += LEASE_SECONDS
        assert not asyncio.run(store.stories.claim(STORY, "run-2"))


def test_the_stories_of_a_run_that_is_known_to_be_gone_are_free_at_once(store_url: str) -> None:
    with Store(store_url) as store:
        assert asyncio.run(store.stories.claim(STORY, "run-1"))
        assert not asyncio.run(store.stories.claim(STORY, "run-2", gone=("run-3",)))
        assert asyncio.run(store.stories.claim(STORY, "run-2", gone=("run-3", "run-1")))


def test_what_a_run_says_late_takes_nothing_from_its_successor(store_url: str) -> None:
    clock = Clock()
    with Store(store_url, lease_clock=clock) as store:
        assert asyncio.run(store.stories.claim(STORY, "run-1"))
        clock.now += LEASE_SECONDS + 1
        assert asyncio.run(store.stories.claim(STORY, "run-2"))
        asyncio.run(store.stories.renew("run-1"))
        asyncio.run(store.stories.release(STORY, "run-1"))
        assert asyncio.run(store.stories.owners()) == ("run-2",)


def test_a_run_that_slept_past_its_lease_writes_over_nothing(store_url: str) -> None:
    clock = Clock()
    with Store(store_url, lease_clock=clock) as store:
        assert asyncio.run(store.stories.claim(STORY, "run-1"))
        clock.now += LEASE_SECONDS + 1
        assert asyncio.run(store.stories.claim(STORY, "run-2"))
        with pytest.raises(ClaimLost):
            asyncio.run(store.stories.put(record(status="quarantined"), "run-1"))
        with pytest.raises(ClaimLost):
            asyncio.run(store.stories.put_revision(record(), revision(1), (), author="batch", owner="run-1"))
        assert asyncio.run(store.stories.record(STORY)) is None
        assert asyncio.run(store.revisions.current(STORY)) is None
        asyncio.run(store.stories.put(record(), "run-2"))


def test_the_clock_of_leases_is_that_of_all_who_share_the_store(
    store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(store_url) as store:
        assert asyncio.run(store.stories.claim(STORY, "run-1"))
        if store_url.startswith("postgresql"):  # a machine whose own clock is far ahead of its server's
            ahead = time.time() + 10 * LEASE_SECONDS
            monkeypatch.setattr(time, "time", lambda: ahead)
        assert not asyncio.run(store.stories.claim(STORY, "run-2"))


def test_runs_that_ask_at_once_share_the_stories_out(store_url: str) -> None:
    granted = at_once(claimed, store_url)
    assert sorted(story for stories in granted for story in stories) == sorted(STORIES)


def test_ids_and_owners_are_never_sql(store_url: str) -> None:
    hostile = "x'; DROP TABLE claims; -- %s :name ? \\"
    with Store(store_url) as store:
        assert asyncio.run(store.stories.claim(hostile, hostile))
        assert not asyncio.run(store.stories.claim(hostile, "run-2", gone=("' OR '1'='1",)))
        assert asyncio.run(store.stories.owners()) == (hostile,)
