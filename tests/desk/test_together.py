"""Eight editors and a batch at once on one store: nothing that was saved is lost, and nobody meets a fault."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.editors import lost, together
from pipeline.cli.batch import QUARANTINED
from pipeline.store import Store
from tests.cli.command import STORIES, run_apart
from tests.desk.browser import served
from tests.desk.newsroom import newsroom

SECONDS = 4.0
STORY = "seoul-moscow-contacts"


def test_eight_editors_and_a_batch_lose_nothing(store_url: str, tmp_path: Path) -> None:
    def batch() -> int:
        arguments = ("batch", STORIES / STORY, "--out", tmp_path / "out", "--store", store_url, "--model", "builtin")
        return run_apart([*arguments, "--rebuild"]).code

    assert batch() == 0
    with newsroom(store_url) as desk, served(desk) as address, ThreadPoolExecutor(1) as meanwhile:
        at_work = meanwhile.submit(batch)
        editors = together(address, [STORY], count=8, seconds=SECONDS)
        assert at_work.result() in {0, QUARANTINED}  # it sets a story aside on which editors never pause
    with Store(store_url) as store:
        assert asyncio.run(lost(store, [STORY], editors)) == []
    assert [fault for editor in editors for fault in editor.tally.faults] == []
    assert sum(editor.tally.saved.total() for editor in editors) > 0
