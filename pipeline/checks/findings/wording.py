"""Strong words: *first*, *only*, *since*, *record*, *largest* and their like need the evidence's own wording."""

from collections.abc import Iterator, Sequence

from pipeline.checks.passage import Passage
from pipeline.domain.support import Reason
from pipeline.text.words import words

_STRONG = frozenset(
    """first only since record largest biggest highest lowest longest smallest oldest youngest fastest deadliest worst
    best greatest strongest never unprecedented historic sole last final unique entire every always none
    nobody""".split()
)
_FORMS = {"biggest": "largest", "greatest": "largest", "records": "record", "sole": "only", "1st": "first"}
_NEGATORS = frozenset("not isnt wasnt hardly neither nor".split())
_LIMITS = frozenset("since in after".split())
_REACH = 3
_RANKING = _STRONG & frozenset(
    """first only record largest biggest highest lowest longest smallest oldest youngest fastest deadliest worst best
    greatest strongest""".split()
)


def strong_words(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Strong words that the evidence does not use, or not in that sense: "first since 1987", or "not the first"."""
    spelled = [[_form(word.folded) for word in words(passage.quote)] for passage in evidence]
    said = [word.folded for word in words(claim)]
    for position, word in enumerate(words(claim)):
        if word.folded not in _STRONG and word.folded not in _FORMS:
            continue
        form = _form(word.folded)
        using = [forms for forms in spelled if form in forms]
        ranks = word.folded in _RANKING
        if not using:
            message = f"“{word.text}” is a strong word that the evidence does not use"
        elif ranks and not _is_denied(said, position) and all(_is_denied_throughout(forms, form) for forms in using):
            message = f"the evidence says “not … {word.text}”"
        elif ranks and not _LIMITS & set(said) and all("since" in forms[forms.index(form) :] for forms in using):
            message = f"the evidence says “{word.text} … since”: without that limit it says too much"
        else:
            continue
        yield Reason(kind="strong-word", words=word.text, hard=True, message=message)


def _form(folded: str) -> str:
    return _FORMS.get(folded, folded)


def _is_denied_throughout(folded: Sequence[str], form: str) -> bool:
    return all(_is_denied(folded, position) for position, found in enumerate(folded) if found == form)


def _is_denied(folded: Sequence[str], position: int) -> bool:
    """Whether a negation stands shortly before a word."""
    return any(word in _NEGATORS for word in folded[max(0, position - _REACH) : position])
