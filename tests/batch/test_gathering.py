"""Facts gathered elsewhere are those gathered here."""

import asyncio
import os
from collections.abc import Sequence
from datetime import UTC, datetime

from pipeline.batch.gathering import GatheringPool
from pipeline.domain.article import ArticleText
from pipeline.errors import WorkerLost
from pipeline.facts import Budget, FactBook, gather
from pipeline.sources.load import load_articles
from pipeline.sources.story import read_story
from pipeline.text.tokens import count_tokens
from tests.batch.conftest import STORIES


def find_or_end(articles: Sequence[ArticleText], language: str, budget: Budget) -> FactBook:
    """Gather facts, unless there are no articles: that ends the process."""
    if not articles:
        os._exit(1)
    return gather(articles, language, budget)


def test_another_process_gathers_the_same_facts() -> None:
    articles = load_articles(read_story(STORIES / "slim-moon-landing"), datetime(2026, 1, 16, tzinfo=UTC)).articles
    with GatheringPool(1) as pool:
        gathered = asyncio.run(pool.gather(articles, "en", Budget(8_000, count_tokens)))
    here = gather(articles, "en", Budget(8_000, count_tokens))
    assert gathered.ranked
    assert gathered == here


def test_a_story_that_ends_its_process_is_told_and_those_beside_and_behind_it_are_gathered() -> None:
    articles = load_articles(read_story(STORIES / "slim-moon-landing"), datetime(2026, 1, 16, tzinfo=UTC)).articles
    budget = Budget(8_000, count_tokens)

    async def gathered(pool: GatheringPool) -> list[FactBook | BaseException]:
        given = ((), articles, articles)
        together = await asyncio.gather(*(pool.gather(a, "en", budget) for a in given), return_exceptions=True)
        return [*together, await pool.gather(articles, "en", budget)]

    with GatheringPool(2, find_or_end) as pool:
        ended, *found = asyncio.run(gathered(pool))
    assert isinstance(ended, WorkerLost)
    assert found == [gather(articles, "en", budget)] * 3
