"""Stories made by the workers of a real cluster: what comes of them, who asks and who keeps, who dies of what."""

import asyncio
import os
import pickle
import signal
import sys
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from benchmarks.server import AnsweringServer, answering
from pipeline.batch import cluster
from pipeline.batch.cluster import ClusterExecutor, connect_workers
from pipeline.batch.local import LocalExecutor
from pipeline.batch.outcome import Fault, Status
from pipeline.batch.run import Batch
from pipeline.batch.story import Order
from pipeline.batch.work import Asking, Executor, Made, Recipe, Unmade, Work
from pipeline.cli.executing import check_executor
from pipeline.domain.digest import Usage
from pipeline.errors import StorydigestError, Unparsable, UsageError
from pipeline.llm.connect import Fleet, fleet
from pipeline.llm.limits import Limits
from pipeline.llm.prompt import load_prompts
from pipeline.llm.request import Carrier, Completion, Request, TokenUsage
from pipeline.llm.spending import Spending
from pipeline.sources.limits import FetchSettings
from pipeline.sources.load import read_pages
from pipeline.sources.shared import SharedExtraction
from pipeline.sources.story import Story, read_story
from pipeline.store import Store, sqlite_url
from tests.batch.conftest import BUILTIN, NOW, STORIES, Kept

if TYPE_CHECKING:
    from distributed import Client

CHAT = Recipe(model="model", token_budget=8_000)
NAMES = ("seoul-moscow-contacts", "slim-moon-landing")
AT_ONCE = 8


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as opened:
        yield opened


@pytest.fixture(scope="module")
def client(runner: asyncio.Runner) -> "Iterator[Client]":
    """Two workers, in a loop that all tests of this module share."""
    connected = connect_workers(None, at_once=AT_ONCE, local=2)
    yield runner.run(connected.__aenter__())
    runner.run(connected.__aexit__(None, None, None))


