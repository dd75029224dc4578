"""`storydigest timeline`: what is printed about an entity, and what bad input gets."""

import json
from pathlib import Path

import pytest

from pipeline.domain.entity_timeline import EntityTimeline
from tests.cli.command import NOW, STORIES, Run
from tests.llm.loopback import Loopback, fails
from tests.sources.pages import PARAGRAPHS, news_page
from tests.stages.newsroom import ScriptedModel

ACTIVISION = STORIES / "microsoft-activision"
BUILTIN = ("--model", "builtin", "--now", NOW)


def made(ran_out: str) -> EntityTimeline:
    return EntityTimeline.model_validate_json(ran_out)


def test_a_timeline_is_printed_in_order_with_its_sources(storydigest: Run) -> None:
    ran = storydigest("timeline", ACTIVISION, "--about", "Microsoft", *BUILTIN)
    assert ran.code == 0
    assert ran.out.startswith("Timeline: Microsoft\n\nUpdated 16 January 2026 (named in 4 of 4 articles)\n")
    lines = ran.out.splitlines()
    assert lines.index("Sources") > next(n for n, line in enumerate(lines) if line.startswith("Oct 13, 2023 – "))
    (line,) = ran.err.splitlines()
    assert line.startswith("Microsoft: 4 articles, 4 of them on Microsoft, ")


def test_json_is_the_documented_model_in_one_line(storydigest: Run) -> None:
    ran = storydigest("timeline", ACTIVISION, "--about", "Microsoft", *BUILTIN, "--format", "json")
    assert ran.out.count("\n") == 1
    timeline = made(ran.out)
    assert (timeline.about, timeline.updated.isoformat()) == ("Microsoft", "2026-01-16T08:00:00+00:00")
    assert [article.number for article in timeline.articles] == [1, 2, 3, 4]
    assert sum("Microsoft" in event.text for event in timeline.timeline) * 2 > len(timeline.timeline)
    days = [event.date.earliest or event.date.latest for event in timeline.timeline]
    assert days == sorted(days)


def test_the_schema_of_the_json_can_be_had(storydigest: Run) -> None:
    schema = json.loads(storydigest("schema", "timeline").out)
    assert set(schema["properties"]) == set(EntityTimeline.model_fields)


def test_most_bounds_the_entries(storydigest: Run) -> None:
    ran = storydigest("timeline", ACTIVISION, "--about", "Microsoft", *BUILTIN, "--format", "json", "--most", "2")
    assert len(made(ran.out).timeline) == 2


def test_several_stories_are_searched_together_and_a_page_of_two_counts_once(storydigest: Run) -> None:
    page = ACTIVISION / "deal-closes.html"
    ran = storydigest("timeline", ACTIVISION, page, STORIES / "slim-moon-landing", "--about", "Microsoft", *BUILTIN)
    assert "named in 4 of 8 articles" in ran.out
    assert "left out: deal-closes.html: is article 3, " in ran.err


def test_the_same_inputs_give_the_same_bytes(storydigest: Run) -> None:
    ask = ("timeline", ACTIVISION, "--about", "FTC", *BUILTIN, "--format", "json")
    assert storydigest(*ask).out == storydigest(*ask).out


def test_an_entity_that_no_article_names_is_told_with_names_that_are_near(storydigest: Run) -> None:
    ran = storydigest("timeline", ACTIVISION, "--about", "Micrsoft", *BUILTIN)
    assert ran.code == 1
    assert ran.complaint == "none of the 4 articles names “Micrsoft”; near it they name “Microsoft”"


def test_an_entity_of_which_nothing_is_dated_is_told_as_such(storydigest: Run) -> None:
    ran = storydigest("timeline", STORIES / "seoul-moscow-contacts", "--about", "Zakharova", *BUILTIN)
    assert ran.code == 0
    assert "Timeline: Zakharova" in ran.out


def test_an_article_without_a_date_is_named(storydigest: Run, tmp_path: Path) -> None:
    page = tmp_path / "undated.html"
    page.write_text(news_page(), "utf-8")
    ran = storydigest("timeline", page, ACTIVISION, "--about", "Microsoft", *BUILTIN)
    assert "1 of 5 articles tells no date, so “Thursday” means no day there: " in ran.err
    assert "undated.html" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--about", "  "), "--about needs the name"),
        (("--about", "x" * 200), "--about is longer than"),
        (("--about", "X", "--language", "english"), "--language"),
        (("--about", "X", "--now", "soon"), "--now"),
        (("--about", "X", "--most", "0"), "--most"),
        ((), "--about"),
    ],
)
def test_wrong_usage_is_told(storydigest: Run, arguments: tuple[str, ...], told: str) -> None:
    ran = storydigest("timeline", ACTIVISION, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_story_that_cannot_be_read_does_not_keep_the_others_from_being_told(storydigest: Run) -> None:
    ran = storydigest("timeline", ACTIVISION, "nowhere", "--about", "Microsoft", *BUILTIN)
    assert ran.code == 1
    assert "Timeline: Microsoft" in ran.out
    assert "error: nowhere: no such file or folder" in ran.err


def test_text_of_a_page_reaches_no_terminal_as_a_command(storydigest: Run, tmp_path: Path) -> None:
    hostile = "Aurora \x1b[31msold\u202e three ferries to the Borealis yard for 40 million euros on 3 March 2025."
    page = tmp_path / "page.html"
    page.write_text(news_page(paragraphs=(hostile, *PARAGRAPHS), title="Aurora \x1b[2J sells ferries"), "utf-8")
    ran = storydigest("timeline", page, "--about", "Aurora", *BUILTIN)
    assert "Mar 3, 2025" in ran.out
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)


def test_a_model_is_asked_and_the_trace_keeps_what_it_was_asked_and_said(storydigest: Run, tmp_path: Path) -> None:
    with ScriptedModel() as server:
        ran = storydigest(
            "timeline",
            ACTIVISION,
            *("--about", "Microsoft", "--model", "small-model", "--now", NOW, "--trace", tmp_path / "trace"),
            OPENAI_BASE_URL=server.url,
        )
    assert ran.code == 0
    assert "Written by model small-model" in ran.out
    assert "input tokens" in ran.err  # the table of what the answers took
    kept = [json.loads(path.read_text()) for path in (tmp_path / "trace").iterdir()]
    assert {one["request"]["stage"] for one in kept} >= {"timeline"}


def test_an_endpoint_that_is_none_is_told_in_one_line(storydigest: Run) -> None:
    with Loopback(fails(404)) as server:
        ran = storydigest("timeline", ACTIVISION, "--about", "Microsoft", "--model", "m", OPENAI_BASE_URL=server.url)
    assert ran.code == 1
    assert "check OPENAI_BASE_URL" in ran.complaint
