"""Extraction that many stories take turns with: no page keeps the next one from being read."""

import asyncio

from pipeline.errors import PageError
from pipeline.sources.extract import extract
from pipeline.sources.process import Extracted
from pipeline.sources.shared import SharedExtraction

from .pages import NOW, as_page, news_page
from .test_pool import treacherous


def test_a_page_that_crashes_or_never_ends_is_told_and_the_same_processes_serve_the_next_story() -> None:
    good = as_page(news_page())
    crash, hang = (good.model_copy(update={"name": name}) for name in ("crash", "hang"))

    async def stories(extraction: SharedExtraction) -> tuple[list[Extracted], list[Extracted]]:
        first = await extraction.extract_many([crash, good, hang, good], NOW)
        return first, await extraction.extract_many([good], NOW)

    with SharedExtraction(1, 1.0, treacherous) as extraction:
        (crashed, before, hung, behind), later = asyncio.run(stories(extraction))
    assert isinstance(crashed, PageError)
    assert str(crashed) == "crash: crashes the extraction; leave it out"
    assert isinstance(hung, PageError)
    assert str(hung) == "hang: takes longer than 1 s to read; leave it out"
    assert [before, behind, *later] == [extract(good, NOW)] * 3
