"""The page that a person reads in the morning."""

import re
from html import unescape
from pathlib import Path

import pytest

from pipeline.batch.outcome import Fault, Outcome, Status
from pipeline.batch.report import wording
from pipeline.batch.status import State
from tests.batch.outcomes import USAGE, made, set_aside, updated
from tests.batch.report.test_files import report_of
from tests.render.hostile import ATTACKS
from tests.render.reading import Element, by_id, parse, words_of


def page_of(out: Path, *outcomes: Outcome, state: State = State.FINISHED, error: str | None = None) -> Element:
    report_of(out, *outcomes, state=state, error=error)
    return parse((out / "report.html").read_text())


def section_of(page: Element, anchor: str) -> Element:
    section = by_id(page, anchor).getparent()
    assert section is not None
    return section


def headings(page: Element) -> list[str]:
    return [words_of(heading) for heading in page.iter("h1", "h2", "h3")]


def tags(page: Element) -> list[str]:
    return [element.tag for element in page.iter()]


def test_the_summary_comes_first_then_what_needs_attention_then_all_stories(tmp_path: Path) -> None:
    held = made("held", warnings=("an editor has it",)).model_copy(update={"status": Status.HELD})
    page = page_of(
        tmp_path,
        made("ferries", warnings=("tells no date",)),
        made("harbour", withheld=("section:s1: no",)),
        set_aside("tunnel"),
        set_aside("bridge"),
        set_aside("pier", Fault.CUT_OFF),
        held,
    )
    assert headings(page) == [
        "Batch of 16 January 2026, 01:00 (UTC)",
        "What it took",
        "What needs attention",
        "Refused by the model 2 stories",
        "Answers cut off 1 story",
        "Held 1 story",
        "Withheld 1 story",
        "Warnings 1 story",
        "All stories",
    ]
    assert "Finished after 1 min 01 s 3 of 6 stories done 2 made 1 held for an editor 3 quarantined" in words_of(page)
    assert "900 in (0 cached), 80 out" in words_of(section_of(page, "took"))


def test_a_quiet_night_needs_no_attention(tmp_path: Path) -> None:
    page = page_of(tmp_path, made("ferries"))
    assert words_of(section_of(page, "attention")) == "What needs attention Nothing."


def test_a_story_that_was_set_aside_shows_its_error_the_answer_and_how_often_it_was_tried(tmp_path: Path) -> None:
    page = page_of(tmp_path, set_aside("tunnel", error="the model refused: no", raw="I cannot help", attempts=3))
    told = words_of(section_of(page, "refused"))
    assert "tunnel tried 3 times the model refused: no" in told
    assert "What the model said I cannot help" in told


def test_a_story_that_was_set_aside_shows_what_it_took_and_which_digest_it_keeps(tmp_path: Path) -> None:
    left = set_aside("tunnel").model_copy(update={"revision": 2, "usage": USAGE})
    page = page_of(tmp_path, left, set_aside("bridge"))
    told = words_of(section_of(page, "refused"))
    assert "Its digest stands as it was, at revision 2. " in told
    assert f"answers had come by then: {wording.tokens(USAGE)}; {wording.money(USAGE.cost_usd)}." in told
    assert told.count("stands as it was") == told.count("had come by then") == 1
    (row,) = (row for row in page.iter("tr") if row.get("class") == "quarantined" and "tunnel" in words_of(row))
    assert f"{USAGE.input_tokens:,}" in words_of(row)
    assert next(link.get("href") for link in row.iter("a")) == "tunnel/digest.html"


def test_every_story_leads_to_its_digest_from_where_the_report_is(tmp_path: Path) -> None:
    page = page_of(tmp_path, made("ferries"), set_aside("tunnel"))
    links = [link.get("href") for link in section_of(page, "stories").iter("a")]
    assert links == ["ferries/digest.html", "#refused"]


def test_a_story_tells_its_figures_and_what_changed(tmp_path: Path) -> None:
    page = page_of(tmp_path, updated("harbour", "section added: Ferries", "headline: “A”, was “B”"))
    told = words_of(section_of(page, "stories"))
    assert "harbour 2 changes section added: Ferries headline: “A”, was “B” updated 2" in told
    assert "14,203 1,203 0.0132 USD" in told


@pytest.mark.parametrize("state", [State.INTERRUPTED, State.STOPPED])
def test_a_run_that_did_not_finish_says_so_before_all_else(tmp_path: Path, state: State) -> None:
    page = page_of(tmp_path, made(), state=state, error="no credit left")
    (alarm,) = [element for element in page.iter("p") if element.get("class") == "ending alarming"]
    assert words_of(alarm).lower().startswith(f"{state} after 1 min 01 s")
    assert words_of(alarm).endswith("run it again, it goes on")


def test_every_fault_and_every_status_has_words(tmp_path: Path) -> None:
    assert set(wording.FAULT) == set(Fault)
    assert set(wording.STATUS) == set(Status)
    page = page_of(tmp_path, *(set_aside(f"s-{fault}", fault) for fault in Fault))
    assert [by_id(page, fault).tag for fault in Fault] == ["h3"] * len(Fault)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_shown_and_never_markup(tmp_path: Path, attack: str) -> None:
    def infected(text: str) -> Element:
        outcomes = (
            made("one", warnings=(text,), withheld=(text,)),
            updated("two", text),
            set_aside("three", error=text, raw=text),
            set_aside(text, Fault.MALFORMED, error=text),
        )
        return page_of(tmp_path, *outcomes, state=State.STOPPED, error=text)

    page = infected(attack)
    source = (tmp_path / "report.html").read_text()
    assert tags(page) == tags(infected("harmless"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", unescape(source))


def test_a_story_of_a_megabyte_does_not_bury_the_others(tmp_path: Path) -> None:
    enormous = "w" * 1_000_000
    page_of(
        tmp_path,
        made("one", warnings=(enormous,) * 300, withheld=(enormous,) * 300),
        updated("two", *(enormous,) * 300),
        set_aside("three", error=enormous, raw=enormous),
        set_aside(enormous, Fault.MALFORMED, error=enormous),
    )
    assert (tmp_path / "report.html").stat().st_size < 40_000


def test_the_page_asks_nothing_of_any_network_and_runs_no_script(tmp_path: Path) -> None:
    page = page_of(tmp_path, made("one"), set_aside("two", raw="raw"))
    assert not {"script", "link", "img", "iframe"} & set(tags(page))
    (policy,) = [meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv")]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert {link.get("href") for link in page.iter("a")} <= {"one/digest.html", "#refused", "report.json"}
