"""A real browser on a real server: Debian's chromium, driven by Playwright, and axe-core to judge a page."""

import asyncio
import json
import os
import shutil
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from importlib.resources import files

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipeline.desk.app import make_app
from pipeline.desk.desk import Desk
from tests.desk.newsroom import PATIENCE, SECRET

_ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--disable-sync"]
"""What lets it run as root and with little shared memory, and has it ask nothing of anybody else."""
MINE = "He urged both to return to a pragmatic approach."
THEIRS = "He urged both sides to return to a pragmatic approach, he said."
SCREEN, TELEPHONE = (1280, 900), (390, 844)
_GRACE_SECONDS = 3
"""For connections that a browser keeps open without asking anything more."""
_SERIOUS = frozenset({"serious", "critical"})


def required(found: str | None, reason: str) -> str:
    """What was found. Where it was not, tests are skipped, or fail where services are required."""
    if found is None:
        if os.environ.get("STORYDIGEST_REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@contextmanager
def chromium() -> Generator[Browser]:
    """The browser of the system."""
    path = required(shutil.which("chromium"), "there is no chromium (Debian: chromium)")
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def served(desk: Desk) -> Generator[str]:
    """The address of a desk that is served on this machine."""
    config = uvicorn.Config(
        make_app(desk), port=0, log_level="warning", ws="none", lifespan="on", timeout_graceful_shutdown=_GRACE_SECONDS
    )
    server = uvicorn.Server(config)
    listening = config.bind_socket()
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()
        if thread.is_alive():
            pytest.fail(f"the desk's server did not end within {PATIENCE:.0f} s: {server.server_state.tasks}")


class Editors:
    """Editors at browsers of their own. What a page complains of in its console fails the test."""

    def __init__(self, browser: Browser, address: str, stack: ExitStack) -> None:
        self._browser = browser
        self._address = address
        self._stack = stack
        self.complaints: list[str] = []

    def at(self, path: str, size: tuple[int, int] = SCREEN, name: str = "Kim", *, scripted: bool = True) -> Page:
        """A new editor who looks at a page."""
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripted, base_url=self._address
        )
        self._stack.callback(context.close)
        context.set_default_timeout(PATIENCE * 1000)
        context.add_cookies([{"name": "storydigest_name", "value": name, "url": self._address}])
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if "Content Security Policy" in said.text else None,
        )
        page.on("request", lambda asked: self._check(asked.url))
        page.goto(path)
        return page

    def _check(self, url: str) -> None:
        if not url.startswith((self._address, "data:")):
            self.complaints.append(f"asked elsewhere: {url}")


def axe() -> str:
    """The source of axe-core."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page: Page, source: str) -> list[str]:
    """What axe-core finds seriously wrong with a page, in its own words and with the element."""
    page.evaluate(source)  # through the debugger: the page's policy lets no such script in
    found = json.loads(page.evaluate("axe.run().then(found => JSON.stringify(found.violations))"))
    return [
        f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for one in found
        if one["impact"] in _SERIOUS
        for node in one["nodes"]
    ]


def tab_to(page: Page, text: str, most: int = 60) -> None:
    """Go on by the tab key to what has a text."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")
        if str(found).startswith(text):
            return
    raise AssertionError(f"the tab key does not lead to {text!r}")


def sign_in(page: Page) -> None:
    """Sign in on the page that asks for the token."""
    page.get_by_label("Token of this desk").fill(SECRET)
    page.get_by_label("Your name").fill("Kim")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Token of this desk")).to_have_count(0)


def save(page: Page, text: str) -> None:
    """Save the sentence that is open with another text."""
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_role("button", name="Check and save").click()
    expect(page.locator("form.edit[aria-label^='Sentence']")).to_have_count(0)
