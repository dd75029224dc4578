"""The whole way of a question to the Batch API and back, with kept answers and a budget."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from decimal import Decimal

import pytest

from pipeline.errors import Stopped, UsageError
from pipeline.llm.request import Completion, TokenUsage
from pipeline.llm.spending import Spending
from pipeline.llm.waves.connect import WaveFleet, wave_fleet
from pipeline.store import Store
from tests.llm.asking import KEY
from tests.llm.batch_api import BatchApi, Plan
from tests.llm.waving import FIRST, QUESTIONS, Clock, kept, run, said, under_way


def cost(usage: TokenUsage, _model: str) -> Decimal:
    """A dollar for a token."""
    return Decimal(usage.input_tokens + usage.output_tokens) * Decimal(usage.price_share)


@asynccontextmanager
async def connected(url: str, store: Store) -> AsyncGenerator[WaveFleet]:
    environ = {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": KEY}
    spending, sleep = Spending(None, cost), Clock().sleep
    async with wave_fleet(
        environ, timeout=5, spending=spending, answers=store.answers, book=store.waves, sleep=sleep
    ) as fleet:
        yield fleet


def test_what_was_asked_once_is_found_afterwards_and_counted_at_half_the_price(store_url: str) -> None:
    async def work(store: Store) -> tuple[list[str], Decimal]:
        async with connected(api.url, store) as fleet:
            asking = asyncio.gather(*(fleet.carrier.send(request) for request in QUESTIONS))
            return [answer.text for answer in await asking], fleet.spending.spent

    with BatchApi(Plan(polls=0)) as api:
        assert run(store_url, work) == (said(*QUESTIONS), Decimal(240))
        assert run(store_url, work) == (said(*QUESTIONS), Decimal(0))
    assert api.count("create") == 1


def test_a_run_that_is_stopped_leaves_its_wave_to_the_next(store_url: str) -> None:
    async def stopped(store: Store) -> Decimal:
        async with connected(api.url, store) as fleet:
            asking = asyncio.create_task(fleet.carrier.send(FIRST))
            await asyncio.to_thread(api.looked_at.wait)
            await fleet.drain()
            with pytest.raises(Stopped):
                await asking
            with pytest.raises(Stopped):
                await fleet.carrier.send(FIRST)
            return fleet.spending.spent

    async def resumed(store: Store) -> Completion:
        async with connected(api.url, store) as fleet:
            return await fleet.carrier.send(FIRST)

    with BatchApi(Plan(polls=1_000)) as api:
        assert run(store_url, stopped) == 0
        assert under_way(store_url, api) == 1
        api.state.batches[0].plan.polls = 0
        assert [run(store_url, resumed).text] == kept(store_url, FIRST) == said(FIRST)
    assert api.count("upload") == 1


def test_without_a_key_nobody_is_asked(store_url: str) -> None:
    async def work(store: Store) -> WaveFleet:
        spending = Spending(None, cost)
        async with wave_fleet({}, timeout=5, spending=spending, answers=store.answers, book=store.waves) as fleet:
            return fleet

    with pytest.raises(UsageError, match="OPENAI_API_KEY is not set"):
        run(store_url, work)
