"""Asides of an English sentence: brackets, dashes, relative clauses, and participles between commas.

What an aside tells has a time of its own: "the label, which was sold in 2010, lost its singer" dates no loss to 2010.
"""

import re
from collections.abc import Iterator

from pipeline.checks.reach import is_verb
from pipeline.text.fold import fold
from pipeline.text.words import words

_BRACKETS = re.compile(r"\([^()]{1,200}\)")
_DASHES = re.compile(r"[ ]?[–—-](?:[ ]|(?<=—))(?P<inside>[^–—]{1,200}?)[ ]?[–—-](?:[ ]|(?<=—))")
_RELATIVE = re.compile(r", (?:(?:of|in|to|from|for) )?(?:which|who|whose|whom)\b(?!,)[^,;:()–—]{1,200}(?=[,;:()–—]|$)")
_PARTICIPLE = re.compile(
    r", (?:(?:first|once|long|then|later|newly|originally) )?"
    r"(?:\w{2,}ed|made|built|bought|sold|held|led|born|set|known|written|taken|given|shown)\b[^,;:()–—]{1,100},"
)


def asides(sentence: str) -> Iterator[tuple[int, int]]:
    """Where the asides of a sentence begin and end."""
    folded = fold(sentence)
    for pattern in (_BRACKETS, _RELATIVE):
        yield from (match.span() for match in pattern.finditer(folded))
    yield from (match.span() for match in _DASHES.finditer(sentence))
    verb = next((word.start for word in words(sentence) if is_verb(word)), len(sentence))
    for match in _PARTICIPLE.finditer(folded):
        if match.start() < verb:  # behind a verb it may be another one: "opened a shop, hired two people, and closed"
            yield match.span()
