"""Facts gathered elsewhere are those gathered here."""

import asyncio
from datetime import UTC, datetime

from pipeline.batch.gathering import GatheringPool
from pipeline.facts import Budget, gather
from pipeline.sources.load import load_articles
from pipeline.sources.story import read_story
from pipeline.text.tokens import count_tokens
from tests.batch.conftest import STORIES


def test_another_process_gathers_the_same_facts() -> None:
    articles = load_articles(read_story(STORIES / "slim-moon-landing"), datetime(2026, 1, 16, tzinfo=UTC)).articles
    with GatheringPool(1) as pool:
        gathered = asyncio.run(pool.gather(articles, "en", Budget(8_000, count_tokens)))
    here = gather(articles, "en", Budget(8_000, count_tokens))
    assert gathered.ranked
    assert gathered == here
