"""Kept answers that count themselves: what was found cost nothing, what is kept is new."""

from collections.abc import Sequence
from decimal import Decimal

from pipeline.llm.caching import Answers
from pipeline.llm.request import Completion, Request
from pipeline.llm.spending import Spending


class MeteredAnswers:
    """Answers kept elsewhere, and a meter of them; what they cost is what `spending` says."""

    def __init__(self, inner: Answers, spending: Spending) -> None:
        self._inner = inner
        self._spending = spending
        self.requests = 0
        self.found = 0
        self.input_tokens = 0
        self.cached_tokens = 0
        self.output_tokens = 0

    @property
    def cost_usd(self) -> Decimal | None:
        """What was spent in US dollars; None where a price is not known."""
        return self._spending.told

    async def forget(self, keys: Sequence[str]) -> None:
        """Keep the answers to these requests no longer."""
        await self._inner.forget(keys)

    async def find(self, key: str) -> Completion | None:
        """The answer to the request with this key, if there is one."""
        completion = await self._inner.find(key)
        self.found += completion is not None
        return completion

    async def keep(self, request: Request, completion: Completion, cost: Decimal | None) -> None:
        """Keep an answer, and count it."""
        self.requests += 1
        self.input_tokens += completion.usage.input_tokens
        self.cached_tokens += completion.usage.cached_tokens
        self.output_tokens += completion.usage.output_tokens
        await self._inner.keep(request, completion, cost)
