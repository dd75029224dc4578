"""What the tests of this folder share."""

from pathlib import Path

import pytest

from pipeline.store import sqlite_url


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path)
