"""The timeline of one person, company or thing: the contract of `storydigest timeline --format json`."""

from typing import Literal, Self

from pydantic import Field, ValidationInfo, model_validator

from pipeline.domain.article import Article
from pipeline.domain.base import Model, is_unchecked
from pipeline.domain.digest import Event, Provenance, Uncited, Withheld, timeline_key
from pipeline.domain.support import Moment


class EntityTimeline(Model):
    """What some articles tell of one entity, in order. Articles, events and what was withheld are those of a digest."""

    schema_version: Literal[1] = 1
    about: str = Field(min_length=1, description="The entity as it was asked for")
    names: tuple[str, ...] = Field(description="What the articles call it, the most frequent first")
    updated: Moment
    language: str
    articles: tuple[Article, ...] = Field(min_length=1)
    naming: tuple[int, ...] = Field(description="The articles that name the entity")
    timeline: tuple[Event, ...]
    withheld: tuple[Withheld, ...] = ()
    uncited: tuple[Uncited, ...] = Field(default=(), description="The articles that no event cites, and why")
    provenance: Provenance

    @model_validator(mode="after")
    def _keeps_its_order(self, info: ValidationInfo) -> Self:
        if is_unchecked(info):
            return self
        keys = [timeline_key(event) for event in self.timeline]
        if keys != sorted(keys):
            raise ValueError("the timeline is out of order")
        ids = [item.id for item in (*self.timeline, *self.withheld)]
        if len(ids) != len(set(ids)):
            raise ValueError("an id stands twice in the timeline")
        numbers = [article.number for article in self.articles]
        if numbers != sorted(set(numbers)):
            raise ValueError("the article numbers are out of order or given twice")
        if unknown := {*self.cited, *self.naming} - set(numbers):
            raise ValueError(f"articles that are not listed: {sorted(unknown)}")
        if {*self.cited, *(uncited.article for uncited in self.uncited)} != set(numbers):
            raise ValueError("an article is neither cited nor listed as uncited")
        return self

    @property
    def cited(self) -> tuple[int, ...]:
        """The numbers of the articles that the events cite, ascending."""
        return tuple(sorted({number for event in self.timeline for number in event.citations}))
