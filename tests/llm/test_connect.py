"""The way that all stories of a run share, against a real server."""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal

import pytest

from pipeline.errors import STOPS_THE_RUN, BudgetSpent, KeyRefused, QuotaExhausted, Stopped, UsageError
from pipeline.llm.connect import Fleet, fleet
from pipeline.llm.limits import Clock, Limits
from pipeline.llm.request import Completion, Message, Request, TokenUsage
from pipeline.llm.spending import Spending
from tests.llm.asking import KEY, REQUEST
from tests.llm.loopback import Handler, Loopback, completion, fails, keeps_silent, says, sends_bytes, stops_midway
from tests.llm.simulated import HeldClock

REQUESTS = [REQUEST.model_copy(update={"messages": (Message(role="user", content=f"{n:03}"),)}) for n in range(64)]


class Memory:
    """Keeps answers for as long as it lives."""

    def __init__(self) -> None:
        self.answers: dict[str, Completion] = {}

    async def find(self, key: str) -> Completion | None:
        return self.answers.get(key)

    async def keep(self, request: Request, completion: Completion, cost: Decimal | None) -> None:
        assert cost is not None
        self.answers[request.key] = completion

    async def forget(self, keys: Sequence[str]) -> None:
        for key in keys:
            del self.answers[key]


def cost(usage: TokenUsage, _: str) -> Decimal:
    """A dollar for each token: the server's answers cost $120."""
    return Decimal(usage.input_tokens + usage.output_tokens)


@asynccontextmanager
async def ships(
    server: Loopback,
    *,
    concurrency: int = 64,
    limit: Decimal | None = None,
    clock: Clock | None = None,
    memory: Memory | None = None,
) -> AsyncGenerator[Fleet]:
    environ = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": KEY}
    limits = Limits(rpm=None, tpm=None, concurrency=concurrency, clock=clock)
    answers = memory or Memory()
    async with fleet(environ, timeout=30, limits=limits, spending=Spending(limit, cost), answers=answers) as ready:
        yield ready


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 -- what a server in another thread does is no event of this loop
            await asyncio.sleep(0)


def test_what_one_run_has_asked_the_next_one_knows() -> None:
    async def run() -> None:
        memory = Memory()
        for asked in (64, 0):
            server.bodies.clear()
            async with ships(server, memory=memory) as ready:
                answers = await asyncio.gather(*(ready.carrier.send(request) for request in REQUESTS * 2))
                assert {answer.text for answer in answers} == {"{}"}
                assert len(server.bodies) == asked
                assert ready.spending.spent == asked * 120

    with Loopback(says("{}")) as server:
        asyncio.run(run())


def test_a_refusal_slows_all_64_askers_and_nothing_is_sent_in_the_pause() -> None:
    clock = HeldClock()

    async def run() -> None:
        async with ships(server, concurrency=16, clock=clock) as ready:
            asking = asyncio.gather(*(ready.carrier.send(request) for request in REQUESTS))
            await until(lambda: len(server.bodies) == 16 and ready.limits.in_flight == 0)
            clock.advance(6.9)
            for _ in range(1_000):
                await asyncio.sleep(0)
            assert len(server.bodies) == 16
            assert ready.limits.allowed == 8
            clock.advance(0.2)
            while not asking.done():
                await asyncio.sleep(0)
                clock.advance(0.001)
            assert len(await asking) == 64

    with Loopback(*[fails(429, retry_after="7")] * 16, says("{}")) as server:
        asyncio.run(run())
    assert len(server.bodies) == 64 + 16


@pytest.mark.parametrize(
    ("reply", "error"), [(fails(429, "no", "insufficient_quota"), QuotaExhausted), (fails(401), KeyRefused)]
)
def test_no_credit_and_a_wrong_key_are_told_at_once_and_stop_the_run(
    reply: Callable[[Handler], None], error: type[Exception]
) -> None:
    async def run() -> None:
        async with ships(server, concurrency=1) as ready, asyncio.TaskGroup() as group:
            for request in REQUESTS:
                group.create_task(ready.carrier.send(request))

    with Loopback(reply) as server, pytest.raises(ExceptionGroup) as caught:
        asyncio.run(run())
    assert isinstance(caught.value.exceptions[0], error)
    assert isinstance(caught.value.exceptions[0], STOPS_THE_RUN)
    assert len(server.bodies) <= 2


