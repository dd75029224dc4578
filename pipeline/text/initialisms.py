"""Initialisms: what the first letters of a long name spell, and which ones a text defines itself.

"Competition and Markets Authority" may come back as CMA, "US Federal Trade Commission" as FTC; and where an article
says "the Japan Aerospace Exploration Agency (JAXA)", that is what JAXA means.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.text.words import Word, words

_LINKS = frozenset("and of for the on in to de la du des et y und & at by with".split())
_GAP = re.compile(r"[ \u00a0\u202f‐‑-]|, | & |['’]s ")
_SHORT = r"[(\[“\"'‘][(\[“\"'‘]?(?:or |the |now )?(?P<short>[A-Z][\w&-]{1,9})[)\]”\"'’]"
_SET_APART, _DEFINED = re.compile(_SHORT), re.compile(rf"\s*{_SHORT}")
_LONGEST = 9  # capitalised words of a name
_FEWEST = 2


class Initialism(NamedTuple):
    """A short form, folded, and the folded words of the name that it stands for."""

    short: str
    parts: tuple[str, ...]


@lru_cache(maxsize=2048)
def initialisms(text: str) -> tuple[Initialism, ...]:
    """What the initials of each long name in a text spell, linking words in or out, any of its ends left out.

    "The US Federal Trade Commission" gives "usftc", "ftc" and "tc".
    """
    return tuple(found for run in _runs(text, words(text)) for found in _spelled(run))


def _runs(text: str, found: tuple[Word, ...]) -> Iterator[list[Word]]:
    """Runs of capitalised words, linking words between them."""
    run: list[Word] = []
    for before, word in pairwise((None, *found)):
        if word is None:
            continue
        joins = bool(run) and before is not None and _GAP.fullmatch(text[before.end : word.start]) is not None
        if joins and (word.is_capitalised or word.folded in _LINKS):
            run.append(word)
            continue
        if run:
            yield _trimmed(run)
        run = [word] if word.is_capitalised else []
    if run:
        yield _trimmed(run)


def _trimmed(run: list[Word]) -> list[Word]:
    while run and not run[-1].is_capitalised:
        run = run[:-1]
    return run


def _spelled(run: list[Word]) -> Iterator[Initialism]:
    if sum(word.is_capitalised for word in run) > _LONGEST:
        return
    for start, first in enumerate(run):
        if not first.is_capitalised:
            continue
        for end in range(start + _FEWEST, len(run) + 1):
            part = run[start:end]
            capitalised = [word for word in part if word.is_capitalised]
            if part[-1].is_capitalised and len(capitalised) >= _FEWEST:
                names = tuple(word.folded for word in capitalised)
                yield Initialism("".join(name[0] for name in names), names)
                if len(part) > len(capitalised):
                    yield Initialism("".join(word.folded[0] for word in part), names)


@lru_cache(maxsize=256)
def defined_initialisms(text: str) -> tuple[Initialism, ...]:
    """The short forms that a text puts in brackets behind a name: "the Japan Aerospace Exploration Agency (JAXA)"."""
    if not _SET_APART.search(text):
        return ()
    return tuple(
        Initialism(match["short"].casefold(), tuple(word.folded for word in run if word.is_capitalised))
        for run in _runs(text, words(text))
        if len(run) >= _FEWEST and (match := _DEFINED.match(text, run[-1].end))
    )


def defined_in(texts: Iterable[str]) -> tuple[Initialism, ...]:
    """The short forms that any of some texts define."""
    return tuple(dict.fromkeys(found for text in texts for found in defined_initialisms(text)))
