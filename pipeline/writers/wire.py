"""Wire models: what a model's answer is parsed into. Every field is required; nothing in them is trusted yet.

Facts stand in fields of their own rather than in a list: not every server bounds a list, and a weak model that may name
any number of facts names them all. They come before the words, so that words are written for facts and not the other
way round. The bounds of lists are for the servers that take them, lest a weak model writes the same line for ever; an
answer that passes them a little is none the worse.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Wire(BaseModel):
    """An answer, or a part of one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


FACT_FIELDS = ("fact", "second_fact", "third_fact", "fourth_fact")
"""The fields that hold labels of facts, wherever a wire model has them."""


class OutlineSection(Wire):
    """The labels of a section's facts, the one that it opens with first, and its heading."""

    fact: str
    second_fact: str
    third_fact: str | None
    fourth_fact: str | None
    heading: str


class OutlineAnswer(Wire):
    """The answer of the stage `outline`."""

    sections: list[OutlineSection] = Field(max_length=25, json_schema_extra={"maxItems": 5})
    headline: str


class SectionSentence(Wire):
    """The labels of the facts that a sentence rests on, and the sentence."""

    fact: str
    second_fact: str | None
    text: str


class SectionAnswer(Wire):
    """The answer of the stage `section`."""

    sentences: list[SectionSentence] = Field(max_length=25, json_schema_extra={"maxItems": 4})


class TimelineEvent(Wire):
    """The labels of the facts that tell an event, the label of its date, and the event in words."""

    fact: str
    second_fact: str | None
    date: str
    text: str


class TimelineAnswer(Wire):
    """The answer of the stage `timeline`."""

    events: list[TimelineEvent] = Field(max_length=60, json_schema_extra={"maxItems": 12})


class LongTimelineAnswer(Wire):
    """The answer of the stage `timeline` where more entries are asked for than a digest's timeline has."""

    events: list[TimelineEvent] = Field(max_length=60, json_schema_extra={"maxItems": 30})


class HeadlineAnswer(Wire):
    """The answer of the stage `headline`."""

    headline: str


class VerifyRuling(Wire):
    """A verdict on one claim: the labels of the evidence that it rests on, and the words that none of it shows."""

    claim: str
    evidence: list[str] = Field(max_length=25, json_schema_extra={"maxItems": 2})
    verdict: Literal["supported", "unsupported"]
    words: str


class VerifyAnswer(Wire):
    """The answer of the stage `verify`."""

    rulings: list[VerifyRuling] = Field(max_length=60, json_schema_extra={"maxItems": 16})