class Ending(Story):
    """A story that ends each process that it reaches."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)


def work(name: str, recipe: Recipe = BUILTIN) -> Work:
    story = read_story(STORIES / name)
    return Work(story, tuple(read_pages(story, FetchSettings())), None, recipe, NOW)


async def digests(executor: Executor, recipe: Recipe) -> list[str]:
    made = await asyncio.gather(*(executor.make(work(name, recipe)) for name in NAMES))
    return [one.revision.model_dump_json() for one in made if isinstance(one, Made)]


@asynccontextmanager
async def asked(folder: Path, concurrency: int = 16) -> AsyncGenerator[tuple[AnsweringServer, Fleet]]:
    """A server, and the way to it over a store of its own."""
    limits = Limits(rpm=None, tpm=None, concurrency=concurrency)
    spending = Spending(None, lambda _usage, _model: Decimal(0))
    with Store(sqlite_url(folder)) as store:
        async with (
            answering(0.02) as server,
            fleet(
                {"OPENAI_BASE_URL": server.url}, timeout=30, limits=limits, spending=spending, answers=store.answers
            ) as opened,
        ):
            yield server, opened


class Interrupting:
    """A carrier that does something at its fifth request."""

    def __init__(self, inner: Carrier, happening: Callable[[], None]) -> None:
        self._inner = inner
        self._happening = happening
        self._sent = 0

    async def send(self, request: Request) -> Completion:
        self._sent += 1
        if self._sent == 5:
            self._happening()
        return await self._inner.send(request)


class Silent:
    """A carrier that never answers."""

    def __init__(self) -> None:
        self.asked = asyncio.Semaphore(0)

    async def send(self, request: Request) -> Completion:  # noqa: ARG002 -- as carriers are
        self.asked.release()
        return await asyncio.Future[Completion]()


class Failing:
    """A carrier whose answers cannot be used."""

    async def send(self, request: Request) -> Completion:
        assert request.stage == "outline"
        return Completion(text="{", finish_reason="stop", usage=TokenUsage(input_tokens=100, output_tokens=1))


class Undisturbed(NamedTuple):
    """What the executor of one process makes of the stories."""

    digests: list[str]
    requests: int


@pytest.fixture(scope="module")
def undisturbed(
    runner: asyncio.Runner,
    extraction: SharedExtraction,
    tmp_path_factory: pytest.TempPathFactory,
) -> Undisturbed:
    async def make() -> Undisturbed:
        async with asked(tmp_path_factory.mktemp("undisturbed")) as (server, opened):
            made = await digests(LocalExecutor(extraction, Asking(opened.carrier, load_prompts())), CHAT)
            return Undisturbed(made, len(server.requests))

    return runner.run(make())


def test_workers_make_the_same_digests_with_as_many_requests_within_the_same_limit(
    runner: asyncio.Runner, client: "Client", undisturbed: Undisturbed, tmp_path: Path
) -> None:
    async def compare() -> None:
        async with (
            asked(tmp_path, concurrency=2) as (server, opened),
            ClusterExecutor(client, opened.carrier) as executor,
        ):
            assert await digests(executor, CHAT) == undisturbed.digests
        assert len(server.requests) == undisturbed.requests
        assert server.most_in_flight == 2

    runner.run(compare())


def test_the_builtin_writer_works_on_workers_too(
    runner: asyncio.Runner, client: "Client", extraction: SharedExtraction
) -> None:
    async def compare() -> None:
        async with ClusterExecutor(client, None) as executor:
            assert await digests(executor, BUILTIN) == await digests(LocalExecutor(extraction, None), BUILTIN)

    runner.run(compare())


def test_killed_workers_have_their_stories_done_again_and_no_answer_asked_for_twice(
    runner: asyncio.Runner, client: "Client", undisturbed: Undisturbed, tmp_path: Path
) -> None:
    async def compare() -> None:
        processes = await client.run(os.getpid)

        def kill_all() -> None:
            for process in processes.values():
                os.kill(process, signal.SIGKILL)

        async with (
            asked(tmp_path) as (server, opened),
            ClusterExecutor(client, Interrupting(opened.carrier, kill_all)) as executor,
        ):
            assert await digests(executor, CHAT) == undisturbed.digests
        assert len(server.requests) == undisturbed.requests

    runner.run(compare())


def test_a_story_that_ends_every_worker_is_quarantined_and_the_others_are_made(
    runner: asyncio.Runner, client: "Client", tmp_path: Path
) -> None:
    stories = [read_story(STORIES / name) for name in NAMES]
    ending = Ending(id="ending", articles=stories[0].articles)
    kept = Kept()

    async def run() -> None:
        order = Order(tmp_path, BUILTIN, "recipe", NOW, "test", FetchSettings())
        with Store(sqlite_url(tmp_path)) as store:
            async with ClusterExecutor(client, None) as executor:
                await Batch(store, executor, order, kept, at_once=AT_ONCE).run(iter([ending, *stories]))

    runner.run(run())
    told = kept.outcomes.pop("ending").quarantine
    assert told is not None
    assert told.fault is Fault.WORKERS
    assert [kept.outcomes[name].status for name in NAMES] == [Status.MADE] * len(NAMES)


def test_only_the_coordinator_has_the_store_open(runner: asyncio.Runner, client: "Client", tmp_path: Path) -> None:
    async def look() -> None:
        await client.wait_for_workers(2, timeout=30)
        processes = [os.getpid(), *(await client.run(os.getpid)).values()]
        seen: list[bool] = []

        def note() -> None:
            seen.extend(any(tmp_path in file.parents for file in open_files(process)) for process in processes)

        async with (
            asked(tmp_path) as (_, opened),
            ClusterExecutor(client, Interrupting(opened.carrier, note)) as executor,
        ):
            await digests(executor, CHAT)
        assert seen == [True, False, False]

    runner.run(look())


def open_files(process: int) -> list[Path]:
    return [file.readlink() for file in Path(f"/proc/{process}/fd").iterdir() if file.is_symlink()]


def test_stories_that_are_given_up_leave_their_workers_free(runner: asyncio.Runner, client: "Client") -> None:
    async def give_up() -> None:
        silent = Silent()
        async with ClusterExecutor(client, silent) as executor:
            making = [asyncio.create_task(executor.make(work(NAMES[0], CHAT))) for _ in range(AT_ONCE)]
            async with asyncio.timeout(60):
                for _ in making:
                    await silent.asked.acquire()
            for story in making:
                story.cancel()
            await asyncio.gather(*making, return_exceptions=True)
            del making
            assert await asyncio.wait_for(digests(executor, BUILTIN), 60)

    runner.run(give_up())


def test_an_error_arrives_with_all_that_it_tells(runner: asyncio.Runner, client: "Client") -> None:
    async def fail() -> None:
        async with ClusterExecutor(client, Failing()) as executor:
            unmade = await executor.make(work(NAMES[0], CHAT))
        assert isinstance(unmade, Unmade)
        assert isinstance(unmade.error, Unparsable)
        assert "not a JSON object" in str(unmade.error)
        assert unmade.error.raw == "{"
        assert len(unmade.useless[0]) == 64
        assert unmade.usage == Usage(requests=3, input_tokens=300, output_tokens=3)

    runner.run(fail())


def kinds(root: type[StorydigestError]) -> Iterator[type[StorydigestError]]:
    for kind in root.__subclasses__():
        yield kind
        yield from kinds(kind)


@pytest.mark.parametrize("kind", list(kinds(StorydigestError)))
def test_every_error_can_be_sent(kind: type[StorydigestError]) -> None:
    error = kind("message")
    vars(error).update(dict.fromkeys(vars(error), "told"))
    sent = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own
    assert (type(sent), str(sent), vars(sent)) == (kind, "message", vars(error))


def test_two_runs_share_a_scheduler(runner: asyncio.Runner, client: "Client") -> None:
    async def share() -> None:
        async with (
            connect_workers(client.scheduler.address, at_once=2) as other,
            ClusterExecutor(client, None) as first,
            ClusterExecutor(other, None) as second,
        ):
            assert await first.make(work(NAMES[0])) == await second.make(work(NAMES[0]))

    runner.run(share())


def test_workers_with_another_version_are_not_worked_with(
    runner: asyncio.Runner, client: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "VERSION", "0.0.0")

    async def enter() -> None:
        async with ClusterExecutor(client, None):
            pass

    with pytest.raises(UsageError, match=r"a worker has storydigest [\d.]+, here is 0\.0\.0; install"):
        runner.run(enter())


def test_a_scheduler_that_is_not_there_is_named(runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.2)

    async def enter() -> None:
        async with connect_workers("tcp://127.0.0.1:1", at_once=1):
            pass

    with pytest.raises(UsageError, match=r"--executor: no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        runner.run(enter())


@pytest.mark.parametrize("where", ["threads", "dask=", "asyncio=here", ""])
def test_an_executor_that_there_is_not_is_refused(where: str) -> None:
    with pytest.raises(UsageError, match="--executor"):
        check_executor(where)


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"install storydigest\[cluster\]"):
        check_executor("dask=tcp://127.0.0.1:8786")
