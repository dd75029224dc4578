import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from pipeline.errors import PageError
from pipeline.sources.extract import ExtractedPage, Page, extract
from pipeline.sources.pool import ExtractionPool, extract_many
from tests.cli.command import ROOT, environment

from .pages import NOW, as_page
from .treacherous import story, treacherous


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
    command = [sys.executable, "-m", "tests.sources.treacherous"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment(), cwd=ROOT)
    outcomes = done.stdout.splitlines()
    assert [outcomes[index] for index in (1, 5, 6)] == [
        "crash: crashes the extraction; leave it out",
        "hang: takes longer than 0.5 s to read; leave it out",
        "crash: crashes the extraction; leave it out",
    ]
    assert outcomes.count("read") == 9


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
