"""Clusters of 5 to 80 articles: one token budget, promises kept, and time that grows no faster than the cluster."""

import asyncio
import time
from datetime import UTC, datetime

from benchmarks.cluster import cluster
from benchmarks.data import table
from pipeline.checks.promises import check_revision
from pipeline.digest import Settings, make_digest
from pipeline.facts import Budget, gather
from pipeline.text.tokens import count_tokens
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.chat import DEFAULT_BUDGET

SIZES = (5, 10, 20, 40, 80)
NOW = datetime(2026, 1, 16, 8, tzinfo=UTC)


def main() -> None:
    """Print the table."""
    asyncio.run(make_digest("warm", cluster(3), BuiltinWriter(), Settings(NOW)))
    count_tokens("warm")
    rows: list[list[object]] = []
    for size in SIZES:
        articles = cluster(size, seed=size)
        start = time.perf_counter()
        revision = asyncio.run(make_digest("story", articles, BuiltinWriter(), Settings(NOW)))
        seconds = time.perf_counter() - start
        book = gather(articles, "en", Budget(DEFAULT_BUDGET, count_tokens))
        tokens = sum(count_tokens(ranked.fact.text) for ranked in book.ranked)
        told = {number for ranked in book.ranked for number in ranked.fact.articles}
        broken = sum(not fault.is_notice for fault in check_revision(revision))
        rows.append(
            [
                size,
                f"{seconds:.2f} s",
                f"{1000 * seconds / size:.0f} ms",
                f"{tokens:,}",
                f"{len(told)} of {size}",
                broken,
            ]
        )
    table(
        [
            "articles",
            "digest",
            "an article",
            f"tokens of facts (budget {DEFAULT_BUDGET:,})",
            "represented",
            "broken promises",
        ],
        rows,
    )


if __name__ == "__main__":
    main()
