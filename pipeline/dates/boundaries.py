"""Prepositions that make a date an edge: since, until, by, before, after."""

from pipeline.dates.expression import Boundary
from pipeline.dates.lexicon import words
from pipeline.dates.tokens import Tokens

_WORDS = {
    "since": Boundary.SINCE,
    "until": Boundary.UNTIL,
    "till": Boundary.UNTIL,
    "til": Boundary.UNTIL,
    "through": Boundary.UNTIL,
    "by": Boundary.BY,
    "before": Boundary.BEFORE,
    "pre": Boundary.BEFORE,
    "after": Boundary.AFTER,
    "post": Boundary.AFTER,
    "following": Boundary.AFTER,
}
_PHRASES = {
    ("prior", "to"): Boundary.BEFORE,
    ("previous", "to"): Boundary.BEFORE,
    ("ahead", "of"): Boundary.BEFORE,
    ("eve", "of"): Boundary.BEFORE,
    ("later", "than"): Boundary.AFTER,
    ("earlier", "than"): Boundary.BEFORE,
    ("late", "as"): Boundary.BY,
    ("up", "to"): Boundary.UNTIL,
    ("up", "until"): Boundary.UNTIL,
}
_PASSED_OVER = words("the at least about around approximately roughly sometime very")
_REACH = 3


def boundary(tokens: Tokens, start: int) -> Boundary | None:
    """The boundary that the words before the token at `start` make of the expression there."""
    position = start - 1
    while start - position <= _REACH and tokens.word(position) in _PASSED_OVER:
        position -= 1
    word, before = tokens.word(position), tokens.word(position - 1)
    if (word, before) == ("than", "later") or (before, word) == ("later", "than"):
        return Boundary.BY if tokens.word(position - 2) == "no" else Boundary.AFTER
    if (before, word) == ("up", "to") and tokens.word(position - 2) in {"run", "-"}:
        return Boundary.BEFORE  # "in the run-up to Christmas"
    if (before, word) in _PHRASES:
        return _PHRASES[before, word]
    if word == "-" and tokens.touches(start):
        return _WORDS.get(before) if before in {"pre", "post"} else None
    return None if word in {"pre", "post"} else _WORDS.get(word)
