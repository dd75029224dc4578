"""Candidates wait side by side; one is taken over where it still fits, and what changed is told where it does not."""

import asyncio
from pathlib import Path

import pytest

from pipeline.domain.candidate import HEADLINE, Candidate, CandidateState, HeadlineContent, Part, section_part
from pipeline.domain.digest import Origin, Revision
from pipeline.editing import (
    Digests,
    FolderDigests,
    StoredDigests,
    accepted,
    decided,
    delete_section,
    edit_headline,
    lock,
    move_sentence,
)
from pipeline.errors import Conflict, DigestError, Locked, UnknownPart
from pipeline.folder import write_revision
from pipeline.store import Store
from tests.editing.model import LATER, rewritten_by_builtin
from tests.stages.newsroom import PIER, STORY_ID, article, written_by_builtin

FIRST = written_by_builtin()
PART = section_part(FIRST.digest.sections[0].id)


def of(part: Part = PART) -> Candidate:
    return rewritten_by_builtin(FIRST, part)


def test_a_candidate_goes_on_top_of_changes_elsewhere() -> None:
    moved = lock(edit_headline(FIRST, "Old Pier", LATER), FIRST.digest.sections[1].id, LATER)
    made = accepted(moved, of(), LATER, FIRST)
    assert (made.digest.revision, made.digest.headline) == (4, "Old Pier")
    assert made.digest.sections[1] == moved.digest.sections[1]


def test_a_candidate_for_what_changed_meanwhile_is_refused_with_what_changed() -> None:
    moved = move_sentence(FIRST, FIRST.digest.sections[0].sentences[0].id, 1, LATER)
    with pytest.raises(Conflict, match=rf"{PART} was changed; have it redone on top"):
        accepted(moved, of(), LATER, FIRST)


def test_a_candidate_for_a_section_that_is_gone_is_refused() -> None:
    with pytest.raises(Conflict, match="is gone"):
        accepted(delete_section(FIRST, PART.section_id, LATER), of(), LATER, FIRST)


def test_a_candidate_from_other_articles_is_refused() -> None:
    more = written_by_builtin((*PIER, article(4, "Old Pier", "Anglers came to the Old Pier on 19 March.")), FIRST)
    with pytest.raises(Conflict, match="article 4 was added"):
        accepted(more, of(HEADLINE), LATER, FIRST)


def test_a_section_that_was_locked_meanwhile_is_left_alone() -> None:
    with pytest.raises(Locked):
        accepted(lock(FIRST, PART.section_id, LATER), of(), LATER, FIRST)


def test_a_headline_that_nothing_shows_any_more_is_refused() -> None:
    one = of(HEADLINE).model_copy(
        update={"content": HeadlineContent(text="Mayor resigns in Harbourtown", origin=Origin.GENERATED)}
    )
    with pytest.raises(Conflict, match="no longer fits"):
        accepted(FIRST, one, LATER, FIRST)


def test_nothing_is_decided_twice() -> None:
    rejected = decided(of(), CandidateState.REJECTED, "Ada", LATER)
    with pytest.raises(Conflict, match="was rejected by Ada already"):
        accepted(FIRST, rejected, LATER, FIRST)
    with pytest.raises(Conflict, match="was rejected by Ada already"):
        decided(rejected, CandidateState.ACCEPTED, "Ben", LATER)


