"""What tests of several packages share: a store to work on, in each of the two databases."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from pipeline.store import sqlite_url
from tests.postgresql import Server, binaries, running

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server. Where none is installed its tests are skipped, or fail where services are required."""
    programs = binaries()
    if programs is None:
        reason = "PostgreSQL's initdb is neither on the path nor in /usr/lib/postgresql (Debian: postgresql)"
        if os.environ.get("STORYDIGEST_REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with running(programs) as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: Server) -> Iterator[str]:
    """The URL of a new and empty PostgreSQL database."""
    with postgresql.database(f"test{next(_NUMBERS)}") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a store that nobody has opened yet, in each database."""
    return sqlite_url(tmp_path) if request.param == "sqlite" else str(request.getfixturevalue("postgresql_url"))
