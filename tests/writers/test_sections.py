"""What the builtin writer puts into its sections: what still stands, introductions first, and both sides."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.domain.article import ArticleText
from pipeline.facts import FactBook, RankedFact, gather
from pipeline.writers.builtin import BuiltinWriter, plan, sentences, worth
from pipeline.writers.clusters import Vectors
from pipeline.writers.currency import Currency
from pipeline.writers.introductions import Introductions, in_order
from pipeline.writers.other_sides import side_by_side, with_other_sides
from tests.stages.newsroom import PIER, VOTE, article, written_by_builtin

FIRST = datetime(2026, 3, 2, 8, tzinfo=UTC)

WILL_OPEN = "The ferry line will open its new terminal in Port Sorrel on Friday, the harbour board said."
IS_BUILT = "The harbour board is building a new terminal for the ferry line in Port Sorrel."
WILL_GROW = "The ferry line plans to run 40 trips a day from the new terminal in Port Sorrel by 2031."
OPENED = "The ferry line opened its new terminal in Port Sorrel on Friday before 900 guests."
COSTS = "The new terminal in Port Sorrel cost the harbour board 31 million crowns."
FOUNDED = "The harbour board of Port Sorrel bought the ferry line in 2009."


def told_on(number: int, day: int, *texts: str) -> ArticleText:
    return article(number, f"Ferry terminal in Port Sorrel, part {number}", *texts, published=FIRST + timedelta(day))


def book(*articles: ArticleText) -> FactBook:
    return gather(articles, "en", BuiltinWriter().budget)


def fact(found: FactBook, text: str) -> RankedFact:
    return next(ranked for ranked in found.ranked if ranked.fact.text == text)


def published(found: FactBook) -> list[str]:
    return [found.pick([fact_id])[0].fact.text for section in plan(found).sections for fact_id in section.facts]


def long_story() -> FactBook:
    return book(told_on(1, 0, WILL_OPEN, IS_BUILT, WILL_GROW, FOUNDED), told_on(2, 10, OPENED, COSTS))


def test_over_days_the_plans_and_the_present_of_an_older_article_weigh_less() -> None:
    found = long_story()
    currency = Currency(found)
    weights = [currency.weight(fact(found, text)) for text in (WILL_OPEN, IS_BUILT, COSTS)]
    assert weights == sorted(weights)
    assert len(set(weights)) == len(weights)


def test_a_plan_for_a_day_that_is_still_to_come_is_not_overtaken() -> None:
    found = long_story()
    assert Currency(found).weight(fact(found, WILL_GROW)) > Currency(found).weight(fact(found, WILL_OPEN))


def test_a_time_reckoned_from_the_day_of_an_older_article_weighs_less() -> None:
    reckoned = "The harbour board bought two tugs for the new terminal in Port Sorrel last month."
    dated = "The harbour board bought two tugs for the new terminal in Port Sorrel on 6 February 2026."
    found = book(told_on(1, 0, reckoned), told_on(2, 0, dated), told_on(3, 10, OPENED))
    assert Currency(found).weight(fact(found, reckoned)) < Currency(found).weight(fact(found, dated))


def test_within_a_day_or_two_nothing_is_overtaken() -> None:
    found = book(told_on(1, 0, WILL_OPEN, IS_BUILT), told_on(2, 1, OPENED, COSTS))
    assert {Currency(found).weight(ranked) for ranked in found.ranked} == {1.0}


def test_what_only_tells_of_times_long_before_the_story_is_background() -> None:
    found = book(told_on(1, 0, OPENED, COSTS, FOUNDED))
    assert Currency(found).weight(fact(found, FOUNDED)) < Currency(found).weight(fact(found, OPENED))


def test_a_plan_that_the_newest_article_has_overtaken_is_told_in_no_section() -> None:
    assert WILL_OPEN not in published(long_story())
    assert OPENED in published(long_story())


FULL = "Harbour master Greta Holm told the council of Port Sorrel that the mole was crumbling."
BARE = "Holm asked the council of Port Sorrel for 3 million crowns to mend the mole."
REPORT = "A report on the mole of Port Sorrel was written by a firm of divers."
THE_REPORT = "The report warned the council of Port Sorrel of a flood."
NAMESAKE = "Minister Odd Holm refused the harbour of Port Sorrel any money."


def facts(*texts: str) -> list[RankedFact]:
    found = book(told_on(1, 0, *texts))
    return [fact(found, text) for text in texts]


def test_a_full_name_comes_before_the_surname_alone_and_a_thing_before_it_is_taken_as_known() -> None:
    known = Introductions([BARE, FULL, THE_REPORT, REPORT])
    ordered = in_order(facts(BARE, FULL, THE_REPORT, REPORT), known)
    assert [ranked.fact.text for ranked in ordered] == [FULL, BARE, REPORT, THE_REPORT]


def test_the_builtin_writer_gives_the_full_name_first() -> None:
    texts = [draft.text for draft in sentences(facts(BARE, FULL))]
    assert texts == [FULL, BARE]


def test_what_no_section_before_it_introduces_is_found() -> None:
    known = Introductions([BARE, FULL, THE_REPORT, REPORT])
    bare, full, the_report, report = facts(BARE, FULL, THE_REPORT, REPORT)
    assert list(known.unexplained([[bare], [full]])) == [bare]
    assert list(known.unexplained([[full], [bare]])) == []
    assert list(known.unexplained([[the_report], [report]])) == [the_report]
    assert list(known.unexplained([[the_report, report]])) == []


def test_a_surname_of_two_people_is_ambiguous_without_the_full_name() -> None:
    known = Introductions([BARE, FULL, NAMESAKE])
    assert known.is_ambiguous(BARE)
    assert not known.is_ambiguous(FULL)
    assert not Introductions([BARE, FULL]).is_ambiguous(BARE)


@pytest.mark.parametrize(
    "texts",
    [
        ("Nordwind Ferries opened a terminal.", "Ferries cross the sound twice a day.", "The Nordwind was late."),
        ("The Velmark Post said so.", "The Post has 40 reporters."),
        ("Greta Holm's Nordwind sailed.", "Nordwind was late."),
    ],
)
def test_a_company_or_a_thing_needs_no_full_name(texts: tuple[str, ...]) -> None:
    known = Introductions(texts)
    assert [known.surnames(text) for text in texts] == [frozenset()] * len(texts)


TEN = "A jury in Port Sorrel deliberated for less than 10 minutes before it convicted the ferry captain."
FIFTEEN = "The jury in Port Sorrel took 15 minutes to convict the ferry captain of fraud."
SENTENCED = "A judge in Port Sorrel sentenced the ferry captain to three years in prison."
MET = "The ferry captain met the mayor of Velmark behind closed doors in Port Sorrel, two guests said."
NOT_MET = "The mayor of Velmark denied that the ferry captain had met him behind closed doors in Port Sorrel."


def two_articles() -> FactBook:
    return book(told_on(1, 0, TEN, SENTENCED, MET), told_on(2, 0, FIFTEEN, NOT_MET))


def test_a_figure_is_joined_by_another_articles_figure_for_the_same_thing() -> None:
    found = two_articles()
    (group,) = with_other_sides([[fact(found, TEN), fact(found, SENTENCED)]], found.ranked, found.articles)
    assert [ranked.fact.text for ranked in group] == [TEN, SENTENCED, FIFTEEN]
    assert [ranked.fact.text for ranked in side_by_side(group)] == [TEN, FIFTEEN, SENTENCED]


def test_what_is_denied_is_joined_by_the_denial() -> None:
    found = two_articles()
    (group,) = with_other_sides([[fact(found, MET), fact(found, SENTENCED)]], found.ranked, found.articles)
    assert [ranked.fact.text for ranked in group] == [MET, SENTENCED, NOT_MET]


def test_the_other_side_is_not_told_twice_nor_in_a_section_that_is_full() -> None:
    found = two_articles()
    ten, fifteen, sentenced = (fact(found, text) for text in (TEN, FIFTEEN, SENTENCED))
    assert with_other_sides([[ten, sentenced], [fifteen]], found.ranked, found.articles)[0] == (ten, sentenced)
    assert with_other_sides([[ten, sentenced] * 2], found.ranked, found.articles)[0] == (ten, sentenced) * 2


def test_the_digest_opens_with_the_most_salient_fact_even_when_the_story_goes_on_for_days() -> None:
    later = [one.model_copy(update={"published": FIRST + timedelta(9 * one.number)}) for one in PIER]
    assert VOTE in [sentence.text for sentence in written_by_builtin(later).digest.sections[0].sentences]


def test_what_opens_with_a_thing_as_known_joins_only_facts_that_tell_of_it() -> None:
    found = book(told_on(1, 0, REPORT, THE_REPORT, FULL))
    report, the_report, full = (fact(found, text) for text in (REPORT, THE_REPORT, FULL))
    vectors = Vectors(found.ranked, Introductions([REPORT, THE_REPORT, FULL]), Currency(found))
    assert vectors.fits(the_report, [full, report])
    assert not vectors.fits(the_report, [full])
    assert vectors.fits(full, [])


def test_what_was_told_on_other_days_is_less_near() -> None:
    near = book(told_on(1, 0, WILL_OPEN), told_on(2, 1, OPENED))
    far = book(told_on(1, 0, WILL_OPEN), told_on(2, 10, OPENED))
    relations = [
        Vectors(found.ranked, Introductions([]), Currency(found)).relation(
            fact(found, WILL_OPEN), [fact(found, OPENED)]
        )
        for found in (near, far)
    ]
    assert relations[0] > relations[1]


def test_an_opinion_or_a_quotation_weighs_less_than_what_happened() -> None:
    opinion = "The new terminal of the ferry line in Port Sorrel is an impressive building of glass."
    plain = "The new terminal of the ferry line in Port Sorrel is a four-storey building of glass."
    one, other = (book(told_on(1, 0, text, COSTS)) for text in (opinion, plain))
    assert worth(fact(one, opinion)) < fact(one, opinion).salience
    assert worth(fact(other, plain)) == fact(other, plain).salience
