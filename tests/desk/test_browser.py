"""The desk as a person uses it: in a browser, by mouse and by keyboard, on a screen and on a telephone."""

import re
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.desk.desk import Desk
from tests.desk.browser import MINE, SCREEN, TELEPHONE, THEIRS, Editors, axe, save, served, tab_to, violations
from tests.desk.newsroom import PAGE, PATIENCE, BuiltinWriters, current, fill, run, sample_desk
from tests.desk.test_stories import plain

ENVOY = "South Korea’s envoy for the North Korean nuclear issue recently travelled to Moscow and met Oleg Burmistrov"
PATHS = (
    "/stories",
    "/stories?q=nothing",
    "/stories/aside",
    "/stories/unknown",
    PAGE,
    f"{PAGE}?edit=a2",
    f"{PAGE}?edit=t3",
    f"{PAGE}?edit=w1",
    f"{PAGE}?add=event",
    f"{PAGE}/history",
    f"{PAGE}/compare?before=1&after=2",
    f"{PAGE}/published",
    "/login",
)


def lit(page: Page) -> list[str]:
    """The words that are lit up in the articles."""
    return page.locator("mark.lit").all_inner_texts()


class TestReading:
    """The digest beside its sources."""

    def test_pointing_at_a_sentence_lights_its_evidence_up(self, editors: Editors) -> None:
        page = editors.at(PAGE)
        page.locator("#s4 .words").hover()
        assert lit(page) == [
            "It has denied that consultations on North Korea’s nuclear programme took place",
            ENVOY,
            "Russia’s Foreign Ministry denied the report, saying that no such consultations had been held",
        ]
        expect(page.locator("mark.lit").first).to_be_in_viewport()
        page.locator("h1").hover()
        assert lit(page) == []

    def test_the_arrow_keys_go_from_sentence_to_sentence(self, editors: Editors) -> None:
        page = editors.at(PAGE)
        tab_to(page, "Moscow hopes to restore")
        assert lit(page) == ["Moscow hopes to restore its relations with South Korea"]
        page.keyboard.press("ArrowDown")
        assert len(lit(page)) == 2
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        assert len(lit(page)) == 2
        page.keyboard.press("Escape")
        assert lit(page) == []

    def test_a_citation_leads_to_the_words_by_mouse_and_by_keyboard(self, editors: Editors) -> None:
        page = editors.at(PAGE)
        page.locator("#s5 .cite").click()
        expect(page.locator("mark", has_text="met in New York in September").first).to_be_in_viewport()
        page.locator("#e1 .cite").focus()
        page.keyboard.press("Enter")
        expect(page.locator("mark", has_text="deployment of troops").first).to_be_in_viewport()

    def test_words_of_an_article_lead_back_to_the_sentence(self, editors: Editors) -> None:
        page = editors.at(PAGE)
        page.locator("mark", has_text="He urged both sides").click()
        expect(page.locator("#s3 .line")).to_be_focused()

    def test_on_a_telephone_the_words_come_up_from_below_and_go_again(self, editors: Editors) -> None:
        page = editors.at(PAGE, TELEPHONE)
        page.locator("#s7 .words").click()
        expect(page.locator("mark.lit").first).to_be_in_viewport()
        expect(page.locator("#s7 .words")).to_be_in_viewport()
        page.get_by_role("button", name="Close").click()
        expect(page.locator(".sources.raised")).to_have_count(0)

    def test_without_scripts_a_citation_leads_to_the_marked_words(self, editors: Editors) -> None:
        page = editors.at(PAGE, scripted=False)
        page.locator("#s5 .cite").click()
        expect(page.locator("mark:target")).to_contain_text("The two foreign ministers")


class TwoWriters(BuiltinWriters):
    """A desk that could ask a model as well."""

    names = ("a-model", "builtin")


