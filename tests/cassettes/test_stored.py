"""Storing recordings: what is kept, what is left out, and that what is kept comes back as it was."""

import json
import re
from collections.abc import Mapping
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from pipeline.llm.reading import read_completion
from tests.cassettes.stored import (
    ENDPOINT,
    Json,
    ReadableYaml,
    StoredRequest,
    StoredResponse,
    parsed,
    scrubbed_request,
    scrubbed_response,
)


class Asked:
    """A request as vcr hands it to the filters."""

    def __init__(self, uri: str, headers: Mapping[str, str], body: bytes = b"{}") -> None:
        self.method = "POST"
        self.uri = uri
        self.headers = dict(headers)
        self.body = body


def _bodies() -> st.SearchStrategy[Json]:
    texts = st.text() | st.sampled_from(
        ["", " ", "~", "yes", "1.0", "2024-10-01", "a\u2028b\n", "“’\u202f‑…", "x\n \n\ty ", "\r\n", "#'\"\\"]
    )
    scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
    values: st.SearchStrategy[JsonValue] = st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8
    )
    return st.dictionaries(texts, values, max_size=4)


@settings(deadline=None)  # the clock of a busy machine proves nothing
@given(asked=_bodies(), answered=_bodies())
def test_what_is_stored_comes_back_as_it_was_whatever_characters_it_has(asked: Json, answered: Json) -> None:
    cassette: Json = {
        "version": 1,
        "interactions": [
            {
                "request": {"method": "POST", "uri": ENDPOINT, "headers": {}, "body": json.dumps(asked)},
                "response": {
                    "status": {"code": 200, "message": "OK"},
                    "headers": {},
                    "body": {"string": json.dumps(answered)},
                },
            }
        ],
    }
    assert ReadableYaml.deserialize(ReadableYaml.serialize(cassette)) == cassette


def test_a_prompt_is_stored_as_it_reads() -> None:
    text = "Facts:\n- “It’s 7.4\u202fmillion,” she said: 'quite' a lot.\n\n  日本 …\n"
    body: Json = {"messages": [{"role": "user", "content": text}]}
    response: Json = {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": "{}"}}
    request: Json = {"method": "POST", "uri": ENDPOINT, "headers": {}, "body": json.dumps(body)}
    stored = ReadableYaml.serialize({"version": 1, "interactions": [{"request": request, "response": response}]})
    assert [line.strip() for line in text.splitlines()] == [
        line.strip() for line in stored.partition("content: |\n")[2].splitlines()[: len(text.splitlines())]
    ]


def test_requests_lose_their_address_and_every_header_that_is_not_known_to_be_harmless() -> None:
    headers = {
        "Authorization": "Bearer secret",
        "Cookie": "a=b",
        "OpenAI-Organization": "org",
        "Content-Type": "application/json",
    }
    asked = Asked("http://someone:secret@10.1.2.3:8089/openai/v1/chat/completions?api-version=1", headers)
    for _ in range(2):  # once when it is recorded, once when it is loaded
        kept = scrubbed_request(cast("StoredRequest", asked))
        assert (kept.uri, dict(kept.headers)) == (ENDPOINT, {"content-type": "application/json"})


ANSWER: Json = {
    "id": "chatcmpl-0123456789",
    "object": "chat.completion",
    "created": 1795472813,
    "model": "/srv/models/small.gguf",
    "system_fingerprint": "b1-0",
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "logprobs": None,
            "message": {"role": "assistant", "content": '{"a": “ü”}'},
        }
    ],
    "usage": {
        "prompt_tokens": 9,
        "completion_tokens": 3,
        "total_tokens": 12,
        "prompt_tokens_details": {"cached_tokens": 4},
    },
    "timings": {"prompt_ms": 3.5},
}


def answered(body: bytes, code: int = 200) -> StoredResponse:
    headers = {
        "Set-Cookie": ["a=b"],
        "Server": ["x"],
        "Content-Type": ["application/json"],
        "X-Trace": ["me"],
    }
    return {"status": {"code": code, "message": ""}, "headers": headers, "body": {"string": body}}


def test_answers_keep_what_the_client_reads_and_lose_the_rest() -> None:
    whole = json.dumps(ANSWER).encode()
    kept = scrubbed_response(answered(whole))
    assert kept is not None
    assert kept["headers"] == {"content-type": ["application/json"]}
    stored = kept["body"]["string"]
    assert read_completion(stored, "e", "") == read_completion(whole, "e", "")
    assert not re.search(rb"chatcmpl|gguf|created|timings|fingerprint", stored)
    assert scrubbed_response(kept) == kept


@pytest.mark.parametrize(("code", "body"), [(429, b"{}"), (503, b"{}"), (200, b"<html>"), (200, b"[]"), (200, b"\xff")])
def test_answers_that_are_asked_for_again_are_not_recorded(code: int, body: bytes) -> None:
    assert scrubbed_response(answered(body, code)) is None


def test_what_a_server_refuses_is_recorded_so_that_it_is_refused_again() -> None:
    refusal: Json = {
        "error": {"message": "no temperature", "type": "invalid", "param": "temperature", "code": None, "trace": "x"}
    }
    kept = scrubbed_response(answered(json.dumps(refusal).encode(), 400))
    assert kept is not None
    assert parsed(kept["body"]["string"]) == {
        "error": {"message": "no temperature", "type": "invalid", "param": "temperature", "code": None}
    }
