"""Verdicts on what a digest says, against its evidence."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, PlainSerializer, ValidationInfo, model_validator

from pipeline.domain.base import Model, is_unchecked

Moment = Annotated[
    AwareDatetime,
    PlainSerializer(lambda value: value.isoformat().replace("+00:00", "Z"), return_type=str, when_used="json"),
]
"""A point in time, written with its zone."""


class Verdict(StrEnum):
    """What the checks think of a sentence."""

    SUPPORTED = "supported"
    DOUBTFUL = "doubtful"
    UNSUPPORTED = "unsupported"


class Reason(Model):
    """One finding: what kind, which words are at fault, and a message that a person understands.

    A hard finding makes a sentence unsupported; a soft one only makes it doubtful.
    """

    kind: str
    words: str
    hard: bool
    message: str


class Support(Model):
    """The verdict on a sentence or event, a score from 0 to 1, and the findings behind them."""

    verdict: Verdict
    score: float = Field(ge=0, le=1)
    reasons: tuple[Reason, ...] = ()

    @model_validator(mode="after")
    def _verdict_follows_reasons(self, info: ValidationInfo) -> Self:
        if is_unchecked(info) or self.verdict is Verdict.UNSUPPORTED:
            return self
        if any(reason.hard for reason in self.reasons):
            raise ValueError(f"a verdict of {self.verdict} with a hard finding against it")
        return self


class Override(Model):
    """An editor's decision to publish what the checks hold to be unsupported."""

    by: str = Field(min_length=1)
    at: Moment
    reason: str = Field(min_length=1)
