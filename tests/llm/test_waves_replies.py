"""What becomes of each thing that a batch may bring in the place of an answer."""

import asyncio
from collections.abc import Callable, Sequence

import pytest

from pipeline.errors import AnswerError, EndpointError, KeyRefused, ModelError, QuotaExhausted
from pipeline.store import Store
from tests.llm.batch_api import BatchApi, Body, Plan, answered, as_line, with_error, with_status
from tests.llm.loopback import Json, completion
from tests.llm.waving import (
    FIRST,
    FOURTH,
    QUESTIONS,
    SECOND,
    THIRD,
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


def _only(keys: Sequence[str], answer: Callable[[str, Body], bytes]) -> Callable[[str, Body], bytes]:
    return lambda key, body: answer(key, body) if key in keys else b""


BOTH = [FIRST.key, SECOND.key]


@pytest.mark.parametrize("status", ["completed", "expired", "cancelled"])
def test_what_a_wave_did_not_answer_is_asked_again_and_nothing_else(store_url: str, status: str) -> None:
    half = Plan(
        answer=_only(BOTH, answered),
        error=_only([THIRD.key], lambda key, _body: with_error(key, "batch_expired")),
        status=status,
    )
    with BatchApi(half, Plan()) as api:
        assert texts(ask(api, store_url, *QUESTIONS)) == said(*QUESTIONS)
    assert [set(batch.keys) for batch in api.state.batches] == [
        {request.key for request in QUESTIONS},
        {THIRD.key, FOURTH.key},
    ]


def test_what_three_waves_did_not_answer_is_given_up(store_url: str) -> None:
    with BatchApi(Plan(answer=_only(BOTH, answered), status="expired")) as api:
        *good, bad, worse = ask(api, store_url, *QUESTIONS)
    assert texts(good) == said(FIRST, SECOND)
    assert type(bad) is type(worse) is EndpointError
    assert str(bad) == f"{api.url} ended a batch (expired) without an answer to this request (asked in 3 waves)"
    assert api.count("create") == 3
    assert under_way(store_url, api) == 0


def _status(status: int, code: str | None = None, message: str = "no") -> Callable[[str, Body], bytes]:
    body: Json = {"error": {"message": message, "type": "some_error", "code": code, "param": None}}
    return lambda key, _body: with_status(key, status, body)


def _empty(key: str, _body: Body) -> bytes:
    return with_status(key, 200, {"choices": []})


def _no_credit(key: str, _body: Body) -> bytes:
    return with_error(key, "insufficient_quota")


@pytest.mark.parametrize("fault", [_status(429), _status(500), _empty])
def test_an_answer_that_failed_in_passing_is_asked_again(store_url: str, fault: Callable[[str, Body], bytes]) -> None:
    plan = Plan(answer=_only([FIRST.key], answered), error=_only([SECOND.key], fault))
    with BatchApi(plan, Plan()) as api:
        assert texts(ask(api, store_url, FIRST, SECOND)) == said(FIRST, SECOND)
    assert [batch.keys for batch in api.state.batches] == [BOTH, [SECOND.key]]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (_status(401), KeyRefused),
        (_status(429, "insufficient_quota"), QuotaExhausted),
        (_status(400, "content_filter"), ModelError),
        (_status(400, None, "too long"), EndpointError),
        (_no_credit, QuotaExhausted),
    ],
)
def test_an_answer_that_failed_for_good_harms_no_other(
    store_url: str, fault: Callable[[str, Body], bytes], error: type[ModelError]
) -> None:
    plan = Plan(answer=_only([FIRST.key], answered), error=_only([SECOND.key], fault))
    with BatchApi(plan) as api:
        good, bad = ask(api, store_url, FIRST, SECOND)
    assert texts([good]) == said(FIRST)
    assert isinstance(bad, error)
    assert api.count("create") == 1
    assert kept(store_url, FIRST, SECOND) == [*said(FIRST), None]


def test_an_answer_with_half_of_a_character_is_an_answer_and_not_asked_for_again(store_url: str) -> None:
    def halved(key: str, _body: Body) -> bytes:
        return with_status(key, 200, completion("a half \ud800, a whole \U0001f600, a backslash \\ud800"))

    with BatchApi(Plan(answer=halved)) as api:
        told = texts(ask(api, store_url, FIRST))
    assert told == ["a half \\ud800, a whole \U0001f600, a backslash \\ud800"]
    assert api.count("create") == 1


