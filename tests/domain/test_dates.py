"""Dates of events: in order, comparable, and covering each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.domain.base import UNCHECKED
from pipeline.domain.dates import EventDate, Precision

DAYS = st.dates(date(2020, 1, 1), date(2020, 2, 1))


def span(earliest: date | None, latest: date) -> EventDate:
    return EventDate(earliest=earliest, latest=latest, precision=Precision.DAY, modifier=None, label="some days")


def closed_or_open(days: tuple[date, date], *, is_open: bool) -> EventDate:
    return span(None if is_open else min(days), max(days))


SPANS = st.builds(closed_or_open, st.tuples(DAYS, DAYS), is_open=st.booleans())


def test_a_date_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="before it starts"):
        span(date(2026, 3, 2), date(2026, 3, 1))
    broken = {**span(None, date(2026, 3, 1)).model_dump(), "earliest": date(2026, 3, 2)}
    assert EventDate.model_validate(broken, context=UNCHECKED).earliest == date(2026, 3, 2)


def test_events_sort_by_their_start_then_the_longer_first() -> None:
    month = span(date(2026, 3, 1), date(2026, 3, 31))
    first = span(date(2026, 3, 1), date(2026, 3, 1))
    second = span(date(2026, 3, 2), date(2026, 3, 2))
    by_the_first = span(None, date(2026, 3, 1))
    ordered = sorted([second, first, month], key=lambda one: one.sort_key)
    assert ordered == [month, first, second]
    assert by_the_first.sort_key == first.sort_key


@given(SPANS, SPANS, SPANS)
def test_covering_is_reflexive_and_transitive(one: EventDate, other: EventDate, third: EventDate) -> None:
    assert one.covers(one)
    if one.covers(other) and other.covers(third):
        assert one.covers(third)


def test_a_span_covers_what_lies_within_it() -> None:
    month, day = span(date(2026, 3, 1), date(2026, 3, 31)), span(date(2026, 3, 9), date(2026, 3, 9))
    assert month.covers(day)
    assert not day.covers(month)
    assert not month.covers(span(None, date(2026, 3, 9)))


def test_precisions_are_ranked_from_the_day_to_the_century() -> None:
    assert [precision.value for precision in sorted(Precision, key=lambda one: one.rank)] == [
        "day", "week", "month", "quarter", "season", "half", "year", "decade", "century",
    ]  # fmt: skip
