"""Clusters of 5 to 300 articles: one token budget, promises kept, and time that grows no faster than the cluster.

Merging compares sentences and events with each other; its times, of the processor, have columns of their own. The
events are those of every fact that has a date, as a timeline over all the articles would be made of.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from benchmarks.cluster import cluster
from benchmarks.data import table
from pipeline.checks.promises import check_revision
from pipeline.digest import Settings, make_digest
from pipeline.domain.article import ArticleText
from pipeline.domain.dates import Status
from pipeline.domain.digest import Event, Origin
from pipeline.domain.support import Support, Verdict
from pipeline.facts import Budget, gather
from pipeline.facts.merge import merge
from pipeline.facts.statements import statements
from pipeline.stages.timeline import dated_facts, merged
from pipeline.stages.verify import Sources
from pipeline.text.tokens import count_tokens
from pipeline.writers.builtin import BuiltinWriter, narrowest
from pipeline.writers.chat import DEFAULT_BUDGET

SIZES = (5, 10, 20, 40, 80, 150, 300)
NOW = datetime(2026, 1, 16, 8, tzinfo=UTC)
MERGING = 2.0
"""Seconds in which 300 articles are to be merged."""


def seconds(work: Callable[[], object]) -> float:
    """The processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def events(articles: Sequence[ArticleText]) -> tuple[list[Event], Sources]:
    """An event for each fact that has a date, in its own words at its narrowest one, the most salient first."""
    book = gather(articles, "en", Budget(sum(len(article.text) for article in articles), len))
    sources = Sources({article.number: article for article in articles}, "en")
    told = [
        Event(
            id=f"e{number}",
            text=found.ranked.fact.text,
            origin=Origin.EXTRACTED,
            evidence=found.ranked.fact.evidence,
            support=Support(verdict=Verdict.SUPPORTED, score=1.0),
            status=Status.HAPPENED,
            date=narrowest(found.dates),
        )
        for number, found in enumerate(dated_facts(book, sources))
    ]
    return told, sources


def _row(size: int) -> list[object]:
    articles = cluster(size, seed=size)
    found = [sentence for article in articles for sentence in statements(article)]
    joining = seconds(partial(merge, found))
    start = time.perf_counter()
    revision = asyncio.run(make_digest("story", articles, BuiltinWriter(), Settings(NOW)))
    taken = time.perf_counter() - start
    book = gather(articles, "en", Budget(DEFAULT_BUDGET, count_tokens))
    tokens = sum(count_tokens(ranked.fact.text) for ranked in book.ranked)
    represented = {number for ranked in book.ranked for number in ranked.fact.articles}
    dated, sources = events(articles)
    return [
        size,
        f"{taken:.2f} s",
        f"{1000 * taken / size:.0f} ms",
        f"{tokens:,}",
        f"{len(represented)} of {size}",
        sum(not fault.is_notice for fault in check_revision(revision)),
        f"{joining:.2f} s for {len(found):,}",
        f"{seconds(partial(merged, dated, sources)):.2f} s for {len(dated):,}",
    ]


def main() -> None:
    """Print the table."""
    asyncio.run(make_digest("warm", cluster(3), BuiltinWriter(), Settings(NOW)))
    count_tokens("warm")
    table(
        [
            "articles",
            "digest",
            "an article",
            f"tokens of facts (budget {DEFAULT_BUDGET:,})",
            "represented",
            "broken promises",
            f"sentences merged (300: {MERGING:.0f} s)",
            f"events merged (300: {MERGING:.0f} s)",
        ],
        map(_row, SIZES),
    )


if __name__ == "__main__":
    main()
