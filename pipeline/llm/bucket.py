"""A token bucket whose every minute stays within a limit, and which says when there will be enough in it."""

from collections.abc import Callable

from pipeline.llm.rate_limits import RateLimit

MINUTE = 60.0
BURST = 0.05
"""The share of a minute's limit that may be taken at once: three seconds' worth."""
LEAST_LIMIT, LEAST_SHARE = 2, 0.01
"""An endpoint that tells a lower limit, or less than this share of what its user knows it to be, is not believed."""
NOTHING = 1e-6
"""Seconds that are not worth waiting for: what clocks and floats are off by."""


class Bucket:
    """Holds what may be taken now of something that is limited by the minute.

    Endpoints count in different ways: some by a bucket of their own, some by the clock's minutes. To be within all of
    them, no 60 seconds may see more than the limit. A bucket gives at most its capacity at once and in a minute what
    flows in besides, so capacity and inflow together are the limit: of 1,000 a minute 50 may be taken at once, and
    950 flow in. The capacity grows to the largest amount that is asked for, up to half of the limit, and shrinks again
    when a minute has seen none so large, the inflow a minute later. What is more than half of the limit is taken from a
    full bucket, which then owes the rest. Without a limit everything is there at once.
    """

    def __init__(self, limit: int | None, clock: Callable[[], float]) -> None:
        self._wanted = limit
        self._clock = clock
        self._limit = limit
        self._burst = self._level = _burst(limit)
        self._large = self._large_at = float("-inf")
        self._inflow: float | None = None
        self._served = 0.0
        self._counted_at = clock()

    def seconds_until(self, amount: float) -> float:
        """How long it takes until the amount can be taken, if nobody else takes any."""
        if self._limit is None:
            return 0.0
        self._fill()
        if amount > self._burst:
            self._large = max(self._large, min(amount, self._limit / 2))
            self._large_at = self._counted_at
        seconds = (min(amount, self._capacity) - self._level) / self._rate
        return seconds if seconds > NOTHING else 0.0

    def take(self, amount: float) -> None:
        """Take the amount, whether it is there or not."""
        if self._limit is not None:
            self._fill()
            self._level -= amount

    def give_back(self, amount: float) -> None:
        """Undo the taking of an amount. More than a full bucket is never there."""
        if self._limit is not None:
            self._fill()
            self._level = min(self._capacity, self._level + amount)

    def served(self, amount: float) -> None:
        """The endpoint has answered a request of that amount: a lower limit, whatever it told, is none."""
        self._served = max(self._served, amount)
        if self._limit != self._wanted and not self._is_credible(self._limit):
            self._fill()
            self._inflow = None
            self._limit_to(self._wanted)

    def correct(self, told: RateLimit) -> None:
        """Take over what the endpoint says of its own bucket, where that leaves less than ours does.

        A limit that it tells holds where we have none or a higher one. Where it has less left than we thought, and
        needs longer to fill up than we would, ours fills as slowly until it says something better. Where the limit
        cannot be one, such as a token a minute or that of a second, nothing of it is believed: an endpoint that is
        asked too fast all the same says so.
        """
        if not self._is_credible(told.limit):
            return
        self._fill()
        if told.limit is not None:
            self._limit_to(told.limit if self._wanted is None else min(self._wanted, told.limit))
        if self._limit is None or told.remaining is None:
            return
        self._inflow = None
        if told.remaining < self._capacity:  # else the endpoint, which takes larger bursts, has enough
            self._level = min(self._level, told.remaining)
            if told.seconds and told.limit and told.limit > told.remaining:
                self._inflow = (told.limit - told.remaining) / told.seconds

    def _is_credible(self, limit: int | None) -> bool:
        """Whether a limit can be that of the endpoint."""
        return limit is None or limit >= max(LEAST_LIMIT, LEAST_SHARE * (self._wanted or 0), self._served)

    def _limit_to(self, limit: int | None) -> None:
        if limit == self._limit:
            return
        first = self._limit is None
        self._limit = limit
        self._burst = _burst(limit)
        self._large = self._large if limit is None else min(self._large, limit / 2)
        self._level = self._capacity if first else min(self._level, self._capacity)

    @property
    def _capacity(self) -> float:
        """What may be there at most, as of the last count."""
        return max(self._burst, self._large) if self._counted_at - self._large_at <= MINUTE else self._burst

    @property
    def _rate(self) -> float:
        """What flows in, a second."""
        rate = ((self._limit or 0) - max(self._burst, self._large)) / MINUTE
        return rate if self._inflow is None else min(rate, self._inflow)

    def _fill(self) -> None:
        now = self._clock()
        flowed_in = max(0.0, now - self._counted_at) * self._rate
        self._counted_at = now
        if now - self._large_at > 2 * MINUTE:
            self._large = float("-inf")
        self._level = min(self._capacity, self._level + flowed_in)


def _burst(limit: int | None) -> float:
    """What may be taken at once of a limit: a share of it, one at least, half at most."""
    return 0.0 if limit is None else min(limit / 2, max(1.0, limit * BURST))
