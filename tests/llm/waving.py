"""Asking through the Batch API in tests: runs that share nothing but a store, and a clock that never waits."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from pipeline.llm.request import Completion, Message, Request
from pipeline.llm.waves.carrier import WaveCarrier
from pipeline.llm.waves.service import BatchService
from pipeline.store import Store
from tests.llm.asking import KEY, NOON, REQUEST
from tests.llm.batch_api import BatchApi

T = TypeVar("T")


def question(text: str, model: str = "small-model", temperature: float | None = None) -> Request:
    messages = (Message(role="user", content=text),)
    return REQUEST.model_copy(update={"messages": messages, "model": model, "temperature": temperature})


QUESTIONS = [question(f"Question {number} – “why”?\u2028") for number in range(4)]
FIRST, SECOND, THIRD, FOURTH = QUESTIONS


@dataclass
class Clock:
    """A clock that goes on by what is slept, without waiting, or that stands still."""

    now: float = NOON.timestamp()
    pace: float = 1

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds * self.pace
        await asyncio.sleep(0)


@asynccontextmanager
async def carrying(
    url: str, store: Store, clock: Clock, max_requests: int = 50_000, max_bytes: int = 200_000_000
) -> AsyncGenerator[WaveCarrier]:
    service = BatchService(url, KEY, timeout=5, wall_clock=clock.time)
    async with WaveCarrier(
        service,
        store.waves,
        lambda usage, _model: Decimal(usage.input_tokens) * Decimal(usage.price_share),
        max_requests=max_requests,
        max_bytes=max_bytes,
        sleep=clock.sleep,
        wall_clock=clock.time,
    ) as carrier:
        yield carrier


def run(store_url: str, work: Callable[[Store], Coroutine[None, None, T]]) -> T:
    """What some work on a store comes to, in a run of its own: nothing but the store outlives it."""
    with Store(store_url, clock=lambda: datetime(2026, 10, 1, 12, tzinfo=UTC)) as store:
        return asyncio.run(work(store))


def ask(
    api: BatchApi,
    store_url: str,
    *requests: Request,
    clock: Clock | None = None,
    max_requests: int = 50_000,
    max_bytes: int = 200_000_000,
) -> list[Completion | BaseException]:
    """The answers to requests that are asked at once, in a run of its own."""

    async def work(store: Store) -> list[Completion | BaseException]:
        async with carrying(api.url, store, clock or Clock(), max_requests, max_bytes) as carrier:
            return await asyncio.gather(*map(carrier.send, requests), return_exceptions=True)

    return run(store_url, work)


def texts(answers: Sequence[Completion | BaseException]) -> list[str]:
    return [answer.text if isinstance(answer, Completion) else repr(answer) for answer in answers]


def said(*requests: Request) -> list[str]:
    """What the server answers to requests: it repeats them."""
    return [request.messages[-1].content for request in requests]


def kept(store_url: str, *requests: Request) -> list[str | None]:
    """The answers to requests in the store."""

    async def work(store: Store) -> list[str | None]:
        found = [await store.answers.find(request.key) for request in requests]
        return [completion.text if completion else None for completion in found]

    return run(store_url, work)


def under_way(store_url: str, api: BatchApi) -> int:
    async def work(store: Store) -> int:
        return len(await store.waves.under_way(api.url))

    return run(store_url, work)
