"""From the environment to a carrier that is ready to be used."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

from pipeline.errors import UsageError
from pipeline.llm.request import Carrier
from pipeline.llm.retrying import RetryingCarrier

OPENAI_URL = "https://api.openai.com/v1"
NO_KEY = "none"
"""What is sent for a key to local servers, which ask for none but get the header all the same."""


def base_url(environ: Mapping[str, str]) -> str:
    """Where the model is asked: OPENAI_BASE_URL, else OpenAI."""
    return environ.get("OPENAI_BASE_URL", "").strip() or OPENAI_URL


@asynccontextmanager
async def connect(environ: Mapping[str, str], *, timeout: float) -> AsyncGenerator[Carrier]:  # noqa: ASYNC109 -- a setting
    """A carrier to the endpoint that the environment names, retrying, with `timeout` seconds for an answer.

    Raises UsageError where there is neither a key for OpenAI nor another server.
    """
    from pipeline.llm.endpoint import OpenAICarrier  # noqa: PLC0415 -- imports openai, half a second for model users only

    key = environ.get("OPENAI_API_KEY", "").strip()
    if not key and base_url(environ) == OPENAI_URL:
        raise UsageError("OPENAI_API_KEY is not set; set it, or OPENAI_BASE_URL for a server that needs no key")
    async with OpenAICarrier(base_url(environ), key or NO_KEY, timeout=timeout) as carrier:
        yield RetryingCarrier(carrier)
