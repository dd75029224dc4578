"""Batches as tests run them: the real parts, a small store, the fixture stories."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.batch.fingerprint import recipe_sha256
from pipeline.batch.listing import list_stories
from pipeline.batch.local import LocalExecutor
from pipeline.batch.outcome import Outcome
from pipeline.batch.run import Batch
from pipeline.batch.story import Order
from pipeline.batch.work import Recipe
from pipeline.sources.limits import FetchSettings
from pipeline.sources.shared import SharedExtraction
from pipeline.store import Store, sqlite_url
from tests.batch.forked import Parent, parent

STORIES = Path(__file__).parents[2] / "fixtures" / "stories"
NOW = datetime(2026, 1, 16, 8, tzinfo=UTC)
BUILTIN = Recipe(model="builtin", token_budget=8_000)


class Kept:
    """A follower that keeps what it is told."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.waited: list[str] = []
        self.outcomes: dict[str, Outcome] = {}

    def begins(self, story_id: str) -> None:
        self.begun.append(story_id)

    def waits(self, story_id: str) -> None:
        self.waited.append(story_id)

    def ends(self, outcome: Outcome) -> None:
        again = " again" if outcome.story_id in self.outcomes else ""
        self.outcomes[outcome.story_id + again] = outcome


@pytest.fixture(scope="session")
def extraction() -> Iterator[SharedExtraction]:
    with SharedExtraction(1) as opened:
        yield opened


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder with two stories that the test may change."""
    folder = tmp_path / "stories"
    for name in ("seoul-moscow-contacts", "slim-moon-landing"):
        shutil.copytree(STORIES / name, folder / name)
    return folder


RunBatch = Callable[..., dict[str, Outcome]]


@pytest.fixture
def run_batch(tmp_path: Path, extraction: SharedExtraction) -> RunBatch:
    """Run a batch with the builtin writer over stories, and tell how they fared."""

    def run(*arguments: Path | str, now: datetime = NOW, stdin: bytes = b"", **order: bool) -> dict[str, Outcome]:
        out = tmp_path / "out"
        out.mkdir(exist_ok=True)
        kept = Kept()
        told = Order(out, BUILTIN, recipe_sha256(BUILTIN, {}), now, "test", FetchSettings(), **order)
        with Store(sqlite_url(out)) as store:
            batch = Batch(store, LocalExecutor(extraction, None), told, kept, at_once=4)
            asyncio.run(batch.run(list_stories([str(argument) for argument in arguments], BytesIO(stdin))))
        return kept.outcomes

    return run


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parent]:
    """The command, in processes that start at once."""
    with parent(tmp_path_factory.mktemp("runs")) as opened:
        yield opened
