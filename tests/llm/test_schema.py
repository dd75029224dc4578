"""Strict schemas, as they are sent."""

import json
from enum import StrEnum
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from pipeline.llm.schema import MAX_ENUM_VALUES, foreign_ids, strict_schema


class Mood(StrEnum):
    """For readers of the code."""

    GLAD = "glad"
    GRIM = "grim"


class WireSentence(BaseModel):
    """For readers of the code."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=300, description="One sentence")
    facts: tuple[str, ...] = Field(min_length=1, max_length=4)
    date: str | None
    mood: Mood = Field(description="How it sounds")


class WireSection(BaseModel):
    """For readers of the code."""

    kind: Literal["section"] = "section"
    count: int = Field(ge=0, le=9)
    score: float = 0.5
    sure: bool
    sentences: list[WireSentence] = Field(min_length=2, max_length=4)


CLOSED = {"facts": ("f1", "f2", "f1"), "date": ("d1",)}


def test_a_wire_model_becomes_a_schema_that_every_strict_server_takes() -> None:
    assert strict_schema(WireSection, CLOSED) == {
        "type": "object",
        "properties": {
            "kind": {"enum": ["section"], "type": "string"},
            "count": {"type": "integer"},
            "score": {"type": "number"},
            "sure": {"type": "boolean"},
            "sentences": {
                "type": "array",
                "maxItems": 4,
                "items": {
                    "type": "object",
                    "properties": {
                        "text": {"type": "string", "description": "One sentence"},
                        "facts": {"type": "array", "maxItems": 4, "items": {"type": "string", "enum": ["f1", "f2"]}},
                        "date": {"anyOf": [{"type": "string", "enum": ["d1"]}, {"type": "null"}]},
                        "mood": {"type": "string", "enum": ["glad", "grim"], "description": "How it sounds"},
                    },
                    "required": ["text", "facts", "date", "mood"],
                    "additionalProperties": False,
                },
            },
        },
        "required": ["kind", "count", "score", "sure", "sentences"],
        "additionalProperties": False,
    }


def test_the_same_model_and_ids_give_the_same_bytes() -> None:
    assert json.dumps(strict_schema(WireSection, CLOSED)) == json.dumps(strict_schema(WireSection, dict(CLOSED)))


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=20, unique=True), st.data())
def test_an_answer_of_given_ids_has_no_foreign_ones_and_any_other_is_named(ids: list[str], data: st.DataObject) -> None:
    used = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4))
    other = data.draw(st.text().filter(lambda text: text not in ids))
    closed = {"facts": ids}
    sound = WireSentence(text="…", facts=tuple(used), date=None, mood=Mood.GLAD)
    assert foreign_ids(sound, closed) == []
    faulty = sound.model_copy(update={"facts": (*used, other)})
    assert foreign_ids(faulty, closed) == [f"facts.{len(used)}: {other!r} is not one of the ids given"]


def test_more_ids_than_a_schema_may_list_are_an_error() -> None:
    ids = [f"{number:04}" for number in range(MAX_ENUM_VALUES)]
    with pytest.raises(ValueError, match="at most 1000 values, this one has 1002"):
        strict_schema(WireSentence, {"facts": ids})
    strict_schema(WireSentence, {"facts": ids[2:]})
    with pytest.raises(ValueError, match="at most 15000 characters"):
        strict_schema(WireSentence, {"facts": [f"{number:080}" for number in range(300)]})


class Tree(BaseModel):
    branches: list["Tree"]


class Table(BaseModel):
    cells: dict[str, int]


class Pair(BaseModel):
    both: tuple[int, str]


class Heap(BaseModel):
    things: list[object]


@pytest.mark.parametrize("model", [Tree, Table, Pair, Heap])
def test_what_strict_mode_cannot_express_is_an_error(model: type[BaseModel]) -> None:
    with pytest.raises(ValueError, match="strict schema"):
        strict_schema(model, {})


@pytest.mark.parametrize("closed", [{"fact": ["f1"]}, {"facts": []}, {"count": ["c1"]}])
def test_a_field_that_cannot_be_closed_is_an_error(closed: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="close"):
        strict_schema(WireSection, closed)
