"""A batch that is not alone with its stories: an editor saves while they are made, another run has them in hand."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.batch.fingerprint import recipe_sha256
from pipeline.batch.listing import list_stories
from pipeline.batch.local import LocalExecutor
from pipeline.batch.outcome import Fault, Outcome, Status
from pipeline.batch.run import Batch
from pipeline.batch.story import PAUSES, Order
from pipeline.batch.work import Made, Unmade, Work
from pipeline.editing import lock, unlock
from pipeline.folder import FolderDigests, read_revision
from pipeline.sources.limits import FetchSettings
from pipeline.sources.shared import SharedExtraction
from pipeline.store import Store, sqlite_url
from tests.batch.conftest import BUILTIN, NOW, Kept
from tests.batch.test_batch import CONTACTS, MOON, listed, relist
from tests.batch.test_owner import SAYS_WHO_IT_IS

Meanwhile = Callable[[Store, Work], Awaitable[None]]


class Disturbed:
    """An executor during whose work something happens."""

    def __init__(self, inner: LocalExecutor, store: Store, meanwhile: Meanwhile) -> None:
        self._inner = inner
        self._store = store
        self._meanwhile = meanwhile

    async def make(self, work: Work) -> Made | Unmade:
        made = await self._inner.make(work)
        await self._meanwhile(self._store, work)
        return made


RunDisturbed = Callable[[Meanwhile], dict[str, Outcome]]


@pytest.fixture
def run_disturbed(stories: Path, tmp_path: Path, extraction: SharedExtraction) -> RunDisturbed:
    """Run a batch, one story at a time, anew although nothing changed, while something else happens."""

    def run(meanwhile: Meanwhile) -> dict[str, Outcome]:
        out = tmp_path / "out"
        out.mkdir(exist_ok=True)
        order = Order(out, BUILTIN, recipe_sha256(BUILTIN, {}), NOW, "test", FetchSettings(), rebuild=True)
        kept = Kept()
        with Store(sqlite_url(out)) as store:
            executor = Disturbed(LocalExecutor(extraction, None), store, meanwhile)
            batch = Batch(store, executor, order, kept, at_once=1)
            listed = list_stories([str(stories / name) for name in (MOON, CONTACTS)], BytesIO())
            asyncio.run(batch.run(listed))
        return kept.outcomes

    return run


async def nothing(_store: Store, _work: Work) -> None:
    """Nothing happens."""


def saving(times: int) -> Meanwhile:
    """An editor who locks and unlocks a section of one story, so many times in a row."""
    left = times

    async def save(store: Store, work: Work) -> None:
        nonlocal left
        current = await store.revisions.current(MOON)
        if work.story.id != MOON or current is None or not left:
            return
        left -= 1
        section = current.digest.sections[0]
        saved = (unlock if section.locked else lock)(current, section.id, NOW)
        await store.revisions.append(saved, author="Ada", reason="by hand")

    return save


def test_an_editor_who_saves_again_and_again_does_not_keep_a_story_from_being_made(
    run_disturbed: RunDisturbed, stories: Path
) -> None:
    run_disturbed(nothing)
    told = listed(stories, MOON)
    relist(stories, MOON, {**told, "articles": told["articles"][:-1]})
    outcome = run_disturbed(saving(len(PAUSES)))[MOON]
    assert (outcome.status, outcome.revision) == (Status.UPDATED, 2 + len(PAUSES))


def test_a_story_whose_digest_never_rests_is_set_aside_under_its_name(
    run_disturbed: RunDisturbed, stories: Path
) -> None:
    run_disturbed(nothing)
    told = listed(stories, MOON)
    relist(stories, MOON, {**told, "articles": told["articles"][:-1]})
    outcome = run_disturbed(saving(100))[MOON]
    assert outcome.quarantine is not None
    assert outcome.quarantine.fault is Fault.CONFLICT


@pytest.mark.parametrize(("dies", "status"), [(True, Status.MADE), (False, Status.ELSEWHERE)])
def test_a_story_of_another_run_is_looked_at_again_when_all_others_are_done(
    run_disturbed: RunDisturbed, tmp_path: Path, *, dies: bool, status: Status
) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", SAYS_WHO_IT_IS], stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        owner = other.stdout.readline().strip()
        (tmp_path / "out").mkdir()
        with Store(sqlite_url(tmp_path / "out")) as store:
            assert asyncio.run(store.stories.claim(MOON, owner))

        async def end(_store: Store, work: Work) -> None:
            if dies and work.story.id == CONTACTS:
                other.kill()
                other.wait()

        outcomes = run_disturbed(end)
        other.kill()
    assert {name: outcome.status for name, outcome in outcomes.items()} == {CONTACTS: Status.MADE, MOON: status}
    assert list(outcomes) == [CONTACTS, MOON]


def test_what_was_edited_in_the_folder_and_at_the_desk_apart_is_never_written_over(
    run_disturbed: RunDisturbed, tmp_path: Path
) -> None:
    run_disturbed(nothing)
    folder = tmp_path / "out" / MOON
    first = read_revision(folder)
    locked = lock(first, first.digest.sections[0].id, NOW)
    asyncio.run(FolderDigests(folder).append(locked, author="Lee", reason="in the folder"))
    unlocked = unlock(locked, first.digest.sections[0].id, NOW)
    asyncio.run(FolderDigests(folder).append(unlocked, author="Lee", reason="in the folder"))
    edited = lock(first, first.digest.sections[1].id, NOW)
    with Store(sqlite_url(tmp_path / "out")) as store:
        asyncio.run(store.revisions.append(edited, author="Kim", reason="at the desk"))
    outcome = run_disturbed(nothing)[MOON]
    assert outcome.quarantine is not None
    assert outcome.quarantine.fault is Fault.CONFLICT
    assert read_revision(folder) == unlocked
    with Store(sqlite_url(tmp_path / "out")) as store:
        assert asyncio.run(store.revisions.current(MOON)) == edited
    folder.rename(tmp_path / "away")
    assert run_disturbed(nothing)[MOON].quarantine is None
    assert edited.digest.sections[1] in read_revision(folder).digest.sections


def test_what_was_edited_in_the_folder_alone_is_gone_on_from(run_disturbed: RunDisturbed, tmp_path: Path) -> None:
    run_disturbed(nothing)
    folder = tmp_path / "out" / MOON
    first = read_revision(folder)
    locked = lock(first, first.digest.sections[0].id, NOW)
    asyncio.run(FolderDigests(folder).append(locked, author="Lee", reason="in the folder"))
    run_disturbed(nothing)
    assert locked.digest.sections[0] in read_revision(folder).digest.sections
    with Store(sqlite_url(tmp_path / "out")) as store:
        authors = [one.author for one in asyncio.run(store.revisions.history(MOON))]
    assert authors[:2] == ["builtin", "Lee"]


def test_a_run_whose_story_was_taken_over_leaves_it_to_its_successor(
    run_disturbed: RunDisturbed, tmp_path: Path
) -> None:
    async def lose(store: Store, work: Work) -> None:
        if work.story.id == MOON:
            assert await store.stories.claim(MOON, "another run", gone=("test",))

    outcomes = run_disturbed(lose)
    assert outcomes[MOON].status is Status.ELSEWHERE
    assert not (tmp_path / "out" / MOON).exists()
    with Store(sqlite_url(tmp_path / "out")) as store:
        assert asyncio.run(store.revisions.current(MOON)) is None
