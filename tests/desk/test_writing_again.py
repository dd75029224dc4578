"""Parts written again: what each editor asks for is written, compared, and accepted or rejected."""

from pathlib import Path

import pytest

from pipeline.desk.desk import Desk
from pipeline.domain.candidate import CandidateState
from tests.desk.newsroom import (
    PAGE,
    STORY,
    SlowWriters,
    Visitor,
    candidates_written,
    current,
    run,
    sample_desk,
    write_again,
)

JOBS = "//div[starts-with(@class, 'job')]"


def test_what_two_editors_ask_of_the_same_part_is_written_for_both(tmp_path: Path) -> None:
    writers = SlowWriters()
    with sample_desk(tmp_path, writers=writers) as desk, Visitor(desk).opened() as editor:
        wanted = [("Kim", "Shorter"), ("Lee", "Begin with the embassy"), ("Lee", "")]
        for name, note in wanted:
            editor.client.cookies.set("storydigest_name", name)
            write_again(editor, note)
        assert [told.partition(":")[0] for told in editor.texts(JOBS)] == [
            "builtin is writing for Kim Shorter",
            "builtin is writing for Lee Begin with the embassy",
            "builtin is writing for Lee",
        ]
        writers.released.set()
        candidates_written(editor)
        found = run(desk.store.candidates.of(STORY))
        assert sorted((one.author, one.note) for one in found) == sorted(wanted)
        assert len(editor.get(PAGE).elements("//article[@class='candidate']")) == len(wanted)


def test_the_same_asked_twice_is_written_once(tmp_path: Path) -> None:
    writers = SlowWriters()
    with sample_desk(tmp_path, writers=writers) as desk, Visitor(desk, "Kim").opened() as kim:
        for _ in range(2):
            write_again(kim, "Shorter")
        assert len(kim.elements(JOBS)) == 1
        writers.released.set()
        candidates_written(kim)
        assert len(run(desk.store.candidates.of(STORY))) == 1


def test_what_is_asked_of_a_later_revision_is_not_what_is_being_written(tmp_path: Path) -> None:
    writers = SlowWriters()
    with sample_desk(tmp_path, writers=writers) as desk, Visitor(desk, "Kim").opened() as kim:
        write_again(kim, "Shorter")
        kim.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text="He urged both to return to an approach.")
        write_again(kim, "Shorter")
        writers.released.set()
        candidates_written(kim)
        assert sorted(one.base_revision for one in run(desk.store.candidates.of(STORY))) == [2, 3]


def test_what_a_note_may_say_is_shown_by_an_example_that_fits_any_story(kim: Visitor) -> None:
    examples = set(kim.get(PAGE).values("//textarea[@name='note']/@placeholder"))
    assert examples == {"Shorter; begin with what is new; leave out …"}


def candidate_written(kim: Visitor, part: str = "section:s1", note: str = "Shorter, please") -> str:
    """Have a part written again; the path of the candidate's forms."""
    write_again(kim, note, part)
    candidates_written(kim)
    found = kim.values("//article[@class='candidate']//form/@action")
    assert found, kim.texts(JOBS)
    return str(found[0]).removeprefix(PAGE).rpartition("/")[0]


@pytest.mark.parametrize("part", ["section:s1", "headline", "timeline"])
def test_a_part_is_written_again_compared_and_accepted(desk: Desk, part: str) -> None:
    with Visitor(desk, "Kim").opened() as kim:
        before = current(desk)
        path = candidate_written(kim, part)
        assert "Shorter, please" in kim.texts("//article[@class='candidate']")[0]
        assert current(desk) == before
        kim.send(f"{path}/accept")
        assert (kim.status, "Accepted: this is revision 3." in kim.text) == (200, True)
    after = current(desk)
    kept = [one for one in before.sections if f"section:{one.id}" != part]
    assert [one for one in after.sections if f"section:{one.id}" != part] == kept
    if part != "timeline":
        assert after.timeline == before.timeline
    (candidate,) = run(desk.store.candidates.of(STORY))
    assert (candidate.state, candidate.decided_by) == (CandidateState.ACCEPTED, "Kim")


def test_several_candidates_wait_and_a_rejected_one_stays_in_the_history(desk: Desk) -> None:
    with Visitor(desk, "Kim").opened() as kim:
        candidate_written(kim, note="One")
        path = candidate_written(kim, note="Two")
        assert len(kim.elements("//article[@class='candidate']")) == 2
        assert "2 to decide" in kim.get("/stories").text
        kim.get(PAGE).send(f"{path}/reject")
        assert len(kim.elements("//article[@class='candidate']")) == 1
        assert "rejected by Kim" in " ".join(kim.get(f"{PAGE}/history").texts("//ol"))
        assert current(desk).revision == 2
        kim.get(PAGE)
        token = kim.values("//input[@name='_token']/@value")[0]
        kim.post(f"{PAGE}{path}/accept", {"_token": token, "revision": "2"})
        assert kim.status == 409


def test_a_candidate_for_what_has_changed_since_is_not_accepted(desk: Desk) -> None:
    with Visitor(desk, "Kim").opened() as kim:
        path = candidate_written(kim)
        lee = Visitor(desk, "Lee").get(f"{PAGE}?edit=a3")
        lee.send("/change", "edit-sentence", text="He urged both to return to a pragmatic approach.")
        kim.send(f"{path}/accept", tell="It was another approach.")
        assert kim.status == 409
        assert "section:s1 was changed" in kim.texts("//*[@role='alert']")[0]
        assert kim.values("//article[@class='candidate']//input[@name='tell']/@value") == ["It was another approach."]
    assert current(desk).revision == 3


def test_a_candidate_that_was_overtaken_is_written_again_on_top(desk: Desk) -> None:
    with Visitor(desk, "Kim").opened() as kim:
        candidate_written(kim)
        kim.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text="He urged both to return to an approach.")
        kim.send("/rewrite", "Write it again on top")
        candidates_written(kim)
        found = [(str(one.part), one.base_revision, one.note) for one in run(desk.store.candidates.of(STORY))]
        assert found == [("section:s1", 2, "Shorter, please"), ("section:s1", 3, "Shorter, please")]


def test_readers_are_told_of_what_an_accepted_candidate_puts_right(desk: Desk) -> None:
    with Visitor(desk, "Kim").opened() as kim:
        path = candidate_written(kim)
        kim.send(f"{path}/accept", tell="An earlier version named somebody else.")
    assert [(note.revision, note.text) for note in current(desk).corrections][1:] == [
        (3, "An earlier version named somebody else.")
    ]