class TestWritingAgain:
    """One section, and the rest stays."""

    def test_by_mouse_a_section_is_written_again_with_a_note_and_accepted(
        self, editors: Editors, open_desk: tuple[Desk, str]
    ) -> None:
        before = current(open_desk[0])
        page = editors.at(PAGE)
        section = page.locator("#section-1")
        section.get_by_text("Write again").click()
        section.get_by_label("What to do differently").fill("Shorter")
        section.get_by_role("button", name="Write a candidate").click()
        candidate = section.locator(".candidate")
        expect(candidate).to_contain_text("Shorter")
        expect(candidate.locator("del").first).to_be_visible()
        assert current(open_desk[0]) == before
        candidate.get_by_role("button", name="Accept").click()
        expect(page.get_by_role("status")).to_have_text("Accepted: this is revision 3.")
        assert current(open_desk[0]).sections[1:] == before.sections[1:]

    def test_who_chooses_the_writer_that_heeds_no_note_is_told_before_asking(
        self, browser: Browser, tmp_path: Path
    ) -> None:
        with sample_desk(tmp_path, writers=TwoWriters()) as desk, served(desk) as address, ExitStack() as stack:
            page = Editors(browser, address, stack).at(PAGE)
            section = page.locator("#section-1")
            section.get_by_text("Write again").click()
            told = section.get_by_text("The builtin writer heeds no note")
            expect(section.get_by_label("What to do differently")).to_be_visible()
            expect(told).to_be_hidden()
            section.get_by_label("Written by").select_option("builtin")
            expect(told).to_be_visible()

    def test_by_keyboard_a_candidate_is_asked_for_and_rejected(
        self, editors: Editors, open_desk: tuple[Desk, str]
    ) -> None:
        page = editors.at(PAGE)
        page.locator("#section-1 .again summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Shorter")
        tab_to(page, "Write a candidate")
        page.keyboard.press("Enter")
        expect(page.locator(".candidate")).to_be_focused()
        page.keyboard.press("r")
        expect(page.get_by_role("status")).to_have_text(re.compile("Rejected"))
        expect(page.locator(".candidate")).to_have_count(0)
        assert current(open_desk[0]).revision == 2

    def test_without_scripts_a_candidate_is_written_and_accepted(
        self, editors: Editors, open_desk: tuple[Desk, str]
    ) -> None:
        page = editors.at(PAGE, scripted=False)
        section = page.locator("#section-1")
        section.get_by_text("Write again").click()
        section.get_by_role("button", name="Write a candidate").click()
        look_again(page)
        page.locator(".candidate").get_by_role("button", name="Accept").click()
        expect(page.get_by_role("status")).to_have_text("Accepted: this is revision 3.")
        assert current(open_desk[0]).revision == 3


SHOWS_FOCUS = """(() => {
  const focused = document.activeElement;
  return focused === document.body || getComputedStyle(focused).outlineStyle !== "none";
})()"""


class TestEveryPage:
    """What holds for all of them."""

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("size", [SCREEN, TELEPHONE])
    def test_axe_core_finds_nothing_seriously_wrong(self, editors: Editors, size: tuple[int, int], scheme: str) -> None:
        source, page = axe(), editors.at(PAGE, size)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        written(page)
        found = [f"candidate: {one}" for one in violations(page, source)]
        for path in PATHS:
            page.goto(path)
            found += [f"{path}: {one}" for one in violations(page, source)]
        page.goto(f"{PAGE}?edit=a3")
        save(editors.at(f"{PAGE}?edit=a3", size, "Lee"), THEIRS)
        save(page, MINE)
        found += [f"conflict: {one}" for one in violations(page, source)]
        assert found == []

    def test_on_a_telephone_the_list_says_what_nothing_is_about(
        self, editors: Editors, open_desk: tuple[Desk, str]
    ) -> None:
        run(fill(open_desk[0].store, plain("calm", "Nothing is wrong here")))
        cell = editors.at("/stories", TELEPHONE).get_by_role("cell", name="Nothing")
        assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Needs an eye: "'

    def test_no_page_is_wider_than_a_telephone(self, editors: Editors) -> None:
        page = editors.at(PAGE, TELEPHONE)
        written(page)
        wide = [PAGE] if page.evaluate("document.documentElement.scrollWidth") > TELEPHONE[0] else []
        for path in PATHS:
            page.goto(path)
            if page.evaluate("document.documentElement.scrollWidth") > TELEPHONE[0]:
                wide.append(path)
        assert wide == []

    @pytest.mark.parametrize("path", ["/stories", PAGE, f"{PAGE}/history"])
    def test_whatever_has_the_focus_shows_it(self, editors: Editors, path: str) -> None:
        page = editors.at(path)
        unseen: list[str] = []
        for _ in range(30):
            page.keyboard.press("Tab")
            shown = page.evaluate(SHOWS_FOCUS)
            if not shown:
                unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 100)"))
        assert unseen == []


def written(page: Page) -> None:
    """Have the first section written again."""
    page.locator("#section-1 .again summary").click()
    page.locator("#section-1").get_by_role("button", name="Write a candidate").click()
    expect(page.locator(".candidate")).to_be_visible()


def look_again(page: Page) -> None:
    """Look at the page, as somebody without scripts has to, until the first section has a candidate."""
    section = page.locator("#section-1")
    told = section.locator(".candidate, .job")
    deadline = time.monotonic() + PATIENCE
    while True:
        expect(told).to_have_count(1)  # it is being written, or was: whoever goes on before takes the request back
        if section.locator(".candidate").count():
            return
        assert time.monotonic() < deadline, f"no candidate: {told.all_inner_texts()}"
        page.reload()
