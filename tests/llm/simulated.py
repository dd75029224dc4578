"""Time that passes only when everybody waits for it, and a clock that a test moves by hand."""

import asyncio
import heapq
import itertools
import selectors
from collections.abc import Callable, Coroutine, Iterable
from typing import TypeVar

from pipeline.llm.bucket import MINUTE

R = TypeVar("R")


class _Leaping(selectors.SelectSelector):
    """Instead of waiting for a time, is there."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise AssertionError("everybody waits for ever")
        self.now += max(0.0, timeout)
        return super().select(0)


class SimulatedLoop(asyncio.SelectorEventLoop):
    """An event loop in which hours take no time. Nothing outside of it can be waited for."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.now


def simulate(main: Coroutine[object, object, R]) -> R:
    """Run in simulated time, which starts at 0."""
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        return runner.run(main)


def now() -> float:
    """The time of the loop that runs."""
    return asyncio.get_running_loop().time()


class _Call:
    def __init__(self, callback: Callable[[], object]) -> None:
        self.callback: Callable[[], object] | None = callback

    def cancel(self) -> None:
        self.callback = None


class HeldClock:
    """A clock for limiters that stands still until it is told to go on."""

    def __init__(self) -> None:
        self._now = 0.0
        self._calls: list[tuple[float, int, _Call]] = []
        self._numbers = itertools.count()

    def time(self) -> float:
        return self._now

    def call_at(self, when: float, callback: Callable[[], object], /) -> _Call:
        call = _Call(callback)
        heapq.heappush(self._calls, (when, next(self._numbers), call))
        return call

    def advance(self, seconds: float) -> None:
        """Let time pass, and make the calls that are due on the way."""
        end = self._now + seconds
        while self._calls and self._calls[0][0] <= end:
            self._now, _, call = heapq.heappop(self._calls)
            if call.callback is not None:
                call.callback()
        self._now = end


def most_in_a_minute(taken: Iterable[tuple[float, float]]) -> float:
    """The largest sum of amounts, given with their times in order, that any 60 seconds saw."""
    events = list(taken)
    most = total = 0.0
    start = 0
    for time, amount in events:
        total += amount
        while events[start][0] <= time - MINUTE + 1e-3:
            total -= events[start][1]
            start += 1
        most = max(most, total)
    return most
