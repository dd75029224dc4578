"""A clause added from an article that is not cited."""

import re
from random import Random

from benchmarks.mutating.context import Context
from pipeline.text.words import content_stems, words

_JOINTS = (", and ", ", while ", "; ")
_POINTING = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|him|them|this|these|those|that|I|we|you|our|my|your|there|such|one|so)\b",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"^(?:but|and|however|also|then|yet|meanwhile|still|or|another|other|both|either|neither|most|some|all|for|in|on|at|"
    r"by|of|under|with|if|when|while|as|after|before|since|although|unfortunately|really|maybe|perhaps|hey|what|only)\b",
    re.IGNORECASE,
)
_MOST_OF_CLAIM = 40  # words; a longer one would not be read on
_FROM_ELSEWHERE = 0.2
"""How often a clause is taken from another story where the story itself has one."""

_NEW_SHARE = 0.6
"""The share of a clause's content stems that the evidence must not have."""


def added(sentence: str, context: Context, rng: Random) -> str | None:
    """The sentence with a clause more, out of an article that is not cited."""
    if not sentence.endswith(".") or len(words(sentence)) > _MOST_OF_CLAIM:
        return None
    near, far = context.uncited, context.unrelated
    pool = far if far and (not near or rng.random() < _FROM_ELSEWHERE) else near
    for told in rng.sample(pool, min(len(pool), 12)):
        stems = frozenset(content_stems(told))
        if len(stems - context.stems) >= _NEW_SHARE * len(stems):
            return sentence[:-1] + rng.choice(_JOINTS) + told
    return None


def is_clause(sentence: str) -> bool:
    """Whether a sentence can be hung onto another: short, with no quotation and nothing that points back."""
    count = len(words(sentence))
    plain = sentence.endswith(".") and not any(mark in sentence for mark in (*'"“”‘;:()?!—–', "..."))
    return plain and 5 <= count <= 18 and not _POINTING.search(sentence) and not _LINKED.match(sentence)
