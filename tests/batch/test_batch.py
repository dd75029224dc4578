"""A batch over stories that come, stay, change and break: each is made once, and none harms another."""

import asyncio
import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from pipeline.batch.listing import check_arguments
from pipeline.batch.outcome import Fault, Status
from pipeline.checks.promises import check_revision
from pipeline.domain.digest import Revision
from pipeline.editing import lock
from pipeline.errors import StoryError
from pipeline.folder import FolderDigests, read_revision
from pipeline.store import Store, sqlite_url
from pipeline.store.engine import make_engine
from pipeline.store.tables import STORIES
from tests.batch.conftest import NOW, RunBatch

CONTACTS, MOON = "seoul-moscow-contacts", "slim-moon-landing"
LATER = NOW + timedelta(days=1)


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder: its hash, and when it was written."""
    return {
        str(file.relative_to(folder)): f"{hashlib.sha256(file.read_bytes()).hexdigest()} {file.stat().st_mtime_ns}"
        for file in folder.rglob("*")
        if file.is_file()
    }


def stored(out: Path, story_id: str) -> Revision:
    async def read() -> Revision | None:
        with Store(sqlite_url(out)) as store:
            return await store.revisions.current(story_id)

    found = asyncio.run(read())
    assert found is not None
    return found


def listed(stories: Path, story_id: str) -> dict[str, list[dict[str, str]]]:
    return json.loads((stories / story_id / "story.json").read_text("utf-8"))


def relist(stories: Path, story_id: str, told: object) -> None:
    (stories / story_id / "story.json").write_text(json.dumps(told), "utf-8")


def test_the_store_and_the_folder_hold_the_same_revision(stories: Path, run_batch: RunBatch, tmp_path: Path) -> None:
    outcomes = run_batch(stories)
    assert {outcome.status for outcome in outcomes.values()} == {Status.MADE}
    for story_id in (CONTACTS, MOON):
        assert stored(tmp_path / "out", story_id) == read_revision(tmp_path / "out" / story_id)


def test_unchanged_stories_are_left_alone_to_the_byte(stories: Path, run_batch: RunBatch, tmp_path: Path) -> None:
    run_batch(stories)
    before = contents(tmp_path / "out")
    outcomes = run_batch(stories, now=LATER)
    assert [outcome.status for outcome in outcomes.values()] == [Status.UNCHANGED] * 2
    assert contents(tmp_path / "out") == before


def test_a_new_article_makes_the_next_revision_which_keeps_ids_and_numbers(
    stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    told = listed(stories, CONTACTS)
    fewer = {**told, "articles": told["articles"][:-1]}
    relist(stories, CONTACTS, fewer)
    run_batch(stories)
    first = stored(tmp_path / "out", CONTACTS).digest
    relist(stories, CONTACTS, told)
    outcomes = run_batch(stories, now=LATER)
    assert outcomes[MOON].status is Status.UNCHANGED
    assert outcomes[CONTACTS].status is Status.UPDATED
    second = stored(tmp_path / "out", CONTACTS).digest
    assert (second.revision, second.updated) == (2, LATER)
    assert [a.url for a in second.articles][: len(first.articles)] == [a.url for a in first.articles]
    assert f"article {len(told['articles'])} added: {told['articles'][-1]['url']}" in outcomes[CONTACTS].changes
    assert {section.id for section in first.sections} & {section.id for section in second.sections}
    assert read_revision(tmp_path / "out" / CONTACTS / "revisions" / "1").digest == first


def test_a_story_without_articles_is_set_aside_under_its_name_and_tried_again_only_when_told(
    stories: Path, run_batch: RunBatch
) -> None:
    for page in (stories / MOON).glob("*.html"):
        page.write_text("<html><body>nothing</body></html>", "utf-8")
    outcomes = run_batch(stories)
    assert outcomes[CONTACTS].status is Status.MADE
    quarantine = outcomes[MOON].quarantine
    assert quarantine is not None
    assert (quarantine.fault, quarantine.attempts) == (Fault.EXTRACTION, 1)
    again = run_batch(stories)[MOON].quarantine
    assert again == quarantine
    retried = run_batch(stories, retry_quarantined=True)[MOON].quarantine
    assert retried is not None
    assert retried.attempts == 2


def test_a_story_that_was_set_aside_is_made_once_its_pages_are_mended(stories: Path, run_batch: RunBatch) -> None:
    told = listed(stories, MOON)
    relist(stories, MOON, {**told, "articles": [{"url": "https://example.org/a", "file": "gone.html"}]})
    assert run_batch(stories)[MOON].status is Status.QUARANTINED
    relist(stories, MOON, told)
    assert run_batch(stories)[MOON].status is Status.MADE


def test_malformed_lines_and_ids_that_stand_twice_harm_no_other(stories: Path, run_batch: RunBatch) -> None:
    story = json.dumps(
        {
            **listed(stories, MOON),
            "articles": [
                {**article, "file": f"{MOON}/{article['file']}"} for article in listed(stories, MOON)["articles"]
            ],
        }
    )
    lines = stories / "tonight.jsonl"
    lines.write_text(f"not json\n\n{story}\n{story}\n", "utf-8")
    outcomes = run_batch(lines)
    faults = {story_id: outcome.quarantine.fault for story_id, outcome in outcomes.items() if outcome.quarantine}
    assert sorted(faults.values()) == [Fault.MALFORMED, Fault.TWICE]
    assert f"{lines}, line 1" in faults
    assert Status.MADE in {outcome.status for outcome in outcomes.values()}


def test_a_digest_that_build_left_is_gone_on_from(stories: Path, run_batch: RunBatch, tmp_path: Path) -> None:
    run_batch(stories)
    for file in (tmp_path / "out").glob("storydigest.sqlite3*"):
        file.unlink()
    outcomes = run_batch(stories, now=LATER)
    assert [outcome.status for outcome in outcomes.values()] == [Status.UNCHANGED] * 2
    assert stored(tmp_path / "out", MOON).digest.revision == 1


def test_a_folder_that_was_deleted_is_written_again_from_the_store(
    stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(stories)
    before = {name: told.split()[0] for name, told in contents(tmp_path / "out" / MOON).items()}
    for file in (tmp_path / "out" / MOON).iterdir():
        file.unlink()
    (tmp_path / "out" / MOON).rmdir()
    run_batch(stories, now=LATER)
    assert {name: told.split()[0] for name, told in contents(tmp_path / "out" / MOON).items()} == before


@pytest.mark.parametrize("name", ["digest.json", "articles.json", "facts.json", "digest.md", "digest.html"])
@pytest.mark.parametrize("content", [None, b"cut off"])
def test_a_file_of_a_digest_that_is_not_as_it_was_left_is_written_again(
    name: str, content: bytes | None, stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(stories)
    file = tmp_path / "out" / MOON / name
    before = contents(file.parent)
    whole = file.read_bytes()
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    outcome = run_batch(stories, now=LATER)[MOON]
    if content is not None and name == "digest.json":  # nobody knows whose work that is
        assert outcome.quarantine is not None
        assert outcome.quarantine.fault is Fault.DIGEST
        assert file.read_bytes() == content
        return
    assert outcome.quarantine is None
    assert file.read_bytes() == whole
    written = {other for other, told in contents(file.parent).items() if told != before[other]}
    assert written == {name} or name == "digest.json"


def test_an_older_copy_of_a_folder_is_replaced_by_what_the_store_holds(
    stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(stories)
    folder = tmp_path / "out" / MOON
    older = {file.name: file.read_bytes() for file in folder.iterdir()}
    told = listed(stories, MOON)
    relist(stories, MOON, {**told, "articles": told["articles"][:-1]})
    assert run_batch(stories)[MOON].status is Status.UPDATED
    newer = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    for name, content in older.items():
        (folder / name).write_bytes(content)
    assert run_batch(stories)[MOON].revision == 2
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} == newer
    assert run_batch(stories)[MOON].status is Status.UNCHANGED


def save(out: Path, made: Revision) -> Revision:
    """Append a revision as an editor does."""

    async def append() -> None:
        with Store(sqlite_url(out)) as store:
            await store.revisions.append(made, author="Ada", reason="by hand")

    asyncio.run(append())
    return made


def test_a_locked_section_stays_to_the_byte_while_the_rest_is_made_anew(
    stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(stories)
    first = stored(tmp_path / "out", MOON)
    locked = save(tmp_path / "out", lock(first, first.digest.sections[1].id, NOW)).digest.sections[1]
    told = listed(stories, MOON)
    relist(stories, MOON, {**told, "articles": told["articles"][:-1]})
    outcome = run_batch(stories)[MOON]
    made = stored(tmp_path / "out", MOON)
    assert outcome.status is Status.UPDATED
    assert f"left as an editor has it: section “{locked.heading}”" in outcome.warnings
    assert made.digest.revision == 3
    assert made.digest.sections[1] == locked
    assert made.digest.articles[-1].withdrawn
    assert not [fault for fault in check_revision(made) if not fault.is_notice]
    assert run_batch(stories)[MOON].status is Status.UNCHANGED


def test_a_page_that_is_away_for_a_night_is_not_called_withdrawn(
    stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(stories)
    first = stored(tmp_path / "out", MOON).digest
    gone = stories / MOON / listed(stories, MOON)["articles"][0]["file"]
    gone.rename(gone.with_suffix(".away"))
    outcome = run_batch(stories, now=LATER)[MOON]
    assert any("not found" in warning for warning in outcome.warnings)
    assert not any(article.withdrawn for article in stored(tmp_path / "out", MOON).digest.articles)
    assert stored(tmp_path / "out", MOON).digest == first


def test_what_an_editor_saved_in_the_store_is_written_to_the_folder_by_the_next_run(
    stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(stories)
    first = stored(tmp_path / "out", MOON)
    edited = save(tmp_path / "out", lock(first, first.digest.timeline[0].id, NOW))
    assert run_batch(stories)[MOON].status is Status.UNCHANGED
    assert read_revision(tmp_path / "out" / MOON).digest == edited.digest
    assert run_batch(stories)[MOON].status is Status.UNCHANGED


def test_what_an_editor_saved_in_the_folder_is_taken_over_by_the_store(
    stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(stories)
    folder = FolderDigests(tmp_path / "out" / MOON)
    first = stored(tmp_path / "out", MOON)
    edited = lock(first, first.digest.sections[0].id, NOW)
    asyncio.run(folder.append(edited, author="Ada", reason="locked"))
    told = listed(stories, MOON)
    relist(stories, MOON, {**told, "articles": told["articles"][:-1]})
    assert run_batch(stories)[MOON].status is Status.UPDATED
    assert stored(tmp_path / "out", MOON).digest.sections[0] == edited.digest.sections[0]
    with Store(sqlite_url(tmp_path / "out")) as store:
        history = asyncio.run(store.revisions.history(MOON))
    assert [(entry.revision, entry.author) for entry in history] == [(1, "builtin"), (2, "Ada"), (3, "builtin")]


@pytest.mark.parametrize("argument", ["missing", "missing.jsonl"])
def test_an_argument_that_names_nothing_is_told_at_once(argument: str, tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="no such file or folder"):
        check_arguments([str(tmp_path / argument)])


def test_what_the_store_has_lost_of_a_story_costs_no_other_and_is_made_good(
    stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(stories)
    damaging = make_engine(sqlite_url(tmp_path / "out"))
    with damaging.begin() as connection:
        connection.execute(update(STORIES).where(STORIES.c.story_id == MOON).values(outcome="{"))
    damaging.dispose()
    assert {outcome.status for outcome in run_batch(stories).values()} == {Status.UNCHANGED}
    assert {outcome.status for outcome in run_batch(stories).values()} == {Status.UNCHANGED}


def test_what_is_in_the_way_of_one_digest_sets_one_story_aside(
    stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MOON).symlink_to(tmp_path / "nowhere")
    outcomes = run_batch(stories)
    assert outcomes[CONTACTS].status is Status.MADE
    aside = outcomes[MOON].quarantine
    assert aside is not None
    assert aside.fault is Fault.DIGEST
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "out" / MOON).unlink()
    assert run_batch(stories)[MOON].quarantine is None


def test_the_digest_of_another_story_is_not_taken_for_this_ones(
    stories: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(stories / CONTACTS)
    (tmp_path / "out" / "storydigest.sqlite3").unlink()
    (tmp_path / "out" / CONTACTS).rename(tmp_path / "out" / MOON)
    outcomes = run_batch(stories)
    aside = outcomes[MOON].quarantine
    assert aside is not None
    assert aside.fault is Fault.DIGEST
    assert outcomes[CONTACTS].status is Status.MADE
