"""Clauses: the words between two marks of punctuation, and which words tell something in them."""

import re
from collections.abc import Iterator, Sequence

from pipeline.text.words import Word, is_content

_LIGHT_VERBS = frozenset(
    """go goes going went gone take takes taking took taken make makes making made come comes coming came get gets got
    give gives gave given set put become became keep kept""".split()
)
_BREAK = re.compile(r"[,;:.!?()–—]")


def is_telling(word: Word, language: str = "en") -> bool:
    """Whether a word carries content, or is a verb that does with what stands behind it: "took up", "went on"."""
    return is_content(word.folded, language) or (language == "en" and word.folded in _LIGHT_VERBS)


def clauses(text: str, found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The stretches of words between marks of punctuation, none of them empty."""
    first = 0
    for position in range(1, len(found) + 1):
        if position == len(found) or _BREAK.search(text, found[position - 1].end, found[position].start):
            yield first, position
            first = position
