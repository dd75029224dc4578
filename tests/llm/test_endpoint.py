"""What becomes of each thing that a server may do, and how often it is asked."""

import asyncio
import gzip
import json
import socket
import subprocess
import sys
from collections.abc import Mapping
from typing import cast

import pytest
from pydantic import JsonValue

from pipeline.errors import (
    EndpointError,
    KeyRefused,
    ModelError,
    NotOffered,
    QuotaExhausted,
    Refused,
    Unreachable,
    UsageError,
)
from pipeline.llm.endpoint import OpenAICarrier
from pipeline.llm.faults import Transient, may_be_charged
from pipeline.llm.request import Completion, JsonSchema, TokenUsage
from pipeline.llm.retrying import RetryingCarrier
from tests.llm.asking import KEY, REQUEST, Naps, ask, ask_all
from tests.llm.loopback import (
    Handler,
    Loopback,
    Reply,
    completion,
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


def test_a_question_is_sent_as_a_chat_completion_with_a_strict_schema() -> None:
    with Loopback(says("{}")) as server:
        answer = ask(server)
    assert answer == Completion(
        text="{}",
        finish_reason="stop",
        usage=TokenUsage(input_tokens=100, cached_tokens=64, output_tokens=20),
    )
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert server.bodies == [
        {
            "model": "small-model",
            "messages": [{"role": "system", "content": "Write."}, {"role": "user", "content": "Facts: …"}],
            "max_completion_tokens": 500,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "section", "strict": True, "schema": REQUEST.json_schema},
            },
        }
    ]


def test_a_temperature_is_sent_only_where_one_is_configured() -> None:
    with Loopback(says("{}")) as server:
        ask_all(server, [REQUEST, REQUEST.model_copy(update={"temperature": 0.0})])
    assert [body.get("temperature") for body in server.bodies] == [None, 0.0]


def test_a_compressed_answer_is_unpacked() -> None:
    body = gzip.compress(json.dumps(completion("{}")).encode())
    with Loopback(sends_bytes(body, Content_Encoding="gzip")) as server:
        assert ask(server).text == "{}"


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        pytest.param(fails(429, retry_after_ms="1500", retry_after="9"), 1.5, id="429 with retry-after-ms"),
        pytest.param(fails(429, retry_after="7"), 7.0, id="429 with seconds"),
        pytest.param(fails(429, retry_after="Thu, 01 Oct 2026 12:00:20 GMT"), 20.0, id="429 with a date"),
        pytest.param(fails(429, retry_after="Thu, 01 Oct 2026 11:00:00 GMT"), 0.375, id="429 with a date gone by"),
        pytest.param(fails(429, retry_after="soon"), 0.375, id="429 with nonsense"),
        pytest.param(fails(429), 0.375, id="429"),
        pytest.param(fails(408), 0.375, id="408"),
        pytest.param(fails(409), 0.375, id="409"),
        pytest.param(fails(500), 0.375, id="500"),
        pytest.param(fails(502), 0.375, id="502"),
        pytest.param(shows_page(502), 0.375, id="502 with a page"),
        pytest.param(shows_page(503), 0.375, id="503 with a page"),
        pytest.param(shows_page(200), 0.375, id="200 with a page"),
        pytest.param(resets_midway, 0.375, id="reset in the middle of the body"),
        pytest.param(stops_midway, 0.375, id="end in the middle of the body"),
        pytest.param(sends_bytes(b'{"choices": [{"mess'), 0.375, id="truncated JSON"),
        pytest.param(sends_bytes(b""), 0.375, id="empty body"),
        pytest.param(sends([1, 2]), 0.375, id="wrong shape"),
        pytest.param(sends({"choices": "none"}), 0.375, id="wrong shape of choices"),
        pytest.param(sends({"choices": []}), 0.375, id="no choices"),
        pytest.param(sends({"error": {"message": "overloaded"}}), 0.375, id="200 with an error"),
        pytest.param(says(None), 0.375, id="no content"),
        pytest.param(sends_bytes(b"not gzip", Content_Encoding="gzip"), 0.375, id="wrong gzip"),
    ],
)
def test_a_passing_fault_is_asked_again_after_the_time_that_the_server_wants(fault: Reply, wait: float) -> None:
    naps = Naps()
    with Loopback(fault, says("{}")) as server:
        assert ask(server, naps=naps).text == "{}"
    assert len(server.bodies) == 2
    assert naps.seconds == [pytest.approx(wait)]


