"""Two editors at once: the second to save sees what the first did, and nothing is lost."""

from pipeline.desk.desk import Desk
from tests.desk.newsroom import PAGE, STORY, Visitor, current, run

MINE = "He urged both to return to a pragmatic approach."
THEIRS = "He urged both sides to return to a pragmatic approach, he said."


def test_the_second_to_save_a_sentence_sees_both_versions_and_merges_them(
    kim: Visitor, lee: Visitor, desk: Desk
) -> None:
    kim.get(f"{PAGE}?edit=a3")
    lee.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text=THEIRS)
    kim.send("/change", "edit-sentence", text=MINE)
    assert (kim.status, current(desk).revision) == (409, 3)
    assert kim.texts("//section[@aria-labelledby='theirs']//ins") == [", he said"]
    assert kim.texts("//section[@aria-labelledby='yours']//del") == ["sides"]
    assert kim.texts("//textarea[@name='text']") == [MINE]
    kim.send("/change", text="He urged both to return to a pragmatic approach, he said.")
    assert kim.status == 200, kim.texts("//*[@role='alert']")
    assert current(desk).sections[0].sentences[2].text == "He urged both to return to a pragmatic approach, he said."
    assert [entry.author for entry in run(desk.digests.history(STORY))] == ["batch", "batch", "Lee", "Kim"]


def test_a_conflict_over_a_conflict_is_one_too(kim: Visitor, lee: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=a3")
    lee.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text=THEIRS)
    kim.send("/change", "edit-sentence", text=MINE)
    lee.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text="He urged both sides to return to an approach.")
    kim.send("/change")
    assert (kim.status, current(desk).revision) == (409, 4)


def test_changes_of_different_parts_do_not_meet(kim: Visitor, lee: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=a3")
    lee.get(f"{PAGE}?edit=b2").send("/change", "delete-sentence")
    kim.send("/change", "edit-sentence", text=MINE)
    digest = current(desk)
    assert (kim.status, digest.revision) == (200, 4)
    assert digest.sections[0].sentences[2].text == MINE
    assert len(digest.sections[1].sentences) == 1


def test_who_changes_what_is_gone_is_told(kim: Visitor, lee: Visitor) -> None:
    kim.get(f"{PAGE}?edit=b2")
    lee.get(f"{PAGE}?edit=b2").send("/change", "delete-sentence")
    kim.send("/change", "edit-sentence", text="The foreign ministers had met in New York.")
    assert kim.status == 409
    assert "It is no longer there." in kim.text


def test_a_lock_meets_a_change_of_what_is_locked(kim: Visitor, lee: Visitor, desk: Desk) -> None:
    kim.get(PAGE)
    lee.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text=THEIRS)
    kim.send("/change", "lock", id="s1")
    assert kim.status == 409
    kim.send("/change")
    assert current(desk).sections[0].locked


def test_restoring_rests_on_all_of_the_digest(kim: Visitor, lee: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}/history")
    lee.get(f"{PAGE}?edit=b2").send("/change", "delete-sentence")
    kim.send("/restore")
    assert (kim.status, current(desk).revision) == (409, 3)
    kim.send("/restore")
    assert current(desk).headline.endswith("with Seoul")