def test_what_a_model_does_not_take_is_left_out_in_the_next_wave_and_from_then_on(store_url: str) -> None:
    def answer(key: str, body: Body) -> bytes:
        complaint = "Unsupported value: 'temperature' is fixed for this model"
        return _status(400, None, complaint)(key, body) if "temperature" in body else answered(key, body)

    async def work(store: Store) -> list[str]:
        async with carrying(api.url, store, Clock()) as carrier:
            one = await asyncio.gather(carrier.send(question("One", temperature=0.0)), carrier.send(FIRST))
            return texts([*one, await carrier.send(question("Two", temperature=0.0))])

    with BatchApi(Plan(answer=answer)) as api:
        assert run(store_url, work) == ["One", *said(FIRST), "Two"]
    assert [len(batch.keys) for batch in api.state.batches] == [2, 1, 1]


HOSTILE = [
    as_line({"custom_id": "somebody else's", "response": {"status_code": 200, "body": completion("theirs")}}),
    with_status(FIRST.key, 200, completion("said before")) * 3,
    b"not JSON\n\n\r\n{}\n[]\n\xff\xfe\n" + b"[" * 100_000 + b"\n",
    b'{"custom_id": "' + b"x" * 11_000_000 + b'"}\n',
    as_line({"custom_id": [FIRST.key], "response": 7}),
    as_line({"custom_id": "\ud800", "response": None}),
]


def test_lines_that_nobody_can_make_sense_of_harm_nobody(store_url: str) -> None:
    with BatchApi(Plan(extra=b"".join(HOSTILE))) as api:
        assert texts(ask(api, store_url, FIRST, SECOND)) == said(FIRST, SECOND)
    assert api.count("create") == 1


def test_a_failed_batch_names_the_lines_at_fault_and_the_others_are_asked_again(store_url: str) -> None:
    failed = Plan(status="failed", errors=[{"code": "invalid_request", "message": "bad\x1b[2J line", "line": 2}])
    with BatchApi(failed, Plan()) as api:
        good, bad, also_good = ask(api, store_url, FIRST, SECOND, THIRD)
    assert texts([good, also_good]) == said(FIRST, THIRD)
    assert type(bad) is EndpointError
    assert str(bad) == f"{api.url} did not take a request for a batch: bad [2J line"
    assert api.state.batches[1].keys == [FIRST.key, THIRD.key]


@pytest.mark.parametrize(
    ("code", "error", "waves"),
    [
        ("billing_hard_limit_reached", QuotaExhausted, 1),
        ("model_not_found", EndpointError, 1),
        ("odd", EndpointError, 3),
    ],
)
def test_a_failed_batch_ends_as_what_it_failed_of(
    store_url: str, code: str, error: type[ModelError], waves: int
) -> None:
    with BatchApi(Plan(status="failed", errors=[{"code": code, "message": "no", "line": None}])) as api:
        (answer,) = ask(api, store_url, FIRST)
    assert type(answer) is error
    assert api.count("create") == waves


def test_where_too_much_waits_waves_get_smaller_and_go_one_after_the_other(store_url: str) -> None:
    full = Plan(status="failed", errors=[{"code": "token_limit_exceeded", "message": "Enqueued token limit reached"}])
    with BatchApi(full, full, Plan()) as api:
        assert texts(ask(api, store_url, *QUESTIONS)) == said(*QUESTIONS)
    assert [len(batch.keys) for batch in api.state.batches] == [4, 2, 2, 1, 1]


def test_an_answer_without_anything_in_it_is_no_answer(store_url: str) -> None:
    declined = completion(None)
    plan = Plan(answer=lambda key, _body: with_status(key, 200, declined))
    with BatchApi(plan) as api:
        (answer,) = ask(api, store_url, FIRST)
    assert isinstance(answer, EndpointError)
    assert not isinstance(answer, AnswerError)


def test_where_our_own_waves_fill_the_queue_the_next_one_waits_for_them_and_stays_as_it_is(store_url: str) -> None:
    full = Plan(polls=0, status="failed", errors=[{"code": "token_limit_exceeded", "message": "Limit reached"}])
    with BatchApi(Plan(polls=8), full, Plan()) as api:
        assert texts(ask(api, store_url, *QUESTIONS, max_requests=2)) == said(*QUESTIONS)
    assert [len(batch.keys) for batch in api.state.batches] == [2, 2, 2]
    assert api.state.batches[0].looked == 9
