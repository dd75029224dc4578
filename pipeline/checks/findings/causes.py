"""Causes turned round: "the shortage led to the drought"; and conditions, "if" for "unless"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.roots import root_set
from pipeline.domain.support import Reason
from pipeline.text.fold import fold

_LINK = re.compile(
    r"\b(?:(?P<forward>(?:leads?|led|leading) to|caus(?:es?|ed|ing)(?! by)|trigger(?:s|ed|ing)?(?! by)"
    r"|result(?:s|ed|ing)? in|prompt(?:s|ed|ing)?(?! by)|spark(?:s|ed|ing)?(?! by)|brought about|so that)"
    r"|(?P<backward>because(?: of)?|due to|owing to|(?:caused|triggered|prompted|sparked) by|as a result of"
    r"|result(?:s|ed)? from|stem(?:s|med)? from|blamed on))\b"
)
_BREAK = re.compile(r"[.;:!?](?:\s|$)")
_CONDITION = re.compile(r"\b(?P<word>if|unless)\b(?P<clause>[^,.;:!?]{1,120})")
_NOT = re.compile(r"\b(?:not|no|never|cannot|fails? to|refuses? to|without|un(?!less|til|der|ion|it)\w{4,})\b|n['’]t\b")
_SHARED = 2  # words of content in common that make two conditions the same


class _Cause(NamedTuple):
    """A cause and what came of it, by the roots of their words."""

    word: str
    cause: frozenset[str]
    effect: frozenset[str]


def turned_causes(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """A cause that is the effect in the evidence, and a condition that is there the other way round; English only."""
    if language != "en":
        return
    quotes = [passage.quote for passage in evidence if passage.language == "en"]
    own = _causes(claim)
    shown = [found for quote in quotes for found in _causes(quote)] if own else []
    for said in own:
        if any(_crossed(said, other) for other in shown) and not any(_straight(said, other) for other in shown):
            message = "in the evidence what the claim calls the cause is the effect"
            yield Reason(kind="direction", words=said.word, hard=True, message=message)
    yield from _conditions(claim, quotes)


def _straight(one: _Cause, other: _Cause) -> bool:
    return len(one.cause & other.cause) + len(one.effect & other.effect) >= len(one.cause & other.effect) + len(
        one.effect & other.cause
    )


def _crossed(one: _Cause, other: _Cause) -> bool:
    crossed = one.cause & other.effect, one.effect & other.cause
    return all(crossed) and not _straight(one, other)


@lru_cache(maxsize=2048)
def _causes(text: str) -> tuple[_Cause, ...]:
    """The causes that a text tells, each with what stands before and behind it in its sentence."""
    folded = fold(text)
    found: list[_Cause] = []
    for match in _LINK.finditer(folded):
        start = max((m.end() for m in _BREAK.finditer(folded, 0, match.start())), default=0)
        end = next((m.start() for m in _BREAK.finditer(folded, match.end())), len(text))
        before, behind = root_set([text[start : match.start()]]), root_set([text[match.end() : end]])
        if not before and "," in text[match.end() : end]:
            clause, _, rest = text[match.end() : end].partition(",")
            before, behind = root_set([rest]), root_set([clause])
        cause, effect = (before, behind) if match["forward"] else (behind, before)
        found.append(_Cause(match[0], cause - effect, effect - cause))
    return tuple(found)


def _conditions(claim: str, quotes: Sequence[str]) -> Iterator[Reason]:
    own = list(_CONDITION.finditer(fold(claim)))
    shown = [(match, quote) for quote in quotes for match in _CONDITION.finditer(fold(quote))] if own else []
    for match in own:
        same = [(other, quote) for other, quote in shown if _is_of_the_same(match, claim, other, quote)]
        if not same or any(_holds(match, claim) == _holds(other, quote) for other, quote in same):
            continue
        message = f"the evidence says “{same[0][0]['word']}”"
        yield Reason(kind="negation", words=match["word"], hard=True, message=message)


def _is_of_the_same(one: re.Match[str], text: str, other: re.Match[str], other_text: str) -> bool:
    """Whether two conditions are the same but for "if" and "unless", and so is what depends on them."""
    said, shown = root_set([one["clause"]]), root_set([other["clause"]])
    rest = root_set([text]) - said, root_set([other_text]) - shown
    if one["word"] == other["word"] or not said:
        return False
    return len(said & shown) >= min(_SHARED, len(said)) and len(rest[0] & rest[1]) >= _SHARED


def _holds(condition: re.Match[str], text: str) -> bool:
    """Whether what is told happens where a condition is met: each "unless" and each negation turns it round."""
    turns = [condition["word"] == "unless", *(True for _ in _NOT.finditer(fold(text)))]
    return sum(turns) % 2 == 0
