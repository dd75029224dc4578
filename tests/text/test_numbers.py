"""Numbers as quantities: what is written, what it is worth, and which shows which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.numbers import Rounding, quantities


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from("1 , . $ 3 million and a half two -hundred % per cent st €".split(" "))).map(" ".join),
    )
)
def test_quantities_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end].strip() == text[quantity.start : quantity.end]
        end = quantity.end


@given(st.integers(min_value=0, max_value=10**15))
def test_a_number_is_worth_the_same_with_and_without_thousands_signs(number: int) -> None:
    (plain,) = quantities(f"{number}")
    (grouped,) = quantities(f"{number:,}")
    assert plain.value == grouped.value == number


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("$300M", 3e8, "dollar"),
        ("300 million", 3e8, ""),
        ("three hundred million", 3e8, ""),
        ("two hundred and twelve thousand", 212_000, ""),
        ("90 per cent", 90, "%"),
        ("42.35%", 42.35, "%"),
        ("a third", 100 / 3, "%"),
        ("three-quarters", 75, "%"),
        ("€1.2 billion", 1.2e9, "euro"),
        ("9th", 9, "ordinal"),
        ("second", 2, "ordinal"),
        ("12,000", 12_000, ""),
        ("1,5", 1.5, ""),
        ("1 000 000", 1e6, ""),
        ("a dozen", 12, ""),
        ("half a million", 500_000, ""),
        ("two and a half", 2.5, ""),
        ("four and a half million", 4.5e6, ""),
        ("2 and a half million", 2.5e6, ""),
        ("a million and a half", 1.5e6, ""),
    ],
)
def test_a_number_is_read_whole_and_found_where_it_stands(written: str, value: float, unit: str) -> None:
    text = f"The ministry put it at {written} of the total."
    (quantity,) = quantities(text)
    assert text[quantity.start : quantity.end] == written
    assert quantity.value == pytest.approx(value)
    assert quantity.unit == unit


def test_words_and_digits_that_are_no_numbers_are_none() -> None:
    assert quantities("Everyone at Sevenoaks won a tent for the loneliest bone.") == ()


def test_a_run_of_digits_too_long_for_a_quantity_is_an_identifier() -> None:
    assert quantities("Parcel 12345678901234567890 was lost.") == ()


@pytest.mark.parametrize(
    ("words", "rounding"),
    [("about", Rounding.ABOUT), ("more than", Rounding.OVER), ("nearly", Rounding.UNDER), ("exactly", Rounding.NONE)],
)
def test_the_words_before_a_number_tell_how_it_was_rounded(words: str, rounding: Rounding) -> None:
    assert quantities(f"The police counted {words} 26,000 marchers.")[0].rounding is rounding


@pytest.mark.parametrize(
    ("claimed", "found", "shown"),
    [
        ("300 million euros", "€300m", True),
        ("nearly 27,000", "26,400", True),
        ("more than 26,000", "26,400", True),
        ("more than 27,000", "26,400", False),
        ("28 people", "82 people", False),
        ("30 people", "28 people", False),
        ("$3.3 billion", "$3.27 billion", True),
        ("$5", "€5", False),
        ("5%", "5 per cent", True),
        ("about 120 grams", "121.6 grams", True),
        ("about 150 grams", "121.6 grams", False),
    ],
)
def test_a_source_shows_a_number_as_the_claim_rounds_it(claimed: str, found: str, *, shown: bool) -> None:
    (claim,), (source,) = quantities(claimed), quantities(found)
    assert source.shows(claim) is shown
