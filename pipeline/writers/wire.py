"""Wire models: what a model's answer is parsed into. Every field is required; nothing in them is trusted yet."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """An answer, or a part of one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OutlineSection(Wire):
    """A heading and the labels of its facts."""

    heading: str
    facts: list[str]


class OutlineAnswer(Wire):
    """The answer of the stage `outline`."""

    headline: str
    sections: list[OutlineSection]


class SectionSentence(Wire):
    """The labels of the facts that a sentence rests on, and the sentence."""

    facts: list[str]
    text: str


class SectionAnswer(Wire):
    """The answer of the stage `section`."""

    sentences: list[SectionSentence]


class TimelineEvent(Wire):
    """The labels of the facts that tell an event, the label of its date, and the event in words."""

    facts: list[str]
    date: str
    text: str


class TimelineAnswer(Wire):
    """The answer of the stage `timeline`."""

    events: list[TimelineEvent]


class VerifyRuling(Wire):
    """A verdict on one claim; `words` are those that its evidence does not show."""

    claim: str
    verdict: Literal["supported", "unsupported"]
    words: str
    reason: str


class VerifyAnswer(Wire):
    """The answer of the stage `verify`."""

    rulings: list[VerifyRuling]
