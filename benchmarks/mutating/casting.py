"""The cast of some articles: the persons, organisations and places that they name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.text.words import words

GENERIC = frozenset(
    """academy administration agency airlines airways alliance army assembly association authority bank board
    broadcasting bureau center centre church club co college commission committee company congress corp corporation
    council court department entertainment federation firm foundation fund games group headquarters holdings hospital
    inc institute institution interactive journal laboratory league ltd ministry museum network news office organisation
    organization parliament partners party police post press productions records school senate service society studio
    studios systems technologies times tribune union university watchdog""".split()
)
"""Words that many organisations' names have."""


class Person(NamedTuple):
    """A person under the full name, and under the part of it that the articles use alone."""

    full: str
    short: str | None

    @property
    def parts(self) -> frozenset[str]:
        """The folded parts of the name."""
        return frozenset(word.folded for word in words(self.full))


class Organisation(NamedTuple):
    """An organisation under one of its names; `definite` tells that it is written with "the" ("the CMA")."""

    name: str
    definite: bool
    aliases: frozenset[str] = frozenset()
    """Other names of the same, folded."""

    @property
    def parts(self) -> frozenset[str]:
        """The folded words that set the name apart, of all its names."""
        own = frozenset(word.folded for word in words(self.name)) - GENERIC - {"of", "the", "and", "for", "on"}
        return own | self.aliases


class Place(NamedTuple):
    """A place, its article included, and what sort of place: only two of one sort can stand for each other."""

    name: str
    sort: str

    @property
    def bare(self) -> str:
        """The name without its article."""
        return self.name.removeprefix("the ")


@dataclass(frozen=True)
class Cast:
    """The persons, organisations and places that some articles name, in order."""

    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()

    def within(self, text: str) -> "Cast":
        """Those of them that a text names."""
        return Cast(
            tuple(p for p in self.people if has_name(text, p.full) or (p.short and has_name(text, p.short))),
            tuple(o for o in self.organisations if has_name(text, o.name)),
            tuple(p for p in self.places if has_name(text, p.bare)),
        )


def together(casts: Iterable[Cast]) -> Cast:
    """The casts as one."""
    listed = list(casts)
    return Cast(
        tuple(dict.fromkeys(person for cast in listed for person in cast.people)),
        tuple(dict.fromkeys(organisation for cast in listed for organisation in cast.organisations)),
        tuple(dict.fromkeys(place for cast in listed for place in cast.places)),
    )


def has_name(text: str, name: str) -> bool:
    """Whether a text has a name, its words whole."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None
