"""Requests that go through the Batch API: what is sent, what is kept, and who gets which answer."""

import asyncio

from pipeline.llm.request import Completion, TokenUsage
from pipeline.store import Store
from tests.llm.asking import REQUEST
from tests.llm.batch_api import BatchApi, Plan
from tests.llm.waving import (
    FIRST,
    QUESTIONS,
    SECOND,
    Clock,
    ask,
    carrying,
    kept,
    question,
    run,
    said,
    texts,
    under_way,
)


def test_what_several_stories_ask_at_once_goes_out_in_one_wave_and_is_merged_in_any_order(store_url: str) -> None:
    with BatchApi(Plan(shuffled=True, polls=5)) as api:
        answers = ask(api, store_url, *QUESTIONS)
    assert texts(answers) == said(*QUESTIONS)
    assert (api.count("upload"), api.count("create"), api.count("look"), api.count("download")) == (1, 1, 6, 1)
    assert api.state.batches[0].keys == [request.key for request in QUESTIONS]
    assert kept(store_url, *QUESTIONS) == said(*QUESTIONS)
    assert under_way(store_url, api) == 0


def test_a_line_holds_what_is_asked_of_chat_completions_on_one_line_by_anybodys_reading(store_url: str) -> None:
    with BatchApi() as api:
        ask(api, store_url, FIRST)
    assert len(api.state.files["file-0"].decode().splitlines()) == 1
    assert api.state.batches[0].bodies == [
        {
            "model": "small-model",
            "messages": [{"role": "user", "content": "Question 0 – “why”?\u2028"}],
            "max_completion_tokens": 500,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "section", "strict": True, "schema": REQUEST.json_schema},
            },
        }
    ]


def test_an_answer_of_a_wave_costs_half(store_url: str) -> None:
    with BatchApi() as api:
        (answer,) = ask(api, store_url, FIRST)
    assert isinstance(answer, Completion)
    assert answer.usage == TokenUsage(input_tokens=100, cached_tokens=64, output_tokens=20, price_share=0.5)


def test_a_request_that_two_ask_for_goes_out_once(store_url: str) -> None:
    with BatchApi() as api:
        assert texts(ask(api, store_url, FIRST, FIRST)) == said(FIRST, FIRST)
    assert api.state.batches[0].keys == [FIRST.key]


def test_a_full_wave_goes_out_and_models_have_waves_of_their_own(store_url: str) -> None:
    other = question("What else?", model="large-model")
    with BatchApi() as api:
        assert texts(ask(api, store_url, *QUESTIONS, other, max_requests=3)) == said(*QUESTIONS, other)
    assert sorted(len(batch.keys) for batch in api.state.batches) == [1, 1, 3]


def test_no_wave_weighs_more_than_it_may(store_url: str) -> None:
    with BatchApi() as api:
        assert texts(ask(api, store_url, *QUESTIONS, max_bytes=900)) == said(*QUESTIONS)
    uploads = [content for name, content in api.state.files.items() if name.startswith("file-")]
    assert len(uploads) > 1
    assert max(map(len, uploads)) <= 900


def test_answers_of_a_wave_are_kept_although_whoever_asked_has_been_cancelled(store_url: str) -> None:
    async def work(store: Store) -> str:
        async with carrying(api.url, store, Clock()) as carrier:
            leaving = asyncio.create_task(carrier.send(FIRST))
            staying = asyncio.create_task(carrier.send(SECOND))
            await asyncio.to_thread(api.looked_at.wait)
            leaving.cancel()
            return (await staying).text

    with BatchApi(Plan(polls=10)) as api:
        assert [run(store_url, work)] == said(SECOND)
    assert kept(store_url, FIRST, SECOND) == said(FIRST, SECOND)


def test_what_nobody_asks_for_any_more_is_not_sent(store_url: str) -> None:
    async def work(store: Store) -> str:
        async with carrying(api.url, store, Clock()) as carrier:
            leaving = asyncio.create_task(carrier.send(FIRST))
            staying = asyncio.create_task(carrier.send(SECOND))
            await asyncio.sleep(0)
            leaving.cancel()
            return (await staying).text

    with BatchApi() as api:
        run(store_url, work)
    assert api.state.batches[0].keys == [SECOND.key]


def test_a_request_that_was_cancelled_and_is_asked_again_waits_for_its_wave(store_url: str) -> None:
    async def work(store: Store) -> str:
        async with carrying(api.url, store, Clock()) as carrier:
            leaving = asyncio.create_task(carrier.send(FIRST))
            await asyncio.to_thread(api.looked_at.wait)
            leaving.cancel()
            await asyncio.gather(leaving, return_exceptions=True)
            return (await carrier.send(FIRST)).text

    with BatchApi(Plan(polls=10)) as api:
        assert [run(store_url, work)] == said(FIRST)
    assert api.count("create") == 1


def test_what_the_store_has_an_answer_to_is_not_sent(store_url: str) -> None:
    with BatchApi() as api:
        ask(api, store_url, FIRST)
        assert texts(ask(api, store_url, FIRST)) == said(FIRST)
    assert api.count("upload") == 1
