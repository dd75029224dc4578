import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from pipeline.errors import PageError
from pipeline.sources.extract import ExtractedPage, Page, extract
from pipeline.sources.pool import ExtractionPool, extract_many

from .pages import NOW, PARAGRAPHS, as_page, news_page


def story(count: int) -> list[Page]:
    """Pages that are each as large as real ones, so that starting processes pays."""
    pages = (news_page(paragraphs=(f"Report {number} on it.", *PARAGRAPHS)) for number in range(count))
    return [as_page(page.replace("</head>", f"<style>{' ' * 120_000}</style></head>")) for page in pages]


def treacherous(page: Page, now: datetime) -> ExtractedPage:
    """Extraction with pages in it that crash the process or never end."""
    if page.name == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if page.name == "hang":
        time.sleep(60)
    return extract(page, now)


@pytest.fixture
def second_thread() -> Iterator[None]:
    """A process with a second thread, which must not be forked."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    yield
    done.set()
    thread.join()


def test_many_pages_give_what_each_gives_alone_in_order() -> None:
    pages = story(12)
    pages[4] = as_page(b"%PDF-1.7")
    outcomes = extract_many(pages, NOW, workers=2)
    assert [type(outcome) for outcome in outcomes] == [*[ExtractedPage] * 4, PageError, *[ExtractedPage] * 7]
    good = [
        (page, outcome) for page, outcome in zip(pages, outcomes, strict=True) if isinstance(outcome, ExtractedPage)
    ]
    assert all(outcome == extract(page, NOW) for page, outcome in good)
    assert str(outcomes[4]).endswith("is a PDF, not an HTML page; give the article's web page")


def test_one_worker_and_two_give_the_same() -> None:
    pages = story(12)
    assert extract_many(pages, NOW, workers=1) == extract_many(pages, NOW, workers=2)


def test_a_pool_serves_several_stories() -> None:
    with ExtractionPool(workers=2) as pool:
        first = pool.extract_many(story(12), NOW)
        assert pool.extract_many(story(3), NOW) == first[:3]


def test_a_page_that_crashes_or_hangs_its_worker_harms_no_other() -> None:
    pages = story(12)
    for index, name in ((1, "crash"), (5, "hang"), (6, "crash")):
        pages[index] = pages[index].model_copy(update={"name": name})
    with ExtractionPool(workers=2, page_seconds=0.3, reading=treacherous) as pool:
        outcomes = pool.extract_many(pages, NOW)
    faults = [str(outcome) for outcome in outcomes if isinstance(outcome, PageError)]
    assert faults == [
        "crash: crashes the extraction; leave it out",
        "hang: takes longer than 0.3 s to read; leave it out",
        "crash: crashes the extraction; leave it out",
    ]
    assert sum(isinstance(outcome, ExtractedPage) for outcome in outcomes) == 9


def test_a_page_large_enough_to_be_slow_is_read_apart_even_when_alone() -> None:
    (page,) = story(1)
    large = Page(content=page.content + b" " * 1_000_000, url=page.url, name="crash")
    with ExtractionPool(workers=1, reading=treacherous) as pool:
        (outcome,) = pool.extract_many([large], NOW)
    assert str(outcome) == "crash: crashes the extraction; leave it out"


@pytest.mark.usefixtures("second_thread")
def test_extraction_does_not_fork_beside_other_threads() -> None:
    (page,) = story(1)
    large = page.model_copy(update={"content": page.content + b" " * 1_000_000})
    assert extract_many([large, page], NOW) == [extract(large, NOW), extract(page, NOW)]


def test_no_pages_are_no_work() -> None:
    assert extract_many([], NOW) == []
