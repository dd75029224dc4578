"""Editing by hand in a browser, by mouse and by keyboard, alone and with others."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from pipeline.desk.desk import Desk
from tests.desk.browser import MINE, SCREEN, TELEPHONE, THEIRS, Editors, save, served, sign_in, tab_to
from tests.desk.newsroom import PAGE, SECRET, STORY, current, run, sample_desk

SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector(".articles"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    const node = walker.currentNode;
    if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


def test_by_mouse_a_sentence_is_edited_with_words_selected_in_an_article(
    editors: Editors, open_desk: tuple[Desk, str]
) -> None:
    page = editors.at(f"{PAGE}?add=s3")
    page.get_by_label("Text", exact=True).fill("Russia counts on the restoration of relations.")
    selected = "Russia counts on the restoration of relations"
    page.evaluate(SELECT, selected)
    page.get_by_role("button", name="Add the words selected").click()
    expect(page.locator(".piece")).to_contain_text(selected)
    page.get_by_role("button", name="Check and save").click()
    expect(page.get_by_role("status")).to_have_text("Saved as revision 3.")
    assert current(open_desk[0]).sections[2].sentences[-1].evidence[0].quote == selected


def test_by_keyboard_a_sentence_is_edited_flagged_and_published_with_a_reason(
    editors: Editors, open_desk: tuple[Desk, str]
) -> None:
    page = editors.at(PAGE)
    tab_to(page, "Moscow hopes to restore")
    page.keyboard.press("e")
    field = page.get_by_label("Text", exact=True)
    expect(field).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Moscow sent 12,000 tanks to Seoul.")
    tab_to(page, "Check and save")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Publish it nevertheless")).to_be_focused()
    expect(page.locator(".checked")).to_contain_text("12,000")
    page.keyboard.type("We know it from elsewhere.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved as revision 3.")
    expect(page.locator("#s1")).to_contain_text("We know it from elsewhere.")
    assert current(open_desk[0]).revision == 3


def test_a_section_is_locked_by_mouse_and_an_event_by_keyboard(editors: Editors, open_desk: tuple[Desk, str]) -> None:
    page = editors.at(PAGE)
    page.locator("#section-2").get_by_role("button", name="Lock").click()
    expect(page.locator("#section-2 .part-head .locked")).to_have_text("locked")
    page.locator("#e1 .line").focus()
    page.keyboard.press("l")
    expect(page.locator("#e1 .chip.locked")).to_be_visible()
    assert current(open_desk[0]).sections[1].locked
    assert current(open_desk[0]).timeline[0].locked


@pytest.mark.parametrize("size", [SCREEN, TELEPHONE])
def test_far_down_the_page_it_is_seen_too_that_something_was_saved(editors: Editors, size: tuple[int, int]) -> None:
    page = editors.at(PAGE, size)
    page.locator("#e6 .line").focus()
    page.keyboard.press("l")
    told = page.get_by_role("status")
    expect(told).to_have_text("Saved as revision 3.")
    expect(told).to_be_in_viewport(ratio=1)
    page.keyboard.press("ArrowUp")
    expect(told).not_to_be_in_viewport()


@pytest.mark.parametrize("size", [SCREEN, TELEPHONE])
def test_the_second_to_save_sees_a_conflict_and_merges(
    editors: Editors, open_desk: tuple[Desk, str], size: tuple[int, int]
) -> None:
    kim, lee = editors.at(f"{PAGE}?edit=a3", size), editors.at(f"{PAGE}?edit=a3", size, "Lee")
    save(lee, THEIRS)
    save(kim, MINE)
    expect(kim.get_by_role("heading", name="Somebody else changed this meanwhile")).to_be_visible()
    expect(kim.locator(".version").first).to_contain_text(", he said")
    kim.get_by_label("Both in one").fill("He urged both to return to a pragmatic approach, he said.")
    kim.get_by_role("button", name="Save the merged text").click()
    expect(kim.get_by_role("status")).to_have_text("Saved as revision 4.")
    assert [entry.author for entry in run(open_desk[0].store.revisions.history(STORY))][2:] == ["Lee", "Kim"]


def test_a_refusal_leaves_the_words_where_they_were_typed_and_they_are_sent_again(
    editors: Editors, open_desk: tuple[Desk, str]
) -> None:
    page = editors.at(f"{PAGE}?edit=a3")
    page.get_by_label("Text", exact=True).fill(MINE)
    page.context.clear_cookies()
    page.get_by_role("button", name="Check and save").click()
    expect(page.locator("form.edit").get_by_role("alert")).to_contain_text("The page was too old")
    expect(page.get_by_label("Text", exact=True)).to_have_value(MINE)
    assert current(open_desk[0]).revision == 2
    page.get_by_label("Text", exact=True).press("Control+Enter")
    expect(page.get_by_role("status")).to_have_text("Saved as revision 3.")
    assert current(open_desk[0]).sections[0].sentences[2].text == MINE


def test_whoever_is_signed_out_while_writing_signs_in_elsewhere_and_saves(browser: Browser, tmp_path: Path) -> None:
    with sample_desk(tmp_path, token=SECRET) as desk, served(desk) as address, ExitStack() as stack:
        page = Editors(browser, address, stack).at(f"{PAGE}?edit=a3")
        sign_in(page)
        page.goto(f"{PAGE}?edit=a3")
        page.get_by_label("Text", exact=True).fill(MINE)
        other = page.context.new_page()
        other.goto(PAGE)
        other.locator(".who summary").click()
        other.get_by_role("button", name="Sign out").click()
        alert = page.locator("form.edit").get_by_role("alert")
        page.get_by_role("button", name="Check and save").click()
        expect(alert).to_contain_text("Sign in in another window")
        sign_in(other)
        page.get_by_role("button", name="Check and save").click()
        expect(alert).to_contain_text("send it once more")
        page.get_by_role("button", name="Check and save").click()
        expect(page.get_by_role("status")).to_have_text("Saved as revision 3.")
        assert current(desk).sections[0].sentences[2].text == MINE


def test_a_page_whose_form_was_refused_can_be_loaded_again(editors: Editors) -> None:
    page = editors.at(PAGE)
    page.locator("#s3 .line").focus()
    page.keyboard.press("e")
    page.get_by_label("Text", exact=True).fill("Moscow sent 12,000 tanks to Seoul.")
    page.get_by_role("button", name="Check and save").click()
    expect(page.get_by_label("Publish it nevertheless")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Text", exact=True)).to_be_visible()


def test_an_old_revision_is_restored_by_keyboard(editors: Editors, open_desk: tuple[Desk, str]) -> None:
    page = editors.at(f"{PAGE}/history")
    tab_to(page, "Restore revision 1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Restored as revision 3.")
    assert current(open_desk[0]).headline.endswith("with Seoul")
