"""Comparisons turned round: by opposite words, by how a number is rounded, and by the numbers themselves."""

import pytest

from pipeline.checks.findings.direction import MOST_DIRECTED
from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support


def hard(claim: str, quote: str) -> list[str]:
    """The words of the hard findings against directions and numbers of a claim."""
    found = check_support(claim, [Passage(quote)]).reasons
    return [reason.words for reason in found if reason.hard and reason.kind in {"direction", "number"}]


STRIKE = "At the railway 36.5% of the staff were on strike, against 46.3% in May."
STORM = "Two days after the storm the council reopened the harbour."


@pytest.mark.parametrize(
    ("claim", "turned", "quote"),
    [
        (
            "The union counted over two million.",
            "The union counted under two million.",
            "It says more than two million.",
        ),
        ("It costs a maximum of $4.5bn.", "It costs a minimum of $4.5bn.", "It costs as much as $4.5bn."),
        ("It lands within 100 metres.", "It lands no fewer than 100 metres off.", "It can land within 100 metres."),
        (
            "Some 36.5% went on strike, almost ten points lower than in May.",
            "Some 36.5% went on strike, almost ten points higher than in May.",
            STRIKE,
        ),
        ("Police held 44, up from 38.", "Police held 44, down from 38.", "Police held 44; an earlier count gave 38."),
        (
            "The council reopened the harbour two days later than the storm.",
            "The council reopened the harbour two days earlier than the storm.",
            STORM,
        ),
        ("The engine lost thrust.", "The engine gained thrust.", "One of the engines has lost its thrust."),
        ("The law raises the legal age.", "The law lowers the legal age.", "By the law, the legal age would rise."),
    ],
)
def test_a_comparison_turned_round_is_a_hard_finding(claim: str, turned: str, quote: str) -> None:
    assert hard(claim, quote) == []
    assert hard(turned, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "The boat tipped over after its engine lost power 50 metres out.",
            "The boat was 50 metres out, before it began to turn, when its engine lost power and it tipped over.",
        ),
        ("Roth keeps most of the gold.", "Roth means to keep at least 70% of the gold."),
        ("The owners raised the fee when the sale fell through.", "The sale failed; the owners raised the fee."),
        ("The mayor spoke, and police later removed the poster.", "The mayor spoke before police removed the poster."),
    ],
)
def test_words_of_order_about_other_things_turn_nothing_round(claim: str, quote: str) -> None:
    assert hard(claim, quote) == []


def test_more_words_of_direction_than_are_looked_up_are_refused() -> None:
    risen = [f"the price of good{n} rose" for n in range(MOST_DIRECTED)]
    quote = f"He told how {', '.join([*risen, 'the price of tin rose'])}."
    assert hard(f"{', '.join(risen)}.".capitalize(), quote) == []
    assert hard(f"{', '.join([*risen, 'the price of tin fell'])}.".capitalize(), quote)
