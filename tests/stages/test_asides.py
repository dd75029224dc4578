"""Asides: what they tell has a time of its own, which does not date the sentence around them."""

from datetime import UTC, datetime

import pytest

from pipeline.facts import gather
from pipeline.stages.asides import asides
from pipeline.stages.dating import dated_facts
from pipeline.stages.verify import Sources
from pipeline.writers.builtin import BuiltinWriter, events
from pipeline.writers.drafts import TimelineBrief
from tests.stages.newsroom import article


@pytest.mark.parametrize(
    ("sentence", "aside"),
    [
        ("The label, which was sold in 2010, lost its singer.", ", which was sold in 2010"),
        ("The label (founded in 2010) lost its singer.", "(founded in 2010)"),
        ("The label – sold in 2010 – lost its singer.", " – sold in 2010 – "),
        ("The label—sold in 2010—lost its singer.", "—sold in 2010—"),
        ("The label, founded in 2010, lost its singer.", ", founded in 2010,"),
        ("The singer left the label, which was sold in 2010.", ", which was sold in 2010."),
    ],
)
def test_an_aside_is_found(sentence: str, aside: str) -> None:
    assert [sentence[first:last] for first, last in asides(sentence)] == [aside]


@pytest.mark.parametrize(
    "sentence",
    [
        "The label opened two shops, hired a singer in 2010, and closed.",
        "The label, the singer said, was sold in 2010.",
        "The well-known label was sold in 2010 - for a crown.",
    ],
)
def test_a_clause_of_its_own_is_no_aside(sentence: str) -> None:
    assert list(asides(sentence)) == []


@pytest.mark.parametrize("piece", ["(", ", which ", " – x", ", opened a", "—", ", who, "])
def test_asides_are_found_in_a_time_that_no_text_can_stretch(piece: str) -> None:
    assert len(list(asides(piece * (10_000 // len(piece))))) <= 10_000


LOST = "The record label Blue Mole, which was sold to a bank in 2010, has lost its best known singer."
SUED = "The singer Ines Roth, who moved to Velmark in 2012, sued the record label Blue Mole on 3 March 2026."
CLOSED = "The record label Blue Mole closed its studio in Velmark in 2019."


def test_the_date_of_an_aside_is_not_that_of_the_sentence() -> None:
    page = article(1, "Blue Mole loses its singer", LOST, SUED, CLOSED, published=datetime(2026, 3, 5, tzinfo=UTC))
    book = gather([page], "en", BuiltinWriter().budget)
    found = {each.ranked.fact.text: each for each in dated_facts(book, Sources({1: page}, "en"))}
    assert [day.label for day in found[LOST].dates] == ["2010"]
    assert found[LOST].own_dates == ()
    assert [day.label for day in found[SUED].own_dates] == ["Mar 3, 2026"]
    told = events(TimelineBrief("en", tuple(found.values())))
    assert {event.text: event.date.label for event in told} == {SUED: "Mar 3, 2026", CLOSED: "2019"}
