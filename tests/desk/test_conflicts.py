"""Two editors at once: the second to save sees what the first did, and nothing is lost."""

from typing import TypeVar

import pytest

from pipeline.desk.desk import Desk
from pipeline.domain.article import ArticleText, text_sha256
from pipeline.domain.digest import Digest, Event, Revision, Sentence
from tests.desk.newsroom import PAGE, STORY, Visitor, current, form_token, run
from tests.render.sample import REVISION

S = TypeVar("S", Sentence, Event)

MINE = "He urged both to return to a pragmatic approach."
THEIRS = "He urged both sides to return to a pragmatic approach, he said."
BEFORE = "Updated at noon.\n"


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
    assert [entry.author for entry in run(desk.store.revisions.history(STORY))] == ["batch", "batch", "Lee", "Kim"]


def test_a_conflict_over_a_conflict_is_one_too(kim: Visitor, lee: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=a3")
    lee.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text=THEIRS)
    kim.send("/change", "edit-sentence", text=MINE)
    lee.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text="He urged both sides to return to an approach.")
    kim.send("/change")
    assert (kim.status, current(desk).revision) == (409, 4)


def test_a_form_that_was_refused_still_meets_what_was_saved_before_it(kim: Visitor, lee: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=a3")
    lee.get(f"{PAGE}?edit=b2").send("/change", "delete-sentence")
    kim.send("/change", "edit-sentence", text=MINE, quote="words that no article has", quote_article="1")
    assert (kim.status, kim.values("//form[@id='edit']/input[@name='revision']/@value")) == (422, ["2"])
    lee.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text=THEIRS)
    kim.send("/change", "edit-sentence", text=MINE, quote="words that no article has", quote_article="1")
    assert (kim.status, kim.texts("//section[@aria-labelledby='theirs']//ins")) == (409, [", he said"])
    kim.send("/change", quote="")
    assert (kim.status, current(desk).sections[0].sentences[2].text) == (200, MINE)


@pytest.mark.parametrize("form", ["change", "restore"])
def test_a_form_that_no_page_holds_is_refused_in_a_conflict_too(
    kim: Visitor, lee: Visitor, desk: Desk, form: str
) -> None:
    token = form_token(kim.get(PAGE).text)
    lee.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text=THEIRS)
    fields = {"do": "edit-sentence", "id": "a3", "text": MINE, "revision": "2", "to": "1", "evidence": "1:0"}
    assert kim.post(f"{PAGE}/{form}", {**fields, "_token": token}).status == 400
    assert current(desk).revision == 3


def test_words_chosen_as_evidence_are_found_again_where_an_article_has_moved(kim: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=a3")
    run(desk.store.revisions.append(with_text_before(REVISION, 3), author="batch", reason="batch"))
    kim.send("/change", "edit-sentence", text=MINE)
    assert kim.status == 409
    kim.send("/change")
    assert (kim.status, current(desk).revision) == (200, 4)
    before = REVISION.digest.sections[0].sentences[2].evidence
    after = current(desk).sections[0].sentences[2].evidence
    assert [piece.quote for piece in after] == [piece.quote for piece in before]
    assert [piece.start for piece in after] == [piece.start + len(BEFORE) for piece in before]


def with_text_before(made: Revision, number: int) -> Revision:
    """A revision whose articles begin with something new, so that all words that are cited stand elsewhere."""

    def moved(statement: S) -> S:
        evidence = tuple(
            one.model_copy(update={"start": one.start + len(BEFORE), "end": one.end + len(BEFORE)})
            for one in statement.evidence
        )
        return statement.model_copy(update={"evidence": evidence})

    articles = tuple(
        ArticleText.model_validate(
            {**one.model_dump(), "text": BEFORE + one.text, "sha256": text_sha256(BEFORE + one.text)}
        )
        for one in made.articles
    )
    digest = made.digest.model_copy(
        update={
            "revision": number,
            "articles": tuple(one.listing for one in articles),
            "sections": tuple(
                one.model_copy(update={"sentences": tuple(map(moved, one.sentences))}) for one in made.digest.sections
            ),
            "timeline": tuple(map(moved, made.digest.timeline)),
            "withheld": (),
        }
    )
    return Revision(digest=Digest.model_validate(digest.model_dump()), articles=articles, facts=())


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
