"""Finding the answer in what a model says."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from pipeline.llm.answers import Unusable, outermost_object, parse_answer


class Wire(BaseModel):
    text: str
    facts: list[str]


CLOSED = {"facts": ["f1", "f2"]}


@pytest.mark.parametrize(
    "said",
    [
        '{"text": "It {rained}.", "facts": ["f1"]}',
        '```json\n{"text": "It {rained}.", "facts": ["f1"]}\n```',
        'Sure! Here {is} it:\n{"text": "It {rained}.", "facts": ["f1"]}\nHope {} that helps.',
        '<think>{"text": 1}, or rather</think> {"text": "It {rained}.", "facts": ["f1"]}',
    ],
)
def test_an_answer_is_found_among_other_words(said: str) -> None:
    assert parse_answer(said, Wire, CLOSED) == Wire(text="It {rained}.", facts=["f1"])


@given(st.dictionaries(st.text(), st.text()), st.text(alphabet=st.characters(exclude_characters="{}")), st.text("`\n"))
def test_any_object_is_found_between_words_without_braces(value: dict[str, str], before: str, after: str) -> None:
    written = json.dumps(value)
    assert outermost_object(before + written + after) == written


@given(st.text(alphabet='{}[]":,a\\'))
def test_whatever_a_model_says_is_an_answer_or_unusable(said: str) -> None:
    with pytest.raises(Unusable):
        parse_answer(said, Wire, CLOSED)


@pytest.mark.parametrize("said", ['{"a":' * 100_000, "{" * 1_000_000, "", "no", '{"text": "\\ud800", "facts": []}'])
def test_a_text_made_to_cost_time_is_unusable_at_once(said: str) -> None:
    with pytest.raises(Unusable):
        parse_answer(said, Wire, CLOSED)


def test_complaints_say_where_and_what() -> None:
    with pytest.raises(Unusable) as caught:
        parse_answer('{"facts": ["f1", 2]}', Wire, CLOSED)
    assert caught.value.complaints == ["text: Field required", "facts.1: Input should be a valid string"]
    with pytest.raises(Unusable) as caught:
        parse_answer('{"text": "", "facts": ["f1", "f7"]}', Wire, CLOSED)
    assert caught.value.complaints == ["facts.1: 'f7' is not one of the ids given"]
