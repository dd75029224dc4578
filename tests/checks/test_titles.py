"""What a headline or heading is held to beyond what a sentence is."""

import pytest

from pipeline.checks.passage import Passage
from pipeline.checks.titles import fresh_heading_support, heading_support
from pipeline.domain.support import Verdict

RATES = "The central bank raised its interest rate to 4% on Thursday."
EXPORTS = "Exports of tin from Velmark fell by a tenth in May."


@pytest.mark.parametrize(
    ("heading", "verdict"),
    [
        ("First rise of the central bank's interest rate", Verdict.UNSUPPORTED),
        ("First strike in the tin mines of Velmark", Verdict.SUPPORTED),
    ],
)
def test_a_strong_word_of_a_heading_stands_where_the_rest_of_it_does(heading: str, verdict: Verdict) -> None:
    first = "The strike in the tin mines of Velmark is the first of its kind there."
    shown = [Passage(quote=quote) for quote in (RATES, EXPORTS, first)]
    assert heading_support(heading, shown, (), "en").verdict is verdict


def test_the_name_of_a_column_and_its_day_head_nothing() -> None:
    shown = [Passage(quote="Harbour Bell 11.18.25")]
    assert heading_support("Harbour Bell 11.18.25", shown, (), "en").verdict is Verdict.UNSUPPORTED
    assert heading_support("Harbour Bell rings", [Passage(quote="Harbour Bell rings")], (), "en").verdict is (
        Verdict.SUPPORTED
    )


def test_a_sentence_that_was_just_written_is_no_headline_however_true_it_is() -> None:
    long = f"{RATES.rstrip('.')} and {EXPORTS[0].lower()}{EXPORTS[1:].rstrip('.')}, {EXPORTS[:-1].lower()}"
    shown = [Passage(quote=quote) for quote in (RATES, EXPORTS, long)]
    assert heading_support(long, shown, (), "en").verdict is not Verdict.UNSUPPORTED
    (reason,) = fresh_heading_support(long, shown, (), "en").reasons
    assert (reason.kind, reason.hard) == ("too-long", True)
    assert fresh_heading_support(RATES.rstrip("."), shown, (), "en").verdict is Verdict.SUPPORTED
