"""How fast an endpoint may be asked: one limiter that every request of a run goes through."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.errors import Stopped
from pipeline.llm.bucket import NOTHING, Bucket
from pipeline.llm.rate_limits import rate_limit
from pipeline.llm.waits import backoff

LONGEST_PAUSE = 300.0
"""Seconds. Nobody is held for longer, whatever a server asks for."""


class Timer(Protocol):
    """A call that has been put off."""

    def cancel(self) -> None:
        """Have it never happen."""
        ...


class Clock(Protocol):
    """What tells the time and wakes; an event loop is one."""

    def time(self) -> float:
        """Seconds since some moment."""
        ...

    def call_at(self, when: float, callback: Callable[[], object], /) -> Timer:
        """Have something called at a time."""
        ...


@dataclass(eq=False)
class Reservation:
    """The right to send one request of so many tokens; what is not told to have been used is given back on failure."""

    tokens: int
    turn: asyncio.Future[None]
    let_in_at: float | None = field(default=None, init=False)
    actual: int | None = field(default=None, init=False)

    def used(self, tokens: int) -> None:
        """Tell that the endpoint has counted the request, and how many tokens for it."""
        self.actual = tokens


class Limits:
    """Requests and tokens a minute, and requests in flight, for all who ask one endpoint.

    Whoever reserves waits for his turn, first come first served: a small request never overtakes a large one that is
    waiting for its tokens. Nothing polls; the one timer is set for the moment at which the first in line can go, and
    whatever is given back is looked at at once.

    How many may be in flight rises and falls as in TCP's congestion avoidance (RFC 5681): halved when the endpoint
    refuses a request for its rate (once for all that were in flight then), and raised by one each time that as many
    have been answered as are allowed.
    """

    def __init__(self, *, rpm: int | None, tpm: int | None, concurrency: int, clock: Clock | None = None) -> None:
        self._clock: Clock = clock or asyncio.get_running_loop()
        self._requests = Bucket(rpm, self._clock.time)
        self._tokens = Bucket(tpm, self._clock.time)
        self._concurrency = concurrency
        self._allowed = float(concurrency)
        self._in_flight = 0
        self._queue: deque[Reservation] = deque()
        self._resting: set[asyncio.Future[None]] = set()
        self._timer: Timer | None = None
        self._paused_until = self._slowed_at = float("-inf")
        self._refusals = 0
        self._closed = False

    @property
    def allowed(self) -> int:
        """How many requests may be in flight at the moment."""
        return int(self._allowed)

    @property
    def in_flight(self) -> int:
        """How many requests are in flight."""
        return self._in_flight

    @asynccontextmanager
    async def reserve(self, tokens: int) -> AsyncGenerator[Reservation]:
        """Wait until a request of so many tokens may be sent, and hold its place while it is under way.

        When the block ends well, the estimate is replaced by what was `used`, if that was told. When it fails,
        request and tokens are given back, unless `used` was told. Raises Stopped when `close` has been called.
        """
        reservation = Reservation(tokens, asyncio.get_running_loop().create_future())
        let_in_at = await self._turn_of(reservation)
        try:
            yield reservation
        except BaseException:
            self._leave(reservation, reservation.actual or 0, requests=int(reservation.actual is not None))
            raise
        if self._allowed < self._concurrency:
            self._allowed = min(self._concurrency, self._allowed + 1 / self._allowed)
        if let_in_at > self._slowed_at:
            self._refusals = 0
        used = tokens if reservation.actual is None else reservation.actual
        self._tokens.served(used)
        self._leave(reservation, used, requests=1)

    def pause(self, seconds: float) -> None:
        """Let nobody in for so long."""
        self._paused_until = max(self._paused_until, self._clock.time() + min(seconds, LONGEST_PAUSE))

    def slow_down(self, reservation: Reservation, wait: float | None) -> None:
        """Heed that the endpoint refused a request for its rate and asked for `wait` seconds, or did not say.

        Everybody pauses. Half as many as before are in flight from then on; a refusal of a request that was already
        under way at the last halving says nothing new.
        """
        if reservation.let_in_at is not None and reservation.let_in_at > self._slowed_at:
            self._slowed_at = self._clock.time()
            self._allowed = max(1.0, self._allowed / 2)
            self._refusals += 1
        self.pause(backoff(max(1, self._refusals), 1.0) if wait is None else wait)

    def heed(self, headers: Mapping[str, str]) -> None:
        """Correct the buckets by what an answer's `x-ratelimit-*` headers tell; what makes no sense is ignored."""
        self._requests.correct(rate_limit(headers, "requests"))
        self._tokens.correct(rate_limit(headers, "tokens"))

    async def rest(self, seconds: float) -> None:
        """Sleep without a place in the line. Raises Stopped when `close` is called meanwhile."""
        self._check_open()
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        timer = self._clock.call_at(self._clock.time() + seconds, lambda: woken.done() or woken.set_result(None))
        self._resting.add(woken)
        try:
            await woken
        finally:
            self._resting.discard(woken)
            timer.cancel()
        self._check_open()

    def close(self) -> None:
        """Let nobody in any more: who waits, and who comes, gets Stopped. What is in flight is not disturbed."""
        self._closed = True
        for turn in (*self._resting, *(reservation.turn for reservation in self._queue)):
            if not turn.done():
                turn.set_result(None)
        self._queue.clear()
        self._set_timer(None)

    async def _turn_of(self, reservation: Reservation) -> float:
        """Wait in line. Returns the time at which the reservation was let in."""
        self._check_open()
        self._queue.append(reservation)
        if self._queue[0] is reservation:
            self._let_in()
        try:
            await reservation.turn
            self._check_open()
        except (asyncio.CancelledError, Stopped):
            if reservation.let_in_at is None:
                self._let_in()
            else:  # its turn had come, but it is not taken
                self._leave(reservation, 0, requests=0)
            raise
        return reservation.let_in_at or 0.0

    def _check_open(self) -> None:
        if self._closed:
            raise Stopped("the run is being stopped: nothing more is sent")

    def _let_in(self) -> None:
        """Let in all whose turn it is, and set the timer for the next one."""
        now = self._clock.time()
        while self._queue and self._in_flight < self.allowed:
            first = self._queue[0]
            if not first.turn.cancelled():
                wait = max(
                    self._paused_until - now,
                    self._requests.seconds_until(1),
                    self._tokens.seconds_until(first.tokens),
                )
                if wait > NOTHING:
                    self._set_timer(now + wait)
                    return
                self._requests.take(1)
                self._tokens.take(first.tokens)
                self._in_flight += 1
                first.let_in_at = now
                first.turn.set_result(None)
            self._queue.popleft()
        self._set_timer(None)

    def _set_timer(self, when: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if when is None else self._clock.call_at(when, self._let_in)

    def _leave(self, reservation: Reservation, tokens: int, *, requests: int) -> None:
        """End a request that the endpoint has counted as so many requests and tokens."""
        self._in_flight -= 1
        self._requests.give_back(1 - requests)
        if tokens > reservation.tokens:
            self._tokens.take(tokens - reservation.tokens)
        else:
            self._tokens.give_back(reservation.tokens - tokens)
        self._let_in()
