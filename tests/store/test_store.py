"""What the store has said yes to is there afterwards, whatever happens to the process, the disk or next to it."""

import asyncio
import os
import resource
import signal
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.llm.request import Completion
from pipeline.store import Store, sqlite_url
from tests.cli.command import listing
from tests.store.apart import at_once, exit_code
from tests.store.disk import small_disk
from tests.store.sample import ANSWER, STORY, record, request, revision

LARGE = Completion(text="x" * 1_000_000, finish_reason="stop")
STORIES = [f"story-{number}" for number in range(12)]


def keep_until_killed(url: str, told: str) -> None:
    """Keep answers, writing down each that the store has said yes to, and die in the middle of it."""

    async def run(store: Store) -> None:
        await store.stories.claim(STORY, "run-1")
        await store.stories.put_revision(record(), revision(1), (), author="batch", owner="run-1")
        told_so_far = 0

        async def keep(number: int) -> None:
            nonlocal told_so_far
            await store.answers.keep(request(f"Question {number}?"), ANSWER)
            log.write(f"{number}\n")
            log.flush()
            told_so_far += 1
            if told_so_far == 90:
                os.kill(os.getpid(), signal.SIGKILL)

        for start in range(0, 200, 40):
            await asyncio.gather(*map(keep, range(start, start + 40)))

    with Store(url) as store, Path(told).open("w") as log:
        asyncio.run(run(store))


def batch(url: str, number: int) -> list[str]:
    """Do each story that another process has not done or taken, as a batch does; the stories done."""
    owner = f"run-{number}"

    async def do(store: Store, story: str) -> bool:
        if not await store.stories.claim(story, owner):
            return False
        is_new = await store.stories.record(story) is None
        if is_new:
            for part in range(5):
                shared = request(f"Part {part} of any story?")
                if await store.answers.find(shared.key) is None:
                    await store.answers.keep(shared, ANSWER)
                await store.answers.keep(request(f"Part {part} of {story}?"), ANSWER)
            await store.stories.put_revision(
                record(story), revision(1, story_id=story), (), author="batch", owner=owner
            )
        await store.stories.release(story, owner)
        return is_new

    async def run(store: Store) -> list[str]:
        order = STORIES if number % 2 else STORIES[::-1]
        done = await asyncio.gather(*(do(store, story) for story in order))
        return [story for story, is_new in zip(order, done, strict=True) if is_new]

    with Store(url) as store:
        return asyncio.run(run(store))


def test_what_was_said_yes_to_survives_the_death_of_the_process(store_url: str, tmp_path: Path) -> None:
    told = tmp_path / "told"
    assert exit_code(keep_until_killed, store_url, str(told)) == -signal.SIGKILL
    numbers = told.read_text().split()
    assert len(numbers) == 90
    with Store(store_url) as store:
        assert asyncio.run(store.revisions.current(STORY)) == revision(1)
        assert asyncio.run(store.stories.record(STORY)) == record()
        for number in numbers:
            assert asyncio.run(store.answers.find(request(f"Question {number}?").key)) == ANSWER


def test_batches_at_once_do_each_story_once(store_url: str) -> None:
    done = at_once(batch, store_url)
    assert sorted(story for stories in done for story in stories) == sorted(STORIES)
    with Store(store_url) as store:
        assert asyncio.run(store.stories.owners()) == ()
        for story in STORIES:
            assert asyncio.run(store.revisions.current(story)) == revision(1, story_id=story)
            assert asyncio.run(store.stories.record(story)) == record(story)


def test_a_full_disk_is_told_and_the_store_goes_on_once_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk, Store(sqlite_url(disk.folder)) as store:
        asyncio.run(store.answers.keep(request("Before?"), ANSWER))
        filler = disk.fill()
        for _ in range(2):
            with pytest.raises(StoreError, match=r"^the store \S+: database or disk is full; what was finished before"):
                asyncio.run(store.answers.keep(request("Meanwhile?"), LARGE))
        assert asyncio.run(store.answers.find(request("Before?").key)) == ANSWER
        assert asyncio.run(store.answers.find(request("Meanwhile?").key)) is None
        filler.unlink()
        asyncio.run(store.answers.keep(request("Meanwhile?"), LARGE))
        assert asyncio.run(store.answers.find(request("Meanwhile?").key)) == LARGE


def test_many_that_write_to_a_full_disk_are_all_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    questions = [request(f"Question {number}?") for number in range(30)]

    async def run(store: Store) -> list[object]:
        keeping = [store.answers.keep(one, LARGE) for one in questions]
        outcomes = await asyncio.gather(*keeping, return_exceptions=True)
        found = [await store.answers.find(one.key) for one in questions]
        assert [outcome is None for outcome in outcomes] == [one is not None for one in found]
        return [outcome for outcome in outcomes if outcome is not None]

    with small_disk(tmp_path / "disk") as disk, Store(sqlite_url(disk.folder)) as store:
        refused = asyncio.run(run(store))
    assert len(refused) > 20
    assert {type(outcome) for outcome in refused} == {StoreError}
    assert {"disk is full" in str(outcome) for outcome in refused} == {True}


def test_a_store_is_not_begun_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        filler = disk.fill()
        with pytest.raises(StoreError, match=r"cannot be opened: [^\n]*(disk|database)"):
            Store(sqlite_url(disk.folder))
        filler.unlink()
        Store(sqlite_url(disk.folder)).close()


def test_a_file_that_may_not_grow_is_told_and_the_store_goes_on_once_it_may(tmp_path: Path) -> None:
    with Store(sqlite_url(tmp_path)) as store:
        asyncio.run(store.answers.keep(request("Before?"), ANSWER))
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, limits[1]))
        try:
            with pytest.raises(
                StoreError, match=r"^the store \S+: [^\n]*(full|disk I/O error|full\?); what was finished before"
            ):
                asyncio.run(store.answers.keep(request("Meanwhile?"), LARGE))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert asyncio.run(store.answers.find(request("Before?").key)) == ANSWER
        assert asyncio.run(store.answers.find(request("Meanwhile?").key)) is None
        asyncio.run(store.answers.keep(request("Meanwhile?"), LARGE))
        assert asyncio.run(store.answers.find(request("Meanwhile?").key)) == LARGE


def test_a_store_that_is_closed_is_one_file(tmp_path: Path) -> None:
    with Store(sqlite_url(tmp_path)) as store:
        asyncio.run(store.answers.keep(request("What happened?"), ANSWER))
        assert "storydigest.sqlite3-wal" in listing(tmp_path)
    assert listing(tmp_path) == ["storydigest.sqlite3"]


def test_a_store_that_is_closed_twice_is_closed(store_url: str) -> None:
    with Store(store_url) as store:
        store.close()
    with pytest.raises(StoreError, match="is closed"):
        asyncio.run(store.stories.owners())
