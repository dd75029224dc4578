"""The wire schemas, as strict endpoints are sent them: a change here is a change for every server."""

import json

from pydantic import BaseModel

from pipeline.llm.schema import JsonSchema, strict_schema
from pipeline.writers.wire import (
    FACT_FIELDS,
    HeadlineAnswer,
    OutlineAnswer,
    OutlineSection,
    SectionAnswer,
    SectionSentence,
    TimelineAnswer,
    TimelineEvent,
    VerifyAnswer,
)

FACTS = {field: ["f1", "f2"] for field in FACT_FIELDS}
LABEL: JsonSchema = {"type": "string", "enum": ["f1", "f2"]}
LABEL_OR_NULL: JsonSchema = {"anyOf": [{"type": "string", "enum": ["f1", "f2"]}, {"type": "null"}]}
TEXT: JsonSchema = {"type": "string"}


def closed_object(**properties: JsonSchema) -> JsonSchema:
    return {
        "type": "object",
        "properties": {**properties},
        "required": [*properties],
        "additionalProperties": False,
    }


def list_of(items: JsonSchema, most: int) -> JsonSchema:
    return {"type": "array", "items": items, "maxItems": most}


def same(model: type[BaseModel], closed: dict[str, list[str]], expected: JsonSchema) -> None:
    made = strict_schema(model, closed)
    assert json.dumps(made, sort_keys=True) == json.dumps(expected, sort_keys=True)


def test_the_schema_of_an_outline() -> None:
    section = closed_object(
        fact=LABEL, second_fact=LABEL, third_fact=LABEL_OR_NULL, fourth_fact=LABEL_OR_NULL, heading=TEXT
    )
    same(OutlineAnswer, FACTS, closed_object(sections=list_of(section, 5), headline=TEXT))


def test_the_schema_of_a_headline() -> None:
    same(HeadlineAnswer, {}, closed_object(headline=TEXT))


def test_the_schema_of_a_section() -> None:
    sentence = closed_object(fact=LABEL, second_fact=LABEL_OR_NULL, text=TEXT)
    closed = {field: FACTS[field] for field in FACT_FIELDS[:2]}
    same(SectionAnswer, closed, closed_object(sentences=list_of(sentence, 4)))


def test_the_schema_of_a_timeline() -> None:
    event = closed_object(
        fact=LABEL, second_fact=LABEL_OR_NULL, date={"type": "string", "enum": ["d1", "d2"]}, text=TEXT
    )
    closed = {**{field: FACTS[field] for field in FACT_FIELDS[:2]}, "date": ["d1", "d2"]}
    same(TimelineAnswer, closed, closed_object(events=list_of(event, 12)))


def test_the_schema_of_rulings() -> None:
    evidence: JsonSchema = {"type": "array", "items": {"type": "string", "enum": ["e1", "e2"]}, "maxItems": 2}
    ruling = closed_object(
        claim={"type": "string", "enum": ["c1"]},
        evidence=evidence,
        verdict={"type": "string", "enum": ["supported", "unsupported"]},
        words=TEXT,
    )
    closed = {"claim": ["c1"], "evidence": ["e1", "e2"]}
    same(VerifyAnswer, closed, closed_object(rulings=list_of(ruling, 16)))


def test_facts_come_before_the_words_that_are_written_for_them() -> None:
    for model in (OutlineSection, SectionSentence, TimelineEvent):
        order = list(model.model_fields)
        assert order[:2] == ["fact", "second_fact"]
        assert order[-1] in {"heading", "text"}
        assert strict_schema(model, {})["required"] == order
