"""Strong words that follow from other words, or only tell when: soft findings; claims of rank stay hard ones."""

import pytest

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support
from pipeline.domain.support import Reason


def strong(claim: str, quote: str) -> list[Reason]:
    """The findings against strong words of a claim."""
    return [reason for reason in check_support(claim, [Passage(quote)]).reasons if reason.kind == "strong-word"]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Lind trails only Roth and Vega in the table.", "Lind is third in the table, behind Roth and Vega."),
        ("Only two teams had climbed it before the Swiss.", "The Swiss became the third team to climb it."),
        ("The death toll, first put at 9, rose to 14.", "The death toll is 14. Early on it had been 9."),
        ("Roth first held the post in 2011.", "Roth held the post in 2011 and again in 2019."),
        ("Fewer shops closed than on the first day.", "On Tuesday 40 shops closed, after 62 on Monday."),
        ("The first strike closed 40 schools.", "Teachers will strike again after a strike that closed 40 schools."),
        ("The lake nearly always freezes in winter.", "The lake freezes in almost any winter."),
        ("The bridge was not built to last through a flood.", "The bridge was not built to survive a flood."),
        ("The council rejected the first version of the plan.", "The council rejected the original plan."),
        ("The final bill came to $9m.", "The bill came to a total of $9m."),
        ("The five largest unions marched together.", "The five main unions marched together."),
        ("Since the river is low, only small boats can pass.", "Small boats alone can pass as the river is low."),
    ],
)
def test_a_strong_word_that_may_follow_from_other_words_is_a_soft_finding(claim: str, quote: str) -> None:
    assert [reason.hard for reason in strong(claim, quote)] in ([False], [])


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "Lind is the only athlete from Malta.",
            "Lind is an athlete from Malta.",
        ),
        ("It was the first reported case in the valley.", "A case was reported in the valley."),
        ("Roth won the race for the first time.", "Roth won the race."),
        ("It is the largest bridge in the county.", "It is a large bridge in the county."),
        ("It is the only ferry since 1990 on the lake.", "It is a ferry on the lake."),
    ],
)
def test_a_claim_of_rank_that_the_evidence_does_not_make_is_a_hard_finding(claim: str, quote: str) -> None:
    assert any(reason.hard for reason in strong(claim, quote))


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Kestrel first announced the merger in March.", "Kestrel announced the merger in March."),
        ("Only a judge can stop the merger.", "A judge can stop the merger."),
        ("The port is used exclusively by Kestrel.", "The port is used by Kestrel."),
        ("Never before had the council closed the bridge.", "The council closed the bridge."),
        ("The council unanimously backed the plan.", "The council backed the plan."),
        ("It is the most expensive bridge in Malta.", "It is an expensive bridge in Malta."),
        ("The bridge is the costliest in Malta.", "The bridge in Malta is costly."),
    ],
)
def test_a_strong_word_that_makes_more_of_the_evidence_is_a_hard_finding(claim: str, quote: str) -> None:
    assert any(reason.hard for reason in strong(claim, quote))


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("All bakers in the valley went on strike.", "Bakers in the valley went on strike."),
        ("The council must close the bridge.", "The council can close the bridge."),
        ("The storm completely flooded the harbour.", "The storm flooded the harbour."),
    ],
)
def test_what_may_be_told_in_other_words_is_a_soft_finding(claim: str, quote: str) -> None:
    assert [reason.hard for reason in strong(claim, quote)] == [False]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Sales rose in the first quarter.", "Sales rose in the quarter to March."),
        ("The council at last closed the bridge.", "The council has closed the bridge."),
        ("All eight unions marched.", "The eight unions marched."),
        ("Nearly all the bakers stayed away.", "Most bakers stayed away."),
        ("The council has to close the bridge.", "The council must close the bridge."),
        ("The council must close the bridge.", "The council is to close the bridge by order of a court."),
        ("Only 12 bakers came.", "Just 12 bakers came."),
        ("The council backed the plan unanimously.", "All members of the council backed the plan."),
        ("It is the most expensive bridge in Malta.", "No bridge in Malta is as dear: it is the costliest."),
        ("The newest ferry serves Gozo.", "A new ferry serves Gozo."),
        ("The protest was an honest request.", "They protested, and asked honestly."),
    ],
)
def test_a_phrase_a_period_and_another_wording_are_no_strong_claims(claim: str, quote: str) -> None:
    assert strong(claim, quote) == []
