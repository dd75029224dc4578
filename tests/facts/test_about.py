"""The facts of one entity over many articles."""

from pipeline.facts.about import facts_about
from pipeline.facts.entity import entity_of
from tests.facts.pages import article

SOLD = "Aurora sold its three oldest ferries to a yard in May 2024."
SUED = "Aurora sued the harbour of Kestrel Bay over a broken crane in June 2024."
STORM = "A storm closed the harbour of Kestrel Bay for two days in June."
WAGES = "Aurora raised the wages of its 400 sailors by a tenth on Monday."


def test_facts_are_those_that_name_the_entity_each_with_all_that_tell_it() -> None:
    pages = [article(1, SOLD, STORM), article(2, SOLD, WAGES), article(3, STORM)]
    found = facts_about(entity_of("Aurora", pages), pages)
    assert {about.ranked.fact.text: about.ranked.fact.articles for about in found.facts} == {SOLD: (1, 2), WAGES: (2,)}
    assert found.naming == {1, 2}
    assert all(len(about.mentions) == len(about.ranked.fact.evidence) for about in found.facts)


def test_a_copy_of_an_article_is_no_source_of_its_own() -> None:
    copied = (SOLD, SUED, STORM)
    pages = [
        article(1, *copied),
        article(2, *copied, WAGES),
        article(3, SOLD, "Aurora declined to say more on that day."),
    ]
    found = facts_about(entity_of("Aurora", pages), pages)
    told = {about.ranked.fact.text: about.ranked.fact.articles for about in found.facts}
    assert dict(found.copies) == {2: 1}
    assert told[SOLD] == (1, 3)
    assert told[SUED] == (1,)
    assert told[WAGES] == (2,)  # what the copy adds is its own


def test_no_budget_cuts_off_what_one_of_many_articles_tells() -> None:
    pages = [
        article(n, f"Report {n} says that the storm of Monday broke {n + 10} boats in Kestrel Bay.")
        for n in range(1, 200)
    ]
    pages.append(article(200, SUED))
    found = facts_about(entity_of("Aurora", pages), pages)
    assert [about.ranked.fact.text for about in found.facts] == [SUED]
