"""An editor at the desk has a section written again by the model that was recorded: in a real browser, by mouse."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from pipeline.checks.promises import check_revision
from pipeline.cli.desk import NamedWriters
from pipeline.cli.options import TIMEOUT, Making
from pipeline.desk.desk import Desk
from pipeline.digest import Settings, make_digest
from pipeline.domain.digest import Revision
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


pytestmark = [
    pytest.mark.vcr(record_mode="none"),  # `make record` has recorded it for test_playing by now
    pytest.mark.block_network,
    pytest.mark.default_cassette("regenerated-section.yaml"),
]


class AtTheDesk(NamedTuple):
    """A desk with one digest, whose writers wait, and an editor who has asked for its second section again."""

    desk: Desk
    writers: HeldWriters
    first: Revision
    page: Page

    @property
    def section(self) -> Locator:
        """The section that is written again."""
        return self.page.locator("#section-2")

    @property
    def progress(self) -> Locator:
        """How far it is."""
        return self.section.get_by_role("status")


@pytest.fixture
def at_the_desk(vcr: Cassette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtTheDesk]:
    monkeypatch.setenv("OPENAI_BASE_URL", NOWHERE)
    making = Making(model_of(vcr), None, TIMEOUT, NOW, trace=None, temperature=0.0, allow_private=False)
    writers = HeldWriters(NamedWriters(making, lambda: NOW))
    first = asyncio.run(make_digest(STORY, articles(), BuiltinWriter(), Settings(NOW)))
    with newsroom(sqlite_url(tmp_path), writers=writers) as desk, served(desk) as address, ExitStack() as stack:
        run(desk.store.revisions.append(first, author="batch", reason="batch"))
        editors = Editors(stack.enter_context(chromium()), address, stack)
        made = AtTheDesk(desk, writers, first, editors.at(f"/stories/{STORY}"))
        made.section.get_by_text("Write again").click()
        made.section.get_by_label("What to do differently").fill(NOTE)
        made.section.get_by_role("button", name="Write a candidate").click()
        expect(made.progress).to_contain_text(f"{making.model} is writing for Kim")
        yield made
        writers.go.set()
        assert editors.complaints == []
    assert vcr.play_counts.total() == len(vcr.requests)


def test_a_section_is_written_again_with_a_note_watched_compared_and_accepted(
    at_the_desk: AtTheDesk, vcr: Cassette
) -> None:
    desk, writers, first, page = at_the_desk
    for _ in range(2):  # the page goes on asking, and telling
        with page.expect_response("**/jobs/*"):
            pass
    expect(at_the_desk.progress).to_contain_text("is writing for Kim")
    assert run(desk.store.candidates.of(STORY)) == ()
    writers.go.set()

    candidate = at_the_desk.section.locator(".candidate")
    expect(candidate).to_contain_text(f"by {model_of(vcr)}, for Kim")
    expect(candidate.locator(".note")).to_have_text(NOTE)
    expect(candidate.locator(".diff ins, .diff del").first).to_be_visible()
    assert current(desk, STORY) == first.digest
    candidate.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status")).to_have_text("Accepted: this is revision 2.")

    made = run(desk.store.revisions.current(STORY))
    assert made is not None
    told = [section.model_dump_json() for section in made.digest.sections]
    before = [section.model_dump_json() for section in first.digest.sections]
    assert told[1] != before[1]
    assert told[:1] + told[2:] == before[:1] + before[2:]
    assert made.digest.articles == first.digest.articles
    assert [str(fault) for fault in check_revision(made) if not fault.is_notice] == []


def test_progress_outlives_loading_the_page_again_and_whoever_writes_meanwhile_is_left_in_peace(
    at_the_desk: AtTheDesk,
) -> None:
    page = at_the_desk.page
    page.reload()
    expect(at_the_desk.progress).to_contain_text("is writing for Kim")
    page.locator("#s1").hover()
    page.locator("#s1").get_by_role("link", name="Edit").click()
    page.get_by_label("Text", exact=True).fill("12,000 tanks landed on the moon.")
    page.get_by_role("button", name="Check and save").click()
    expect(page.get_by_label("Publish it nevertheless")).to_be_focused()
    expect(at_the_desk.progress).to_contain_text("is writing for Kim")
    page.keyboard.type("I saw them.")
    at_the_desk.writers.go.set()
    expect(at_the_desk.progress).to_contain_text("Written.")
    expect(page.get_by_label("Publish it nevertheless")).to_have_value("I saw them.")
    expect(page.get_by_label("Text", exact=True)).to_have_value("12,000 tanks landed on the moon.")
    page.get_by_role("link", name="Show the candidate").click()
    expect(at_the_desk.section.locator(".candidate")).to_be_visible()
