"""The carrier that asks again where that may help. It is the only thing that does: the client below never retries."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type

from pipeline.errors import EndpointError, QuotaExhausted, Unreachable
from pipeline.llm.faults import Transient
from pipeline.llm.request import Carrier, Completion, Request
from pipeline.llm.waits import backoff

T = TypeVar("T")

ATTEMPTS = 6
TIMEOUTS = 2
"""An attempt that used up the whole timeout is made once more, not five times: slow servers stay slow."""
PATIENCE_SECONDS = 300.0
"""A server that asks to wait longer than this has its story fail at once instead."""


class Retrying:
    """Makes up to `attempts` attempts at something, as long as they fail with Transient.

    Between two attempts it waits as long as the server asked for, else exponentially longer with jitter. An attempt
    that was refused because of everybody's rate says nothing about what is asked and is not counted; the waits after
    such refusals come to `PATIENCE_SECONDS` at most, and grow even where the server asks for short ones.
    """

    def __init__(
        self,
        *,
        attempts: int = ATTEMPTS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._attempts = attempts
        self._sleep = sleep
        self._chance = chance

    async def call(self, attempt_once: Callable[[], Awaitable[T]]) -> T:
        """What the first attempt that succeeds returns.

        Raises EndpointError when the attempts are used up, Unreachable when the last found nobody, QuotaExhausted when
        the server refuses everybody for longer than anyone waits.
        """
        patience = _Patience(self._attempts, self._chance)
        retrying = AsyncRetrying(
            sleep=self._sleep,
            stop=patience.is_used_up,
            wait=patience.wait,
            retry=retry_if_exception_type(Transient),
            reraise=True,
        )
        attempts = 0
        try:
            async for attempt in retrying:
                with attempt:
                    attempts = attempt.retry_state.attempt_number
                    return await attempt_once()
        except Transient as fault:
            raise _final(fault)(f"{fault} ({_effort(attempts, fault)})") from fault
        raise AssertionError("tenacity either returns or raises")


class RetryingCarrier:
    """Has another carrier try a request again as `Retrying` does."""

    def __init__(
        self,
        inner: Carrier,
        *,
        attempts: int = ATTEMPTS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._inner = inner
        self._retrying = Retrying(attempts=attempts, sleep=sleep, chance=chance)

    async def send(self, request: Request) -> Completion:
        """Have the request answered. Raises what `Retrying.call` does."""
        return await self._retrying.call(lambda: self._inner.send(request))


class _Patience:
    """How often something may still be tried."""

    def __init__(self, attempts: int, chance: Callable[[], float]) -> None:
        self._attempts = attempts
        self._chance = chance
        self._failures = self._timeouts = self._refusals = 0
        self._refused_seconds = 0.0

    def wait(self, state: RetryCallState) -> float:
        """Seconds until the next attempt; tenacity asks for them before it asks whether there is to be one."""
        fault = _fault(state)
        if not fault.rate_limited:
            self._failures += 1
            self._timeouts += fault.timed_out
            return backoff(self._failures, self._chance()) if fault.wait is None else fault.wait
        self._refusals += 1
        seconds = max(fault.wait or 0.0, backoff(self._refusals, self._chance()))
        self._refused_seconds += seconds
        return seconds

    def is_used_up(self, state: RetryCallState) -> bool:
        """Whether there is to be no other attempt."""
        return (
            _is_too_long(_fault(state))
            or self._refused_seconds > PATIENCE_SECONDS
            or self._timeouts >= TIMEOUTS
            or self._failures >= self._attempts
        )


def _fault(state: RetryCallState) -> Transient:
    fault = state.outcome.exception() if state.outcome else None
    if not isinstance(fault, Transient):
        raise TypeError("tenacity asked about an attempt that did not fail with Transient") from fault
    return fault


def _is_too_long(fault: Transient) -> bool:
    return fault.wait is not None and fault.wait > PATIENCE_SECONDS


def _final(fault: Transient) -> type[EndpointError]:
    if fault.unreachable:
        return Unreachable
    return QuotaExhausted if fault.rate_limited and _is_too_long(fault) else EndpointError


def _effort(attempts: int, fault: Transient) -> str:
    if _is_too_long(fault):
        return f"it asks to wait {fault.wait:.0f} s"
    return "asked once" if attempts == 1 else f"asked {attempts} times"
