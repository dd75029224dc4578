"""A desk on a store of its own, and somebody who looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.desk.desk import Desk
from tests.desk.newsroom import Visitor, sample_desk


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
