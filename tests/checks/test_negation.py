"""Negations lost in other words: the words that a negation covers, and words that lose their "un-"."""

import pytest

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support


def hard(claim: str, *quotes: str) -> list[str]:
    """The words of the hard findings against negations of a claim."""
    found = check_support(claim, [Passage(quote) for quote in quotes]).reasons
    return [reason.words for reason in found if reason.hard and reason.kind == "negation"]


INTEREST = "The agency concluded that the appeal would not serve the public interest."
CASES = "Doctors say that the two cases appear to be unrelated."
FRAMES = "The game runs at a steady pace on one console and at an unstable one on the other."


@pytest.mark.parametrize(
    ("claim", "turned", "quote"),
    [
        (
            "The agency held that the appeal was not in the public interest.",
            "The agency held that the appeal was in the public interest.",
            INTEREST,
        ),
        ("Doctors do not see the two cases as related.", "Doctors see the two cases as related.", CASES),
    ],
)
def test_a_negation_lost_in_other_words_is_a_hard_finding(claim: str, turned: str, quote: str) -> None:
    assert hard(claim, quote) == []
    assert hard(turned, quote)


@pytest.mark.parametrize(
    ("claim", "quotes"),
    [
        ("The pace is stable on one console and unstable on the other.", (FRAMES,)),
        ("The appeal is of public interest, the agency said.", (INTEREST, "Public interest in the appeal is great.")),
        (
            "No talks on the sale of the old harbour had been held, the owner said.",
            ("The owner said it “does not hold any talks” on the harbour.",),
        ),
        ("No larger pearl had ever been found.", ("It is the biggest pearl that was ever found.",)),
        ("The union had not thought that so many would march.", ("The march went beyond what the union thought.",)),
        ("Neither of the two papers says that gold was found.", ("There are two papers.", "Neither paper found gold.")),
    ],
)
def test_what_the_evidence_also_affirms_or_the_claim_also_negates_is_no_finding(
    claim: str, quotes: tuple[str, ...]
) -> None:
    assert hard(claim, *quotes) == []


def test_a_negation_is_added_though_other_words_of_the_evidence_limit_something_else() -> None:
    quote = "The court cleared the sale, and fewer than ten people came to hear it, a clerk said."
    assert hard("The sale was not approved by the judges.", quote)
