"""Words, stems, and which words carry content."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from pipeline.text.fold import fold
from pipeline.text.spelling import american

_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)\d+|['’.&](?=[^\W_])[^\W_]+)*", re.UNICODE)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

FUNCTION_WORDS = frozenset(
    """a about above after again against all also although am among an and another any are around as at away back be
    became because become been before began being below between both but by came can come could did do does doing
    done down during each either else even ever every few for from further get gets getting go goes going gone got
    had has have having he her here hers herself him himself his how however i if in including into is it its itself
    just kept let like made make makes making many may me meanwhile might more most much must my myself near neither
    no nor not now of off on once one only onto or other others our ours out over own per put quite rather really s
    said same saw say saying says see seem seems seen set several shall she should since so some still such t take
    taken than that the their theirs them themselves then there these they this those though through thus to too
    took toward towards under until up upon us very via was way we well went were what when where whether which
    while who whom whose why will with within without would yet you your yours told tell tells added adding
    according noted stated mr mrs ms dr""".split()
)
"""English words that carry no content of their own, reporting verbs among them."""


class Word(NamedTuple):
    """A word in a text: its span, its characters, and the folded form without a possessive ending."""

    start: int
    end: int
    text: str
    folded: str
    is_capitalised: bool
    """Whether it is written like a name: a capital letter first, or anywhere as in "iPhone"."""


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One word, or overlapping pairs of characters where a script writes no spaces."""
    if not _UNSPACED.search(text, start, end):
        return iter([(start, end)])
    return ((at, min(at + 2, end)) for at in range(start, max(end - 1, start + 1)))


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; scripts without spaces give overlapping pairs of characters."""
    folded = fold(text)
    spans = (match.span() for match in _WORD.finditer(text))
    if _UNSPACED.search(text):
        spans = (piece for span in spans for piece in _pieces(text, *span))
    return tuple([_word(text, folded, start, end) for start, end in spans])


def _word(text: str, folded: str, start: int, end: int) -> Word:
    written, bare = text[start:end], folded[start:end]
    if "'" in bare:
        bare = bare.removesuffix("'s").replace("'", "")
    return Word(start, end, written, bare, not written.islower() and any(map(str.isupper, written)))


@lru_cache(maxsize=65536)
def stem(folded: str, language: str = "en") -> str:
    """The Snowball stem of a folded word (Porter, 2001); the word itself in languages that have no stemmer.

    British and American spellings of an English word have one stem.
    """
    algorithm = _LANGUAGES.get(language)
    if algorithm is None or len(folded) < 3 or folded[0].isdigit():
        return folded
    bare = folded.replace(".", "")
    return _stemmer(algorithm).stemWord(american(bare) if language == "en" else bare)


@lru_cache(maxsize=4)
def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(algorithm)


@lru_cache(maxsize=4096)
def content_stems(text: str, language: str = "en") -> tuple[str, ...]:
    """The stems of the words that carry content, in order, with repetitions."""
    return tuple(stem(word.folded, language) for word in words(text) if is_content(word.folded, language))


def is_content(folded: str, language: str = "en") -> bool:
    """Whether a folded word carries content; outside English only very short words are held not to."""
    if language == "en":
        return folded not in FUNCTION_WORDS and (len(folded) > 1 or folded.isdigit())
    return len(folded) > 1 or folded.isdigit() or not folded.isascii()
