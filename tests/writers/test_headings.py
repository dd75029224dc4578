"""Headings and headlines of the builtin writer: they say what a section is about, and repeat and deny nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from pipeline.checks.denials import denials, flatly_denied
from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Origin
from pipeline.facts import FactBook, RankedFact, gather
from pipeline.stages.verify import Sources
from pipeline.text.fold import squeeze
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.headings import headings
from pipeline.writers.headlines import headline
from pipeline.writers.phrases import noun_phrases
from tests.stages.newsroom import COST, PIER, ROT, STORM, VOTE, article, written_by_builtin

TALKS = "A trade envoy of Ardania met the central bank governor of Velmark in Port Sorrel, diplomats said on Monday."
DENIED = (
    "The government of Velmark denied that the trade envoy of Ardania had met the central bank governor in Port Sorrel."
)
LOANS = "Velmark has borrowed 300 million crowns from the development bank of Ardania since 2021."
RATES = "The central bank of Velmark raised its interest rate to 9 per cent in March."
EXPORTS = "Exports of tin from Velmark to Ardania fell by a fifth last year."
STRIKE = "Miners in the tin mines of Velmark have been on strike since January."


def book(*articles: ArticleText) -> FactBook:
    return gather(articles, "en", BuiltinWriter().budget)


def facts_of(found: FactBook, *texts: str) -> list[RankedFact]:
    known = {ranked.fact.text: ranked for ranked in found.ranked}
    return [known[text] for text in texts]


def headed(found: FactBook, head: str, *sections: Sequence[str]) -> list[str]:
    return headings([facts_of(found, *section) for section in sections], found, head)


def test_the_title_of_an_article_that_the_facts_bear_out_heads_their_section() -> None:
    found = book(*PIER)
    assert headed(found, "Kestrel Bay closes its pier", (STORM, ROT)) == [
        "Old Pier in Kestrel Bay could collapse in a storm"
    ]


def test_a_title_of_which_the_facts_say_nothing_heads_no_section() -> None:
    found = book(*PIER)
    assert headed(found, "Kestrel Bay closes its pier", (COST, ROT)) != [
        "Old Pier in Kestrel Bay could collapse in a storm"
    ]


def test_no_heading_stands_word_for_word_at_the_opening_of_a_sentence_below_it() -> None:
    for section in written_by_builtin().digest.sections:
        assert not any(squeeze(s.text).startswith(squeeze(section.heading)) for s in section.sentences)


def test_no_heading_says_what_the_headline_or_another_heading_says() -> None:
    digest = written_by_builtin().digest
    told = [digest.headline, *(section.heading for section in digest.sections)]
    assert len({squeeze(text) for text in told}) == len(told)
    found = book(*PIER)
    assert headed(found, "Old Pier in Kestrel Bay may collapse in a storm", (STORM, ROT)) != [PIER[2].title]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Velmark denied the sale of the tin mines to a bank in Ardania.", "Sale of the tin mines to a bank"),
        ("The proposed tax on sugar drinks was rejected on Friday.", "Proposed tax on sugar drinks"),
        ("Miners want an agreement to reopen the old shafts.", "Old shafts"),
        ("A 12-year-old boy from Port Sorrel found the missing dog's collar.", "Missing dog's collar"),
    ],
)
def test_a_noun_phrase_is_found_between_verbs(sentence: str, expected: str) -> None:
    assert expected in noun_phrases(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Berg met Tomas Lind in Port Sorrel.",
        "She said that they would.",
        "About 40 metres of it fell 12 metres.",
        "The tin is rich in lead.",
    ],
)
def test_what_names_no_thing_has_no_noun_phrase(sentence: str) -> None:
    assert list(noun_phrases(sentence)) == []


def test_a_verb_behind_could_opens_no_phrase() -> None:
    assert list(noun_phrases("It could harm competition in cloud gaming.")) == ["Competition in cloud gaming"]


def test_phrases_are_found_in_time_that_grows_with_the_text_alone() -> None:
    assert len(list(noun_phrases("the old tin mines of " * 500))) < 3000


def disputed() -> tuple[ArticleText, ...]:
    day = datetime(2026, 3, 9, 8, tzinfo=UTC)
    return (
        article(1, "Ardania envoy met Velmark's central bank governor in Port Sorrel", TALKS, LOANS, published=day),
        article(2, "Velmark denies meeting with Ardania's trade envoy", DENIED, RATES, EXPORTS, STRIKE, published=day),
    )


def test_a_headline_that_another_article_denies_gives_way_to_one_that_nobody_does() -> None:
    said, denied = disputed()
    assert headline(book(said)) == said.title
    assert headline(book(said, denied)) == denied.title


def test_no_heading_tells_as_a_fact_what_a_source_denies() -> None:
    found = book(*disputed())
    assert headed(found, "Tin", (TALKS, LOANS))[0] != disputed()[0].title


def test_a_clause_with_its_speaker_is_not_told_as_a_fact() -> None:
    known = denials(disputed())
    assert flatly_denied(TALKS.partition(", diplomats")[0], known)
    assert not flatly_denied(TALKS, known)


def test_who_is_not_named_in_a_denial_is_not_denied_by_it() -> None:
    known = denials(disputed())
    assert not flatly_denied("Anna Berg met the central bank governor of Velmark in Port Sorrel", known)


def test_a_digest_has_no_headline_that_a_source_denies() -> None:
    digest = written_by_builtin(disputed()).digest
    assert digest.headline == disputed()[1].title
    assert digest.headline_origin is Origin.EXTRACTED
    assert Sources({one.number: one for one in disputed()}, "en").titles


def test_over_weeks_the_newest_title_is_the_headline() -> None:
    def told(number: int, title: str) -> ArticleText:
        return article(number, title, VOTE, ROT, published=datetime(2026, 3, 7 * number, 8, tzinfo=UTC))

    first, last = (
        told(1, "Kestrel Bay council to close the Old Pier"),
        told(3, "Kestrel Bay council closed the Old Pier"),
    )
    assert headline(book(first, last)) == last.title
    assert headline(book(first.model_copy(update={"published": last.published}), last)) == first.title


def test_a_quotation_before_a_title_is_cut_off_and_what_is_said_before_a_colon_is_not() -> None:
    kicker = article(1, "“Like a biscuit”: Old Pier in Kestrel Bay could collapse in a storm", STORM, ROT)
    said = article(1, "Engineers: Old Pier in Kestrel Bay could collapse in a storm", STORM, ROT)
    assert headed(book(kicker), "Closed", (STORM, ROT)) == ["Old Pier in Kestrel Bay could collapse in a storm"]
    assert headed(book(said), "Closed", (STORM, ROT)) != ["Old Pier in Kestrel Bay could collapse in a storm"]


def test_a_phrase_tells_what_rather_than_who() -> None:
    texts = (
        "Officials of the harbour police in Port Sorrel want a ban on jet skis near the beach.",
        "Officials of the harbour police in Port Sorrel counted 40 complaints in June.",
    )
    found = book(article(1, "Port Sorrel", *texts))
    assert headed(found, "Port Sorrel", texts) == ["Ban on jet skis"]


def test_a_phrase_tells_what_rather_than_whom_it_befell() -> None:
    texts = (
        "The victim of the accident in Port Sorrel wants a ban on jet skis near the beach.",
        "The victim of the accident in Port Sorrel counted 40 complaints in June.",
    )
    found = book(article(1, "Port Sorrel", *texts))
    assert headed(found, "Port Sorrel", texts) == ["Ban on jet skis"]


def test_a_name_heads_a_section_where_nothing_else_does_whatever_its_first_letter() -> None:
    texts = ("Élodie Brun told us why.", "It was Élodie Brun who left.")
    assert headed(book(article(1, "Why", *texts)), "Why", texts[:1]) == ["Élodie Brun"]


def test_a_title_whose_words_lie_scattered_over_a_section_does_not_head_it() -> None:
    costs = "Velmark's tin campaign is growing in every district, governor Ana Lind said on Monday."
    paid = "The ministry of Velmark paid an agency 40,000 crowns for its work on the tin campaign."
    found = book(
        article(1, "Velmark tin campaign is working, governor Ana Lind says", costs, paid, LOANS),
        article(2, "Velmark pays an agency", RATES, EXPORTS, STRIKE),
    )
    assert "is working" not in headed(found, "Kestrel Bay closes its pier", (costs, paid))[0]


def test_what_something_became_heads_no_section() -> None:
    assert "Available to Aurora subscribers" not in noun_phrases(
        "In May the tug became available to Aurora subscribers."
    )
