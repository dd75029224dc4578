"""Spans and figures are looked up as going through them one by one would."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.quantity import Figures, Quantity, Rounding
from pipeline.text.spans import Spans

OFFSETS = st.integers(0, 30)
PAIRS = st.tuples(OFFSETS, OFFSETS).map(lambda pair: (min(pair), max(pair)))
VALUES = st.integers(0, 2_000).map(float) | st.floats(0, 1e6)
QUANTITIES = st.builds(
    Quantity,
    start=st.just(0),
    end=st.just(1),
    value=VALUES,
    unit=st.sampled_from(["", "%", "dollar"]),
    significant=st.sampled_from([0.1, 1.0, 10.0, 1000.0]),
    rounding=st.sampled_from(Rounding),
    is_ratio=st.booleans(),
)


@given(st.lists(PAIRS), PAIRS)
def test_words_are_held_by_any_span_that_reaches_around_them(
    spans: Sequence[tuple[int, int]], asked: tuple[int, int]
) -> None:
    first, last = asked
    assert Spans(spans).hold(first, last) == any(start <= first and last <= end for start, end in spans)


@given(st.lists(QUANTITIES), QUANTITIES, st.floats(0.4, 1.6))
def test_figures_show_what_any_of_them_shows(found: list[Quantity], asked: Quantity, share: float) -> None:
    found.append(asked._replace(value=asked.value * share))
    assert Figures(found).show(asked) == any(quantity.shows(asked) for quantity in found)