def test_a_fault_that_stays_is_asked_about_six_times_with_growing_pauses() -> None:
    naps = Naps()
    with Loopback(shows_page(502)) as server, pytest.raises(EndpointError) as caught:
        ask(server, naps=naps)
    assert len(server.bodies) == 6
    assert naps.seconds == pytest.approx([0.375, 0.75, 1.5, 3.0, 6.0])
    assert str(caught.value) == f"{server.url} answered 502 Bad Gateway (asked 6 times)"
    assert type(caught.value) is EndpointError


def test_refusals_for_everybodys_rate_use_up_no_attempts() -> None:
    naps = Naps()
    refusals = [fails(429, retry_after_ms="20")] * 10
    with Loopback(*refusals, *[fails(500)] * 5, says("{}")) as server:
        assert ask(server, naps=naps).text == "{}"
    assert len(server.bodies) == 16
    assert naps.seconds == pytest.approx([0.375, 0.75, 1.5, 3, 6, 12, *[22.5] * 4, 0.375, 0.75, 1.5, 3, 6])


def test_refusals_that_never_end_are_given_up_after_five_minutes() -> None:
    naps = Naps()
    with Loopback(fails(429, retry_after="50")) as server, pytest.raises(EndpointError, match=r"429.*asked 7 times"):
        ask(server, naps=naps)
    assert naps.seconds == [50.0] * 6


def test_the_headers_of_answers_and_of_errors_are_heeded() -> None:
    heeded: list[str | None] = []

    async def run() -> None:
        def heed(headers: Mapping[str, str]) -> None:
            heeded.append(headers.get("X-RateLimit-Remaining-Requests"))

        async with OpenAICarrier(server.url, KEY, timeout=5, heed=heed) as carrier:
            with pytest.raises(Transient, match="429"):
                await carrier.send(REQUEST)
            await carrier.send(REQUEST)

    refusal = fails(429, x_ratelimit_remaining_requests="0")
    body = json.dumps(completion("{}")).encode()
    with Loopback(refusal, sends_bytes(body, x_ratelimit_remaining_requests="7")) as server:
        asyncio.run(run())
    assert heeded == ["0", "7"]


@pytest.mark.parametrize(
    ("reply", "is_charged", "is_refused"),
    [
        (fails(429), False, True),
        (fails(500), False, False),
        (shows_page(503), False, False),
        (keeps_silent, True, False),
        (drips, True, False),
        (resets_midway, True, False),
        (stops_midway, True, False),
        (says(None), True, False),
        (sends_bytes(b'{"choices": [{"mess'), True, False),
        (sends_endless_zip, True, False),
        (fails(401), False, False),
        (fails(418), False, False),
    ],
)
def test_a_failure_tells_whether_it_may_be_charged_and_whether_all_were_too_fast(
    reply: Reply, *, is_charged: bool, is_refused: bool
) -> None:
    async def run() -> None:
        async with OpenAICarrier(server.url, KEY, timeout=0.3) as carrier:
            with pytest.raises(ModelError) as caught:
                await carrier.send(REQUEST)
        assert may_be_charged(caught.value) == is_charged
        assert (isinstance(caught.value, Transient) and caught.value.rate_limited) == is_refused

    with Loopback(reply) as server:
        asyncio.run(run())


@pytest.mark.parametrize("reply", [keeps_silent, drips])
def test_a_server_that_uses_up_the_whole_timeout_is_asked_twice(reply: Reply) -> None:
    with Loopback(reply) as server, pytest.raises(EndpointError, match="--timeout") as caught:
        ask(server, limit=0.3)
    assert len(server.bodies) == 2
    assert server.url in str(caught.value)


