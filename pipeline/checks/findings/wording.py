"""Strong words: *first*, *only*, *since*, *record*, *largest* and their like need the evidence's own wording."""

from collections.abc import Iterator, Sequence

from pipeline.checks.passage import Passage
from pipeline.domain.support import Reason
from pipeline.text.words import words

_STRONG = frozenset(
    """first only since record largest biggest highest lowest longest smallest oldest youngest fastest deadliest worst best
    greatest strongest never unprecedented historic sole last final unique entire every always none nobody""".split()
)
_FORMS = {"biggest": "largest", "greatest": "largest", "records": "record", "sole": "only", "1st": "first"}
_RANKING = _STRONG & frozenset(
    """first only record largest biggest highest lowest longest smallest oldest youngest fastest deadliest worst best
    greatest strongest""".split()
)


def strong_words(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Strong words that the evidence does not use, or uses only up to a limit: "first since 1987" told as "first"."""
    spelled = [[_form(word.folded) for word in words(passage.quote)] for passage in evidence]
    shown = {form for forms in spelled for form in forms}
    said = {word.folded for word in words(claim)}
    for word in words(claim):
        if word.folded not in _STRONG and word.folded not in _FORMS:
            continue
        form = _form(word.folded)
        if form not in shown:
            message = f"“{word.text}” is a strong word that the evidence does not use"
            yield Reason(kind="strong-word", words=word.text, hard=True, message=message)
        elif word.folded in _RANKING and not said & {"since", "in", "after"} and _is_always_since(form, evidence):
            message = f"the evidence says “{word.text} … since”: without that limit it says too much"
            yield Reason(kind="strong-word", words=word.text, hard=True, message=message)


def _form(folded: str) -> str:
    return _FORMS.get(folded, folded)


def _is_always_since(form: str, evidence: Sequence[Passage]) -> bool:
    """Whether wherever the evidence has the word, a "since" follows it."""
    using = [
        [found.folded for found in words(passage.quote)]
        for passage in evidence
        if form in {_form(found.folded) for found in words(passage.quote)}
    ]
    return all("since" in folded[[_form(f) for f in folded].index(form) :] for folded in using)
