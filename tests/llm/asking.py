"""What the tests ask with: a request, and ways to send it that never sleep."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipeline.llm.endpoint import OpenAICarrier
from pipeline.llm.ledger import Ledger
from pipeline.llm.request import Carrier, Completion, Message, Request
from pipeline.llm.retrying import RetryingCarrier
from tests.llm.loopback import Loopback

KEY = "this-key-must-never-be-shown"
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)

REQUEST = Request(
    stage="section",
    prompt_sha256="0" * 64,
    model="small-model",
    messages=(Message(role="system", content="Write."), Message(role="user", content="Facts: …")),
    schema_name="section",
    json_schema={"type": "object", "properties": {}, "required": [], "additionalProperties": False},
    max_output_tokens=500,
)


@dataclass
class Naps:
    """Takes down how long it was told to sleep, and does not."""

    seconds: list[float] = field(default_factory=list[float])

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)


def ask(
    server: Loopback | str, request: Request = REQUEST, *, naps: Naps | None = None, limit: float = 5
) -> Completion:
    """The answer of a server to one request, through all retries."""
    return ask_all(server, [request], naps=naps, limit=limit)[0]


def ask_all(
    server: Loopback | str, requests: Sequence[Request], *, naps: Naps | None = None, limit: float = 5
) -> list[Completion]:
    """The answers to several requests, one after the other over one carrier."""

    async def run() -> list[Completion]:
        url = server if isinstance(server, str) else server.url
        async with OpenAICarrier(url, KEY, timeout=limit, wall_clock=NOON.timestamp) as endpoint:
            carrier: Carrier = RetryingCarrier(endpoint, sleep=(naps or Naps()).sleep, chance=lambda: 0.5)
            return [await carrier.send(request) for request in requests]

    return asyncio.run(run())


def ledger() -> Ledger:
    """A ledger for a model that has no price, with a clock that stands still."""
    return Ledger("small-model", "http://127.0.0.1/v1", at=NOON, clock=lambda: 0.0)
