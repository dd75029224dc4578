"""When two requests are the same."""

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.llm.request import JsonSchema, Message, Request
from pipeline.text.tokens import count_tokens
from tests.llm.asking import REQUEST


def test_the_key_stays_what_it_is_from_one_version_to_the_next() -> None:
    assert REQUEST.key == "d9558869c8c748c21a099f18e2bbc64fe8c0a5b9afe529193c68f9af13227d6c"


@given(st.text(), st.text())
def test_two_requests_share_a_key_exactly_if_they_are_equal(one: str, other: str) -> None:
    first, second = (REQUEST.model_copy(update={"messages": (Message(role="user", content=t),)}) for t in (one, other))
    assert (first.key == second.key) == (one == other)


def test_every_field_counts() -> None:
    changes: dict[str, object] = {
        "stage": "outline",
        "prompt_sha256": "1" * 64,
        "model": "other",
        "messages": (),
        "schema_name": "other",
        "json_schema": {"type": "object"},
        "max_output_tokens": 501,
        "temperature": 0.0,
    }
    assert changes.keys() == Request.model_fields.keys()
    keys = {REQUEST.model_copy(update={name: value}).key for name, value in changes.items()}
    assert len(keys | {REQUEST.key}) == len(changes) + 1


def test_the_order_of_an_answers_fields_counts() -> None:
    one: JsonSchema = {"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a", "b"]}
    other: JsonSchema = {"type": "object", "properties": {"b": {}, "a": {}}, "required": ["b", "a"]}
    first, second = (REQUEST.model_copy(update={"json_schema": schema}) for schema in (one, other))
    assert first.key != second.key


def test_a_changed_copy_has_a_key_and_a_size_of_its_own() -> None:
    first = REQUEST.model_copy()
    assert first.key == REQUEST.key
    longer = first.model_copy(update={"messages": (Message(role="user", content="é" * 100),)})
    fresh = Request.model_validate(longer.model_dump())
    assert (longer.key, longer.size) == (fresh.key, fresh.size)
    assert longer.key != first.key
    assert longer.size > first.size


def test_knowing_its_key_does_not_change_a_request() -> None:
    fresh = Request.model_validate(REQUEST.model_dump())
    known = Request.model_validate(REQUEST.model_dump())
    key = known.key
    assert known == fresh
    assert known.model_dump_json() == fresh.model_dump_json()
    assert pickle.loads(pickle.dumps(known)).key == key  # noqa: S301 -- our own


@settings(deadline=None)  # the first count loads the vocabulary
@given(st.text())
def test_a_request_has_fewer_tokens_than_its_size(text: str) -> None:
    request = REQUEST.model_copy(update={"messages": (Message(role="user", content=text),)})
    assert count_tokens(text.encode("utf-8", "replace").decode()) < request.size
