"""Which dates of a sentence belong to what it tells of somebody."""

import pytest

from pipeline.checks.actions import actions
from pipeline.checks.reach import tells_what_happened, within_reach
from pipeline.text.words import words


def reached(sentence: str, name: str, *dates: str) -> list[str]:
    start = sentence.index(name)
    places = [sentence.index(day) for day in dates]
    return [dates[number] for number in within_reach(sentence, [(start, start + len(name))], places)]


@pytest.mark.parametrize(
    ("sentence", "name", "dates", "own"),
    [
        ("In 1998 the yard built a tug, in 2001 the Aurora and in 2003 a barge.", "Aurora", "1998 2001 2003", "2001"),
        ("Roth fought cancer in 2004 and took leave in 2009, and retired in 2011.", "Roth", "2004 2009 2011", "all"),
        ("Roth resigned in 2011, and the board named Lind in 2012.", "Roth", "2011 2012", "2011"),
        ("The yard was founded by Roth in 1976, and built the Aurora in 1999.", "Roth", "1976 1999", "1976"),
        ("Roth said that the Aurora was sold in 2019.", "Roth", "2019", ""),
        ("Roth said on Monday that she would leave in 2027.", "Roth", "Monday 2027", "all"),
        ("The council, which sued Roth in 2022, gave up on Monday.", "Roth", "2022 Monday", "2022"),
        ("The council, which sued in 2022, gave up on Monday.", "council", "2022 Monday", "all"),
        ("The yard's newest ship, Aurora, was launched on Tuesday.", "Aurora", "Tuesday", "all"),
        ("On 24 August, Roth resigned.", "Roth", "24 August", "all"),
    ],
)
def test_a_date_belongs_to_the_clause_that_speaks_of_the_entity(sentence: str, name: str, dates: str, own: str) -> None:
    given = [dates] if dates in sentence else dates.split()
    assert reached(sentence, name, *given) == (given if own == "all" else own.split())


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("has offered to sell the ferry", True),
        ("sold the ferry", True),
        ("is a ferry", False),
        ("had said that it was sold", False),
        ("will sell the ferry", False),
        ("need more time", False),
    ],
)
def test_a_past_tense_tells_what_happened(text: str, happened: bool) -> None:  # noqa: FBT001 -- a column
    assert tells_what_happened(words(text)) is happened


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The ferry was launched in May.", ["launch"]),
        ("The ferry, nicknamed Aurora, was launched in May.", ["launch", "nicknam"]),
        ("The board vetoed the plan.", ["block"]),
        ("The board turned the plan down.", ["block"]),
        ("Roth stepped down.", ["resign"]),
        ("Roth is due to meet Lind.", ["meet"]),
        ("Roth said that it is so.", []),
    ],
)
def test_verbs_that_news_uses_for_one_another_are_one(text: str, verbs: list[str]) -> None:
    assert [action.verb for action in actions(text)] == verbs


def test_an_action_that_is_denied_says_so() -> None:
    assert [action.is_negated for action in actions("Roth did not open the bridge.")] == [True]
    assert [action.is_negated for action in actions("Roth opened the bridge.")] == [False]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Lind seized the boat as he and his crew were passing the pier on Monday.", "Lind"),
        ("On Monday, Lind went to court and accused Roth, Falk and the Yard of fraud.", "Yard"),
        ("The row began on Monday when Roth bought the Yard from Falk.", "Yard"),
        ("The boats were built by the Yard, which was sold to Roth on Monday.", "Yard"),
    ],
)
def test_a_time_reaches_second_predicates_and_what_happened_when_something_began(sentence: str, name: str) -> None:
    start = sentence.index(name)
    assert within_reach(sentence, [(start, start + len(name))], [sentence.index("Monday")]) == [0]


def test_a_second_predicate_with_a_time_of_its_own_does_not_have_that_of_the_first() -> None:
    sentence = "On Monday, Lind went to court and sued the Yard on Friday."
    start = sentence.index("Yard")
    places = [sentence.index("Monday"), sentence.index("Friday")]
    assert within_reach(sentence, [(start, start + 4)], places) == [1]
