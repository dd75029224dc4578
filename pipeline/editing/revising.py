"""The next revision: some of a digest replaced, and what follows from it put right."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from pydantic import ValidationError

from pipeline.domain.digest import (
    Correction,
    Coverage,
    Digest,
    Event,
    Origin,
    Provenance,
    Revision,
    Section,
    Uncited,
    Withheld,
    timeline_key,
)
from pipeline.editing.titles import fallen
from pipeline.editing.wording import words_of
from pipeline.errors import EditError
from pipeline.stages.verify import Sources

_NO_LONGER = "nothing that is published now cites it"


class Changes(TypedDict, total=False):
    """What of a digest is replaced; everything else stays."""

    sections: tuple[Section, ...]
    timeline: tuple[Event, ...]
    withheld: tuple[Withheld, ...]
    headline: str
    headline_origin: Origin
    provenance: Provenance


def sources_of(revision: Revision) -> Sources:
    """What the texts of a digest are checked against: all of its articles, those that are withdrawn too."""
    return Sources({article.number: article for article in revision.articles}, revision.digest.language)


def replaced(digest: Digest, **changes: Unpack[Changes]) -> Digest:
    """The digest with some of it replaced: the timeline in order, coverage as it follows. Raises EditError."""
    sections = changes.get("sections", digest.sections)
    timeline = tuple(sorted(changes.get("timeline", digest.timeline), key=timeline_key))
    made = digest.model_copy(
        update={**changes, "timeline": timeline, "coverage": coverage_after(digest, sections, timeline)}
    )
    return _validated(made)


def revised(revision: Revision, now: datetime, **changes: Unpack[Changes]) -> Revision:
    """The next revision, with some of the digest replaced.

    Raises EditError where it would break a promise, as where nothing would show a headline or heading any more.
    """
    made = replaced(revision.digest, **changes)
    for title in fallen(revision.digest, made, sources_of(revision)):
        raise EditError(f"{made.story_id}: nothing else shows the {title.name}; change that first")
    return following(revision, made, revision, now)


def following(revision: Revision, digest: Digest, sources: Revision, now: datetime) -> Revision:
    """A digest as the revision after another, with the texts and facts of a revision that it rests on.

    Raises EditError where they do not fit each other.
    """
    numbered = digest.model_copy(update={"revision": revision.digest.revision + 1, "updated": now})
    try:
        return Revision(digest=_validated(numbered), articles=sources.articles, facts=sources.facts)
    except ValidationError as error:
        raise EditError(f"{digest.story_id}: {_told(error)}") from None


def with_correction(revision: Revision, text: str, now: datetime) -> Revision:
    """The revision with a note to its readers on what it puts right. Raises EditError for an empty one, or no text."""
    words = words_of(text, "correction note")
    if not words:
        raise EditError("a correction note says what was wrong and what is right; this one is empty")
    note = Correction(at=now, revision=revision.digest.revision, text=words)
    digest = revision.digest.model_copy(update={"corrections": (*revision.digest.corrections, note)})
    return revision.model_copy(update={"digest": digest})


def restored(revision: Revision, old: Revision, now: datetime) -> Revision:
    """An earlier revision as the next one. Notes to readers stay, and so do article numbers that came later.

    What came later stays listed as withdrawn, lest its number go to another article.
    """
    known = {article.number for article in old.articles}
    later = [a.model_copy(update={"withdrawn": True}) for a in revision.articles if a.number not in known]
    articles = sorted((*old.articles, *later), key=lambda article: article.number)
    digest = old.digest.model_copy(
        update={
            "articles": tuple(article.listing for article in articles),
            "corrections": revision.digest.corrections,
        }
    )
    return following(revision, digest, old.model_copy(update={"articles": tuple(articles)}), now)


def coverage_after(digest: Digest, sections: Sequence[Section], timeline: Sequence[Event]) -> Coverage:
    """Which articles are cited once a digest has these sections and events; of the others why, as was told before."""
    told = {uncited.article: uncited for uncited in digest.coverage.uncited}
    cited = {n for section in sections for s in section.sentences for n in s.citations}
    cited |= {n for event in timeline for n in event.citations}
    left = [a.number for a in digest.articles if a.number not in cited and (a.number in told or not a.withdrawn)]
    return Coverage(
        cited=tuple(sorted(cited)),
        uncited=tuple(told.get(number, Uncited(article=number, reason=_NO_LONGER)) for number in left),
        single_source_sections=tuple(
            s.id for s in sections if len({n for sentence in s.sentences for n in sentence.citations}) == 1
        ),
    )


def _validated(digest: Digest) -> Digest:
    """The digest, seen to keep its order. Raises EditError."""
    try:
        return Digest(**{name: getattr(digest, name) for name in Digest.model_fields})
    except ValidationError as error:
        raise EditError(f"{digest.story_id}: {_told(error)}") from None


def _told(error: ValidationError) -> str:
    return error.errors(include_url=False, include_input=False)[0]["msg"].removeprefix("Value error, ")