def test_a_server_that_does_not_listen_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: connections are refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        naps = Naps()
        with pytest.raises(Unreachable, match="cannot be reached") as caught:
            ask(url, naps=naps)
    assert not may_be_charged(cast("ModelError", caught.value.__cause__))
    assert url in str(caught.value)
    assert len(naps.seconds) == 5


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (fails(429, "You exceeded your current quota", "insufficient_quota"), QuotaExhausted, "no credit left"),
        (fails(402, "Insufficient balance"), QuotaExhausted, "no credit left"),
        (fails(401, f"Incorrect API key provided: {KEY}", "invalid_api_key"), KeyRefused, "401 Unauthorized"),
        (fails(403, "Country not supported"), KeyRefused, "403 Forbidden"),
        (shows_page(403), KeyRefused, "403 Forbidden"),
        (fails(404, "The model does not exist", "model_not_found"), EndpointError, "no model 'small-model'"),
        (shows_page(404), EndpointError, "check OPENAI_BASE_URL"),
        (fails(400, "maximum context length is 4096 tokens"), EndpointError, "maximum context length is 4096 tokens"),
        (fails(400, "filtered", "content_filter"), Refused, "content filter"),
        (fails(418), EndpointError, "418"),
        (fails(429, retry_after="86400"), QuotaExhausted, "asks to wait 86400 s"),
        (fails(503, retry_after="86400"), EndpointError, "asks to wait 86400 s"),
        (sends_bytes(b'"' + b"x" * 10_000_000 + b'"'), EndpointError, "more than 10 MB"),
        (sends_bytes(b"x" * 10_000_001, 500), EndpointError, "more than 10 MB"),
        (sends_endless_zip, EndpointError, "more than 10 MB"),
    ],
)
def test_a_lasting_fault_is_asked_about_once(reply: Reply, error: type[ModelError], words: str) -> None:
    naps = Naps()
    with Loopback(reply) as server, pytest.raises(error) as caught:
        ask(server, naps=naps)
    assert (len(server.bodies), naps.seconds) == (1, [])
    assert words in str(caught.value)
    assert server.url in str(caught.value)
    assert KEY not in str(caught.value)


def test_what_a_server_says_reaches_no_terminal_as_it_is() -> None:
    hostile = f"\x1b[2J\x07evil\u202e\u200b\r\nsecond line {KEY} " + "x" * 5_000
    with Loopback(fails(422, hostile)) as server, pytest.raises(EndpointError) as caught:
        ask(server)
    message = str(caught.value)
    assert message.isprintable()
    assert KEY not in message
    assert len(message) < 300
    assert "evil second line" in message


def test_an_answer_of_almost_ten_megabytes_is_read() -> None:
    with Loopback(says("x" * 9_900_000)) as server:
        assert len(ask(server).text) == 9_900_000


def test_a_refusal_and_the_ways_to_finish_are_handed_on() -> None:
    refusal = completion(None, message={"role": "assistant", "content": None, "refusal": "I cannot."})
    with Loopback(
        sends(refusal),
        says('{"a', finish_reason="length"),
        says(None, finish_reason="length"),
        says("", finish_reason="content_filter"),
        says("{}", finish_reason=None),
        says("{", finish_reason="model_length"),
        says("{}", message={"content": "{}", "refusal": ""}),
    ) as server:
        answers = ask_all(server, [REQUEST] * 7)
    reasons = ["stop", "length", "length", "content_filter", "stop", "length", "stop"]
    assert [answer.finish_reason for answer in answers] == reasons
    assert [answer.refusal for answer in answers] == ["I cannot.", *[None] * 6]
    assert len(server.bodies) == 7


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_question_is_carried_nowhere_but_to_the_endpoint_that_was_chosen(status: int) -> None:
    with (
        Loopback(says("{}")) as elsewhere,
        Loopback(sends_bytes(b"", status, Location=f"{elsewhere.url}/chat/completions")) as server,
        pytest.raises(NotOffered, match="sends elsewhere"),
    ):
        ask(server)
    assert len(server.bodies) == 1
    assert elsewhere.bodies == []


def test_a_request_that_is_no_longer_wanted_ends_at_once() -> None:
    async def run() -> None:
        async with OpenAICarrier(server.url, KEY, timeout=60) as endpoint:
            sending = asyncio.ensure_future(RetryingCarrier(endpoint).send(REQUEST))
            await asyncio.to_thread(server.asked.wait)
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending

    with Loopback(keeps_silent) as server:
        asyncio.run(run())
    assert len(server.bodies) == 1


@pytest.mark.parametrize(
    "usage", [None, "many", {"prompt_tokens": -5}, {"prompt_tokens": 10**30}, {"prompt_tokens": "a few"}]
)
def test_an_answer_without_a_sound_count_of_tokens_counts_none(usage: JsonValue) -> None:
    with Loopback(sends({**completion("{}"), "usage": usage})) as server:
        assert ask(server).usage == TokenUsage()


def test_more_cached_tokens_than_there_were_count_as_all() -> None:
    usage: JsonValue = {"prompt_tokens": 10, "prompt_tokens_details": {"cached_tokens": 99, "cache_write_tokens": 9}}
    with Loopback(sends({**completion("{}"), "usage": usage})) as server:
        assert ask(server).usage == TokenUsage(input_tokens=10, cached_tokens=10)


