"""How fast a run goes, judged by its last minutes, and what that promises for the rest of it."""

from collections import deque
from decimal import Decimal
from typing import NamedTuple

WINDOW_SECONDS = 120.0
"""Long enough for many stories to end in it, short enough to forget the unchanged ones that a resumed run passes by."""


class _Sample(NamedTuple):
    at: float
    done: int
    requests: int
    cost: Decimal | None


class Pace:
    """Samples of a run's counts, of which those of the last minutes are kept: at most one for each second."""

    def __init__(self, at: float) -> None:
        self._samples = deque([_Sample(at, 0, 0, Decimal(0))])

    def sample(self, at: float, done: int, requests: int, cost: Decimal | None) -> None:
        """Note where the run stands; `at` is in seconds and never goes back."""
        if len(self._samples) > 1 and at - self._samples[-2].at < 1:
            self._samples.pop()
        self._samples.append(_Sample(at, done, requests, cost))
        while len(self._samples) > 2 and self._samples[1].at <= at - WINDOW_SECONDS:
            self._samples.popleft()

    @property
    def requests_a_second(self) -> float:
        """Requests answered in each second, on average."""
        first, last = self._samples[0], self._samples[-1]
        return (last.requests - first.requests) / (last.at - first.at) if last.at > first.at else 0.0

    def seconds_for(self, stories: int) -> float | None:
        """How long so many more stories take; None where none has ended lately."""
        first, last = self._samples[0], self._samples[-1]
        ended = last.done - first.done
        return stories * (last.at - first.at) / ended if ended else None

    def cost_for(self, stories: int) -> Decimal | None:
        """What so many more stories cost; None where that is not known."""
        first, last = self._samples[0], self._samples[-1]
        ended = last.done - first.done
        if not ended or first.cost is None or last.cost is None:
            return None
        return stories * (last.cost - first.cost) / ended
