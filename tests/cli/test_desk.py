"""`storydigest desk`, as its user starts it."""

import re
import signal
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from benchmarks.pages import fields, parse, values
from pipeline.domain.digest import Revision
from pipeline.folder import read_revision, write_revision
from tests.cli.command import Run, command, environment
from tests.stages.newsroom import MAYOR, MODEL, VOTE, ScriptedModel, worded, written_by

PATIENCE = 30.0
TOKEN = "a-token-that-is-long-enough"  # noqa: S105 -- of this test's desk
ANEW = {
    VOTE: "The Old Pier is to be closed to visitors from 1 May, the Kestrel Bay council voted by 7 to 4 on Tuesday.",
    MAYOR: "Mayor Ines Roth called the closure the hardest decision of her term.",
}


@pytest.fixture(scope="module")
def written() -> Revision:
    """A digest that a model wrote."""
    with ScriptedModel() as model:
        return written_by(model)


@contextmanager
def started(*arguments: object, **variables: str) -> Generator[str]:
    """The address of a desk in a process of its own, which ends well when it is interrupted."""
    line = [*command("desk", *map(str, arguments)), "--port", "0"]
    with subprocess.Popen(line, env=environment(**variables), stdout=subprocess.PIPE, text=True) as process:
        try:
            told = process.stdout.readline() if process.stdout else ""
            assert told.startswith("the desk is at http://")
            yield re.sub(r".*(http://.*)/\s*", r"\1", told)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE)


def test_a_section_of_a_digest_in_a_folder_is_written_again_by_a_model_and_published(
    written: Revision, tmp_path: Path
) -> None:
    folder = write_revision(written, tmp_path)
    story = f"/stories/{written.digest.story_id}"
    with (
        ScriptedModel(section=lambda asked: worded(asked, ANEW)) as model,
        started("--out", tmp_path, "--model", MODEL, OPENAI_BASE_URL=model.url, OPENAI_API_KEY="none") as address,
        httpx2.Client(base_url=address, follow_redirects=True, timeout=PATIENCE) as browser,
    ):
        page = parse(browser.get(story).text)
        assert values(page, "//select[@id='model-section-1']/option/text()") == [MODEL, "builtin"]
        send(browser, browser.get(story).text, f"{story}/rewrite", part=f"section:{written.digest.sections[0].id}")
        shown = candidate(browser, story)
        assert {asked.stage for asked in model.requests} == {"section", "verify"}
        send(browser, shown, "/accept")
    made = read_revision(folder).digest
    assert made.revision == 2
    assert ANEW[MAYOR] in [sentence.text for sentence in made.sections[0].sentences]
    assert made.sections[1:] == written.digest.sections[1:]
    assert (folder / "revisions" / "1" / "digest.json").exists()


def send(browser: httpx2.Client, page: str, action: str, **changes: str) -> None:
    """Send the first form of a page that goes to an action."""
    form = next(one for one in parse(page).iter("form") if one.get("action").endswith(action))
    browser.post(form.get("action"), data={**fields(form), **changes}).raise_for_status()


def candidate(browser: httpx2.Client, story: str) -> str:
    """The page, once a candidate stands on it."""
    deadline = time.monotonic() + PATIENCE
    while 'class="candidate"' not in (shown := browser.get(story).text):
        assert time.monotonic() < deadline
        assert "Not written" not in shown
    return shown


def test_with_a_token_it_asks_for_it(written: Revision, tmp_path: Path) -> None:
    write_revision(written, tmp_path)
    with started("--out", tmp_path, "--host", "0.0.0.0", STORYDIGEST_DESK_TOKEN=TOKEN) as address:
        local = address.replace("0.0.0.0", "127.0.0.1")
        with httpx2.Client(base_url=local, follow_redirects=True, timeout=PATIENCE) as browser:
            asked = browser.get("/stories").text
            assert written.digest.headline not in asked
            send(browser, asked, "/login", token=TOKEN, name="Kim")
            assert written.digest.headline in browser.get("/stories").text


@pytest.mark.parametrize(
    ("arguments", "variables", "told"),
    [
        ((), {}, "name the digests to work on, with --out DIR or --store URL"),
        (("--out", "nowhere"), {}, "there is no such folder"),
        (("--host", "0.0.0.0"), {}, "set STORYDIGEST_DESK_TOKEN"),
        (("--host", "0.0.0.0"), {"STORYDIGEST_DESK_TOKEN": "short"}, "at least 16 characters"),
        (("--host", "::"), {}, "set STORYDIGEST_DESK_TOKEN"),
        (("--host", "desk.example"), {}, "set STORYDIGEST_DESK_TOKEN"),
        (("--host", "192.0.2.1"), {"STORYDIGEST_DESK_TOKEN": TOKEN}, "cannot listen there"),
    ],
)
def test_what_cannot_be_started_is_said_in_one_line(
    storydigest: Run, tmp_path: Path, arguments: tuple[str, ...], variables: dict[str, str], told: str
) -> None:
    where = () if not arguments or "--out" in arguments else ("--out", str(tmp_path))
    ran = storydigest("desk", *where, *arguments, "--model", "builtin", **variables)
    assert ran.code == 2
    assert told in ran.complaint
