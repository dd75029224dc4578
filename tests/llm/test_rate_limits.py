"""What is believed of the headers in which servers tell their limits."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.llm.rate_limits import LONGEST_RESET, RateLimit, rate_limit

NAMES = [f"x-ratelimit-{part}-requests" for part in ("limit", "remaining", "reset")]


def test_openai_tells_requests_and_tokens_apart() -> None:
    headers = {
        "x-ratelimit-limit-requests": "500",
        "x-ratelimit-limit-tokens": "200000",
        "x-ratelimit-remaining-requests": "499",
        "x-ratelimit-remaining-tokens": "150000",
        "x-ratelimit-reset-requests": "120ms",
        "x-ratelimit-reset-tokens": "15s",
    }
    assert rate_limit(headers, "requests") == RateLimit(500, 499, 0.12)
    assert rate_limit(headers, "tokens") == RateLimit(200_000, 150_000, 15.0)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("1s", 1.0), ("3m0s", 180.0), ("120ms", 0.12), ("1m30.5s", 90.5), ("0h2m", 120.0), ("7.66s", 7.66), ("20", 20.0)],
)
def test_durations_are_read_as_servers_write_them(written: str, seconds: float) -> None:
    assert rate_limit({"x-ratelimit-reset-requests": written}, "requests").seconds == pytest.approx(seconds)


@pytest.mark.parametrize("value", ["", "-1", "1e9", "nan", "inf", "٣", "1 s", "s", "1s1m", "9" * 13, "1,000", "\n5"])
def test_what_is_no_count_and_no_duration_is_as_if_it_were_not_said(value: str) -> None:
    assert rate_limit(dict.fromkeys(NAMES, value), "requests") == RateLimit()


@pytest.mark.parametrize("value", ["1700000000", "24h0m0s", "0s", "0"])
def test_a_reset_that_nobody_would_wait_for_is_not_believed(value: str) -> None:
    assert rate_limit({"x-ratelimit-reset-requests": value}, "requests").seconds is None


def test_a_limit_of_zero_is_no_limit_but_nothing_may_remain() -> None:
    assert rate_limit(dict.fromkeys(NAMES[:2], "0"), "requests") == RateLimit(None, 0, None)


@given(st.dictionaries(st.sampled_from(NAMES), st.text() | st.from_regex(r"[0-9hms.]{1,30}")))
def test_whatever_is_sent_what_is_told_is_within_bounds(headers: dict[str, str]) -> None:
    said = rate_limit(headers, "requests")
    assert said.limit is None or 0 < said.limit < 10**12
    assert said.remaining is None or 0 <= said.remaining < 10**12
    assert said.seconds is None or 0 < said.seconds <= LONGEST_RESET


@pytest.mark.parametrize("value", ["9" * 10_000, "1m" * 5_000, "." * 10_000, "1h1m1." + "0" * 10_000])
def test_long_values_are_read_at_once(value: str) -> None:
    start = time.perf_counter()
    assert rate_limit(dict.fromkeys(NAMES, value), "requests") == RateLimit()
    assert time.perf_counter() - start < 1
