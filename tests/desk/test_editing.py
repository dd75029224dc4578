"""What an editor does on the page of a digest, with plain forms and no JavaScript."""

import re
from pathlib import Path

import pytest

from pipeline.desk.desk import Desk
from pipeline.domain.digest import Digest, Origin
from pipeline.domain.support import Reason, Support, Verdict
from pipeline.folder import FolderDigests, read_revision, write_revision
from pipeline.store import sqlite_url
from tests.desk.newsroom import (
    PAGE,
    STORY,
    Visitor,
    candidates_written,
    current,
    fill,
    first_two,
    newsroom,
    run,
    sample_desk,
    write_again,
)
from tests.render.sample import REVISION
from tests.store.sample import revision

JOBS = "//div[starts-with(@class, 'job')]"
WRONG = "Moscow sent 12,000 tanks to Seoul in 2024."


def others(digest: Digest, part: str) -> list[object]:
    """All sections and events but one."""
    return [one for one in (*digest.sections, *digest.timeline) if one.id != part]


def test_the_page_has_each_sentence_with_its_evidence_marked_in_the_articles(kim: Visitor, desk: Desk) -> None:
    kim.get(PAGE)
    for number, statement in enumerate(current(desk).statements, 1):
        key = f"s{number}" if number <= 7 else f"e{number - 7}"
        marked = "".join(kim.values(f"//mark[contains(concat(' ', @data-keys, ' '), ' {key} ')]/text()"))
        for piece in statement.evidence:
            assert piece.quote.replace("\n", "") in marked or marked in piece.quote
        for link in kim.values(f"//li[@id='{key}']//a[@class='cite']/@href"):
            assert len(kim.elements(f"//mark[@id='{link[1:]}']")) == 1


def test_flags_are_told_with_their_reasons_and_what_was_withheld_is_there(kim: Visitor) -> None:
    kim.get(PAGE)
    assert "1 statement flagged: sentence 7" in kim.texts("//nav[@class='eye']")
    assert kim.texts("//li[@id='s7']//ul[@class='reasons']") == [
        "“sharply” No source says that trade contracted, let alone sharply.".replace("“", "").replace("”", "")
    ]
    assert "Published by decision of desk@hanriver.example" in kim.texts("//li[@id='s7']")[0]
    assert "Observers noted that concrete steps remain pending." in kim.texts("//details[@class='withheld']")[0]


def test_a_sentence_is_edited_and_nothing_else_moves(kim: Visitor, desk: Desk) -> None:
    before = current(desk)
    kim.get(f"{PAGE}?edit=a3").send("/change", "edit-sentence", text="He urged both to return to a pragmatic approach.")
    after = current(desk)
    assert (kim.status, after.revision) == (200, 3)
    assert "Saved as revision 3." in kim.text
    assert after.sections[0].sentences[2].text == "He urged both to return to a pragmatic approach."
    assert after.sections[0].sentences[2].origin is Origin.EDITED
    assert others(after, "s1") == others(before, "s1")
    assert after.sections[0].sentences[:2] == before.sections[0].sentences[:2]
    (*_, entry) = run(desk.store.revisions.history(STORY))
    assert (entry.author, entry.reason) == ("Kim", "edited a sentence")


