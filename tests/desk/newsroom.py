"""A desk to test: on a store with the sample digest, and visitors who read its pages and send its forms."""

import asyncio
import re
import threading
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from benchmarks.pages import Element, elements, fields, parse, values
from pipeline.desk.app import make_app
from pipeline.desk.desk import Desk, Writers
from pipeline.desk.jobs import Jobs
from pipeline.desk.session import Sessions
from pipeline.domain.digest import Digest, Revision
from pipeline.llm.request import Carrier
from pipeline.store import Store, sqlite_url
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.drafts import Writer
from tests.render.sample import REVISION
from tests.store.sample import revision

T = TypeVar("T")
STORY = REVISION.digest.story_id
PAGE = f"/stories/{STORY}"
SECRET = "the-token-of-this-desk"  # noqa: S105 -- of this test's desk
PATIENCE = 30.0
"""Seconds after which nobody waits any longer for what is to come at once, on a machine that is busy."""
BASE = "http://127.0.0.1:8765"


class Clock:
    """A clock that goes on by a second whenever it is read."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 16, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


class BuiltinWriters:
    """The writer that needs no model, alone."""

    names: tuple[str, ...] = ("builtin",)

    @asynccontextmanager
    async def open(self, model: str, watched: Callable[[Carrier], Carrier]) -> AsyncGenerator[Writer]:
        """The builtin writer."""
        assert model == "builtin"
        assert watched
        yield BuiltinWriter()


class SlowWriters(BuiltinWriters):
    """The same writer, which has nothing ready until it is released."""

    def __init__(self) -> None:
        self.released = threading.Event()

    @asynccontextmanager
    async def open(self, model: str, watched: Callable[[Carrier], Carrier]) -> AsyncGenerator[Writer]:
        """The builtin writer, once it is released."""
        if not await asyncio.to_thread(self.released.wait, PATIENCE):
            raise AssertionError("nobody has released the writer")
        async with super().open(model, watched) as writer:
            yield writer


def first_two() -> tuple[Revision, Revision]:
    """The sample digest's history: it stands at revision 2."""
    return revision(1, "Putin says Moscow hopes to restore ties with Seoul"), REVISION


def run(work: Coroutine[object, object, T]) -> T:
    """What comes of some work on the store. It has a thread of its own: a browser may hold this one's event loop."""

    async def limited() -> T:
        try:
            async with asyncio.timeout(PATIENCE):
                return await work
        except TimeoutError:
            raise AssertionError(f"the store did not answer within {PATIENCE:.0f} s") from None

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, limited()).result()


async def fill(store: Store, *revisions: Revision) -> None:
    """Put revisions into a store."""
    for one in revisions:
        await store.revisions.append(one, author="batch", reason="batch")


@contextmanager
def newsroom(
    url: str, *, writers: Writers | None = None, token: str | None = None, out: Path | None = None
) -> Generator[Desk]:
    """A desk on a store."""
    with Store(url) as store:
        yield Desk(store, writers or BuiltinWriters(), Jobs(), Sessions(), Clock(), token=token, out=out)


@contextmanager
def sample_desk(
    folder: Path, *, writers: Writers | None = None, token: str | None = None, out: Path | None = None
) -> Generator[Desk]:
    """A desk on a store with the sample digest."""
    with newsroom(sqlite_url(folder), writers=writers, token=token, out=out) as desk:
        run(fill(desk.store, *first_two()))
        yield desk


class Visitor:
    """Somebody at a browser without JavaScript: keeps cookies, follows redirects, sends the forms that pages hold."""

    def __init__(self, desk: Desk, name: str = "", base: str = BASE, *, app: ASGIApp | None = None) -> None:
        self.desk = desk
        self.client = TestClient(app or make_app(desk), base_url=base, raise_server_exceptions=False)
        self.status = 0
        self.text = ""
        self.page: Element = parse("")
        if name:
            self.client.cookies.set("storydigest_name", name)

    @contextmanager
    def opened(self) -> "Generator[Visitor]":
        """The same visitor with a server that goes on between requests, as candidates in the making need it."""
        with self.client:
            yield self

    def get(self, path: str) -> "Visitor":
        """Look at a page."""
        return self._took(self.client.get(path))

    def post(self, path: str, fields: Mapping[str, str | list[str]], **headers: str) -> "Visitor":
        """Send a form that no page holds."""
        return self._took(self.client.post(path, data=dict(fields), headers=headers))

    def send(self, action: str, button: str = "", /, **changes: str | list[str]) -> "Visitor":
        """Send the form of the page that goes to an action, or the one with a button of a value, with some changes."""
        for form in self.page.iter("form"):
            buttons = [one for one in form.iter("button") if button in {one.get("value"), one.text_content()}]
            if form.get("action").endswith(action) and (not button or buttons):
                pressed = {one.get("name"): one.get("value") for one in buttons if button and one.get("name")}
                return self.post(form.get("action"), {**fields(form), **pressed, **changes})
        raise AssertionError(f"no form on the page goes to {action} with {button}")

    def elements(self, path: str) -> list[Element]:
        """What an XPath finds on the page."""
        return elements(self.page, path)

    def values(self, path: str) -> list[str]:
        """The attributes or texts that an XPath finds on the page."""
        return values(self.page, path)

    def texts(self, path: str) -> list[str]:
        """The texts of the elements that an XPath finds on the page."""
        return [" ".join(found.text_content().split()) for found in self.elements(path)]

    def _took(self, answer: Response) -> "Visitor":
        self.status, self.text = answer.status_code, answer.text
        self.page = parse(self.text)
        return self


def current(desk: Desk, story: str = STORY) -> Digest:
    """The digest as it stands."""
    found = run(desk.store.revisions.current(story))
    assert found is not None
    return found.digest


def form_token(text: str) -> str:
    """The token that the forms of a page carry."""
    found = re.search(r'name="_token" value="([0-9a-f]+)"', text)
    assert found
    return found[1]


def write_again(visitor: Visitor, note: str, part: str = "section:s1") -> None:
    """Ask for a part to be written again, by the form of the page."""
    visitor.get(PAGE)
    asked = {"_token": visitor.values("//input[@name='_token']/@value")[0], "part": part, "note": note}
    assert visitor.post(f"{PAGE}/rewrite", {**asked, "model": "builtin"}).status == 200


def candidates_written(visitor: Visitor) -> None:
    """Look at the page until nothing is being written any more."""
    deadline = time.monotonic() + PATIENCE
    while visitor.get(PAGE).elements("//*[@hx-get]"):
        assert time.monotonic() < deadline, f"it is being written still: {visitor.text}"
