"""What is told of an entity as events, and what a writer is given of them."""

from datetime import date

from pipeline.facts.about import facts_about
from pipeline.facts.entity import entity_of
from pipeline.stages.about import ToldEvent, brief_about, told_events
from pipeline.stages.verify import Sources
from tests.stages.newsroom import article

SOLD = "Aurora sold three ferries to the Borealis yard for 40 million euros on 3 March 2026."
SOLD_TOO = "Three ferries were sold by Aurora to the Borealis yard on 3 March 2026, for 40 million euros."
CRANE = "Aurora repaired a crane in the harbour of Kestrel Bay on 1 February 2026."
TWO = "Aurora was founded in 1894 and moved to Kestrel Bay in 1951."
LIND = "Captain Tomas Lind, 51, joined Aurora in May 2020."
HE = "In 2022 he became its head of safety."

PAGES = (
    article(1, "Aurora sells ferries", SOLD, CRANE, published=date(2026, 3, 4)),
    article(2, "Aurora sells three ferries", SOLD_TOO, TWO, published=date(2026, 3, 4)),
    article(3, "The captain", LIND, HE, published=date(2026, 3, 5)),
)
SOURCES = Sources({page.number: page for page in PAGES}, "en")


def told(about: str) -> list[ToldEvent]:
    return told_events(facts_about(entity_of(about, PAGES), PAGES), SOURCES)


def test_what_more_sources_tell_comes_first_with_the_evidence_of_all() -> None:
    first, *_ = told("Aurora")
    assert first.event.text in {SOLD, SOLD_TOO}
    assert first.event.citations == (1, 2)


def test_a_sentence_of_two_dates_is_two_events() -> None:
    assert {each.event.date.label for each in told("Aurora") if each.event.text == TWO} == {"1894", "1951"}


def test_a_writer_is_given_each_telling_once_at_its_first_date() -> None:
    brief = brief_about("Aurora", told("Aurora"), SOURCES, 12)
    given = {found.ranked.fact.text: [day.label for day in found.dates] for found in brief.dated}
    assert given[TWO] == ["1894", "1951"]
    assert len(given) == len(brief.dated)
    assert (brief.about, brief.most) == ("Aurora", 12)


def test_where_a_sentence_says_he_the_one_that_names_him_is_evidence_too() -> None:
    brief = brief_about("Tomas Lind", told("Tomas Lind"), SOURCES, 12)
    (fact,) = (found.ranked.fact for found in brief.dated if found.ranked.fact.text == HE)
    assert [piece.quote for piece in fact.evidence] == [HE, LIND]


def test_the_order_of_the_articles_does_not_change_which_events_are_told() -> None:
    turned = PAGES[::-1]
    other = told_events(facts_about(entity_of("Aurora", turned), turned), SOURCES)
    assert {(e.event.date.label, e.event.citations) for e in other} == {
        (e.event.date.label, e.event.citations) for e in told("Aurora")
    }
