"""What was withheld is taken up by an editor: as it is, with a reason, or as words of his own to begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.desk.desk import Desk
from pipeline.domain.article import Evidence
from pipeline.domain.digest import Origin, Revision, Withheld
from pipeline.domain.support import Reason
from pipeline.store import sqlite_url
from tests.desk.newsroom import PAGE, Visitor, current, fill, newsroom, run
from tests.render.sample import REVISION
from tests.store.sample import revision

OFFICIALS = "It would be the first meeting of the two countries’ nuclear officials since October 2024"
SANCTIONS = "South Korea joined the sanctions against Russia in 2022"
OFFERED = "//select[@name='date']/option"
TYPED = "//input[@name='typed_date']"


def words(article: int, quote: str) -> tuple[Evidence, ...]:
    text = next(one.text for one in REVISION.articles if one.number == article)
    start = text.index(quote)
    return (Evidence(article=article, start=start, end=start + len(quote), quote=quote),)


def held(key: str, where: str, text: str, evidence: tuple[Evidence, ...] = (), kind: str = "judge") -> Withheld:
    reason = Reason(kind=kind, words="", hard=True, message="The judge did not find it there.")
    return Withheld(id=key, where=where, text=text, evidence=evidence, reasons=(reason,))


WITHHELD = (
    held("undated", "timeline", "The nuclear officials of the two countries meet.", words(3, OFFICIALS)),
    held("dated", "timeline", "South Korea joins the sanctions against Russia.", words(1, SANCTIONS)),
    held("uncited", "timeline", "South Korea joins the sanctions against Russia."),
    held("title", "headline", "Putin hopes to restore ties with South Korea"),
    held("heading", "heading:s2", "Nuclear talks that Moscow denies"),
    held("lost", "section:gone", "South Korea joined the sanctions against Russia in 2022.", words(1, SANCTIONS)),
    held("raw", "outline", '{"headline": "…"}', kind="unusable"),
)


SHOWN = ("title", "heading", "undated", "dated", "uncited", "lost", "raw")


def with_withheld() -> Revision:
    digest = REVISION.digest.model_copy(update={"withheld": WITHHELD})
    return REVISION.model_copy(update={"digest": digest})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a digest of which much was withheld."""
    with newsroom(sqlite_url(tmp_path)) as made:
        run(fill(made.store, revision(1), with_withheld()))
        yield made


def left(desk: Desk) -> list[str]:
    return [one.id for one in current(desk).withheld]


def test_an_event_whose_evidence_gives_no_date_is_taken_up_at_the_one_that_is_typed(kim: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=undated")
    assert kim.elements(OFFERED) == []
    assert kim.values(f"{TYPED}/@required") != []
    kim.send("/change", "take-up", reason="We were told.")
    assert (kim.status, "its evidence gives no date" in kim.texts("//form[@id='edit']")[0]) == (422, True)
    kim.send("/change", "take-up", typed_date="2025-12", reason="We were told.")
    assert kim.status == 200, kim.texts("//*[@role='alert']")
    (event,) = [one for one in current(desk).timeline if one.text.startswith("The nuclear officials")]
    assert (event.date.label, event.origin, event.override is not None) == ("Dec 2025", Origin.GENERATED, True)
    assert "undated" not in left(desk)


def test_an_event_whose_evidence_gives_a_date_has_it_chosen(kim: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=dated")
    assert kim.texts(OFFERED) == ["2022"]
    assert kim.values(f"{TYPED}/@required") == []
    kim.send("/change", "take-up", reason="It stands there.")
    assert kim.status == 200, kim.texts("//*[@role='alert']")
    assert "2022" in [event.date.label for event in current(desk).timeline]


def test_what_cites_nothing_becomes_an_editors_words_and_is_withheld_no_longer(kim: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=uncited").send("/change", "add-event", quote="nothing of the kind", quote_article="1")
    assert kim.status == 422
    assert kim.elements("//details[@class='withheld']//form[@id='edit']") != []
    kim.send("/change", "add-event", quote=SANCTIONS)
    assert kim.status == 200, kim.texts("//*[@role='alert']")
    assert current(desk).timeline[0].origin is Origin.EDITED
    assert "uncited" not in left(desk)


@pytest.mark.parametrize(("key", "button"), [("title", "headline"), ("heading", "heading"), ("lost", "add-section")])
def test_headings_and_what_lost_its_section_are_taken_up_too(kim: Visitor, desk: Desk, key: str, button: str) -> None:
    links = kim.get(PAGE).values(f"//a[contains(@href, '?edit={key}#')]/@href")
    kim.get(str(links[0]).partition("#")[0]).send("/change", button, heading="South Korea joined the sanctions")
    assert kim.status == 200, kim.texts("//*[@role='alert']")
    digest = current(desk)
    told = (digest.headline, *(s.heading for s in digest.sections), *(s.text for s in digest.sentences))
    assert next(one.text for one in WITHHELD if one.id == key) in told
    assert key not in left(desk)


def test_all_that_was_withheld_is_shown_and_a_whole_answer_is_not_taken_up(kim: Visitor) -> None:
    kim.get(PAGE)
    assert kim.texts("//details[@class='withheld']//p[@class='held']") == [
        one.text for one in sorted(WITHHELD, key=lambda one: SHOWN.index(one.id))
    ]
    assert kim.values("//a[contains(@href, '?edit=raw')]") == []
    assert kim.get(f"{PAGE}?edit=raw").elements("//form[@id='edit']") == []


def test_what_somebody_else_has_taken_up_is_not_taken_up_twice(kim: Visitor, lee: Visitor, desk: Desk) -> None:
    kim.get(f"{PAGE}?edit=uncited")
    lee.get(f"{PAGE}?edit=uncited").send("/change", "add-event", quote=SANCTIONS, quote_article="1")
    before = current(desk)
    words_of_kim = "Seoul aims to resume dialogue with Pyongyang in 2026"
    kim.send("/change", "add-event", text="Seoul joined.", quote=words_of_kim, quote_article="3", typed_date="2026")
    assert kim.status == 422
    assert kim.texts("//textarea[@name='text']") == ["Seoul joined."]
    assert current(desk) == before
