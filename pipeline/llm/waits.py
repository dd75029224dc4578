"""How long to wait before asking again: as the server says, else longer each time, with jitter."""

import math
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 30.0


def wait_asked_for(headers: Mapping[str, str], now: float) -> float | None:
    """The seconds that an answer's headers ask to wait, or None: `retry-after-ms` before `retry-after`.

    The latter is a number of seconds or an HTTP date (RFC 9110, 10.2.3); `now` is the Unix time that a date is
    held against. What is not a positive number, or lies in the past, asks for nothing.
    """
    milliseconds = _positive(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    seconds = headers.get("retry-after")
    return _positive(seconds) or _until(seconds, now)


def backoff(attempt: int, random: float) -> float:
    """Seconds to wait after the given attempt (from 1): doubling, with half of it up to chance (0 ≤ random < 1)."""
    longest = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(attempt - 1, 16))
    return longest * (0.5 + random / 2)


def _positive(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and number > 0 else None


def _until(date: str | None, now: float) -> float | None:
    try:
        wait = parsedate_to_datetime(date or "").timestamp() - now
    except (ValueError, OverflowError):
        return None
    return wait if wait > 0 else None
