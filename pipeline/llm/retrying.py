"""The carrier that asks again where that may help. It is the only thing that does: the client below never retries."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type

from pipeline.errors import EndpointError, Unreachable
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

    Between two attempts it waits as long as the server asked for, else exponentially longer with jitter.
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
        """What the first attempt that succeeds returns. Raises EndpointError when the attempts are used up."""
        timeouts = 0

        def gives_up(state: RetryCallState) -> bool:
            nonlocal timeouts
            fault = _fault(state)
            timeouts += fault.timed_out
            too_long = fault.wait is not None and fault.wait > PATIENCE_SECONDS
            return too_long or timeouts >= TIMEOUTS or state.attempt_number >= self._attempts

        def wait(state: RetryCallState) -> float:
            asked_for = _fault(state).wait
            return backoff(state.attempt_number, self._chance()) if asked_for is None else asked_for

        retrying = AsyncRetrying(
            sleep=self._sleep, stop=gives_up, wait=wait, retry=retry_if_exception_type(Transient), reraise=True
        )
        attempts = 0
        try:
            async for attempt in retrying:
                with attempt:
                    attempts = attempt.retry_state.attempt_number
                    return await attempt_once()
        except Transient as fault:
            final = Unreachable if fault.unreachable else EndpointError
            raise final(f"{fault} ({_effort(attempts, fault)})") from fault
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
        """Have the request answered. Raises EndpointError when the attempts are used up."""
        return await self._retrying.call(lambda: self._inner.send(request))


def _fault(state: RetryCallState) -> Transient:
    fault = state.outcome.exception() if state.outcome else None
    if not isinstance(fault, Transient):
        raise TypeError("tenacity asked about an attempt that did not fail with Transient") from fault
    return fault


def _effort(attempts: int, fault: Transient) -> str:
    if fault.wait is not None and fault.wait > PATIENCE_SECONDS:
        return f"it asks to wait {fault.wait:.0f} s"
    return "asked once" if attempts == 1 else f"asked {attempts} times"
