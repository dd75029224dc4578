"""An editor at the desk has a section written again by the model that was recorded: in a real browser, by mouse."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pipeline.checks.promises import check_revision
from pipeline.cli.desk import NamedWriters
from pipeline.cli.options import TIMEOUT, Making
from pipeline.digest import Settings, make_digest
from pipeline.llm.request import Carrier, Completion, Request
from pipeline.store import sqlite_url
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.drafts import Writer
from tests.cassettes.playing import NOW, NOWHERE, Cassette, model_of
from tests.cassettes.test_playing import NOTE, STORY, articles
from tests.desk.browser import Editors, chromium, served
from tests.desk.newsroom import PATIENCE, current, newsroom, run


@dataclass
class Held:
    """A carrier that sends nothing until it is told to go: a model that takes its time."""

    inner: Carrier
    go: threading.Event

    async def send(self, request: Request) -> Completion:
        """Have the request answered by the other carrier."""
        assert await asyncio.to_thread(self.go.wait, PATIENCE), "nobody told the model to go"
        return await self.inner.send(request)


@dataclass
class HeldWriters:
    """The writers of `storydigest desk`, whose models wait until they are told to go."""

    inner: NamedWriters
    go: threading.Event = field(default_factory=threading.Event)

    @property
    def names(self) -> tuple[str, ...]:
        """The models that an editor may choose from."""
        return self.inner.names

    def open(self, model: str, watched: Callable[[Carrier], Carrier]) -> AbstractAsyncContextManager[Writer]:
        """A writer for one candidate."""
        return self.inner.open(model, lambda carrier: watched(Held(carrier, self.go)))


@pytest.mark.vcr(record_mode="none")  # `make record` has recorded it for test_playing by now
@pytest.mark.block_network
@pytest.mark.default_cassette("regenerated-section.yaml")
def test_a_section_is_written_again_with_a_note_watched_compared_and_accepted(
    vcr: Cassette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", NOWHERE)
    model = model_of(vcr)
    making = Making(model, None, TIMEOUT, NOW, trace=None, temperature=0.0, allow_private=False)
    writers = HeldWriters(NamedWriters(making))
    first = asyncio.run(make_digest(STORY, articles(), BuiltinWriter(), Settings(NOW)))
    with newsroom(sqlite_url(tmp_path), writers=writers) as desk, served(desk) as address, ExitStack() as stack:
        run(desk.store.revisions.append(first, author="batch", reason="batch"))
        editors = Editors(stack.enter_context(chromium()), address, stack)
        page = editors.at(f"/stories/{STORY}")
        section = page.locator("#section-2")
        section.get_by_text("Write again").click()
        section.get_by_label("What to do differently").fill(NOTE)
        section.get_by_role("button", name="Write a candidate").click()

        progress = section.get_by_role("status")
        expect(progress).to_contain_text(f"{model} is writing: the section")
        for _ in range(2):  # it is told of again and again
            with page.expect_response("**/jobs/*"):
                pass
        expect(progress).to_contain_text(f"{model} is writing: the section")
        assert run(desk.store.candidates.of(STORY)) == ()
        writers.go.set()

        candidate = section.locator(".candidate")
        expect(candidate).to_contain_text(f"by {model}, for Kim")
        expect(candidate.locator(".note")).to_have_text(NOTE)
        expect(candidate.locator(".diff ins, .diff del").first).to_be_visible()
        assert current(desk, STORY) == first.digest
        candidate.get_by_role("button", name="Accept").click()
        expect(page.get_by_role("status")).to_have_text("Accepted: this is revision 2.")

        made = run(desk.store.revisions.current(STORY))
        assert editors.complaints == []
    assert made is not None
    told = [section.model_dump_json() for section in made.digest.sections]
    before = [section.model_dump_json() for section in first.digest.sections]
    assert told[1] != before[1]
    assert told[:1] + told[2:] == before[:1] + before[2:]
    assert made.digest.articles == first.digest.articles
    assert [str(fault) for fault in check_revision(made) if not fault.is_notice] == []
    assert vcr.play_counts.total() == len(vcr.requests)