def test_words_typed_as_they_stand_in_an_article_become_evidence(kim: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?add=s3")
    text = "The embassy said that Lee made no statement after the ceremony."
    words = 'made no statement\nafter the  "ceremony", the embassy said'
    kim.send("/change", "add-sentence", text=text, quote=words, quote_article="1")
    assert (kim.status, current(desk).revision) == (422, 2)
    assert "does not say" in kim.text
    assert kim.texts("//textarea[@name='text']") == [text]
    words = "Lee, who has served in Moscow before, made no statement after the ceremony, the embassy said"
    kim.send("/change", "add-sentence", quote=words)
    added = current(desk).sections[2].sentences[-1]
    assert (added.text, added.evidence[0].quote) == (text, words)


def test_what_the_checks_refuse_is_published_only_with_a_reason_which_is_recorded(kim: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=a1").send("/change", "edit-sentence", text=WRONG)
    assert (kim.status, current(desk).revision) == (422, 2)
    assert "12,000" in kim.texts("//div[@class='checked']")[0]
    assert kim.texts("//textarea[@name='text']") == [WRONG]
    kim.send("/change", "edit-sentence", reason="Our own reporting.")
    told = current(desk).sections[0].sentences[0]
    assert (told.text, told.support.verdict) == (WRONG, Verdict.UNSUPPORTED)
    assert told.override is not None
    assert (told.override.by, told.override.reason) == ("Kim", "Our own reporting.")
    assert "Our own reporting." in kim.get(f"{PAGE}/digest.html").text


@pytest.mark.parametrize(
    ("path", "button", "text", "told"),
    [
        ("?edit=headline", "headline", "Putin hopes to restore ties with South Korea", "edited the headline"),
        ("?edit=s2", "heading", "Nuclear talks that Moscow denies", "edited a heading"),
        ("?edit=a2", "sentence-up", "", "moved a sentence"),
        ("?edit=a2", "sentence-down", "", "moved a sentence"),
        ("?edit=b2", "delete-sentence", "", "deleted a sentence"),
        ("", "section-down", "", "moved a section"),
        ("?edit=t5", "delete-event", "", "deleted an event"),
        ("?edit=t2", "edit-event", "The foreign ministers meet in New York.", "edited an event"),
        ("?add=correction", "correction", "The ministers met in New York.", "added a note to readers"),
    ],
)
def test_whatever_is_changed_makes_a_revision_that_says_so(
    kim: Visitor, path: str, button: str, text: str, told: str
) -> None:
    kim.get(f"{PAGE}{path}").send("/change", button, **({"text": text} if text else {}))
    assert (kim.status, current(kim.desk).revision) == (200, 3), kim.texts("//*[@role='alert']")
    assert run(kim.desk.store.revisions.history(STORY))[-1].reason == told


def test_a_doubtful_sentence_is_let_stand_with_a_reason(tmp_path: Path) -> None:
    doubt = Support(
        verdict=Verdict.DOUBTFUL,
        score=0.6,
        reasons=(Reason(kind="name", words="Lee", hard=False, message="Spelt otherwise in the source."),),
    )
    sections = list(REVISION.digest.sections)
    sentence = sections[0].sentences[0].model_copy(update={"support": doubt})
    sections[0] = sections[0].model_copy(update={"sentences": (sentence, *sections[0].sentences[1:])})
    digest = REVISION.digest.model_copy(update={"sections": tuple(sections)})
    with newsroom(sqlite_url(tmp_path)) as desk:
        run(fill(desk.store, revision(1), REVISION.model_copy(update={"digest": digest})))
        kim = Visitor(desk, "Kim").get(PAGE)
        assert "2 statements flagged" in kim.texts("//nav[@class='eye']")[0]
        kim.send("/change", "override", reason="One man, two spellings.")
        decided_on = current(desk).sections[0].sentences[0].override
        assert decided_on is not None
        assert (decided_on.by, decided_on.reason) == ("Kim", "One man, two spellings.")


def test_a_section_is_added_with_its_first_sentence(kim: Visitor, desk: Desk) -> None:
    words = "Seoul aims to resume dialogue with Pyongyang in 2026"
    kim.get(f"{PAGE}?add=section").send(
        "/change",
        "add-section",
        heading="Seoul aims to resume dialogue with Pyongyang",
        text="Seoul aims to resume dialogue with Pyongyang in 2026.",
        quote=words,
        quote_article="3",
    )
    assert kim.status == 200, kim.texts("//*[@role='alert']")
    assert [section.heading for section in current(desk).sections][-1].startswith("Seoul aims")


def test_an_event_without_a_date_gets_the_one_that_its_evidence_gives(kim: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?add=event").send(
        "/change",
        "add-event",
        text="South Korea joins the sanctions against Russia.",
        quote="South Korea joined the sanctions against Russia in 2022",
        quote_article="1",
    )
    assert kim.status == 200, kim.texts("//*[@role='alert']")
    assert "2022" in [event.date.label for event in current(desk).timeline]
    kim.get(f"{PAGE}?add=event").send("/change", "add-event", text="It ends.", typed_date="2026-13", quote="x")
    assert kim.status == 422


def test_what_is_locked_is_not_written_again_until_it_is_unlocked(kim: Visitor, desk: Desk) -> None:
    kim.get(PAGE).send("/change", "lock", id="s1")
    assert current(desk).sections[0].locked
    assert kim.elements("//section[@id='section-1']//textarea[@name='note']") == []
    write_again(kim, "")
    candidates_written(kim)
    assert "locked" in kim.texts(JOBS)[0]
    kim.send("/change", "unlock", id="s1")
    assert not current(desk).sections[0].locked


def test_a_withheld_sentence_is_taken_up_on_words_that_show_it(kim: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=w1")
    words = "a senior official said"
    kim.send("/change", "add-sentence", quote=words, quote_article="3")
    assert kim.status == 422
    kim.send("/change", "add-sentence", reason="Said to us by three of them.")
    assert kim.status == 200, kim.texts("//*[@role='alert']")
    assert current(desk).sections[0].sentences[-1].text == "Observers noted that concrete steps remain pending."


def test_an_old_revision_is_compared_and_restored(kim: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}/history")
    assert re.search(r"Rev. 2 .*Rev. 1", " ".join(kim.texts("//ol")))
    kim.get(f"{PAGE}/compare?before=1&after=2")
    assert kim.texts("//del") == ["Seoul"]
    assert kim.texts("//ins") == ["South Korea as denied nuclear talks linger"]
    kim.send("/restore")
    assert current(desk).revision == 3
    assert current(desk).headline == "Putin says Moscow hopes to restore ties with Seoul"
    assert run(desk.store.revisions.history(STORY))[-1].reason == "restored revision 1"


@pytest.mark.parametrize(("form", "page"), [("change", PAGE), ("rewrite", PAGE), ("restore", f"{PAGE}/history")])
def test_where_forms_go_leads_back_to_their_page(kim: Visitor, form: str, page: str) -> None:
    assert kim.client.get(f"{PAGE}/{form}", follow_redirects=False).headers["location"] == page


def test_what_was_saved_is_not_told_of_once_others_have_gone_on(kim: Visitor, lee: Visitor) -> None:
    kim.get(PAGE).send("/change", "lock", id="s1")
    (told,) = kim.texts("//*[@class='flash']")
    path = f"{PAGE}?said=saved&revision=3"
    assert (told, kim.get(path).texts("//*[@class='flash']")) == ("Saved as revision 3.", ["Saved as revision 3."])
    lee.get(PAGE).send("/change", "lock", id="s2")
    assert kim.get(path).texts("//*[@class='flash']") == []


def test_what_is_saved_is_published_to_the_folder(tmp_path: Path) -> None:
    with sample_desk(tmp_path, out=tmp_path / "out") as desk:
        Visitor(desk).get(f"{PAGE}?edit=b2").send("/change", "delete-sentence")
    assert read_revision(tmp_path / "out" / STORY).digest.revision == 3


def test_an_editor_is_told_where_readers_do_not_get_what_was_saved(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / STORY).write_text("in the way")
    with sample_desk(tmp_path, out=out) as desk:
        visitor = Visitor(desk).get(f"{PAGE}?edit=b2").send("/change", "delete-sentence")
        assert any("readers still get the revision before" in said for said in visitor.texts("//*[@role='status']"))
        assert current(desk).revision == 3
        (out / STORY).unlink()
        visitor.get(f"{PAGE}?edit=a3").send("/change", "delete-sentence")
        assert not any("readers still" in said for said in visitor.texts("//*[@role='status']"))
    assert read_revision(out / STORY).digest.revision == 4


def test_what_was_edited_in_the_folder_meanwhile_is_gone_on_from(tmp_path: Path) -> None:
    out = tmp_path / "out"
    folder = write_revision(first_two()[1], out)
    with sample_desk(tmp_path, out=out) as desk:
        visitor = Visitor(desk).get(f"{PAGE}?edit=b2")
        run(FolderDigests(folder).append(revision(3, "Seoul and Moscow talk"), author="Lee", reason="in the folder"))
        visitor.send("/change", "delete-sentence")
        assert [entry.author for entry in run(desk.store.revisions.history(STORY))] == ["batch", "batch", "Lee", "desk"]
        made = current(desk)
    assert (made.revision, made.headline) == (4, "Seoul and Moscow talk")
    assert read_revision(folder).digest == made


def test_where_folder_and_store_went_apart_the_editor_is_told_and_neither_is_written_over(tmp_path: Path) -> None:
    out = tmp_path / "out"
    folder = write_revision(revision(2, "Another digest altogether"), out)
    with sample_desk(tmp_path, out=out) as desk:
        visitor = Visitor(desk).get(f"{PAGE}?edit=b2").send("/change", "delete-sentence")
        assert (visitor.status, current(desk).revision) == (409, 2)
        assert any("apart from each other" in said for said in visitor.texts("//main//h1"))
    assert read_revision(folder) == revision(2, "Another digest altogether")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"do": "nothing"},
        {"do": "lock", "id": "s1", "revision": "-1"},
        {"do": "lock", "id": "s1", "revision": "²"},
        {"do": "edit-sentence", "id": "a1", "revision": "2", "text": "x", "evidence": "1:0"},
        {"do": "edit-event", "id": "t1", "revision": "2", "text": "x", "status": "maybe"},
        {"do": "override", "id": "a1", "revision": "2"},
    ],
)
def test_a_form_that_no_page_holds_is_refused(kim: Visitor, desk: Desk, fields: dict[str, str]) -> None:
    token = kim.get(PAGE).values("//input[@name='_token']/@value")[0]
    assert kim.post(f"{PAGE}/change", {**fields, "_token": token}).status == 400
    assert current(desk).revision == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "edit-sentence", "id": "gone", "text": "x", "evidence": "1:0:9"},
        {"do": "edit-sentence", "id": "a1", "text": "", "evidence": "1:0:9"},
        {"do": "edit-sentence", "id": "a1", "text": "Words.", "evidence": "9:0:9"},
        {"do": "edit-sentence", "id": "a1", "text": "Words.", "evidence": "1:0:999999999"},
        {"do": "edit-sentence", "id": "a1", "text": "Words."},
        {"do": "delete-sentence", "id": ""},
        {"do": "sentence-up", "id": "a1"},
        {"do": "section-up", "id": "s1"},
        {"do": "section-delete", "id": "nothing"},
        {"do": "lock", "id": "a1"},
        {"do": "unlock", "id": "s1"},
        {"do": "take-up", "id": "w9"},
        {"do": "edit-event", "id": "t1", "text": "Words.", "date": "//day/", "evidence": "1:0:9"},
        {"do": "add-event", "text": "Words.", "typed_date": "0000-01-01", "evidence": "1:0:9"},
        {"do": "headline", "text": WRONG},
        {"do": "correction", "text": " \u2028 "},
    ],
)
def test_a_change_that_cannot_be_made_is_told_of_and_makes_nothing(
    kim: Visitor, desk: Desk, fields: dict[str, str]
) -> None:
    token = kim.get(PAGE).values("//input[@name='_token']/@value")[0]
    kim.post(f"{PAGE}/change", {**fields, "revision": "2", "_token": token})
    assert kim.status == 422
    assert kim.texts("//*[@role='alert']")
    assert current(desk).revision == 2
