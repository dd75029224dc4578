"""The way to the model's endpoint that all stories of a batch share, as its options say."""

import os
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol

from pipeline.batch.metered import MeteredAnswers
from pipeline.batch.status import Setting
from pipeline.batch.story import Order
from pipeline.cli.batch_progress import BatchProgress
from pipeline.llm.choice import BUILTIN
from pipeline.llm.connect import fleet
from pipeline.llm.ledger import price
from pipeline.llm.limits import Limits
from pipeline.llm.request import Carrier, TokenUsage
from pipeline.llm.spending import Spending
from pipeline.store import Store

_STORIES_IN_A_WAVE = 1_000
"""How many stories are under way together where their requests go out in waves; each may wait for hours."""


class Terms(NamedTuple):
    """On what terms the endpoint is asked: how, how fast, and for how much money."""

    carried_by: Literal["requests", "waves"]
    concurrency: int
    rpm: int | None
    tpm: int | None
    max_cost: Decimal | None
    timeout: float

    @property
    def stories_at_once(self) -> int:
        """How many stories are under way at the same time."""
        return self.concurrency if self.carried_by == "requests" else _STORIES_IN_A_WAVE

    def shown(self) -> dict[str, Setting]:
        """As a report shows it."""
        return {**self._asdict(), "max_cost": None if self.max_cost is None else float(self.max_cost)}


class Fleet(Protocol):
    """Carries the requests of all stories."""

    @property
    def carrier(self) -> Carrier:
        """What stages ask through."""
        ...

    def close(self) -> None:
        """Send nothing more."""
        ...

    async def drain(self) -> None:
        """Wait until what is in flight is kept."""
        ...


@asynccontextmanager
async def fleet_for(order: Order, terms: Terms, store: Store, progress: BatchProgress) -> AsyncGenerator[Fleet | None]:
    """What carries the requests of a batch; None for the builtin writer.

    At the end of the block, what is in flight is given up: `drain` before that where it is to be kept. Raises
    UsageError where money is limited and the price of the model is not known.
    """
    recipe = order.recipe
    if recipe.model == BUILTIN:
        yield None
        return

    def cost(usage: TokenUsage, model: str) -> Decimal | None:
        return price(usage, model, recipe.endpoint, order.now)

    spending = Spending(terms.max_cost, cost)
    spending.require_price(recipe.model)
    answers = MeteredAnswers(store.answers, spending)
    progress.follow(answers)
    async with AsyncExitStack() as stack:
        if terms.carried_by == "waves":
            from pipeline.llm.waves.connect import wave_fleet

            waves = wave_fleet(os.environ, timeout=terms.timeout, spending=spending, answers=answers, book=store.waves)
            opened: Fleet = await stack.enter_async_context(waves)
        else:
            limits = Limits(rpm=terms.rpm, tpm=terms.tpm, concurrency=terms.concurrency)
            single = fleet(os.environ, timeout=terms.timeout, limits=limits, spending=spending, answers=answers)
            opened = await stack.enter_async_context(single)
        yield opened
