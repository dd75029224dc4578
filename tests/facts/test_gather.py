"""The facts of a story: ranked, fitted to a budget, and the same at every time of asking."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts import Budget, gather
from tests.facts.pages import (
    AGROUND,
    AGROUND_AGAIN,
    BUILT,
    CAPTAIN,
    FERRY,
    OIL,
    RESCUED,
    ROOMY,
    TUGS,
    UNION,
    article,
    gathered,
    told,
)

PARAGRAPHS = st.lists(
    st.sampled_from([AGROUND, AGROUND_AGAIN, BUILT, CAPTAIN, OIL, RESCUED, TUGS, UNION, "", "Read more: on ferries."]),
    max_size=6,
)
STORIES = st.lists(PARAGRAPHS, min_size=1, max_size=5)


def test_the_facts_of_a_story_are_its_statements_with_the_evidence_of_every_article() -> None:
    book = gathered()
    by_words = {fact.text: fact.articles for fact in book.facts}
    assert by_words == {
        AGROUND: (1, 2), RESCUED: (1, 3), CAPTAIN: (1, 3), OIL: (1,), BUILT: (2,), TUGS: (2,), UNION: (3,),
    }  # fmt: skip
    assert told(book)[0] == AGROUND


@settings(deadline=None)  # the clock of a busy machine proves nothing
@given(STORIES)
def test_evidence_always_matches_its_text(story: list[list[str]]) -> None:
    pages = {number: article(number, *paragraphs) for number, paragraphs in enumerate(story, 1)}
    book = gather(tuple(pages.values()), "en", ROOMY)
    assert all(pages[piece.article].shows(piece) for fact in book.facts for piece in fact.evidence)
    assert all(len({piece.article for piece in fact.evidence}) == len(fact.evidence) for fact in book.facts)
    assert len({fact.id for fact in book.facts}) == len(book.facts)
    saliences = [ranked.salience for ranked in book.ranked]
    assert saliences == sorted(saliences, reverse=True)


@settings(deadline=None)
@given(STORIES, st.integers(min_value=0, max_value=2_000))
def test_a_budget_is_kept_and_costs_no_article_that_it_can_hold(story: list[list[str]], limit: int) -> None:
    pages = [article(number, *paragraphs) for number, paragraphs in enumerate(story, 1)]
    whole = gather(pages, "en", ROOMY)
    book = gather(pages, "en", Budget(limit, len))
    assert sum(len(fact.text) for fact in book.facts) <= limit
    assert set(told(book)) <= set(told(whole))
    tellers = {number for fact in whole.facts for number in fact.articles}
    longest = max((len(fact.text) for fact in whole.facts), default=0)
    if limit >= (longest + 10) * len(tellers):
        assert {number for fact in book.facts for number in fact.articles} == tellers


def test_an_article_keeps_its_shortest_fact_where_the_best_do_not_fit_together() -> None:
    short = "The pilot of the Aurora was asleep."
    pages = (article(1, AGROUND), article(2, f"{TUGS}\n{short}"))
    book = gather(pages, "en", Budget(len(AGROUND) + len(short) + 20, len))
    assert set(told(book)) == {AGROUND, short}


def test_the_first_wording_of_a_fact_is_the_one_that_stands_alone() -> None:
    leaning = "They soured further after North Korea sent troops to Russia to fight in the war with Ukraine."
    plain = (
        "Ties between Seoul and Moscow soured after North Korea sent troops to Russia to fight in the war with Ukraine."
    )
    (fact,) = gather((article(1, leaning), article(2, plain)), "en", ROOMY).facts
    assert [piece.article for piece in fact.evidence] == [2, 1]
    assert fact.text == plain


def test_every_article_tells_facts_whatever_its_language() -> None:
    japanese = article(3, "機構は29日に運用を再開したと発表した。28日夜に通信が回復した。", language="ja")
    book = gather((*FERRY[:2], japanese), "en", ROOMY)
    assert [ranked.fact.text for ranked in book.ranked if ranked.language == "ja"] != []
    assert "28日夜に通信が回復した。" in told(book)


def test_facts_are_picked_by_id_in_the_order_asked_for() -> None:
    book = gathered()
    ids = [fact.id for fact in book.facts]
    assert [ranked.fact.id for ranked in book.pick([ids[2], ids[0]])] == [ids[2], ids[0]]
    with pytest.raises(KeyError):
        book.pick(["f-unknown"])


def test_an_id_follows_words_and_page_and_not_the_company_they_keep() -> None:
    alone = {fact.text: fact.id for fact in gather(FERRY[:1], "en", ROOMY).facts}
    together = {fact.text: fact.id for fact in gathered().facts}
    assert alone.items() <= together.items()
    moved = article(1, AGROUND, url="https://elsewhere.example/ferry")
    assert gather((moved,), "en", ROOMY).facts[0].id != alone[AGROUND]


def test_articles_without_a_statement_give_no_facts() -> None:
    assert gather((article(1, "Read more: on ferries."), article(2, "")), "en", ROOMY).facts == ()


@pytest.mark.parametrize("seed", ["1", "77"])
def test_facts_are_the_same_in_every_process(seed: str) -> None:
    script = "from tests.facts.pages import gathered; print([r._replace(fact=r.fact.id) for r in gathered().ranked])"
    told_again = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert told_again.strip() == str([ranked._replace(fact=ranked.fact.id) for ranked in gathered().ranked])  # pyright: ignore[reportArgumentType]  # printed alone
