"""What a batch does about each way in which an endpoint fails: how often it asks, and how the story ends."""

import asyncio
import json
import socket
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.short import short_stories
from pipeline.batch.fingerprint import recipe_sha256
from pipeline.batch.listing import list_stories
from pipeline.batch.local import LocalExecutor
from pipeline.batch.outcome import Fault, Outcome, Status
from pipeline.batch.run import Batch
from pipeline.batch.story import Order
from pipeline.batch.work import Asking, Recipe
from pipeline.editing import lock
from pipeline.errors import KeyRefused, NotOffered, QuotaExhausted, StoreError, StorydigestError, Unreachable
from pipeline.llm.caching import Answers
from pipeline.llm.connect import fleet
from pipeline.llm.limits import Limits, Timer
from pipeline.llm.prompt import load_prompts
from pipeline.llm.request import TokenUsage
from pipeline.llm.spending import Spending
from pipeline.sources.limits import FetchSettings
from pipeline.sources.shared import SharedExtraction
from pipeline.store import Store, sqlite_url
from tests.batch.answering import Answering
from tests.batch.conftest import NOW, Kept
from tests.llm.loopback import (
    Handler,
    Json,
    Reply,
    drips,
    fails,
    keeps_silent,
    resets_midway,
    says,
    sends,
    sends_bytes,
    sends_endless_zip,
    shows_page,
    stops_midway,
)

GOOD, BAD = "bridge-000", "bridge-001"
TOWN = "Brancaster"
"""What the bad story is about, and no other."""
TIMEOUT = 1.0
RECIPE = Recipe(model="model", endpoint="http://model.example/v1", token_budget=8_000)


class Hurried:
    """The event loop's clock, a thousand times as fast: waits that are asked for or grow are as long as ever in it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def time(self) -> float:
        return self._loop.time() * 1_000

    def call_at(self, when: float, callback: Callable[[], object], /) -> Timer:
        return self._loop.call_at(when / 1_000, callback)


class Night(NamedTuple):
    """How the stories of a run fared, and what stopped it, if something did."""

    outcomes: Mapping[str, Outcome]
    stopped_by: StorydigestError | None

    def fault(self, story_id: str) -> Fault | None:
        quarantine = self.outcomes[story_id].quarantine
        return quarantine.fault if quarantine else None


def nothing(_usage: TokenUsage, _model: str) -> Decimal:
    """What an answer costs here."""
    return Decimal(0)


class Desk:
    """Runs batches over two stories into one folder."""

    def __init__(self, folder: Path, extraction: SharedExtraction) -> None:
        self._stories, self._out = folder / "stories", folder / "out"
        self._extraction = extraction
        self._out.mkdir()
        list(short_stories(self._stories, 2))

    def run(
        self,
        url: str,
        *,
        timeout: float = 20.0,
        retry_quarantined: bool = False,
        recipe: Recipe = RECIPE,
        answers: Answers | None = None,
    ) -> Night:
        return asyncio.run(self._run(url, timeout, recipe, answers, retry_quarantined=retry_quarantined))

    async def _run(
        self,
        url: str,
        timeout: float,  # noqa: ASYNC109 -- a setting
        recipe: Recipe,
        answers: Answers | None,
        *,
        retry_quarantined: bool,
    ) -> Night:
        order = Order(self._out, recipe, recipe_sha256(recipe, {}), NOW, "test", FetchSettings(), retry_quarantined)
        follower, stopped_by = Kept(), None
        limits = Limits(rpm=None, tpm=None, concurrency=4, clock=Hurried(asyncio.get_running_loop()))
        spending = Spending(None, nothing)
        with Store(sqlite_url(self._out)) as store:
            environ = {"OPENAI_BASE_URL": url}
            kept = answers or store.answers
            async with fleet(environ, timeout=timeout, limits=limits, spending=spending, answers=kept) as way:
                executor = LocalExecutor(self._extraction, Asking(way.carrier, load_prompts()))
                batch = Batch(store, executor, order, follower, at_once=2, halt=way.close)
                try:
                    await batch.run(list_stories([str(self._stories)], BytesIO()))
                except StorydigestError as error:
                    stopped_by = error
                await way.drain()
        return Night(follower.outcomes, stopped_by)


@pytest.fixture
def desk(tmp_path: Path, extraction: SharedExtraction) -> Desk:
    return Desk(tmp_path, extraction)


def in_seconds(seconds: float) -> str:
    """A date, as headers write it."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


class Case(NamedTuple):
    """A way to fail, as a server does, and the policy about it."""

    reply: Reply
    requests: int
    """How often one question is asked as long as it fails so."""
    end: Fault | type[StorydigestError]
    """The name under which the story is set aside, or what stops the run."""
    timeout: float = 20.0


