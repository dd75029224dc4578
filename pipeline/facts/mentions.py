"""The sentences of an article that tell of an entity: by name, as "the company", or as "he" right after the name."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from pipeline.domain.article import ArticleText
from pipeline.facts.entity import DETERMINERS, Entity, EntityKind
from pipeline.facts.naming import LEGAL_FORMS, Form, Sighting, form_of, sentences, sightings
from pipeline.text.fold import fold
from pipeline.text.names import Name, names
from pipeline.text.places import place_of

_THE_COMPANY = re.compile(
    r"(?:^the (?:[a-z-]+ )?|\bthe )(?:company|firm|corporation)(?:'s)?\b(?! (?:of|that|which|behind|called|named)\b)"
)
_PRONOUN = re.compile(
    r"""(?:(?:in|on|at|during|by|after|before|since|then|later|also)\b[^,.;:"]{0,60},[ ]
    | (?:in|on|by|during)[ ][^,.;:"]{0,30}?\d[ ]
    | (?:\w+[ ]){1,3}(?:later|earlier|before|afterwards),?[ ]
    | the[ ](?:next|following|same)[ ]\w+,?[ ])?
    (?:he|she)\b""",
    re.VERBOSE,
)


class MentionKind(StrEnum):
    """How a sentence speaks of an entity."""

    NAME = "name"
    DESCRIPTION = "description"
    """ "The company", right after it was named."""
    PRONOUN = "pronoun"


class Mention(NamedTuple):
    """A sentence that tells of an entity."""

    start: int
    """Where the sentence starts in its article's text."""
    quote: str
    spans: tuple[tuple[int, int], ...]
    """Where in the sentence the entity is spoken of."""
    kind: MentionKind
    leads: bool
    """Whether no other name stands before the entity, as where it is whom or what the sentence is about."""
    named: tuple[int, int] | None = None
    """Where in the article's text the sentence before it that names the entity stands, where this one does not."""


def mentions(entity: Entity, article: ArticleText) -> tuple[Mention, ...]:
    """The sentences of an article that tell of an entity, in order."""
    if not _may_name(entity, article):
        return ()
    return tuple(_mentions(entity, list(sentences(article)), article.language))


def _may_name(entity: Entity, article: ArticleText) -> bool:
    text = fold(article.text).replace(".", "")
    return any(all(part in text for part in form) for form in (*entity.full, *entity.short))


def _mentions(entity: Entity, told: Sequence[tuple[int, str]], language: str) -> Iterator[Mention]:
    is_known = any(_own(entity, form, quote) for form in entity.full for _, quote in told)
    is_holder = is_known or not entity.others or form_of(entity.asked) in entity.short
    before: Mention | None = None
    for start, quote in told:
        spans = [(s.start, s.end) for form in entity.full for s in _own(entity, form, quote)]
        if spans:
            is_holder = True
        elif _names_a_namesake(entity, quote):
            is_holder = False
        if is_holder:
            spans += [(s.start, s.end) for form in entity.short for s in _own(entity, form, quote)]
        found = _named(start, quote, _outermost(spans), language)
        if found is None and before is not None and before.leads:
            found = _referred(entity, start, quote, before, language)
        if found is not None:
            yield found
        before = found


def _own(entity: Entity, form: Form, quote: str) -> list[Sighting]:
    """The places of a name in a sentence where it is the entity's and no part of another's."""
    return [s for s in sightings(form, quote, proper=entity.is_proper) if _is_own(entity, form, s)]


def _is_own(entity: Entity, form: Form, sighting: Sighting) -> bool:
    if sighting.right and not sighting.is_possessive and sighting.right not in LEGAL_FORMS | entity.products:
        return False
    is_person = entity.kind is EntityKind.PERSON
    if is_person and form in entity.short and sighting.before in DETERMINERS:
        return False
    left = sighting.left
    if not left or len(left) == 1 or place_of(left) or (is_person and len(form) > 1):
        return True
    return sighting.opens and left not in entity.others


def _names_a_namesake(entity: Entity, quote: str) -> bool:
    """Whether a sentence introduces somebody else of the same surname."""
    return bool(entity.others) and any(
        sighting.left in entity.others
        for form in entity.short
        if len(form) == 1
        for sighting in sightings(form, quote, proper=True)
    )


def _outermost(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, without those that lie inside others."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _named(start: int, quote: str, spans: Sequence[tuple[int, int]], language: str) -> Mention | None:
    if not spans:
        return None
    first = spans[0][0]
    is_of_another = _PRONOUN.match(fold(quote)) is not None
    leads = not is_of_another and not any(name.end <= first for name in _actors(quote, language))
    return Mention(start, quote, tuple(spans), MentionKind.NAME, leads)


def _referred(entity: Entity, start: int, quote: str, before: Mention, language: str) -> Mention | None:
    """A sentence that speaks of the entity that the sentence before it is about without naming it."""
    if language != "en" or entity.kind is EntityKind.THING:
        return None
    plain = fold(quote)
    if entity.kind is EntityKind.PERSON:
        found, kind = _PRONOUN.match(plain), MentionKind.PRONOUN
    else:
        found, kind = _THE_COMPANY.search(plain), MentionKind.DESCRIPTION
    if found is None or any(name.start < found.end() for name in _actors(quote, language)):
        return None
    named = before.named or (before.start, before.start + len(before.quote))
    return Mention(start, quote, ((found.start(), found.end()),), kind, leads=True, named=named)


def _actors(quote: str, language: str) -> list[Name]:
    """The names in a sentence but for places and lone words that open it."""
    return [
        name
        for name in names(quote, language)
        if not all(place_of(part) for part in name.parts) and not (name.opens and len(name.parts) == 1)
    ]
