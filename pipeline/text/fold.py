"""Folding: one spelling for characters that a reader takes for the same.

Pages mix curly and straight quotes, non-breaking and ordinary spaces, several hyphens, accents and cases. Matching sees
through that; stored text keeps it. Folding maps every code point to exactly one, so offsets stay what they were.
"""

import re
import unicodedata
from functools import lru_cache

_SAME = {
    "'": "‘’‚‛′`´ʼ＇‹›",
    '"': "“”„‟″«»＂",
    "-": "‐‑‒–—―−﹘﹣－",
    " ": "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000",
}


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSEEN = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def _fold_one(character: str) -> str:
    """The folded form of one character; itself where folding would need more than one."""
    decomposed = unicodedata.normalize("NFKD", character)
    base = decomposed[0] if len(decomposed) == 1 or all(map(unicodedata.combining, decomposed[1:])) else character
    return base.lower()


class _Table(dict[int, str]):
    """A translation table for `str.translate` that fills itself as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


_TABLE = _Table({ord(variant): plain for plain, variants in _SAME.items() for variant in variants})


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text in lower case, without accents, with plain quotes, hyphens and spaces; as long as it was."""
    return text.translate(_TABLE)


def squeeze(text: str) -> str:
    """The folded text with runs of spaces made one: for comparing quotations word for word."""
    return " ".join(fold(text).split())


def printable(text: str) -> str:
    """The text without what a terminal obeys or a reader cannot see: control characters become spaces.

    Zero-width spaces, soft hyphens, marks that turn the direction of writing and halves of characters go; joiners,
    which scripts need, stay.
    """
    return _UNSEEN.sub("", _CONTROLS.sub(" ", text))
