"""Articles, the words in them that serve as evidence, and the facts that evidence adds up to."""

import hashlib
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationInfo, WithJsonSchema, model_validator

from pipeline.domain.base import Model, is_unchecked


def _parse_published(value: object) -> object:
    """A date stays a date: pydantic alone would read "2026-01-16" as midnight."""
    if isinstance(value, str):
        return datetime.fromisoformat(value) if "T" in value or " " in value else date.fromisoformat(value)
    if isinstance(value, date):
        return value
    raise ValueError("a publication time is written as ISO 8601, such as 2026-01-16 or 2026-01-16T05:12:00+09:00")


Published = Annotated[
    datetime | date,
    BeforeValidator(_parse_published),
    PlainSerializer(lambda value: value.isoformat(), return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "description": "ISO 8601: a date, or a date and time with its zone"}),
]
"""A publication time in the page's own zone, or a date where the page tells no time."""


def published_day(published: datetime | date | None) -> date | None:
    """The calendar day of publication in the article's own zone."""
    return published.date() if isinstance(published, datetime) else published


def text_sha256(text: str) -> str:
    """The SHA-256 of an article's text, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Evidence(Model):
    """A span of an article's text. Offsets count Unicode code points."""

    article: int = Field(ge=1, description="The article's number, the one in [n]")
    start: int = Field(ge=0)
    end: int
    quote: str = Field(min_length=1)

    @model_validator(mode="after")
    def _span_fits_quote(self, info: ValidationInfo) -> Self:
        if not is_unchecked(info) and self.end - self.start != len(self.quote):
            raise ValueError(f"the span {self.start}:{self.end} does not have the length of its quote")
        return self

    def overlaps(self, other: "Evidence") -> bool:
        """Whether the two share a character of one article."""
        return self.article == other.article and self.start < other.end and other.start < self.end


class Article(Model):
    """One page, as it was extracted, without its text."""

    number: int = Field(ge=1)
    url: str
    title: str
    publisher: str
    authors: tuple[str, ...] = ()
    published: Published | None
    language: str
    sha256: str = Field(description="SHA-256 of the article's text")
    withdrawn: bool = False


class ArticleText(Article):
    """An article together with the text that evidence points into."""

    text: str

    @model_validator(mode="after")
    def _text_fits_hash(self, info: ValidationInfo) -> Self:
        if not is_unchecked(info) and text_sha256(self.text) != self.sha256:
            raise ValueError(f"the text of article {self.number} is not the one that its sha256 was taken of")
        return self

    @property
    def listing(self) -> Article:
        """The article as a digest lists it."""
        return Article(**{name: getattr(self, name) for name in Article.model_fields})

    def evidence(self, start: int, end: int) -> Evidence:
        """The words between two offsets. Raises ValueError where the text has none."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"article {self.number} has no text at {start}:{end}")
        return Evidence(article=self.number, start=start, end=end, quote=self.text[start:end])

    def shows(self, evidence: Evidence) -> bool:
        """Whether the quote stands at its offsets in this text."""
        return self.text[evidence.start : evidence.end] == evidence.quote


class Fact(Model):
    """One thing that the articles say, with every piece of evidence for it; the most telling wording comes first."""

    id: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)

    @property
    def text(self) -> str:
        """The fact in the words of its first piece of evidence."""
        return self.evidence[0].quote

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles that tell it, ascending."""
        return tuple(sorted({piece.article for piece in self.evidence}))