def keeps_candidates(digests: Digests) -> None:
    """Put, list and decide, as wherever digests live."""

    candidate = of()

    async def run() -> None:
        one = await digests.put_candidate(candidate)
        again = await digests.put_candidate(candidate)
        assert again.id == f"{one.id}-2"
        assert again.content == one.content
        third = await digests.put_candidate(candidate)
        assert third.id == f"{one.id}-3"
        taken = decided(one, CandidateState.ACCEPTED, "Ada", LATER)
        made = accepted(FIRST, one, LATER, FIRST)
        await digests.append(made, author="Ada", reason="shorter", changes=("a",), accepted=taken)
        await digests.decide(decided(again, CandidateState.REJECTED, "Ben", LATER))
        with pytest.raises(Conflict, match="was rejected by Ben meanwhile"):
            await digests.decide(decided(again, CandidateState.ACCEPTED, "Ada", LATER))
        with pytest.raises(Conflict, match="somebody else made revision"):
            await digests.append(made.model_copy(update={"facts": ()}), author="Ben", reason="late")
        later = lock(made, made.digest.sections[1].id, LATER)
        lost = decided(again, CandidateState.ACCEPTED, "Ada", LATER)
        with pytest.raises(Conflict, match="was rejected by Ben meanwhile"):
            await digests.append(later, author="Ada", reason="late", accepted=lost)
        assert await digests.current(STORY_ID) == made
        states = {each.id: (each.state, each.decided_by) for each in await digests.candidates(STORY_ID)}
        assert states == {one.id: ("accepted", "Ada"), again.id: ("rejected", "Ben"), third.id: ("waiting", None)}
        unknown = decided(candidate.model_copy(update={"id": "c0000000000"}), CandidateState.REJECTED, "Ada", LATER)
        with pytest.raises(UnknownPart):
            await digests.decide(unknown)
        first, second = await digests.history(STORY_ID)
        assert first.revision == 1
        assert (second.author, second.reason, second.changes, second.made_at) == ("Ada", "shorter", ("a",), LATER)
        assert (second.model, second.prompts) == ("builtin", {})
        assert await digests.at(STORY_ID, 1) == FIRST
        assert await digests.at(STORY_ID, 3) is None
        assert await digests.current("another-story") is None
        assert await digests.candidates("another-story") == ()

    asyncio.run(run())


def test_a_store_keeps_candidates_and_who_decided_on_them(store_url: str) -> None:
    with Store(store_url) as store:
        asyncio.run(store.revisions.append(FIRST, author="builtin", reason="batch"))
        keeps_candidates(StoredDigests(store))


def test_a_folder_keeps_candidates_and_who_decided_on_them(tmp_path: Path) -> None:
    folder = write_revision(FIRST, tmp_path)
    keeps_candidates(FolderDigests(folder))
    assert {path.name for path in folder.iterdir()} >= {"candidates", "history.json", "revisions", "digest.html"}
    assert asyncio.run(FolderDigests(folder / "digest.json").current(STORY_ID)) is not None


def revised(revision: Revision) -> Revision:
    return edit_headline(revision, "Old Pier", LATER)


def test_a_folder_of_any_name_is_edited_where_it_lies(tmp_path: Path) -> None:
    folder = write_revision(FIRST, tmp_path).rename(tmp_path / "another name")
    asyncio.run(FolderDigests(folder).append(revised(FIRST), author="Ada", reason="by hand"))
    assert [path.name for path in tmp_path.iterdir()] == ["another name"]
    assert asyncio.run(FolderDigests(folder).current(STORY_ID)) == revised(FIRST)


@pytest.mark.parametrize("broken", ["{", "[]", '{"id": "c0123456789"}'])
def test_a_candidate_that_cannot_be_read_is_named(tmp_path: Path, broken: str) -> None:
    folder = write_revision(FIRST, tmp_path)
    (folder / "candidates").mkdir()
    (folder / "candidates" / "c0123456789.json").write_text(broken)
    (folder / "candidates" / "notes.json").write_text("mine")
    with pytest.raises(DigestError, match=r"c0123456789\.json: is not of"):
        asyncio.run(FolderDigests(folder).candidates(STORY_ID))


def test_an_id_from_elsewhere_names_no_file(tmp_path: Path) -> None:
    folder = write_revision(FIRST, tmp_path)
    evil = of().model_copy(update={"id": "c/../../digest"})
    with pytest.raises(UnknownPart):
        asyncio.run(FolderDigests(folder).put_candidate(evil))


@pytest.mark.parametrize("text", ["section", "section:", "headline:x", "", "event:e1", "SECTION:s1"])
def test_what_names_no_part_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no part of a digest"):
        Part.parse(text)


@pytest.mark.parametrize("part", [PART, HEADLINE])
def test_a_part_comes_back_from_its_text(part: Part) -> None:
    assert Part.parse(str(part)) == part
