"""How each word of a text is told: affirmed or negated, as a fact or as something less sure, and among which words.

A claim is compared with its evidence word by word: a word's counterpart is the word of the evidence that says the same
(its root, or one that news uses for it) and has most of the same words around it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.checks.certainty import Level, certainty
from pipeline.checks.clauses import is_telling
from pipeline.checks.polarity import from_no, negated
from pipeline.checks.roots import IRREGULAR_PASTS, root
from pipeline.text.thesaurus import senses
from pipeline.text.words import Word, words


class Told(NamedTuple):
    """A word of content, and how it is told."""

    word: Word
    root: str
    level: Level
    is_negated: bool
    is_denied: bool
    """Whether it is what a negation is about: the first word of content behind it."""
    is_finite: bool
    """Whether it is written like a verb that says something happened."""
    from_no: int
    """How many words of its clause lie between it and one that says that something is not so: "refused", "until"."""
    hedge: Level
    """The least sure cue before it in its sentence, or anywhere in its clause."""
    text: tuple[str, ...]
    """The roots of all words of content of its text, of which it is the one at `place`."""
    place: int

    @property
    def around(self) -> frozenset[str]:
        """The roots of the words of content near it."""
        near = self.text[max(0, self.place - _NEAR) : self.place + _NEAR + 1]
        return frozenset(near) - {self.root}


_NEAR = 6  # words of content on either side
_DETERMINERS = frozenset("the a an of its his her their this that these those any some no every each our my".split())


def told_words(text: str, language: str = "en") -> tuple[Told, ...]:
    """The words of content of a text in order; how surely they are told is known in English alone."""
    return _told_words(text, language)


@lru_cache(maxsize=2048)
def _told_words(text: str, language: str) -> tuple[Told, ...]:
    found = words(text)
    facts = [Level.FACT] * len(found)
    levels, hedges = certainty(text) if language == "en" else (facts, facts)
    behind, denied = negated(text, found)
    far = from_no(text, found)
    roots = [root(word.folded, language) if is_telling(word, language) else "" for word in found]
    content = [position for position, known in enumerate(roots) if known]
    telling = tuple(roots[position] for position in content)
    told: list[Told] = []
    for place, position in enumerate(content):
        word = found[position]
        told.append(
            Told(
                word=word,
                root=roots[position],
                level=levels[position],
                is_negated=behind[position],
                is_denied=denied[position],
                is_finite=_is_finite(word, found[position - 1] if position else None),
                from_no=far[position],
                hedge=hedges[position],
                text=telling,
                place=place,
            )
        )
    return tuple(told)


def _is_finite(word: Word, previous: Word | None) -> bool:
    if previous is not None and previous.folded in _DETERMINERS:
        return False
    past = word.folded in IRREGULAR_PASTS or (word.folded.endswith("ed") and len(word.folded) > 4)
    return word.text.islower() and (past or (previous is not None and previous.folded in {"has", "have", "had"}))


class Counterparts:
    """The words of some evidence, to look up those that tell the same as a word of a claim."""

    def __init__(self, quotes: Sequence[str], language: str = "en") -> None:
        self._by_root: defaultdict[str, list[Told]] = defaultdict(list)
        self._told = [told for quote in quotes for told in told_words(quote, language)]
        self._language = language
        for told in self._told:
            self._by_root[told.root].append(told)

    @cached_property
    def _by_sense(self) -> Mapping[int, Sequence[Told]]:
        found: defaultdict[int, list[Told]] = defaultdict(list)
        for told in self._told:
            for sense in senses(told.root) if self._language == "en" else ():
                found[sense].append(told)
        return found

    def like(self, told: Told) -> Sequence[Told]:
        """All words of the same root."""
        return self._by_root.get(told.root, ())

    def of(self, told: Told, least: int = 1) -> list[Told]:
        """The words that say the same with most of the same words around them, at least so many; equals together."""
        same = self._by_root.get(told.root) or [
            other for sense in sorted(senses(told.root)) for other in self._by_sense.get(sense, ())
        ]
        around = told.around
        shared = [len(around & other.around) for other in same]
        most = max(shared, default=0)
        if most < min(least, len(around)):
            return []
        return [other for other, count in zip(same, shared, strict=True) if count == most]


@lru_cache(maxsize=64)
def counterparts(quotes: tuple[str, ...], language: str) -> Counterparts:
    """The words of some evidence, looked up once however many findings ask for them."""
    return Counterparts(quotes, language)
