"""A desk on a store of its own, and somebody who looks at it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.desk.desk import Desk
from tests.desk.browser import Editors, chromium, served
from tests.desk.newsroom import Visitor, run, sample_desk
from tests.store.sample import record, tell


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with the sample digest."""
    with sample_desk(tmp_path) as made:
        yield made


@pytest.fixture
def kim(desk: Desk) -> Visitor:
    """An editor."""
    return Visitor(desk, "Kim")


@pytest.fixture
def lee(desk: Desk) -> Visitor:
    """Another editor."""
    return Visitor(desk, "Lee")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a module: while it runs, its loop is the thread's."""
    with chromium() as started:
        yield started


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    """A desk that is served, and its address."""
    with sample_desk(tmp_path) as desk, served(desk) as address:
        run(tell(desk.store, record("aside", status="quarantined")))
        yield desk, address


@pytest.fixture
def editors(browser: Browser, open_desk: tuple[Desk, str]) -> Iterator[Editors]:
    """Editors of the desk."""
    with ExitStack() as stack:
        made = Editors(browser, open_desk[1], stack)
        yield made
        assert made.complaints == []
