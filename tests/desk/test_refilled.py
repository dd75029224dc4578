"""A form that is refused comes back as it was sent: an editor types nothing twice."""

import pytest

from pipeline.desk.desk import Desk
from tests.desk.newsroom import PAGE, Visitor, current

SANCTIONS = "South Korea joined the sanctions against Russia in 2022"
TYPED = "//input[@name='typed_date']/@value"
CHOSEN = "//select[@name='date']/option[1]"


def test_a_typed_date_is_kept_and_saved_once_the_rest_is_right(kim: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=t2").send("/change", "edit-event", text="", typed_date="2025-09-24")
    assert (kim.status, kim.values(TYPED)) == (422, ["2025-09-24"])
    kim.send("/change", "edit-event", text="The foreign ministers meet in New York.", reason="The embassy says so.")
    assert kim.status == 200, kim.texts("//*[@role='alert']")
    assert [event.date.label for event in current(desk).timeline if event.id == "t2"] == ["Sep 24, 2025"]


@pytest.mark.parametrize("typed", ["2026-13", "2025-02-30", "September", "24.9.2025", '"><b>'])
def test_what_is_no_date_is_kept_to_be_mended_beside_what_dates_look_like(kim: Visitor, desk: Desk, typed: str) -> None:
    kim.get(f"{PAGE}?edit=t2").send("/change", "edit-event", typed_date=typed)
    assert (kim.status, kim.values(TYPED), current(desk).revision) == (422, [typed], 2)
    (described,) = kim.values("//input[@name='typed_date']/@aria-describedby")
    assert "2026-01-15, a month as 2026-01, a year as 2026" in kim.texts(f"//*[@id='{described}']")[0]


def test_the_date_that_stood_there_stays_chosen_whatever_the_evidence_offers(kim: Visitor) -> None:
    before = kim.get(f"{PAGE}?edit=t2").texts(CHOSEN)
    kim.send("/change", "edit-event", text="", evidence=[], quote=SANCTIONS, quote_article="1")
    assert (kim.status, kim.texts(CHOSEN)) == (422, before)
    assert "2022" in kim.texts("//select[@name='date']/option")


def test_a_note_to_readers_and_the_article_of_typed_words_are_kept(kim: Visitor) -> None:
    note = "An earlier version said that they met in Seoul."
    kim.get(f"{PAGE}?edit=a3").send(
        "/change", "edit-sentence", tell=note, quote="nothing of the kind", quote_article="3"
    )
    assert kim.status == 422
    assert kim.values("//form[@id='edit']//input[@name='tell']/@value") == [note]
    assert kim.values("//form[@id='edit']//details[@open]//input/@name") == ["tell"]
    assert kim.values("//select[@name='quote_article']/option[@selected]/@value") == ["3"]
