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
