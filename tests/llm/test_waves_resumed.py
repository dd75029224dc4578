"""Runs that end while a wave is under way, and those that go on with it: nothing is paid twice."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Sequence

import pytest

from pipeline.llm.request import Request
from pipeline.store import Store
from tests.llm.batch_api import BatchApi, Failure, Plan, as_line
from tests.llm.loopback import Json
from tests.llm.waving import (
    FIRST,
    QUESTIONS,
    THIRD,
    Clock,
    ask,
    carrying,
    kept,
    run,
    said,
    texts,
)


async def _stops_while_a_wave_is_under_way(api: BatchApi, store: Store, requests: Sequence[Request]) -> None:
    """Ask, and end the run as soon as the wave has been looked at."""
    async with carrying(api.url, store, Clock()) as carrier:
        asking = [asyncio.create_task(carrier.send(request)) for request in requests]
        await asyncio.to_thread(api.looked_at.wait)
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)


def test_a_new_run_takes_up_the_wave_that_is_under_way_and_sends_nothing_again(store_url: str) -> None:
    with BatchApi(Plan(polls=1_000)) as api:
        run(store_url, lambda store: _stops_while_a_wave_is_under_way(api, store, QUESTIONS))
        api.state.batches[0].plan.polls = api.state.batches[0].looked + 2
        assert texts(ask(api, store_url, FIRST, THIRD)) == said(FIRST, THIRD)
    assert (api.count("upload"), api.count("create")) == (1, 1)
    assert kept(store_url, *QUESTIONS) == said(*QUESTIONS)


def test_two_runs_on_one_store_ask_a_request_once(store_url: str) -> None:
    async def work(store: Store) -> list[str]:
        still = Clock(pace=0)
        async with carrying(api.url, store, still) as one, carrying(api.url, store, still) as other:
            return texts(await asyncio.gather(*(carrier.send(FIRST) for carrier in (one, other))))

    with BatchApi(Plan(polls=5)) as api:
        assert run(store_url, work) == said(FIRST, FIRST)
    assert api.count("create") == 1


ONE_WAVE = """
import asyncio, sys
from pipeline.store import Store
from tests.llm.waving import FIRST, Clock, carrying

async def main(url, store_url):
    with Store(store_url) as store:
        async with carrying(url, store, Clock()) as carrier:
            print((await carrier.send(FIRST)).text)

asyncio.run(main(*sys.argv[1:]))
"""


def _line(key: str) -> bytes:
    body: Json = {"model": "m", "messages": [{"role": "user", "content": "?"}]}
    return as_line({"custom_id": key, "method": "POST", "url": "/v1/chat/completions", "body": body})


@pytest.mark.parametrize(
    ("call", "has_effect"), [("upload", True), ("create", False), ("create", True), ("look", True), ("download", True)]
)
def test_a_run_that_is_killed_pays_nothing_twice(store_url: str, call: str, *, has_effect: bool) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def kill() -> None:
        started[0].kill()
        started[0].wait()

    with BatchApi(page=1, failures={call: [Failure(0, after=has_effect, strike=kill)]}) as api:
        started.append(subprocess.Popen([sys.executable, "-c", ONE_WAVE, api.url, store_url]))
        assert started[0].wait() == -signal.SIGKILL
        for number in range(3):  # batches of other people, which stand before the lost one in the list
            api.take_file(_line(f"other {number}"))
            api.make_batch(
                {
                    "input_file_id": f"file-{len(api.state.files) - 1}",
                    "endpoint": "/v1/chat/completions",
                    "completion_window": "24h",
                }
            )
        assert texts(ask(api, store_url, FIRST)) == said(FIRST)
    assert [batch.keys for batch in api.state.batches].count([FIRST.key]) == 1