def at_a_date(handler: Handler) -> None:
    """Ask everybody to come back in forty seconds."""
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=41), usegmt=True)
    fails(429, "slow down", retry_after=then)(handler)


CUT = b'{"choices": [{"message": {"content": "{'
POLICY = {
    # Too fast: everybody waits as long as is asked for, up to 300 s for one question; it is no fault of the question.
    "429 with retry-after-ms": Case(fails(429, "slow down", retry_after_ms="40000"), 8, Fault.ENDPOINT),
    "429 with retry-after in seconds": Case(fails(429, "slow down", retry_after="40"), 8, Fault.ENDPOINT),
    "429 with retry-after as a date": Case(at_a_date, 8, Fault.ENDPOINT),
    # What may pass is asked six times, what took the whole timeout twice.
    "500": Case(fails(500), 6, Fault.ENDPOINT),
    "502": Case(fails(502), 6, Fault.ENDPOINT),
    "503 with HTML": Case(shows_page(503), 6, Fault.ENDPOINT),
    "reset in the middle of the body": Case(resets_midway, 6, Fault.ENDPOINT),
    "closed in the middle of the body": Case(stops_midway, 6, Fault.ENDPOINT),
    "a body that drips": Case(drips, 2, Fault.ENDPOINT, timeout=TIMEOUT),
    "no answer": Case(keeps_silent, 2, Fault.ENDPOINT, timeout=TIMEOUT),
    "truncated JSON": Case(sends_bytes(CUT), 6, Fault.ENDPOINT),
    "JSON of another shape": Case(sends({"choices": "none"}), 6, Fault.ENDPOINT),
    "empty choices": Case(sends({"choices": []}), 6, Fault.ENDPOINT),
    "gzip that is none": Case(sends_bytes(b"not packed", Content_Encoding="gzip"), 6, Fault.ENDPOINT),
    # Somebody wrote all that, so nobody asks for it once more.
    "more than 10 MB": Case(sends_bytes(b" " * 10_000_001), 1, Fault.ENDPOINT),
    "more than 10 MB once unpacked": Case(sends_endless_zip, 1, Fault.ENDPOINT),
    # An answer: it is asked about at most twice, and given twice the room once.
    "refusal": Case(says(None, message={"role": "assistant", "refusal": "no"}), 1, Fault.REFUSED),
    "a filter that stops the answer": Case(says("", finish_reason="content_filter"), 1, Fault.CONTENT_FILTER),
    "a filter that stops the question": Case(fails(400, code="content_filter"), 1, Fault.CONTENT_FILTER),
    "an answer that does not fit": Case(says('{"sections', finish_reason="length"), 2, Fault.CUT_OFF),
    "an answer that is cut off": Case(says('{"sections'), 3, Fault.UNPARSABLE),
    "an answer of another shape": Case(says('{"sections": 3}'), 3, Fault.UNPARSABLE),
    "an answer with half of a character": Case(says('{"headline": "\ud800", "sections": []}'), 3, Fault.UNPARSABLE),
    # What every other story would meet as well.
    "429 for an hour": Case(fails(429, retry_after="3600"), 1, QuotaExhausted),
    "no credit": Case(fails(429, code="insufficient_quota"), 1, QuotaExhausted),
    "a wrong key": Case(fails(401), 1, KeyRefused),
    "a model that is not there": Case(fails(404, "the model `model` does not exist"), 1, NotOffered),
}
LASTING = [pytest.param(case, id=name) for name, case in POLICY.items()]
PASSING = [
    pytest.param(case, id=name) for name, case in POLICY.items() if case.end is Fault.ENDPOINT and case.requests > 1
]


@pytest.fixture(scope="module")
def undisturbed(extraction: SharedExtraction, tmp_path_factory: pytest.TempPathFactory) -> Answering:
    """What is asked for both stories where nothing goes wrong."""
    with Answering() as server:
        Desk(tmp_path_factory.mktemp("undisturbed"), extraction).run(server.url)
    return server


def is_bad(asked: Json) -> bool:
    return TOWN in str(asked["messages"])


@pytest.mark.parametrize("case", LASTING)
def test_a_failure_that_lasts_is_met_as_the_policy_says_and_harms_no_other_story(case: Case, desk: Desk) -> None:
    with Answering(fault=lambda asked: case.reply if is_bad(asked) else None) as server:
        night = desk.run(server.url, timeout=case.timeout)
    assert server.about(TOWN) == case.requests
    assert set(server.answered.values()) <= {1}
    if not isinstance(case.end, Fault):
        assert isinstance(night.stopped_by, case.end)
        assert BAD not in night.outcomes
        return
    assert night.stopped_by is None
    assert night.fault(BAD) is case.end
    assert night.outcomes[GOOD].status is Status.MADE
    assert server.requests == case.requests + len(server.answered)
    if case.end is not Fault.ENDPOINT:
        assert set(server.asked.values()) == {1}, "what was answered was asked again in the same words"
    with Answering() as again:
        second = desk.run(again.url)
    assert again.requests == 0
    assert second.outcomes[GOOD].status is Status.UNCHANGED
    assert second.fault(BAD) is case.end


