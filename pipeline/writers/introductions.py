"""What a sentence takes for granted: a surname whose full name a reader does not know yet, "the statement".

Full names are those of the story itself: of a person's name one part stands alone in it, never behind "the", and the
others never do.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from pipeline.facts import RankedFact
from pipeline.text.names import TITLES, Name, names
from pipeline.text.places import place_of
from pipeline.text.standalone import definite_noun
from pipeline.text.words import content_stems, stem
from pipeline.writers.labels import INSTITUTIONS

_THE = "the "  # before the stem of a noun, in what sentences need and give
_LONGEST = 3  # parts of a full name; what is longer is a list or a title
_PAIR = 2
_QUOTED = re.compile(r"\"[^\"]{0,400}\"|“[^”]{0,400}”")
_POSSESSIVE = re.compile(r"['’]s ")


class Introductions:
    """The full names of a story, and what each sentence of it needs and gives."""

    def __init__(self, texts: Iterable[str]) -> None:
        told = [_QUOTED.sub(" ", text) for text in texts]
        found = [(text, name) for text in told for name in names(text)]
        alone = {parts[0] for _, name in found for parts in [_parts(name)] if len(parts) == 1}
        things = {name.parts[-1] for text, name in found if text[: name.start].lower().endswith("the ")}
        full: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for _, name in found:
            parts = _parts(name)
            for surname in _surnames_of(name, parts):
                if surname in alone - things and not alone & (set(parts) - {surname}) and not place_of(surname):
                    full[surname].add(parts)
        self._full: Mapping[str, set[tuple[str, ...]]] = full

    def needs(self, text: str) -> frozenset[str]:
        """What a text takes for granted: surnames before the full name, and the noun that it opens with."""
        return self.surnames(text) | self.things(text)

    def things(self, text: str) -> frozenset[str]:
        """The noun that a text opens with as if it had been told of; nothing where it opens otherwise."""
        noun = definite_noun(text)
        return frozenset([_THE + stem(noun)] if noun else [])

    def gives(self, text: str) -> frozenset[str]:
        """What a text introduces: the parts of full names, and what it tells of unless it takes that for granted."""
        named = (part for name in names(text) for parts in [_parts(name)] if len(parts) > 1 for part in parts)
        told = (_THE + content for content in content_stems(text))
        return frozenset((*named, *told)) - self.needs(text)

    def unexplained(self, groups: Iterable[Sequence[RankedFact]]) -> Iterator[RankedFact]:
        """The facts of some sections that take for granted what neither their section nor one before it introduces."""
        told: set[str] = set()
        for group in groups:
            told |= frozenset[str]().union(*(self.gives(ranked.fact.text) for ranked in group))
            yield from (ranked for ranked in group if self.needs(ranked.fact.text) - told)

    def is_ambiguous(self, text: str) -> bool:
        """Whether a text has a surname that two people of the story have, and does not say which of them is meant."""
        return any(_are_two(self._full[name]) for name in self.surnames(text))

    def surnames(self, text: str) -> frozenset[str]:
        """The surnames in a text that stand before the full name, or without it."""
        return frozenset(self._unexplained(text))

    def _unexplained(self, text: str) -> Iterator[str]:
        known: set[str] = set()
        for name in names(text):
            parts = _parts(name)
            if len(parts) == 1 and parts[0] in self._full and parts[0] not in known:
                yield parts[0]
            known |= set(parts)


def _surnames_of(name: Name, parts: Sequence[str]) -> Iterator[str]:
    """Which part of a full name stands for a person: the last; of three behind a title perhaps the first."""
    if (
        1 < len(parts) <= _LONGEST
        and not _POSSESSIVE.search(name.text)
        and min(map(len, parts)) > 1
        and not INSTITUTIONS & set(parts)
    ):
        yield parts[-1]
        if len(parts) < len(name.parts) and len(parts) > _PAIR:
            yield parts[0]


def _parts(name: Name) -> tuple[str, ...]:
    """The folded words of a name behind the last title in it: "Prime Minister Ines Roth" is Ines Roth."""
    titles = [number for number, part in enumerate(name.parts, 1) if part in TITLES]
    parts = name.parts[titles[-1] :] if titles else name.parts
    return parts[1:] if len(parts) > _PAIR and place_of(parts[0]) else parts  # "Ambassador to Velmark Ines Roth"


def _are_two(full: Iterable[tuple[str, ...]]) -> bool:
    """Whether some full names are those of several people: of two forms of one name, one has all of the other's."""
    parts = [set(each) for each in full]
    return any(not (a <= b or b <= a) for a, b in combinations(parts, 2))


def in_order(facts: Sequence[RankedFact], known: Introductions) -> list[RankedFact]:
    """The facts in their order, but what introduces a name or a thing before what takes it for granted."""
    left = list(facts)
    ordered: list[RankedFact] = []
    told: set[str] = set()
    while left:
        given = [known.gives(ranked.fact.text) for ranked in left]
        met = (
            number
            for number, ranked in enumerate(left)
            for needed in [known.needs(ranked.fact.text) - told]
            if not any(needed & gives for other, gives in enumerate(given) if other != number)
        )
        number = next(met, 0)
        told |= given[number]
        ordered.append(left.pop(number))
    return ordered
