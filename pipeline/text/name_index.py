"""Which names some words show: a name may come back as a surname, an acronym, an inflection, a demonym or a capital."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.text.fold import fold
from pipeline.text.initialisms import Initialism, defined_in, initialisms
from pipeline.text.names import TITLES, Name, names
from pipeline.text.places import COMPASS, governed_from, place_of
from pipeline.text.words import stem, words

_OF_PEOPLE = ("n", "ns", "an", "ans", "ian", "ians", "er", "ers", "ites")
"""Endings that make of a place the name of its people: "Dakotans", "Londoner"."""
_SHORTEST = 4  # letters of such a place


class NameIndex:
    """The names and words of some evidence, to look a claim's names up in.

    `quotes` are the words that must show the name; `context` are whole articles, which tell that a surname and a full
    name are one person's and what an acronym stands for.
    """

    def __init__(self, quotes: Iterable[str], context: Iterable[str] = (), language: str = "en") -> None:
        self._quotes = tuple(quotes)
        shown = [_shown(quote, language) for quote in self._quotes]
        self._language = language
        self._words = frozenset[str]().union(*(each.words for each in shown))
        self._shouted = frozenset[str]().union(*(each.shouted for each in shown))
        self._runs = [name for each in shown for name in each.runs]
        self._context = tuple(context)
        self._spelled: dict[str, frozenset[str]] = {}

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem(word, self._language) for word in self._words)

    @cached_property
    def _places(self) -> frozenset[str]:
        named = {place for name in self._runs for place in _places_of(name.parts)}
        return frozenset(named.union(place for word in self._words if (place := place_of(word))))

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(part for name in self._runs for part in name.parts)

    @cached_property
    def _initials(self) -> frozenset[str]:
        return frozenset(found.short for quote in self._quotes for found in initialisms(quote))

    def missing(self, name: Name, claim: str) -> tuple[str, ...]:
        """The parts of a claim's name that the evidence does not show, folded; none where it shows them all."""
        absent = tuple(part for part in name.parts if not self._shows(part))
        if not absent or self._is_known_by_place(name.parts) or self._is_known_by_surname(name, absent):
            return ()
        known = self._defined(absent) | self._spelled_out(claim)
        return tuple(part for part in absent if part not in known)

    def governs(self, name: Name) -> bool:
        """Whether a name is a capital whose country the evidence names: "Pyongyang" where it says "North Korea"."""
        country = governed_from(" ".join(name.parts))
        return bool(country) and (self._is_known_by_place(country) or all(map(self._shows, country)))

    def _spelled_out(self, claim: str) -> frozenset[str]:
        """The parts of names in a claim whose initials the evidence writes: FTC for "Federal Trade Commission"."""
        if claim not in self._spelled:
            known = (found for found in initialisms(claim) if found.short in self._shouted) if self._shouted else ()
            self._spelled[claim] = frozenset(part for found in known for part in found.parts)
        return self._spelled[claim]

    def _shows(self, part: str) -> bool:
        bare = part.replace(".", "")
        if bare in self._words or stem(bare, self._language) in self._stems or self._is_known_by_place((bare,)):
            return True
        return self._shows_hyphenated(part) or bare in self._initials or self._shows_its_place(bare)

    def _shows_its_place(self, people: str) -> bool:
        places = (people.removesuffix(ending) for ending in _OF_PEOPLE if people.endswith(ending))
        return any(len(place) >= _SHORTEST and place in self._named for place in places)

    def _shows_hyphenated(self, part: str) -> bool:
        pieces = part.split("-")
        return len(pieces) > 1 and all(self._shows(piece) for piece in pieces if piece)

    def _is_known_by_place(self, parts: tuple[str, ...]) -> bool:
        place = place_of(" ".join(parts))
        return place is not None and place in self._places

    def _is_known_by_surname(self, name: Name, absent: tuple[str, ...]) -> bool:
        """A title or first name is known where an article has the whole name and the evidence the surname."""
        if name.parts[-1] in absent or set(absent) <= COMPASS:
            return False
        texts = [fold(text) for text in self._context]
        if set(absent) <= TITLES:
            return all(any(title in text for text in texts) for title in absent)
        return any(fold(name.text) in text for text in texts)

    def _defined(self, absent: tuple[str, ...]) -> frozenset[str]:
        """The absent parts that an article's own definition makes known: "… Exploration Agency (JAXA)"."""
        return frozenset(
            part
            for part in absent
            if any(self._makes_known(found, part, absent) for found in self._definitions.get(part, ()))
        )

    @cached_property
    def _definitions(self) -> Mapping[str, Sequence[Initialism]]:
        """What the articles define, under the short forms and under the words that they stand for."""
        found: defaultdict[str, list[Initialism]] = defaultdict(list)
        for initialism in defined_in(self._context):
            for part in {initialism.short, *initialism.parts}:
                found[part].append(initialism)
        return found

    def _makes_known(self, found: Initialism, part: str, absent: tuple[str, ...]) -> bool:
        if part == found.short:
            return all(self._shows(word) for word in found.parts[-2:])
        return part in found.parts and found.short in self._words and found.parts[-1] in (*absent, *self._words)


class _Shown(NamedTuple):
    """What one quote shows: its words, with the countries whose capitals it names; those in capitals; its names."""

    words: frozenset[str]
    shouted: frozenset[str]
    runs: tuple[Name, ...]


@lru_cache(maxsize=2048)
def _shown(quote: str, language: str) -> _Shown:
    written = words(quote)
    runs = names(quote, language)
    plain = {word.folded.replace(".", "") for word in written}
    shouted = {w.folded.replace(".", "") for w in written if w.text.isupper() and len(w.text) > 1}
    return _Shown(frozenset(plain.union(*(governed_from(" ".join(n.parts)) for n in runs))), frozenset(shouted), runs)


def _places_of(parts: tuple[str, ...]) -> Iterable[str]:
    """The places that a name's words name together: "united states"."""
    pairs = [" ".join(parts[n : n + 2]) for n in range(len(parts) - 1)]
    return [place for pair in (*pairs, " ".join(parts)) if (place := place_of(pair))]
