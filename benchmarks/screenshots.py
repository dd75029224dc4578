"""Pictures of the desk's pages, of a story that comes with the project, at 1280 and 390 pixels, into docs/desk/."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.desk import desk, fixture_digests
from pipeline.domain.candidate import section_part
from pipeline.domain.changes import changes
from pipeline.domain.digest import Revision
from pipeline.domain.support import Override
from pipeline.editing import edit_heading, edit_sentence, lock, rewrite
from pipeline.store import Store, sqlite_url
from pipeline.writers.builtin import BuiltinWriter

DOCS = Path(__file__).parents[1] / "docs" / "desk"
STORY = "seoul-moscow-contacts"
SIZES = {"1280": (1280, 860), "390": (390, 844)}
NOW = datetime(2026, 1, 16, 9, 0, tzinfo=UTC)
EDITORS = ("Kim Ha-neul", "Vera Lindqvist")
NOTE = "Say first what Moscow denies"
_QUIET = "*, *::before { animation: none !important; transition: none !important; }"


async def fill(store: Store, made: list[Revision]) -> None:
    """The fixtures' digests, one of them with an editor's changes and a candidate."""
    for one in made:
        await store.revisions.append(_aged(one, 0), author="builtin", reason="batch")
    revision = await store.revisions.current(STORY)
    if revision is None:
        raise LookupError(STORY)
    for number, (told, change) in enumerate(_EDITS, 1):
        following = _aged(change(revision), number)
        said = changes(revision.digest, following.digest)
        await store.revisions.append(following, author=EDITORS[number % 2], reason=told, changes=said)
        revision = following
    part = section_part(revision.digest.sections[0].id)
    written = await rewrite(revision, part, BuiltinWriter(), now=NOW + timedelta(hours=2), author=EDITORS[1], note=NOTE)
    await store.candidates.put(written)


def _headed(revision: Revision) -> Revision:
    second = revision.digest.sections[1]
    return edit_heading(revision, second.id, second.heading, NOW)


def _locked(revision: Revision) -> Revision:
    return lock(revision, revision.digest.sections[1].id, NOW)


def _worded(revision: Revision) -> Revision:
    last = revision.digest.sections[0].sentences[-1]
    decision = Override(by=EDITORS[0], at=NOW, reason="Confirmed to us by the embassy by telephone.")
    return edit_sentence(revision, last.id, f"{last.text[:-1]} for 40 minutes.", NOW, override=decision)


_EDITS: tuple[tuple[str, Callable[[Revision], Revision]], ...] = (
    ("edited a heading", _headed),
    ("locked a section", _locked),
    ("edited a sentence", _worded),
)


def _aged(revision: Revision, hours: int) -> Revision:
    digest = revision.digest.model_copy(update={"updated": NOW + timedelta(minutes=23 * hours)})
    return revision.model_copy(update={"digest": digest})


@contextmanager
def served() -> Generator[str]:
    """The address of a desk with the fixtures' digests."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        url = sqlite_url(home)
        with Store(url) as store:
            asyncio.run(fill(store, fixture_digests(home / "made")))
        with desk(url) as (address, _):
            yield address


def take(page: Page, address: str, size: str) -> None:
    """All pictures at one size."""
    story = f"{address}/stories/{STORY}"
    pages = {
        "stories": f"{address}/stories",
        "history": f"{story}/history",
        "compare": f"{story}/compare?before=1&after=4",
        "published": f"{story}/published",
        "digest": story,
    }
    for name, path in pages.items():
        page.goto(path)
        if name == "digest":
            page.locator("#s2 .line").focus()
            page.wait_for_function("document.querySelector('mark.lit')")
        page.screenshot(path=DOCS / f"{name}-{size}.png", style=_QUIET)
    page.keyboard.press("Escape")
    page.locator(".candidate").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.candidate').scrollIntoView()")
    page.screenshot(path=DOCS / f"candidate-{size}.png", style=_QUIET)
    page.goto(story)
    page.locator("#s1 .tool").first.click()
    page.locator("form.edit").wait_for()
    page.get_by_label("Text", exact=True).fill("Moscow and Seoul will sign 3 treaties in 2027.")
    page.get_by_role("button", name="Check and save").click()
    page.locator("#edit-reason").wait_for()
    page.evaluate("document.querySelector('form.edit').scrollIntoView()")
    page.screenshot(path=DOCS / f"checked-{size}.png", style=_QUIET)


def main() -> None:
    """Take them."""
    DOCS.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size, (width, height) in SIZES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
            context.add_cookies([{"name": "storydigest_name", "value": "Kim%20Ha-neul", "url": address}])
            take(context.new_page(), address, size)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
