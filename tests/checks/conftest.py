import shutil
from pathlib import Path

import pytest

from tests.checks.built import CONTACTS, Draft, build


@pytest.fixture(scope="session")
def digests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sound digest of each fixture story."""
    return build(tmp_path_factory.mktemp("digests"))


@pytest.fixture
def draft(digests: Path, tmp_path: Path) -> Draft:
    """The digest of Seoul's and Moscow's contacts, in a folder of its own."""
    shutil.copytree(digests / CONTACTS, tmp_path / CONTACTS)
    return Draft(tmp_path / CONTACTS)