def test_with_64_in_flight_no_more_is_spent_than_may_be() -> None:
    limit = Decimal(4_000)

    async def run() -> None:
        async with ships(server, limit=limit) as ready:
            sending = (ready.carrier.send(request) for request in REQUESTS)
            results = await asyncio.gather(*sending, return_exceptions=True)
            answered = [result for result in results if isinstance(result, Completion)]
            assert ready.spending.spent == 120 * len(answered) <= limit
            assert ready.spending.spent > limit - ready.spending.most(REQUESTS[0])
            assert all(isinstance(result, BudgetSpent) for result in results if result not in answered)
            assert len(server.bodies) == len(answered)

    with Loopback(says("{}")) as server:
        asyncio.run(run())


def test_each_attempt_that_may_have_been_charged_counts() -> None:
    clock = HeldClock()

    async def run() -> None:
        async with ships(server, clock=clock) as ready:
            asking = asyncio.ensure_future(ready.carrier.send(REQUEST))
            while not asking.done():
                await asyncio.sleep(0)
                clock.advance(0.01)
            assert ready.spending.spent == 2 * ready.spending.most(REQUEST) + 120

    with Loopback(stops_midway, fails(500), stops_midway, says("{}")) as server:
        asyncio.run(run())


def test_a_run_that_is_interrupted_finishes_what_is_in_flight_and_sends_nothing_more() -> None:
    memory = Memory()

    def answers_slowly(handler: Handler) -> None:
        stopping.wait(20)
        says("{}")(handler)

    async def run() -> None:
        async with ships(server, concurrency=4, memory=memory) as ready:
            asking = [asyncio.create_task(ready.carrier.send(request)) for request in REQUESTS]
            await until(lambda: len(server.bodies) == 4)
            for task in asking[:2]:
                task.cancel()
            draining = asyncio.create_task(ready.drain())
            await asyncio.sleep(0)
            stopping.set()
            await draining
            results = await asyncio.gather(*asking, return_exceptions=True)
            assert [type(result) for result in results[:4]] == [asyncio.CancelledError] * 2 + [Completion] * 2
            assert {type(result) for result in results[4:]} == {Stopped}
            with pytest.raises(Stopped):
                await ready.carrier.send(REQUESTS[-1])

    stopping = threading.Event()
    with Loopback(answers_slowly) as server:
        asyncio.run(run())
    assert len(server.bodies) == 4
    assert memory.answers.keys() == {request.key for request in REQUESTS[:4]}


def test_a_run_that_is_left_ends_at_once() -> None:
    async def run() -> None:
        async with ships(server) as ready:
            asking = asyncio.create_task(ready.carrier.send(REQUEST))
            await until(lambda: bool(server.bodies))
        assert asking.done() or await asyncio.wait((asking,))
        assert asking.cancelled()

    with Loopback(keeps_silent) as server:
        asyncio.run(run())


def test_what_the_server_tells_of_its_limits_holds_for_all() -> None:
    clock = HeldClock()

    async def run() -> None:
        async with ships(server, clock=clock) as ready:
            await ready.carrier.send(REQUESTS[0])
            asking = asyncio.ensure_future(ready.carrier.send(REQUESTS[1]))
            for _ in range(1_000):
                await asyncio.sleep(0)
            assert len(server.bodies) == 1
            clock.advance(2)
            await asking

    body = json.dumps(completion("{}")).encode()
    reply = sends_bytes(body, x_ratelimit_limit_requests="60", x_ratelimit_remaining_requests="0")
    with Loopback(reply) as server:
        asyncio.run(run())
    assert len(server.bodies) == 2


def test_without_a_key_and_a_server_nothing_is_begun() -> None:
    async def run() -> None:
        limits = Limits(rpm=None, tpm=None, concurrency=1)
        async with fleet({}, timeout=5, limits=limits, spending=Spending(None, cost), answers=Memory()):
            raise AssertionError("began")

    with pytest.raises(UsageError, match="OPENAI_API_KEY"):
        asyncio.run(run())
