"""Which requests are under way, as runs that share a store see it."""

import asyncio
from collections.abc import Callable, Coroutine
from decimal import Decimal
from typing import TypeVar

from pipeline.llm.request import Completion
from pipeline.llm.waves.book import Arrival, State, WaveRecord
from pipeline.store import Store
from pipeline.store.waves import StoredWaves

T = TypeVar("T")
WAVE = WaveRecord("wave-1", "https://api.example/v1", "m", State.GATHERED, "", 1_790_856_000.125)
CREATING = WAVE._replace(state=State.CREATING)
STAGES = {"b": "outline", "a": "section", "c": "section"}
ANSWER = Completion(text="said \ud83d", finish_reason="stop")
ARRIVAL = Arrival(ANSWER, Decimal("0.005"))


def within(store_url: str, work: Callable[[StoredWaves], Coroutine[None, None, T]]) -> T:
    with Store(store_url) as store:
        return asyncio.run(work(store.waves))


def test_a_wave_has_its_requests_in_order_and_outlives_the_run(store_url: str) -> None:
    assert within(store_url, lambda waves: waves.begin(WAVE, STAGES)).own == STAGES.keys()
    assert within(store_url, lambda waves: waves.under_way(WAVE.endpoint)) == [WAVE]
    assert within(store_url, lambda waves: waves.look("wave-1")) == WAVE
    assert within(store_url, lambda waves: waves.keys("wave-1")) == ["b", "a", "c"]


def test_a_request_is_in_one_wave_of_an_endpoint_at_a_time(store_url: str) -> None:
    async def work(waves: StoredWaves) -> list[frozenset[str]]:
        await waves.begin(WAVE, {"a": "s"})
        second = WAVE._replace(wave="wave-2")
        elsewhere = WAVE._replace(wave="wave-3", endpoint="http://127.0.0.1/v1")
        return [(await waves.begin(record, {"a": "s", "b": "s"})).own for record in (second, elsewhere)]

    assert within(store_url, work) == [{"b"}, {"a", "b"}]


def test_a_wave_that_gets_nothing_is_not_noted(store_url: str) -> None:
    async def work(waves: StoredWaves) -> frozenset[str]:
        await waves.begin(WAVE, STAGES)
        return (await waves.begin(WAVE._replace(wave="wave-2"), STAGES)).own

    assert within(store_url, work) == frozenset()
    assert within(store_url, lambda waves: waves.under_way(WAVE.endpoint)) == [WAVE]


def test_answers_that_arrived_are_kept_and_found_by_the_next_wave(store_url: str) -> None:
    async def work(waves: StoredWaves) -> None:
        await waves.begin(WAVE, STAGES)
        await waves.arrived(WAVE, {"a": ARRIVAL, "of no wave": ARRIVAL})
        assert await waves.keys("wave-1") == ["b", "c"]
        await waves.end("wave-1")
        begun = await waves.begin(WAVE._replace(wave="wave-2"), {**STAGES, "of no wave": "s"})
        assert begun.own == {"b", "c", "of no wave"}
        assert begun.answered == {"a": ANSWER}

    within(store_url, work)
    with Store(store_url) as store:
        assert asyncio.run(store.answers.find("a")) == ANSWER


def test_a_wave_is_changed_only_by_who_knows_how_it_stands(store_url: str) -> None:
    async def work(waves: StoredWaves) -> None:
        await waves.begin(WAVE, STAGES)
        assert await waves.move(WAVE, CREATING)
        assert not await waves.drop(WAVE)
        assert not await waves.move(WAVE, WAVE._replace(state=State.SENT, batch_id="batch_1"))
        assert await waves.drop(CREATING)
        assert not await waves.move(CREATING, WAVE)
        assert (await waves.begin(WAVE, STAGES)).own == STAGES.keys()

    within(store_url, work)


def test_a_wave_of_many_thousand_requests_is_noted_and_brought_in(store_url: str) -> None:
    many = {f"{number:064x}": "section" for number in range(20_000)}

    async def work(waves: StoredWaves) -> None:
        assert len((await waves.begin(WAVE, many)).own) == len(many)
        await waves.arrived(WAVE, dict.fromkeys(many, ARRIVAL))
        assert not await waves.keys("wave-1")

    within(store_url, work)
