"""What is asked at the same time shares a transaction, and nothing else."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Engine, event, insert, make_url, select

from pipeline.errors import StoreError
from pipeline.store import Store, engine
from pipeline.store.clerk import Clerk
from pipeline.store.engine import make_engine
from pipeline.store.tables import HEADS
from tests.postgresql import Server
from tests.store.sample import ANSWER, request

SECONDS = 60


@pytest.fixture
def database(store_url: str) -> Engine:
    """The engine of a store that has been made."""
    Store(store_url).close()
    return make_engine(store_url)


@pytest.fixture
def clerk(database: Engine) -> Iterator[Clerk]:
    clerk = Clerk(database, "the store")
    yield clerk
    clerk.close()


def adding(story: str) -> Callable[[Connection], str]:
    """Work that writes one row, which may be there once."""

    def work(connection: Connection) -> str:
        connection.execute(insert(HEADS).values(story_id=story, revision=1))
        return story

    return work


def failing(story: str) -> Callable[[Connection], str]:
    """Work that fails after it has written."""

    def work(connection: Connection) -> str:
        raise LookupError(adding(story)(connection))

    return work


def stories(connection: Connection) -> list[str]:
    """Work that reads what is there."""
    return sorted(connection.scalars(select(HEADS.c.story_id)))


async def together(clerk: Clerk, *pieces: Callable[[Connection], object]) -> list[object]:
    """What comes of pieces of work that are all asked for while the clerk is busy with something else."""
    gate = threading.Event()
    busy = asyncio.create_task(clerk.read(lambda _connection: gate.wait(SECONDS)))
    waiting = [asyncio.create_task(clerk.write(work)) for work in pieces]
    await asyncio.sleep(0)  # each of them is in line then
    gate.set()
    assert await busy
    return list(await asyncio.gather(*waiting, return_exceptions=True))


def test_what_is_asked_at_the_same_time_is_one_transaction(database: Engine) -> None:
    commits: list[Connection] = []
    event.listen(database, "commit", commits.append)
    clerk = Clerk(database, "the store")
    names = [f"story-{number:03}" for number in range(200)]
    assert asyncio.run(together(clerk, *map(adding, names))) == names
    assert len(commits) <= 3
    assert asyncio.run(clerk.read(stories)) == names
    clerk.close()


def test_work_that_fails_is_undone_and_harms_no_other(clerk: Clerk) -> None:
    pieces = [adding("a"), failing("b"), adding("c"), failing("d"), adding("e")]
    first, second, third, fourth, fifth = asyncio.run(together(clerk, *pieces))
    assert (first, third, fifth) == ("a", "c", "e")
    assert [str(error) for error in (second, fourth)] == ["b", "d"]
    assert asyncio.run(clerk.read(stories)) == ["a", "c", "e"]


def test_work_that_the_database_refuses_harms_no_other(clerk: Clerk) -> None:
    first, second, third = asyncio.run(together(clerk, adding("a"), adding("a"), adding("b")))
    assert (first, third) == ("a", "b")
    assert isinstance(second, StoreError)
    assert asyncio.run(clerk.read(stories)) == ["a", "b"]


def test_work_of_somebody_who_stopped_waiting_is_done_all_the_same(clerk: Clerk) -> None:
    async def run() -> list[object]:
        gate = threading.Event()
        busy = asyncio.create_task(clerk.read(lambda _connection: gate.wait(SECONDS)))
        impatient, patient = (asyncio.create_task(clerk.write(adding(story))) for story in "ab")
        await asyncio.sleep(0)
        impatient.cancel()
        with pytest.raises(asyncio.CancelledError):
            await impatient
        gate.set()
        return [await busy, await patient, await clerk.read(stories)]

    assert asyncio.run(run()) == [True, "b", ["a", "b"]]


def test_work_of_a_loop_that_was_closed_stops_nobody_else(clerk: Clerk) -> None:
    gate = threading.Event()

    async def abandoned() -> None:
        asking = asyncio.create_task(clerk.read(lambda _connection: gate.wait(SECONDS)))
        await asyncio.sleep(0)
        asking.cancel()

    asyncio.run(abandoned())
    gate.set()
    assert asyncio.run(clerk.write(adding("a"))) == "a"


def test_threads_with_loops_of_their_own_share_a_clerk(clerk: Clerk) -> None:
    async def several(thread: int) -> list[str]:
        return list(await asyncio.gather(*(clerk.write(adding(f"{thread}-{number:02}")) for number in range(50))))

    def run(thread: int) -> list[str]:
        return asyncio.run(several(thread))

    with ThreadPoolExecutor(4) as threads:
        written = list(threads.map(run, range(4)))
    assert written == [[f"{thread}-{number:02}" for number in range(50)] for thread in range(4)]
    assert asyncio.run(clerk.read(stories)) == [story for thread in written for story in thread]


def test_a_clerk_that_closes_finishes_what_was_asked_and_takes_nothing_more(database: Engine) -> None:
    clerk = Clerk(database, "the store")

    async def run() -> list[object]:
        asked = [asyncio.create_task(clerk.write(adding(story))) for story in "abc"]
        await asyncio.sleep(0)
        clerk.close()
        with pytest.raises(StoreError, match=r"^the store is closed$"):
            await clerk.read(stories)
        return list(await asyncio.gather(*asked))

    assert asyncio.run(run()) == ["a", "b", "c"]
    clerk.close()
    with database.connect() as connection:
        assert stories(connection) == ["a", "b", "c"]
    database.dispose()


def test_waiting_for_another_writer_ends_with_a_clear_line(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = request("What happened?")
    with monkeypatch.context() as impatient:
        impatient.setattr(engine, "_BUSY_SECONDS", 0.3)
        store = Store(store_url)
    with store:
        other = make_engine(store_url)
        with other.begin():
            with pytest.raises(StoreError, match=r"^the store \S+: [^\n]*lock[^\n]*; what was finished before is kept"):
                asyncio.run(store.answers.keep(asked, ANSWER))
            assert asyncio.run(store.answers.find(asked.key)) is None
        other.dispose()
        asyncio.run(store.answers.keep(asked, ANSWER))
        assert asyncio.run(store.answers.find(asked.key)) == ANSWER


def test_a_connection_that_is_lost_between_two_transactions_is_made_anew(
    postgresql: Server, postgresql_url: str
) -> None:
    asked = request("What happened?")
    with Store(postgresql_url) as store:
        asyncio.run(store.answers.keep(asked, ANSWER))
        assert postgresql.disconnect(str(make_url(postgresql_url).database)) == 1
        assert asyncio.run(store.answers.find(asked.key)) == ANSWER


def test_a_connection_that_is_lost_in_a_transaction_loses_none_of_its_work(
    postgresql: Server, postgresql_url: str
) -> None:
    Store(postgresql_url).close()
    name = str(make_url(postgresql_url).database)
    clerk = Clerk(make_engine(postgresql_url), "the store")
    lost: list[int] = []

    def losing(connection: Connection) -> str:
        if not lost:
            lost.append(postgresql.disconnect(name))
        return adding("b")(connection)

    assert asyncio.run(together(clerk, adding("a"), losing, adding("c"))) == ["a", "b", "c"]
    assert lost == [1]
    assert asyncio.run(clerk.read(stories)) == ["a", "b", "c"]
    clerk.close()


def test_a_process_that_was_stopped_in_a_transaction_does_its_work_once_it_goes_on(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(postgresql_url).close()
    monkeypatch.setattr(engine, "_BUSY_SECONDS", 0.2)
    clerk = Clerk(make_engine(postgresql_url), "the store")
    stopped = iter([True])

    def stopping(connection: Connection) -> str:
        story = adding("b")(connection)
        if next(stopped, False):
            time.sleep(0.5)  # the server ends a session that lies idle
        return story

    assert asyncio.run(together(clerk, adding("a"), stopping, adding("c"))) == ["a", "b", "c"]
    assert asyncio.run(clerk.read(stories)) == ["a", "b", "c"]
    clerk.close()


def test_a_server_that_is_gone_is_told_and_used_again_once_it_is_back(postgresql: Server, postgresql_url: str) -> None:
    name = str(make_url(postgresql_url).database)
    asked = request("What happened?")
    with Store(postgresql_url) as store:
        postgresql.order("ALTER DATABASE {} ALLOW_CONNECTIONS false", name)
        postgresql.disconnect(name)
        with pytest.raises(StoreError, match=r"not currently accepting connections; what was finished before is kept"):
            asyncio.run(store.answers.keep(asked, ANSWER))
        postgresql.order("ALTER DATABASE {} ALLOW_CONNECTIONS true", name)
        asyncio.run(store.answers.keep(asked, ANSWER))
        assert asyncio.run(store.answers.find(asked.key)) == ANSWER
