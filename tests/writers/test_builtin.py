"""The builtin writer: the sources' own words, chosen so that they stand on their own."""

import asyncio

import pytest

from pipeline.checks.passage import Passage
from pipeline.domain.article import ArticleText, Fact
from pipeline.domain.digest import Origin
from pipeline.facts import FactBook, RankedFact, gather
from pipeline.writers.builtin import BuiltinWriter, plan, quotable, sentences
from pipeline.writers.clauses import main_clause
from pipeline.writers.clusters import section_count
from pipeline.writers.drafts import Claim
from pipeline.writers.surroundings import Surroundings
from tests.stages.newsroom import MAYOR, PIER, ROT, STALLS, STORM, VOTE, article, written_by_builtin


def book(*articles: ArticleText) -> FactBook:
    return gather(articles, "en", BuiltinWriter().budget)


def test_everything_that_it_publishes_is_a_sources_own_words() -> None:
    digest = written_by_builtin().digest
    said = "\n".join(one.text for one in PIER)
    assert [sentence.text for sentence in digest.sentences if sentence.text not in said] == []
    assert {statement.origin for statement in digest.statements} == {Origin.EXTRACTED}
    assert digest.headline_origin is Origin.EXTRACTED
    assert digest.provenance.model == "builtin"
    assert digest.provenance.usage.requests == 0
    assert digest.withheld == ()


def test_the_most_salient_fact_opens_the_digest() -> None:
    assert written_by_builtin().digest.sentences[0].text == VOTE


def test_a_connective_in_front_of_a_sentence_is_cut_and_a_dangling_one_is_passed_over() -> None:
    page = article(
        1,
        "Old Pier in Kestrel Bay closes",
        VOTE,
        "However, the Kestrel Bay council offered the traders on the Old Pier free stalls on Market Square.",
        "She said that the closure of the Old Pier was the hardest decision of her term.",
        "They will pay no rent on Market Square until the Old Pier reopens, the council said.",
        "“The closure of the Old Pier in Kestrel Bay was the hardest decision of the term,” she said.",
        "In a letter he asked the Kestrel Bay council to keep the Old Pier open to visitors.",
        "That day the Kestrel Bay council voted to close the Old Pier to all traders.",
        ROT,
    )
    texts = [sentence.text for sentence in written_by_builtin((page,)).digest.sentences]
    assert "The Kestrel Bay council offered the traders on the Old Pier free stalls on Market Square." in texts
    assert not any(text.startswith(("However", "She ", "They ", "That day")) for text in texts)
    assert not any(word in text for text in texts for word in ("she said", "he asked"))


@pytest.mark.parametrize(
    ("sentence", "is_quoted"),
    [
        ("The Kestrel Bay council denied that it was selling the Old Pier to a bank.", True),
        ("The Kestrel Bay council met traders of the Old Pier in May and denied it.", False),
        ("Engineers of Kestrel Bay said nobody had seen such a crack in the Old Pier.", False),
        ("The Old Pier shook with such a noise that traders in Kestrel Bay fled.", True),
    ],
)
def test_what_points_back_is_not_quoted(sentence: str, *, is_quoted: bool) -> None:
    found = book(article(1, "Old Pier in Kestrel Bay closes", sentence, VOTE))
    assert quotable(next(ranked for ranked in found.ranked if ranked.fact.text == sentence)) is is_quoted


def test_a_plan_gives_no_fact_to_two_sections() -> None:
    planned = plan(book(*PIER))
    facts = [fact for section in planned.sections for fact in section.facts]
    assert len(facts) == len(set(facts))
    assert len(planned.sections) == 3
    assert len({section.heading for section in planned.sections}) == 3


def test_how_many_sections_a_story_gets() -> None:
    expected = {2: 1, 3: 1, 5: 1, 6: 2, 8: 2, 9: 3, 15: 3, 20: 4, 24: 4, 25: 5, 400: 5}
    assert {usable: section_count(usable) for usable in expected} == expected


def test_what_one_article_tells_keeps_the_articles_order() -> None:
    page = article(1, "Old Pier in Kestrel Bay closes", MAYOR, ROT, VOTE)
    ranked = book(page).ranked
    assert [fact.fact.text for fact in ranked] != [MAYOR, ROT, VOTE]
    assert [draft.text for draft in sentences(ranked)] == [MAYOR, ROT, VOTE]


def test_its_drafts_are_final_and_its_judge_strikes_nothing() -> None:
    writer = BuiltinWriter()
    assert not writer.outline(book(*PIER)).can_redraft
    rulings = asyncio.run(writer.judge([Claim(STALLS, (Passage(quote=STALLS),))] * 2))
    assert [ruling.stands for ruling in rulings] == [True, True]


def test_a_headline_of_one_article_is_the_title_that_says_most_of_the_story() -> None:
    teased = PIER[1].model_copy(update={"title": "You will not believe what happens to this pier!"})
    assert written_by_builtin((PIER[0], teased, PIER[2])).digest.headline == PIER[0].title
    untitled = [one.model_copy(update={"title": ""}) for one in PIER]
    assert written_by_builtin(untitled).digest.headline == VOTE


@pytest.mark.parametrize("whose", [", according to the sources", ", Anna Berg of the harbour office said on Monday"])
def test_a_clause_that_the_sentence_hands_to_somebody_is_no_heading(whose: str) -> None:
    assert main_clause("The harbour board sold the old pier in May.") == "The harbour board sold the old pier in May"
    assert main_clause(f"The harbour board sold the old pier{whose}.") is None


@pytest.mark.parametrize("told", ["said on Monday, a day before the vote,", "told reporters in May, to some surprise,"])
def test_a_clause_that_only_says_who_speaks_is_no_heading(told: str) -> None:
    assert main_clause(f"Harbour master Anna Berg {told} that the old pier would be sold.") is None


def test_a_count_is_not_told_away_from_the_place_that_its_paragraph_has_set() -> None:
    text = "For Denmark there are two counts. The police had 9,000 people at the march and the dockers' union 22,000."
    around = Surroundings([article(1, "Dockers march", text)])
    counted = text.partition("counts. ")[2]
    evidence = article(1, "Dockers march", text).evidence(text.index(counted), len(text))
    ranked = RankedFact(Fact(id="f1", evidence=(evidence,)), 0.5, "en", 1)
    assert quotable(ranked)
    assert around.limit(ranked)


def test_what_opens_an_article_has_a_place_in_the_plan() -> None:
    lead = "Anglers have left the Old Pier for the harbour wall."
    further = article(4, "Traders at the Old Pier", lead, VOTE, MAYOR, STORM)
    found = book(*PIER, further)
    planned = {fact for section in plan(found).sections for fact in section.facts}
    assert {ranked.fact.id for ranked in found.ranked if ranked.fact.text == lead} <= planned
