"""From the environment to a carrier that has the questions of many stories answered by the Batch API."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.llm.caching import Answers, CachingCarrier
from pipeline.llm.connect import api_key, base_url
from pipeline.llm.spending import BudgetedCarrier, Spending
from pipeline.llm.waves.book import WaveBook

if TYPE_CHECKING:
    from pipeline.llm.waves.carrier import WaveCarrier


@dataclass(frozen=True)
class WaveFleet:
    """One way to an endpoint's Batch API for all stories of a run: what `carrier` is asked keeps to `spending`."""

    carrier: CachingCarrier
    spending: Spending
    waves: "WaveCarrier"

    def close(self) -> None:
        """Send nothing more: who waits, and who asks from now on, gets Stopped. Waves under way are left to be."""
        self.spending.close()
        self.waves.close()

    async def drain(self) -> None:
        """Send nothing more, and wait until what has come back is kept; what has not is there for the next run."""
        self.close()
        await self.carrier.drain()


@asynccontextmanager
async def wave_fleet(
    environ: Mapping[str, str],
    *,
    timeout: float,  # noqa: ASYNC109 -- a setting
    spending: Spending,
    answers: Answers,
    book: WaveBook,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> AsyncGenerator[WaveFleet]:
    """A carrier for as many stories at once as are to be in a wave, which keeps answers and budget.

    question ─kept?─▶ enough left?─▶ wave ─▶ endpoint ─▶ answer, kept

    The endpoint's limits on a minute do not hold for batches, and none are kept. `timeout` is for a call of the API,
    not for an answer. At the end of the block, waves under way are left to the next run. Raises UsageError where there
    is neither a key for OpenAI nor another server, and what the book raises.
    """
    from pipeline.llm.waves.carrier import WaveCarrier  # noqa: PLC0415 -- imports openai, half a second
    from pipeline.llm.waves.service import BatchService  # noqa: PLC0415 -- imports openai, half a second

    service = BatchService(base_url(environ), api_key(environ), timeout=timeout)
    async with WaveCarrier(service, book, spending.cost, sleep=sleep) as waves:
        fleet = WaveFleet(CachingCarrier(BudgetedCarrier(waves, spending), answers, spending.cost), spending, waves)
        try:
            yield fleet
        finally:
            await fleet.drain()
