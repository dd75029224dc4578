"""What an endpoint tells of its limits in the headers of an answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

LONGEST_RESET = 300.0
"""A time to wait that is longer than this is not believed."""
LONGEST_VALUE = 40
_COUNT = re.compile(r"[0-9]{1,12}")
_SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,9})?")
_DURATION = re.compile(
    r"(?:([0-9]{1,4})h)?(?:([0-9]{1,4})m(?!s))?(?:([0-9]{1,6}(?:\.[0-9]{1,9})?)s)?(?:([0-9]{1,9}(?:\.[0-9]{1,9})?)ms)?"
)
_UNITS = (3600.0, 60.0, 1.0, 0.001)


@dataclass(frozen=True)
class RateLimit:
    """One of an endpoint's limits: what it is a minute, what is left of it, and in how many seconds all is there again.

    None where the endpoint says nothing, or nothing that can be believed.
    """

    limit: int | None = None
    remaining: int | None = None
    seconds: float | None = None


def rate_limit(headers: Mapping[str, str], what: Literal["requests", "tokens"]) -> RateLimit:
    """What OpenAI's `x-ratelimit-*` headers say, as other servers send them too."""
    return RateLimit(
        limit=_count(headers.get(f"x-ratelimit-limit-{what}")) or None,
        remaining=_count(headers.get(f"x-ratelimit-remaining-{what}")),
        seconds=_duration(headers.get(f"x-ratelimit-reset-{what}")),
    )


def _count(value: str | None) -> int | None:
    return int(value) if value and _COUNT.fullmatch(value) else None


def _duration(value: str | None) -> float | None:
    """The seconds in "1s", "6m0s", "120ms", "1h2m3.5s" or "20"."""
    if not value or len(value) > LONGEST_VALUE:
        return None
    if _SECONDS.fullmatch(value):
        seconds = float(value)
    elif parts := _DURATION.fullmatch(value):
        seconds = sum(float(part) * unit for part, unit in zip(parts.groups(), _UNITS, strict=True) if part)
    else:
        return None
    return seconds if 0 < seconds <= LONGEST_RESET else None
