"""A store takes over what was done in a digest's folder alone, and neither writes over the other."""

import asyncio
import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.domain.digest import Digest, Revision
from pipeline.errors import DigestError, Diverged
from pipeline.folder import FolderDigests, write_revision
from pipeline.store import Store
from tests.store.sample import STORY, revision

NOON = datetime(2026, 1, 16, 12, tzinfo=UTC)


def put(store: Store, *made: Revision) -> None:
    for one in made:
        asyncio.run(store.revisions.append(one, author="Kim", reason="at the desk"))


def edit(folder: Path, *made: Revision) -> None:
    for one in made:
        asyncio.run(FolderDigests(folder).append(one, author="Lee", reason="in the folder", changes=("The headline",)))


def caught_up(store: Store, out: Path) -> Revision | None:
    return asyncio.run(store.catch_up(out, STORY))


def authors(store: Store) -> list[tuple[int, str]]:
    return [(one.revision, one.author) for one in asyncio.run(store.revisions.history(STORY))]


def test_what_was_done_in_the_folder_alone_comes_into_the_store_with_its_history(
    store_url: str, tmp_path: Path
) -> None:
    edit(write_revision(revision(1), tmp_path), revision(2, "Second"), revision(3, "Third"))
    with Store(store_url) as store:
        put(store, revision(1))
        assert caught_up(store, tmp_path) == revision(3, "Third")
        assert authors(store) == [(1, "Kim"), (2, "Lee"), (3, "Lee")]
        assert asyncio.run(store.revisions.at(STORY, 2)) == revision(2, "Second")
        assert caught_up(store, tmp_path) == revision(3, "Third")
        assert len(authors(store)) == 3


def test_a_store_that_knows_nothing_takes_over_all_that_the_folder_has_kept(store_url: str, tmp_path: Path) -> None:
    edit(write_revision(revision(1), tmp_path), revision(2, "Second"), revision(3, "Third"))
    with Store(store_url) as store:
        assert caught_up(store, tmp_path) == revision(3, "Third")
        assert [number for number, _ in authors(store)] == [1, 2, 3]


@pytest.mark.parametrize("lost", ["missing", "damaged"])
def test_a_store_that_knows_nothing_begins_where_the_folder_has_no_gap(
    store_url: str, tmp_path: Path, lost: str
) -> None:
    folder = write_revision(revision(1), tmp_path)
    edit(folder, revision(2, "Second"), revision(3, "Third"), revision(4, "Fourth"))
    if lost == "missing":
        shutil.rmtree(folder / "revisions" / "2")
    else:
        (folder / "revisions" / "2" / "articles.json").write_text("[")
    with Store(store_url) as store:
        assert caught_up(store, tmp_path) == revision(4, "Fourth")
        assert [number for number, _ in authors(store)] == [3, 4]


def test_a_folder_that_lags_behind_is_no_conflict(store_url: str, tmp_path: Path) -> None:
    write_revision(revision(1), tmp_path)
    with Store(store_url) as store:
        put(store, revision(1), revision(2, "Second"))
        assert caught_up(store, tmp_path) == revision(2, "Second")
        assert len(authors(store)) == 2


@pytest.mark.parametrize(
    ("in_folder", "in_store"),
    [
        ((revision(2, "Lee's"),), (revision(2, "Kim's"),)),
        ((revision(2, "Lee's"), revision(3, "Lee's again")), (revision(2, "Kim's"),)),
        ((revision(2, "Lee's"),), (revision(2, "Kim's"), revision(3, "Kim's again"))),
    ],
    ids=["as far", "the folder further", "the store further"],
)
def test_where_both_went_on_apart_from_each_other_nothing_is_taken_over(
    store_url: str, tmp_path: Path, in_folder: tuple[Revision, ...], in_store: tuple[Revision, ...]
) -> None:
    edit(write_revision(revision(1), tmp_path), *in_folder)
    with Store(store_url) as store:
        put(store, revision(1), *in_store)
        with pytest.raises(Diverged, match=rf"story {STORY}: revision {in_folder[-1].digest.revision} in its output"):
            caught_up(store, tmp_path)
        assert asyncio.run(store.revisions.current(STORY)) == in_store[-1]
        shutil.rmtree(tmp_path / STORY)
        assert caught_up(store, tmp_path) == in_store[-1]


def test_a_folder_without_the_revision_that_the_store_has_is_a_conflict(store_url: str, tmp_path: Path) -> None:
    folder = write_revision(revision(1), tmp_path)
    edit(folder, revision(2, "Second"))
    shutil.rmtree(folder / "revisions")
    with Store(store_url) as store:
        put(store, revision(1))
        with pytest.raises(Diverged):
            caught_up(store, tmp_path)


def test_of_all_folders_those_that_cannot_be_taken_over_are_named_and_the_rest_are(
    store_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def of(story: str, number: int, headline: str = "First") -> Revision:
        return revision(number, headline, story_id=story)

    for story in ("ahead", "apart", "broken", "new"):
        edit(write_revision(of(story, 1), tmp_path), of(story, 2, "Second"))
    (tmp_path / "broken" / "digest.json").write_text("{")
    with Store(store_url) as store, caplog.at_level(logging.WARNING):
        put(store, of("ahead", 1), of("apart", 1, "Another"))
        asyncio.run(store.catch_up_all(tmp_path))
        found = {
            story: asyncio.run(store.revisions.number(story)) for story in ("ahead", "apart", "broken", "new", "none")
        }
    assert found == {"ahead": 2, "apart": 1, "broken": None, "new": 2, "none": None}
    assert [message.split(":")[0] for message in caplog.messages] == [
        "story apart",
        str(tmp_path / "broken/digest.json"),
    ]


def test_a_digest_that_cannot_be_read_is_not_gone_on_from(store_url: str, tmp_path: Path) -> None:
    folder = write_revision(revision(1), tmp_path)
    (folder / "digest.json").write_text("{")
    with Store(store_url) as store, pytest.raises(DigestError, match=r"digest\.json"):
        caught_up(store, tmp_path)


def test_the_clock_of_an_update_is_part_of_what_is_compared(store_url: str, tmp_path: Path) -> None:
    later = revision(1).digest.model_dump() | {"updated": NOON}
    write_revision(revision(1).model_copy(update={"digest": Digest.model_validate(later)}), tmp_path)
    with Store(store_url) as store:
        put(store, revision(1))
        with pytest.raises(Diverged):
            caught_up(store, tmp_path)