@pytest.mark.parametrize("case", PASSING)
def test_after_a_failure_that_passes_the_story_is_made_and_one_question_was_asked_twice(
    case: Case, desk: Desk, undisturbed: Answering
) -> None:
    failures = [case.reply]
    with Answering(fault=lambda asked: failures.pop() if is_bad(asked) and failures else None) as server:
        night = desk.run(server.url, timeout=min(5 * case.timeout, 20))
    assert {outcome.status for outcome in night.outcomes.values()} == {Status.MADE}
    assert server.requests == undisturbed.requests + 1
    assert set(server.answered.values()) == {1}


def test_where_nobody_listens_the_run_stops(desk: Desk, undisturbed: Answering) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    night = desk.run(f"http://127.0.0.1:{port}/v1")
    assert isinstance(night.stopped_by, Unreachable)
    assert not night.outcomes
    with Answering() as server:
        assert {o.status for o in desk.run(server.url).outcomes.values()} == {Status.MADE}
    assert server.asked == undisturbed.asked


def test_who_tries_a_refused_story_again_asks_anew_and_for_nothing_else(desk: Desk, undisturbed: Answering) -> None:
    refusal = POLICY["refusal"].reply
    with Answering(fault=lambda asked: refusal if is_bad(asked) else None) as server:
        desk.run(server.url)
    with Answering() as again:
        night = desk.run(again.url, retry_quarantined=True)
    assert night.outcomes[BAD].status is Status.MADE
    assert again.requests == undisturbed.requests - len(server.answered)
    assert server.asked.keys() & again.asked.keys(), "the question that was refused is not asked again"


def lock_a_section(out: Path) -> int:
    """An editor locks the first section of the story; the revision that this makes."""
    with Store(sqlite_url(out)) as store:
        current = asyncio.run(store.revisions.current(BAD))
        assert current is not None
        locked = lock(current, current.digest.sections[0].id, NOW)
        asyncio.run(store.revisions.append(locked, author="Kim", reason="lock"))
    return locked.digest.revision


def test_a_story_that_is_set_aside_tells_what_was_paid_and_which_digest_it_keeps(desk: Desk, tmp_path: Path) -> None:
    def refuse_sections(asked: Json) -> Reply | None:
        return POLICY["refusal"].reply if is_bad(asked) and '"name": "section"' in json.dumps(asked) else None

    with Answering() as server:
        first = desk.run(server.url).outcomes[BAD]
    other = RECIPE.model_copy(update={"temperature": 0.5})
    with Answering(fault=refuse_sections) as server:
        left = desk.run(server.url, recipe=other).outcomes[BAD]
    assert (left.status, left.revision) == (Status.QUARANTINED, first.revision)
    assert left.usage.requests > 0
    assert 0 < left.usage.input_tokens < first.usage.input_tokens
    with Answering() as server:
        again = desk.run(server.url, recipe=other).outcomes[BAD]
        assert (again, server.requests) == (left, 0)
        locked = lock_a_section(tmp_path / "out")
        assert desk.run(server.url, recipe=other).outcomes[BAD].revision == locked
        assert desk.run(server.url, recipe=other, retry_quarantined=True).outcomes[BAD].quarantine is None


@pytest.mark.parametrize("fault", ["refusal", "an answer that does not fit", "an answer of another shape"])
def test_where_the_builtin_writer_is_to_stand_in_a_useless_answer_costs_no_digest(fault: str, desk: Desk) -> None:
    reply = POLICY[fault].reply
    with Answering(fault=lambda asked: reply if is_bad(asked) else None) as server:
        night = desk.run(server.url, recipe=RECIPE.model_copy(update={"fallback": "builtin"}))
    assert night.outcomes[BAD].status is Status.MADE
    assert any(warning.endswith("; the builtin writer stands in") for warning in night.outcomes[BAD].warnings)
    assert night.outcomes[GOOD].warnings == ()


def test_answers_that_cannot_be_kept_stop_the_run_and_set_no_story_aside(desk: Desk, tmp_path: Path) -> None:
    with Store(sqlite_url(tmp_path)) as gone:
        pass
    with Answering() as server:
        night = desk.run(server.url, answers=gone.answers)
    assert isinstance(night.stopped_by, StoreError)
    assert night.outcomes == {}
