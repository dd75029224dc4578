"""What the benchmark of the checks' speed times is what it says."""

from benchmarks.checks import PUBLISHED, article, forget, sentences
from pipeline.checks.passage import article_dates
from pipeline.text.fold import squeeze
from pipeline.text.words import words


def test_an_article_has_the_words_that_were_asked_for_and_no_sentence_twice() -> None:
    told = sentences()
    made = article(told, 16_000)
    assert 16_000 <= len(made.text.split()) < 16_100
    quotes = [passage.quote for _, passage in made.claims]
    assert len(set(quotes)) == len(quotes) > len(told)


def test_a_claim_has_its_sentence_in_another_order() -> None:
    for claim, passage in article(sentences(), 1_000).claims:
        assert squeeze(claim) != squeeze(passage.quote)
        assert {word.folded for word in words(passage.quote)} <= {word.folded for word in words(claim)}


def test_nothing_is_known_of_an_article_beforehand() -> None:
    article_dates("They met on Thursday.", PUBLISHED, "en")
    forget()
    assert article_dates.cache_info().currsize == 0
    assert words.cache_info().currsize == 0
