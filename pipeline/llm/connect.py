"""From the environment to a carrier that is ready to be used."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from pipeline.errors import UsageError
from pipeline.llm.caching import Answers, CachingCarrier
from pipeline.llm.limited import LimitedCarrier
from pipeline.llm.limits import Limits
from pipeline.llm.request import Carrier, Completion, Request
from pipeline.llm.retrying import RetryingCarrier
from pipeline.llm.spending import BudgetedCarrier, Spending

if TYPE_CHECKING:
    from pipeline.llm.endpoint import OpenAICarrier

OPENAI_URL = "https://api.openai.com/v1"
NO_KEY = "none"
"""What is sent for a key to local servers, which ask for none but get the header all the same."""


@dataclass(frozen=True)
class Fleet:
    """One way to an endpoint for all stories of a run: what `carrier` is asked keeps to `limits` and `spending`."""

    carrier: CachingCarrier
    limits: Limits
    spending: Spending

    def close(self) -> None:
        """Send nothing more: who asks from now on, or waits for a turn, for a retry or for money, gets Stopped."""
        self.limits.close()
        self.spending.close()

    async def drain(self) -> None:
        """Send nothing more, and wait until all that is in flight is answered and kept."""
        self.close()
        await self.carrier.drain()


def base_url(environ: Mapping[str, str]) -> str:
    """Where the model is asked: OPENAI_BASE_URL, else OpenAI."""
    return environ.get("OPENAI_BASE_URL", "").strip() or OPENAI_URL


def api_key(environ: Mapping[str, str]) -> str:
    """The key to ask with. Raises UsageError where there is neither a key for OpenAI nor another server."""
    key = environ.get("OPENAI_API_KEY", "").strip()
    if not key and base_url(environ) == OPENAI_URL:
        raise UsageError("OPENAI_API_KEY is not set; set it, or OPENAI_BASE_URL for a server that needs no key")
    return key or NO_KEY


@asynccontextmanager
async def connect(environ: Mapping[str, str], *, timeout: float) -> AsyncGenerator[Carrier]:  # noqa: ASYNC109 -- a setting
    """A carrier to the endpoint that the environment names, retrying, with `timeout` seconds for an answer.

    Raises UsageError where there is neither a key for OpenAI nor another server.
    """
    async with _Endpoint(base_url(environ), api_key(environ), timeout=timeout) as endpoint:
        yield RetryingCarrier(endpoint)


@asynccontextmanager
async def fleet(
    environ: Mapping[str, str],
    *,
    timeout: float,  # noqa: ASYNC109 -- a setting
    limits: Limits,
    spending: Spending,
    answers: Answers,
) -> AsyncGenerator[Fleet]:
    """A carrier for many stories at once, which keeps answers, limits and budget; each asks as it would with `connect`.

    question ─kept?─▶ retrying ─a turn─▶ limits ─enough left?─▶ spending ─▶ endpoint ─▶ answer, kept

    At the end of the block, what is still under way is cancelled: `drain` before that where it is to be kept.
    Raises UsageError as `connect` does.
    """
    async with _Endpoint(base_url(environ), api_key(environ), timeout=timeout, heed=limits.heed) as carrier:
        once = LimitedCarrier(BudgetedCarrier(carrier, spending), limits)
        caching = CachingCarrier(RetryingCarrier(once, sleep=limits.rest), answers, spending.cost)
        try:
            yield Fleet(caching, limits, spending)
        finally:
            await caching.abandon()


class _Endpoint:
    """The carrier to an endpoint, opened when it is first asked: importing openai takes half a second.

    A batch whose stories are all as they were never does.
    """

    def __init__(
        self, url: str, key: str, *, timeout: float, heed: Callable[[Mapping[str, str]], None] | None = None
    ) -> None:
        from pipeline.llm.address import check_address  # noqa: PLC0415 -- imports what only model users need

        check_address(url, key)
        self._url = url
        self._key = key
        self._timeout = timeout
        self._heed = heed
        self._carrier: OpenAICarrier | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._carrier is not None:
            await self._carrier.aclose()

    async def send(self, request: Request) -> Completion:
        """Have the request answered. Raises what `OpenAICarrier.send` does."""
        if self._carrier is None:
            from pipeline.llm.endpoint import OpenAICarrier  # noqa: PLC0415 -- imports openai

            self._carrier = OpenAICarrier(self._url, self._key, timeout=self._timeout, heed=self._heed)
        return await self._carrier.send(request)
