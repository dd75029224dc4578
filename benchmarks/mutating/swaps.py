"""Another name: a person, organisation or place in the stead of another of its kind."""

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple, TypeVar

from benchmarks.mutating.casting import GENERIC, Organisation, Person, Place, together
from benchmarks.mutating.context import Context
from benchmarks.mutating.naming import ROLES
from benchmarks.mutating.wording import spliced, word_after, word_before
from pipeline.text.fold import fold
from pipeline.text.places import place_of
from pipeline.text.words import words

_PREPOSITIONS = frozenset(
    "in at near from to outside across throughout around into of with between and over against for visited left".split()
)
T = TypeVar("T")

_FROM_ELSEWHERE = 0.25
"""How often a name is taken from another story where the story itself has one: models slip more often within one."""


class Mention(NamedTuple):
    """Where a sentence names somebody or something."""

    start: int
    end: int


def mentions(sentence: str, name: str) -> Iterator[Mention]:
    """Where a name stands in a sentence as a name of its own, not as a part of a longer one."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence):
        before, after = word_before(sentence, match.start()), word_after(sentence, match.end())
        titled = before is not None and before.folded in ROLES
        opened = before is not None and not sentence[: before.start].strip()
        if before is not None and before.is_capitalised and not (titled or opened):
            continue
        if after is None or not after.is_capitalised or after.text == "I":
            yield Mention(*match.span())


def person(sentence: str, context: Context, rng: Random) -> str | None:
    """Another person: one of the story, or now and then of another."""
    found = list(named_people(sentence, context))
    for mention, old, whole in rng.sample(found, len(found)):
        if new := other_person(old, context, rng):
            written = new.full if whole or new.short is None else new.short
            return spliced(sentence, *mention, written)
    return None


def named_people(sentence: str, context: Context) -> Iterator[tuple[Mention, Person, bool]]:
    """The persons that a sentence names exactly once, and whether with their full names."""
    for known in together((context.cited, context.story)).people:
        whole = list(mentions(sentence, known.full))
        short = list(mentions(sentence, known.short)) if known.short else []
        if len(whole) == 1 and not short:
            yield whole[0], known, True
        elif len(short) == 1 and not whole:
            yield short[0], known, False


def other_person(old: Person, context: Context, rng: Random) -> Person | None:
    """Somebody whom the evidence does not name."""
    return _one_of(
        [p for p in context.story.people if _is_absent(p.parts, context) and not p.parts & old.parts],
        [p for p in context.elsewhere.people if _is_absent(p.parts, context) and not p.parts & old.parts],
        rng,
    )


def _is_absent(parts: frozenset[str], context: Context) -> bool:
    return not parts & context.words


def _one_of(near: Sequence[T], far: Sequence[T], rng: Random) -> T | None:
    pool = far if far and (not near or rng.random() < _FROM_ELSEWHERE) else near
    return rng.choice(pool) if pool else None


def organisation(sentence: str, context: Context, rng: Random) -> str | None:
    """Another organisation, written with "the" or without it as the first one is."""
    found = [
        (mention, known)
        for known in together((context.cited, context.story)).organisations
        if len(own := list(mentions(sentence, known.name))) == 1
        for mention in own
        if _stands_free(sentence, mention, known)
    ]
    for mention, old in rng.sample(found, len(found)):
        pools = [
            [o for o in pool.organisations if o.definite == old.definite and _is_other(o, old, context)]
            for pool in (context.story, context.elsewhere)
        ]
        if new := _one_of(pools[0], pools[1], rng):
            return spliced(sentence, *mention, new.name)
    return None


def _stands_free(sentence: str, mention: Mention, known: Organisation) -> bool:
    """Whether the name has its own article or none, and neither "Russia's" nor "(" nor "union" stands beside it."""
    before, after = sentence[: mention.start], word_after(sentence, mention.end)
    if before.lower().endswith("the ") != known.definite or before.endswith(("'s ", "’s ", "’ ", "' ", "(")):
        return False
    return not sentence[mention.end :].startswith((" (", "-")) and (after is None or after.folded not in GENERIC)


def _is_other(new: Organisation, old: Organisation, context: Context) -> bool:
    initials = "".join(word.text[0] for word in words(new.name) if word.is_capitalised).lower()
    known = context.words | old.parts
    return bool(new.parts) and not new.parts & known and initials not in known and not place_of(fold(new.name))


def place(sentence: str, context: Context, rng: Random) -> str | None:
    """Another place of the same sort: a country for a country, a city for a city."""
    found = [
        (mention, known)
        for known in together((context.cited, context.story)).places
        if len(own := list(mentions(sentence, known.bare))) == 1
        for mention in own
        if _is_place(sentence, mention, known)
    ]
    for mention, old in rng.sample(found, len(found)):
        near, far = (
            [p for p in pool.places if _is_elsewhere(p, old, context)] for pool in (context.story, context.elsewhere)
        )
        new = _one_of(near, far, rng)
        if new is None or (new.name != new.bare and sentence[mention.end :].startswith(("'", "’"))):
            continue
        article = len(old.name) - len(old.bare)
        return spliced(sentence, mention.start - article, mention.end, new.name)
    return None


def _is_place(sentence: str, mention: Mention, known: Place) -> bool:
    """Whether the name is told as a place, and with its article where it has one."""
    start = mention.start - (len(known.name) - len(known.bare))
    if sentence[start : mention.end].lower() != known.name.lower():
        return False
    before, after = word_before(sentence, start), word_after(sentence, mention.end)
    located = before is not None and before.folded in _PREPOSITIONS
    acts = known.sort == "country" and (before is None or not before.is_capitalised)
    owned = sentence[mention.end : mention.end + 2] in {"'s", "’s"}
    listed = sentence[mention.end : mention.end + 1] in {",", ".", ")", ";", ":", ""}
    return (located or acts or owned) and (owned or listed or after is None or not _is_modified(after.folded))


def _is_modified(folded: str) -> bool:
    """Whether a noun seems to follow, of which the place is a part: "the Paris march"."""
    return folded in GENERIC or folded in {"march", "range", "desert", "area", "hotel", "residents", "region"}


def _is_elsewhere(new: Place, old: Place, context: Context) -> bool:
    if new.sort != ("city" if old.sort == "town" else old.sort) or new.name == old.name:
        return False
    if old.sort == "town" and new in context.cited.places:
        return False
    own = [word.folded for word in words(new.bare)]
    shown = all(word in context.words or place_of(word) in context.places for word in own)
    whole = place_of(" ".join(own))
    return not shown and (whole is None or whole not in context.places)