def test_a_server_without_json_schema_is_told_the_shape_in_words_and_not_asked_for_it_again() -> None:
    with Loopback(
        fails(400, "'response_format.type' must be one of text, json_object"), fails(400, "no json_object"), says("{}")
    ) as server:
        ask_all(server, [REQUEST, REQUEST])
    formats = [body.get("response_format") for body in server.bodies]
    assert formats[1:] == [{"type": "json_object"}, None, None]
    told = [json.dumps(body["messages"]) for body in server.bodies]
    assert "JSON Schema" not in told[0]
    assert all("JSON Schema" in messages for messages in told[1:])


def test_a_server_that_takes_no_bounds_is_asked_without_them_and_keeps_its_schema() -> None:
    bounded: JsonSchema = {"type": "object", "properties": {"sentences": {"type": "array", "maxItems": 4}}}
    complaint = "Invalid schema for response_format 'section': 'maxItems' is not permitted"
    with Loopback(fails(400, complaint), says("{}")) as server:
        ask_all(server, [REQUEST.model_copy(update={"json_schema": bounded})] * 2)
    schemas = [json.dumps(body["response_format"]) for body in server.bodies]
    assert ["maxItems" in schema for schema in schemas] == [True, False, False]
    assert all("sentences" in schema for schema in schemas)


def test_a_server_that_lists_unknown_fields_is_asked_without_them() -> None:
    detail = [{"loc": ["body", "max_completion_tokens"], "msg": "extra fields", "input": {"response_format": 1}}]
    refusal = sends_bytes(json.dumps({"detail": detail}).encode(), 422)
    hot = REQUEST.model_copy(update={"temperature": 0.2})
    with Loopback(refusal, fails(400, "unsupported", param="temperature"), says("{}")) as server:
        ask_all(server, [hot, hot])
    assert ["max_tokens" in body for body in server.bodies] == [False, True, True, True]
    assert ["temperature" in body for body in server.bodies] == [True, True, False, False]
    assert all("response_format" in body for body in server.bodies)


def test_what_did_not_help_is_not_remembered() -> None:
    too_large = fails(400, "max_completion_tokens is too large")

    async def run() -> None:
        async with OpenAICarrier(server.url, KEY, timeout=5) as carrier:
            with pytest.raises(EndpointError, match="too large"):
                await carrier.send(REQUEST)
            await carrier.send(REQUEST)

    with Loopback(too_large, too_large, says("{}")) as server:
        asyncio.run(run())
    assert ["max_tokens" in body for body in server.bodies] == [False, True, False]


def test_many_requests_at_once_lose_no_finding() -> None:
    def takes_neither(handler: Handler) -> None:
        refused = [name for name in ("response_format", "max_completion_tokens") if name in handler.asked]
        (fails(400, f"no {refused[0]}") if refused else says("{}"))(handler)

    async def run() -> None:
        async with OpenAICarrier(server.url, KEY, timeout=5) as carrier:
            await asyncio.gather(*(carrier.send(REQUEST) for _ in range(8)))
            learnt = len(server.bodies)
            await asyncio.gather(*(carrier.send(REQUEST) for _ in range(8)))
            assert len(server.bodies) == learnt + 8

    with Loopback(takes_neither) as server:
        asyncio.run(run())


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host/v1", "http://", "", "http://[::1"])
def test_a_base_url_that_is_none_is_a_wrong_option(url: str) -> None:
    with pytest.raises(UsageError, match="OPENAI_BASE_URL"):
        OpenAICarrier(url, KEY, timeout=5)


def test_a_password_in_the_base_url_is_not_shown() -> None:
    with Loopback(fails(418)) as server, pytest.raises(EndpointError) as caught:
        ask(server.url.replace("127", "user:hidden@127"))
    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize("key", ["two\nlines", "sch\u00f6n", "a b"])
def test_a_key_that_no_header_can_carry_is_refused_unseen(key: str) -> None:
    with pytest.raises(KeyRefused) as caught:
        OpenAICarrier("http://127.0.0.1:1/v1", key, timeout=5)
    assert key not in str(caught.value)


def test_openai_is_imported_by_those_who_ask_a_model_only() -> None:
    code = (
        "import sys, pipeline.llm.connect, pipeline.llm.conversation, pipeline.llm.trace, pipeline.text.tokens;"
        "print([name for name in ('openai', 'httpx2', 'genai_prices', 'tiktoken') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"
