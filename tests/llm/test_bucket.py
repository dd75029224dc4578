"""How much may be taken, and when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.llm.bucket import Bucket
from pipeline.llm.rate_limits import RateLimit
from tests.llm.simulated import HeldClock, most_in_a_minute


def take_all(limit: int, amounts: list[int], gaps: list[float]) -> list[tuple[float, float]]:
    """When each amount was taken by somebody who waits no longer than he must."""
    clock = HeldClock()
    bucket = Bucket(limit, clock.time)
    taken: list[tuple[float, float]] = []
    for amount, gap in zip(amounts, gaps, strict=True):
        clock.advance(gap)
        clock.advance(bucket.seconds_until(amount))
        bucket.take(amount)
        taken.append((clock.time(), amount))
    return taken


@given(
    st.integers(1, 2_000),
    st.lists(st.tuples(st.integers(1, 2_000), st.sampled_from([0.0, 0.0, 0.0, 1.0, 30.0, 61.0, 500.0])), max_size=60),
)
def test_no_minute_sees_more_than_the_limit(limit: int, wishes: list[tuple[int, float]]) -> None:
    amounts = [min(amount, max(1, limit // 2)) for amount, _ in wishes]
    taken = take_all(limit, amounts, [gap for _, gap in wishes])
    assert most_in_a_minute(taken) <= max(limit, 1) + 1e-3


@pytest.mark.parametrize("limit", [10, 500, 10_000])
def test_a_burst_waits_after_a_twentieth_and_an_hour_brings_nearly_the_limit(limit: int) -> None:
    taken = take_all(limit, [1] * (limit * 10), [0.0] * (limit * 10))
    assert sum(time == 0.0 for time, _ in taken) == max(1, limit // 20)
    assert taken[-1][0] == pytest.approx(600 / 0.95, rel=0.06)


def test_more_than_half_of_the_limit_is_taken_from_a_full_bucket_and_paid_off_afterwards() -> None:
    taken = take_all(1_000, [5_000, 1], [0.0, 0.0])
    first, second = (time for time, _ in taken)
    assert first == pytest.approx(60 * 450 / 500)  # a twentieth was there; half of the limit has to be
    assert second - first == pytest.approx(60 * 4_501 / 500)


def test_one_large_amount_does_not_slow_the_rest_of_the_day() -> None:
    taken = take_all(1_000, [500] + [10] * 2_000, [0.0] + [600.0] + [0.0] * 1_999)
    assert taken[-1][0] - taken[0][0] == pytest.approx(600 + 20_000 / 950 * 60, rel=0.02)


def test_without_a_limit_everything_is_there() -> None:
    bucket = Bucket(None, HeldClock().time)
    bucket.take(1e9)
    bucket.give_back(5)
    assert bucket.seconds_until(1e9) == 0


def test_what_is_given_back_is_there_at_once_but_never_more_than_a_full_bucket() -> None:
    bucket = Bucket(100, HeldClock().time)
    bucket.take(5)
    assert bucket.seconds_until(1) > 0
    bucket.give_back(500)
    bucket.take(5)
    assert bucket.seconds_until(1) > 0


def test_an_endpoint_that_has_less_left_than_we_thought_is_believed() -> None:
    clock = HeldClock()
    bucket = Bucket(1_000, clock.time)
    bucket.correct(RateLimit(limit=1_000, remaining=0, seconds=60.0))
    assert bucket.seconds_until(10) == pytest.approx(60 * 10 / 950)
    bucket.correct(RateLimit(limit=1_000, remaining=0, seconds=240.0))  # a quarter of our pace
    assert bucket.seconds_until(10) == pytest.approx(60 * 10 / 250)
    clock.advance(2.4)
    bucket.correct(RateLimit(limit=1_000, remaining=900, seconds=6.0))
    assert bucket.seconds_until(10) == 0


def test_an_endpoint_that_has_more_left_than_we_thought_changes_nothing() -> None:
    bucket = Bucket(100, HeldClock().time)
    bucket.take(5)
    bucket.correct(RateLimit(limit=1_000, remaining=999, seconds=0.06))
    assert bucket.seconds_until(1) == pytest.approx(60 / 95)


def test_a_limit_that_an_endpoint_tells_holds_where_the_user_set_none_or_a_higher_one() -> None:
    for wanted in (None, 5_000):
        bucket = Bucket(wanted, HeldClock().time)
        bucket.correct(RateLimit(limit=100, remaining=100))
        bucket.take(5)
        assert bucket.seconds_until(1) == pytest.approx(60 / 95)


@given(
    st.lists(
        st.builds(
            RateLimit,
            limit=st.none() | st.integers(1, 10**12),
            remaining=st.none() | st.integers(0, 10**12),
            seconds=st.none() | st.floats(1e-9, 300),
        )
    ),
    st.none() | st.integers(1, 10**6),
)
def test_whatever_is_told_the_wait_ends(said: list[RateLimit], limit: int | None) -> None:
    clock = HeldClock()
    bucket = Bucket(limit, clock.time)
    for told in said:
        bucket.correct(told)
    wait = bucket.seconds_until(1)
    assert 0 <= wait <= 600
    clock.advance(wait)
    assert bucket.seconds_until(1) == 0
