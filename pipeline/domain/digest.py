"""The digest of one story at one revision: the contract of `digest.json`."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, ValidationInfo, model_validator

from pipeline.domain.article import Article, ArticleText, Evidence, Fact
from pipeline.domain.base import Model, is_unchecked
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.support import Moment, Override, Reason, Support, Verdict

STORY_ID = r"^[a-z0-9][a-z0-9-]{0,79}$"


class Origin(StrEnum):
    """Whose words these are: a model's, a source's own (the builtin writer's), or a person's."""

    GENERATED = "generated"
    EXTRACTED = "extracted"
    EDITED = "edited"


class Statement(Model):
    """Something a digest says, with the evidence for it."""

    id: str
    text: str = Field(min_length=1)
    origin: Origin
    evidence: tuple[Evidence, ...]
    support: Support
    override: Override | None = None

    @model_validator(mode="after")
    def _publishable(self, info: ValidationInfo) -> Self:
        if is_unchecked(info):
            return self
        if not self.evidence:
            raise ValueError(f"{self.text!r} has no evidence")
        if self.support.verdict is Verdict.UNSUPPORTED and self.override is None:
            raise ValueError(f"{self.text!r} is unsupported and no editor has overridden that")
        return self

    @property
    def citations(self) -> tuple[int, ...]:
        """The article numbers that stand in brackets behind it, ascending."""
        return tuple(sorted({piece.article for piece in self.evidence}))


class Sentence(Statement):
    """One sentence of a section."""


class Event(Statement):
    """One entry of the timeline."""

    status: Status
    date: EventDate
    locked: bool = False


class Section(Model):
    """A heading and its sentences."""

    id: str
    heading: str = Field(min_length=1)
    locked: bool = False
    origin: Origin
    facts: tuple[str, ...]
    sentences: tuple[Sentence, ...] = Field(min_length=1)


class Withheld(Model):
    """What a model wrote in the end and the checks did not let through."""

    id: str
    where: str = Field(description="section:ID, heading:ID, timeline or headline")
    text: str
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[str, ...] = ()
    reasons: tuple[Reason, ...]


class Uncited(Model):
    """An article that no sentence cites, and why."""

    article: int
    reason: str


class Coverage(Model):
    """Which articles the digest draws on."""

    cited: tuple[int, ...]
    uncited: tuple[Uncited, ...]
    single_source_sections: tuple[str, ...]


class Correction(Model):
    """A note to readers on what an accepted change put right."""

    at: Moment
    revision: int
    text: str


class Usage(Model):
    """What the answers that a digest is made of took, as they were first given, cached or not."""

    requests: int = Field(default=0, ge=0)
    input_tokens: int = Field(default=0, ge=0)
    cached_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    cost_usd: float | None = Field(default=None, ge=0, description="Null where the price of the model is not known")


class Provenance(Model):
    """What made the digest."""

    model: str
    prompts: dict[str, str] = Field(description="SHA-256 of each prompt file that was used, by stage")
    input_sha256: str
    usage: Usage


class Digest(Model):
    """Headline, sections, timeline and sources of one story, at one revision."""

    schema_version: Literal[1] = 1
    story_id: str = Field(pattern=STORY_ID)
    revision: int = Field(ge=1)
    headline: str = Field(min_length=1)
    headline_origin: Origin
    updated: Moment
    language: str
    articles: tuple[Article, ...] = Field(min_length=1)
    sections: tuple[Section, ...]
    timeline: tuple[Event, ...]
    tickers: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    coverage: Coverage
    corrections: tuple[Correction, ...] = ()
    provenance: Provenance

    @model_validator(mode="after")
    def _keeps_its_order(self, info: ValidationInfo) -> Self:
        if is_unchecked(info):
            return self
        keys = [timeline_key(event) for event in self.timeline]
        if keys != sorted(keys):
            raise ValueError("the timeline is out of order")
        ids = [item.id for item in (*self.sections, *self.sentences, *self.timeline, *self.withheld)]
        if len(ids) != len(set(ids)):
            raise ValueError("an id stands twice in the digest")
        facts = [fact for section in self.sections for fact in section.facts]
        if len(facts) != len(set(facts)):
            raise ValueError("a fact serves two sections")
        numbers = [article.number for article in self.articles]
        if numbers != sorted(set(numbers)):
            raise ValueError("the article numbers are out of order or given twice")
        if unknown := {n for statement in self.statements for n in statement.citations} - set(numbers):
            raise ValueError(f"evidence from articles that are not listed: {sorted(unknown)}")
        return self

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all sections, in order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every sentence and every event, in order."""
        return (*self.sentences, *self.timeline)


def timeline_key(event: Event) -> tuple[object, ...]:
    """The order of a timeline: by date, then the longer span first, then id."""
    return (*event.date.sort_key, event.id)


class Revision(Model):
    """One saved state of a digest, with the texts that its offsets refer to and the facts that it was made from."""

    digest: Digest
    articles: tuple[ArticleText, ...]
    facts: tuple[Fact, ...]

    @model_validator(mode="after")
    def _quotes_are_found(self, info: ValidationInfo) -> Self:
        if is_unchecked(info):
            return self
        if tuple(article.listing for article in self.articles) != self.digest.articles:
            raise ValueError("the texts are not those of the articles that the digest lists")
        texts = {article.number: article for article in self.articles}
        pieces = [piece for statement in self.digest.statements for piece in statement.evidence]
        pieces += [piece for fact in self.facts for piece in fact.evidence]
        for piece in pieces:
            if piece.article not in texts or not texts[piece.article].shows(piece):
                raise ValueError(f"article {piece.article} does not say {piece.quote!r} at {piece.start}")
        return self
