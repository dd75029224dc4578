"""A digest of a three-article story against a server that takes 1.0 s an answer: how deep the calls are.

The server paraphrases a little, so that the judge is asked too: outline, sections and timeline side by side, verify.
"""

import asyncio
import resource
import time
from datetime import UTC, datetime

from benchmarks.data import FIXTURES, table
from benchmarks.server import answering
from pipeline.digest import Settings, make_digest
from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Revision
from pipeline.llm.connect import connect
from pipeline.llm.ledger import Ledger
from pipeline.llm.prompt import load_prompts
from pipeline.sources.load import load_articles
from pipeline.sources.story import read_story
from pipeline.writers.chat import ChatWriter

SECONDS = 1.0
NOW = datetime(2026, 1, 16, 8, tzinfo=UTC)


def articles() -> tuple[ArticleText, ...]:
    """The first three articles of a fixture story."""
    story = read_story(FIXTURES / "seoul-moscow-contacts")
    return load_articles(story.model_copy(update={"articles": story.articles[:3]}), NOW).articles


async def digest_with(url: str, given: tuple[ArticleText, ...]) -> Revision:
    """A digest written by the model at a URL."""
    async with connect({"OPENAI_BASE_URL": url}, timeout=60) as carrier:
        ledger = Ledger("model", url, at=NOW, clock=time.monotonic)
        return await make_digest("story", given, ChatWriter("model", carrier, load_prompts(), ledger), Settings(NOW))


async def _timed() -> tuple[float, int]:
    given = articles()
    async with answering(0.0) as server:
        await digest_with(server.url, given)  # imports, compiled expressions and token table, which are not timed
    async with answering(SECONDS) as server:
        start = time.perf_counter()
        await digest_with(server.url, given)
        return time.perf_counter() - start, len(server.requests)


def main() -> None:
    """Print the table."""
    seconds, requests = asyncio.run(_timed())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    table(
        ["what", "figure", "limit"],
        [
            [f"a digest of 3 articles, {requests} requests of {SECONDS} s", f"{seconds:.2f} s", "3.6 s"],
            ["peak memory", f"{peak:.0f} MB", "250 MB"],
        ],
    )


if __name__ == "__main__":
    main()
