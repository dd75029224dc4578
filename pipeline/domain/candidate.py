"""Candidates: another text for one part of a digest, which waits until an editor takes it or leaves it."""

import re
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationInfo, WithJsonSchema, model_validator

from pipeline.domain.base import Model, is_unchecked
from pipeline.domain.digest import STORY_ID, Event, Origin, Sentence, Usage, Withheld
from pipeline.domain.support import Moment

CANDIDATE_ID = re.compile(r"c[0-9a-f]{10}(?:-[0-9]{1,6})?")
"""What an id of a candidate looks like: it names a file in a folder."""


class PartKind(StrEnum):
    """What can be written again by itself."""

    SECTION = "section"
    HEADLINE = "headline"
    TIMELINE = "timeline"


class Part(NamedTuple):
    """A part of a digest that can be written again by itself: `section:ID`, `headline` or `timeline`."""

    kind: PartKind
    section_id: str = ""

    @classmethod
    def parse(cls, text: str) -> "Part":
        """The part that a text names. Raises ValueError where it names none."""
        kind, _, section_id = text.partition(":")
        if kind not in set(PartKind) or (kind == PartKind.SECTION) != bool(section_id):
            raise ValueError(f"{text[:80]!r} is no part of a digest: section:ID, headline or timeline")
        return cls(PartKind(kind), section_id)

    def __str__(self) -> str:
        return f"{self.kind}:{self.section_id}" if self.section_id else str(self.kind)


HEADLINE = Part(PartKind.HEADLINE)
TIMELINE = Part(PartKind.TIMELINE)


def section_part(section_id: str) -> Part:
    """The part that a section is."""
    return Part(PartKind.SECTION, section_id)


PartField = Annotated[
    Part,
    BeforeValidator(lambda value: Part.parse(value) if isinstance(value, str) else value),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "description": "section:ID, headline or timeline"}),
]


class CandidateState(StrEnum):
    """Whether an editor has decided on a candidate."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class SectionContent(Model):
    """A section as it was written again; its facts stay."""

    heading: str = Field(min_length=1)
    origin: Origin = Field(description="Whose words the heading is")
    sentences: tuple[Sentence, ...] = Field(min_length=1)


class HeadlineContent(Model):
    """A headline as it was written again."""

    text: str = Field(min_length=1)
    origin: Origin


class TimelineContent(Model):
    """A timeline as it was written again, with the locked events as they were."""

    events: tuple[Event, ...]


Content = SectionContent | HeadlineContent | TimelineContent


class Candidate(Model):
    """Another text for one part of a digest, what it was made of, and what an editor decided on it."""

    id: str = Field(pattern=f"^{CANDIDATE_ID.pattern}$")
    story_id: str = Field(pattern=STORY_ID)
    base_revision: int = Field(ge=1, description="The revision that it was written for")
    part: PartField
    note: str = Field(default="", description="The editor's word on what to do differently")
    model: str
    prompts: dict[str, str] = Field(description="SHA-256 of each prompt file that was used, by stage")
    author: str = Field(min_length=1, description="Who asked for it")
    made_at: Moment
    state: CandidateState = CandidateState.WAITING
    decided_at: Moment | None = None
    decided_by: str | None = None
    content: Content
    withheld: tuple[Withheld, ...] = Field(default=(), description="What the model wrote and the checks refused")
    usage: Usage

    @model_validator(mode="after")
    def _is_whole(self, info: ValidationInfo) -> Self:
        if is_unchecked(info):
            return self
        kinds = {
            PartKind.SECTION: SectionContent,
            PartKind.HEADLINE: HeadlineContent,
            PartKind.TIMELINE: TimelineContent,
        }
        if type(self.content) is not kinds[self.part.kind]:
            raise ValueError(f"it is for {self.part} and holds something else")
        if (self.state is CandidateState.WAITING) != (self.decided_at is None):
            raise ValueError("a decision and its time go together")
        return self

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.state is CandidateState.WAITING
