"""How long to wait, as servers say it and as we choose it."""

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.llm.waits import LONGEST_SECONDS, backoff, wait_asked_for


@given(st.dictionaries(st.sampled_from(["retry-after", "retry-after-ms"]), st.text()), st.floats(0, 4e9))
def test_whatever_a_server_sends_the_wait_is_a_positive_number_or_none(headers: dict[str, str], now: float) -> None:
    wait = wait_asked_for(headers, now)
    assert wait is None or wait > 0


@given(st.integers(min_value=1, max_value=10_000), st.integers(min_value=1, max_value=100_000))
def test_a_date_is_held_against_the_clock(now: int, ahead: int) -> None:
    date = format_datetime(datetime.fromtimestamp(now + ahead, UTC), usegmt=True)
    assert wait_asked_for({"retry-after": date}, now) == pytest.approx(ahead)


@given(st.integers(min_value=1, max_value=10_000), st.floats(0, 1, exclude_max=True))
def test_a_pause_of_our_own_is_never_zero_and_never_endless(attempt: int, random: float) -> None:
    assert 0.25 <= backoff(attempt, random) <= LONGEST_SECONDS
