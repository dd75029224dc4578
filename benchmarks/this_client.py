"""This project's client, asked what the other clients are asked; where they run, it may not be installed."""

import tempfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from benchmarks.asking import AT_ONCE, SCHEMA, SYSTEM, timed
from pipeline.llm.connect import fleet
from pipeline.llm.ledger import price
from pipeline.llm.limits import Limits
from pipeline.llm.request import Message, Request, TokenUsage
from pipeline.llm.spending import Spending
from pipeline.store import Store, sqlite_url

_NOW = datetime(2026, 1, 16, 8, tzinfo=UTC)


async def this_client(url: str) -> tuple[float, float]:
    """This project's: answers kept in SQLite, limits and money watched."""

    def cost(usage: TokenUsage, _: str) -> Decimal | None:
        return price(usage, "gpt-4o-mini", "https://api.openai.com/v1", _NOW)

    limits = Limits(rpm=1_000_000, tpm=1_000_000_000, concurrency=AT_ONCE)
    spending = Spending(Decimal(1_000), cost)
    with tempfile.TemporaryDirectory() as folder, Store(sqlite_url(Path(folder))) as store:
        environ = {"OPENAI_BASE_URL": url}
        async with fleet(environ, timeout=60, limits=limits, spending=spending, answers=store.answers) as way:

            async def ask(question: str) -> object:
                request = Request(
                    stage="section",
                    prompt_sha256="0" * 64,
                    model="model",
                    messages=(Message(role="system", content=SYSTEM), Message(role="user", content=question)),
                    schema_name="section",
                    json_schema=SCHEMA,
                    max_output_tokens=1_000,
                )
                return await way.carrier.send(request)

            return await timed(ask)
