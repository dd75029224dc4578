"""Which dates facts have: those of their words, and of publication where they report the news of the day."""

from datetime import date

import pytest

from pipeline.domain.article import ArticleText
from pipeline.facts import Budget, gather
from pipeline.facts.about import facts_about
from pipeline.facts.entity import entity_of
from pipeline.stages.dating import dated_facts, dated_facts_about
from pipeline.stages.verify import Sources
from tests.stages.newsroom import article

TUESDAY = date(2026, 3, 10)
TODAY = "The council of Kestrel Bay voted on Tuesday to close the Old Pier to all visitors."
SUNDAY = "Divers found rot in the piles of the Old Pier of Kestrel Bay on Sunday."
UNDATED = "Mayor Ines Roth has ordered the closure of the Old Pier in Kestrel Bay to all visitors."
QUIET = "The Old Pier in Kestrel Bay is the longest of its kind on the coast."


def page(*sentences: str, published: date | None = TUESDAY) -> ArticleText:
    return article(1, "Kestrel Bay", *sentences, published=published)


def of_story(*sentences: str, published: date | None = TUESDAY) -> dict[str, list[str]]:
    """The labels of the dates of each fact of a one-article story."""
    pages = [page(*sentences, published=published)]
    found = dated_facts(gather(pages, "en", Budget(10_000, len)), Sources({1: pages[0]}, "en"))
    return {each.ranked.fact.text: [day.label for day in each.dates] for each in found}


def of_entity(about: str, *sentences: str, published: date | None = TUESDAY) -> dict[str, list[str]]:
    """The labels of the dates that each fact about an entity has."""
    pages = [page(*sentences, published=published)]
    found = dated_facts_about(facts_about(entity_of(about, pages), pages).facts, Sources({1: pages[0]}, "en"))
    return {each.ranked.fact.text: [day.label for day in each.dates] for each in found}


def test_what_opens_an_article_that_says_today_was_done_on_the_day_of_publication() -> None:
    assert of_story(UNDATED, TODAY)[UNDATED] == ["Mar 10, 2026"]


def test_what_opens_an_article_that_tells_no_day_was_done_by_the_day_of_publication() -> None:
    assert of_story(UNDATED, QUIET) == {UNDATED: ["by Mar 10, 2026"]}


@pytest.mark.parametrize(
    "sentences",
    [
        (UNDATED, SUNDAY),  # the opening tells of another day
        (QUIET, TODAY),  # what is so is no news
        (TODAY, UNDATED),  # it does not open the article
        ("Mayor Ines Roth will order the closure of the Old Pier in Kestrel Bay.", TODAY),
    ],
)
def test_what_is_no_news_of_the_day_has_no_date(sentences: tuple[str, ...]) -> None:
    undated = next(sentence for sentence in sentences if sentence not in {TODAY, SUNDAY})
    assert undated not in of_story(*sentences)


def test_without_a_publication_date_nothing_is_dated_by_it() -> None:
    assert of_story(UNDATED, QUIET, published=None) == {}


def test_news_that_a_dated_fact_tells_too_is_dated_by_that_alone() -> None:
    told = "Mayor Ines Roth ordered the closure of the Old Pier in Kestrel Bay to visitors on 2 March."
    assert UNDATED not in of_story(UNDATED, QUIET, QUIET, told)


def test_an_entity_has_the_dates_of_the_clauses_that_speak_of_it() -> None:
    text = "Ines Roth became mayor in 2019, and Tomas Lind left the council of Kestrel Bay in 2021."
    rest = ["Roth was born in 1970.", "Roth studied law in 1990.", "Roth moved to Kestrel Bay in 2001."]
    assert of_entity("Ines Roth", text, *rest)[text] == ["2019"]


def test_where_hardly_anything_is_dated_so_closely_whole_sentences_are() -> None:
    text = "Tomas Lind left the council in 2021, saying that the Old Pier was lost."
    assert of_entity("Old Pier", text) == {text: ["2021"]}


def test_what_an_entity_did_is_news_of_the_day_soon_behind_an_opening_that_says_today() -> None:
    done = "Roth signed the order at the gate of the Old Pier in front of a small crowd."
    seen = "Two men watched Ines Roth from the beach of Kestrel Bay for an hour."
    found = of_entity("Ines Roth", TODAY, f"Ines {done}", seen)
    assert found == {f"Ines {done}": ["Mar 10, 2026"]}


def test_news_whose_opening_goes_on_with_the_day_before_had_happened_by_publication() -> None:
    day = "The agency said on Monday that it had told the traders so, having heard all of them first."
    assert of_story(UNDATED, day)[UNDATED] == ["by Mar 10, 2026"]


def test_news_of_which_a_plain_sentence_tells_the_day_is_dated_by_that_alone() -> None:
    day = "Crews of the harbour office put up a long fence in Kestrel Bay on Monday."
    assert UNDATED not in of_story(UNDATED, day)
