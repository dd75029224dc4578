"""Names in running text: runs of capitalised words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.text.sentences import split_sentences
from pipeline.text.words import FUNCTION_WORDS, Word, words

_LINKS = frozenset("of the for de la le du da di del der den van von bin ibn al el".split())
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs
    fri sat sun""".split()
)
_OPENERS = frozenset(
    """unlike like besides despite amid alongside never whichever whatever whenever wherever whereas unless beyond
    regardless nobody nothing none everyone everybody hardly barely scarcely perhaps altogether overall except apart
    elsewhere abroad anyone today tomorrow yesterday""".split()
)
_NO_NAMES = FUNCTION_WORDS | _OPENERS
"""Words that a sentence opens with and that are no names."""
TITLES = frozenset(
    """president prime minister chancellor senator sen governor gov representative rep congressman congresswoman
    secretary judge justice king queen prince princess pope chief ceo chairman chairwoman director general gen
    colonel col captain capt lieutenant lt sergeant sgt professor prof dr mr mrs ms sir lord lady dame ambassador
    attorney mayor sheriff commissioner deputy spokesman spokeswoman spokesperson foreign""".split()
)
"""Words that stand before a person's name and are no part of it."""
_FIRST_PERSON = re.compile(r"I(?:['’](?:m|d|ll|ve))?")
_POSSESSIVE = re.compile(r"['’]s?$")
_LOOK_BACK = 8  # characters between the end of a sentence and the first word of the next
_GAP = re.compile(r"[ \u00a0\u202f‐‑-]|\. |['’]s ")


class Name(NamedTuple):
    """A run of capitalised words; `opens` tells that its first word begins a sentence, where any is capitalised."""

    start: int
    end: int
    text: str
    parts: tuple[str, ...]
    """The folded words, small linking words left out."""
    opens: bool


def names(text: str, language: str = "en") -> tuple[Name, ...]:
    """The names of a text in order. Days and months are no names; nor is a function word that opens a sentence."""
    return _found(text, language)


@lru_cache(maxsize=4096)
def _found(text: str, language: str) -> tuple[Name, ...]:
    starts = {span.start for span in split_sentences(text, language)}
    return tuple(_names(text, words(text), starts))


def _names(text: str, found: tuple[Word, ...], starts: set[int]) -> Iterator[Name]:
    run: list[Word] = []
    for word in (*found, None):
        if word is not None and run and _joins(text, run[-1], word):
            run.append(word)
            continue
        if run and (name := _name(text, run, starts)):
            yield name
        run = [word] if word is not None and _is_name_word(word) else []


def _joins(text: str, last: Word, word: Word) -> bool:
    between = text[last.end : word.start]
    adjacent = bool(_GAP.fullmatch(between)) and not (between == ". " and len(last.text) > 4)
    hyphenated = len(between) == 1 and not between.isspace()
    return adjacent and (hyphenated or _is_name_word(word) or (word.folded in _LINKS and word.text.islower()))


def _is_name_word(word: Word) -> bool:
    """Whether a word is written as part of a name; "170C" and "4K" are numbers with a unit."""
    named = word.is_capitalised and not word.text[0].isdigit()
    return named and word.folded not in CALENDAR and not _FIRST_PERSON.fullmatch(word.text)


def _name(text: str, run: list[Word], starts: set[int]) -> Name | None:
    while run and run[-1].folded in _LINKS and run[-1].text.islower():
        run = run[:-1]
    opens = bool(run) and _opens(text, run[0].start, starts)
    while run and opens and run[0].folded in _NO_NAMES and not run[0].text.isupper():
        run, opens = run[1:], False
        while run and run[0].text.islower():
            run = run[1:]
    parts = tuple(word.folded for word in run if not (word.folded in _LINKS and word.text.islower()))
    if not parts:
        return None
    written = _POSSESSIVE.sub("", text[run[0].start : run[-1].end])
    return Name(run[0].start, run[0].start + len(written), written, parts, opens)


def _opens(text: str, start: int, starts: set[int]) -> bool:
    """Whether a word begins a sentence, perhaps behind an opening quotation mark or after a colon."""
    near = text[max(0, start - _LOOK_BACK) : start]
    before = near.rstrip("\"'“‘«([—–- ")
    return start in starts or start - len(near) + len(before) in starts or before[-1:] in (*".!?:\n", "")
