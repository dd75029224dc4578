"""What was found against a sentence, as the one who wrote it is told."""

import pytest

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support
from pipeline.domain.support import Reason
from pipeline.stages.orders import order

EVIDENCE = (Passage("The council may close the Old Pier, divers having found rot in 38 piles, Mayor Ines Roth said."),)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Divers found rot in 83 piles.", "give the number that its facts give, or leave “83” out"),
        ("Mayor Ilse Roth said divers found rot.", "use the names that its facts have, and leave “Ilse” out"),
        ("The council may close the only pier with rot.", "leave “only” out"),
        ("The council will close the Old Pier.", "tell it as uncertain as its facts do"),
        ("The council may not close the Old Pier.", "deny what its facts deny and nothing else"),
        ("Mayor Ines Roth said of the pier: “It is lost.”", "quote the facts word for word, or tell it without"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do_about_it(claim: str, told: str) -> None:
    orders = [order(claim, reason) for reason in check_support(claim, EVIDENCE).reasons if reason.hard]
    assert any(line.startswith(f"“{claim}”: ") and told in line for line in orders), orders


def test_a_finding_of_any_kind_ends_in_an_order() -> None:
    reason = Reason(kind="never heard of", words="x" * 500, hard=True, message="something is wrong")
    line = order("y" * 500, reason)
    assert line.endswith("something is wrong: say what its facts say, and no more")
    assert len(line) < 250


def test_words_with_marks_of_a_template_are_told_as_they_are() -> None:
    reason = Reason(kind="coverage", words="{words} {0}", hard=True, message="m")
    assert "leave “{words} {0}” out" in order("{text}", reason)
