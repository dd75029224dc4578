"""Swaps: like things that have changed places: "12 dead, 3 hurt" for 3 and 12, "to 5%" for "by 5%"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from pipeline.checks.deeds import FALLS, RISES, Deed, deeds
from pipeline.checks.passage import Passage
from pipeline.checks.roots import content_roots
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.numbers import quantities
from pipeline.text.quantity import Quantity
from pipeline.text.spans import Spans

_OTHER_WAY: Mapping[str, frozenset[str]] = {**dict.fromkeys(RISES, FALLS), **dict.fromkeys(FALLS, RISES)}
_MOVED = re.compile(
    r"\b(?:r[io]se|risen|rising|increas\w+|gr[eo]w\w*|climb\w*|jump\w*|surg\w+|soar\w*|gain\w*|f[ae]ll\w*|drop\w*"
    r"|decreas\w+|shr[aiu]nk\w*|plung\w+|slump\w*|tumbl\w+|declin\w+|cut|lowered|raised|reduced|lifted|went|moved|up|down"
    r"|advanc\w+|improv\w+|widen\w*|slid\w*|s[aiu]nk\w*|narrow\w*)\b"
)
_STEP = re.compile(
    r"\b(?P<step>by|to|from)(?: (?:about|around|nearly|almost|more|less|over|just|some|only|a|than))* [$€£¥]?$"
)
_LEADS = 40  # characters before a number among which the word that it steps by stands
_BREAK = re.compile(r"[.;:!?](?:\s|$)")
_DIVIDES = re.compile(r"[,;:] | (?:and|while|but|against|compared) ")
_SCORE = re.compile(r"\b\d{1,3}[-–:]\d{1,3}\b")
_TWO = 2
_MOST = 12  # numbers of a text that are held against those of another


class _Number(NamedTuple):
    """A number and the roots of the words of content that stand nearer to it than to any other number."""

    quantity: Quantity
    around: frozenset[str]


def swapped_numbers(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Two numbers of a claim of which each stands in the evidence, in one passage, among the words of the other."""
    told = [number.value for number in quantities(claim)]
    english = [passage.quote for passage in evidence if passage.language == "en"] if len(set(told)) > 1 else []
    both = [quote for quote in english if len({number.value for number in quantities(quote)}.intersection(told)) > 1]
    own = [found for found in _numbers(claim) if found.quantity.value in told] if both else []
    for one, other in combinations(own, 2):
        if one.quantity.value == other.quantity.value:
            continue
        crossed = [_crossed(one, other, _numbers(quote)) for quote in both]
        if any(crossed) and False not in crossed:
            written = claim[one.quantity.start : one.quantity.end], claim[other.quantity.start : other.quantity.end]
            message = f"in the evidence “{written[0]}” and “{written[1]}” stand the other way round"
            yield Reason(kind="number", words=written[0], hard=True, message=message)
            return


def _crossed(one: _Number, other: _Number, shown: Sequence[_Number]) -> bool | None:
    """Whether a passage has two numbers in one another's places; nothing where it has not both or does not tell."""
    same = [
        [
            found
            for found in shown
            if found.quantity.value == mine.quantity.value and found.quantity.unit == mine.quantity.unit
        ]
        for mine in (one, other)
    ]
    own = one.around - other.around, other.around - one.around
    for first in same[0]:
        for second in same[1]:
            theirs = first.around - second.around, second.around - first.around
            straight = len(own[0] & theirs[0]) + len(own[1] & theirs[1])
            crossed = own[0] & theirs[1], own[1] & theirs[0]
            if straight:
                return False
            if all(crossed):
                return True
    return None


@lru_cache(maxsize=2048)
def _numbers(text: str) -> tuple[_Number, ...]:
    """The first numbers of a text, each with the words around it; none where there are not two."""
    scores = Spans(match.span() for match in _SCORE.finditer(text))
    found = [number for number in quantities(text) if not scores.hold(number.start, number.end)][:_MOST]
    if len(found) < _TWO:
        return ()
    content = content_roots(text)
    borders = [0, *(_border(text, one.end, other.start) for one, other in pairwise(found)), len(text)]
    numbers: list[_Number] = []
    for number, (first, last) in zip(found, pairwise(borders), strict=True):
        breaks = [match.end() for match in _BREAK.finditer(text, first, last)]
        start = max((place for place in breaks if place <= number.start), default=first)
        end = min((place for place in breaks if place >= number.end), default=last)
        beside = (word for word in content if start <= word.start and word.end <= end)
        around = (word.root for word in beside if word.end <= number.start or word.start >= number.end)
        numbers.append(_Number(number, frozenset(around)))
    return tuple(numbers)


def _border(text: str, start: int, end: int) -> int:
    """Where what belongs to one number ends and to the next begins: at the last mark or "and" between them."""
    marks = [match.start() for match in _DIVIDES.finditer(text, start, end)]
    return marks[-1] if marks else (start + end) // 2


def wrong_steps(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """A figure that something rose or fell "to" where the evidence has "by" it or "from" it; English only."""
    if language != "en":
        return
    quotes = [_steps(passage.quote) for passage in evidence if passage.language == "en"]
    for value, (step, written) in _steps(claim).items():
        shown = {steps[value][0] for steps in quotes if value in steps}
        if shown and step not in shown:
            message = f"the claim says “{step} {written}” where the evidence says “{min(shown)} {written}”"
            yield Reason(kind="number", words=written, hard=True, message=message)


@lru_cache(maxsize=2048)
def _steps(text: str) -> Mapping[float, tuple[str, str]]:
    """The figures of a text that something moves by, to or from, once each, with that word; none told in two ways."""
    folded = fold(text)
    if not _MOVED.search(folded):
        return {}
    found: dict[float, tuple[str, str]] = {}
    for number in quantities(text):
        before = folded[max(0, number.start - _LEADS) : number.start]
        step, moved = _STEP.search(before), _MOVED.search(before)
        direct = moved is not None and not step and not before[moved.end() :].strip(" $€£¥")
        if number.unit == "ordinal" or not (step or direct):
            continue
        word = step["step"] if step else "by"
        if found.get(number.value, (word, ""))[0] != word:
            return {}
        found[number.value] = word, text[number.start : number.end]
    return found


def swapped_movers(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """What rose told as having fallen, where the evidence has another thing that fell; English only."""
    own = _moves(claim) if language == "en" and _MOVED.search(fold(claim)) else []
    shown = [move for passage in evidence if own and passage.language == "en" for move in _moves(passage.quote)]
    for said in own:
        same = max((len(said.subject & other.subject) for other in shown if _is_same_way(said, other)), default=0)
        turned = [other for other in shown if other.verb in _OTHER_WAY[said.verb]]
        rival = max(turned, key=lambda other: len(said.subject & other.subject), default=None)
        if rival is not None and len(said.subject & rival.subject) > same:
            message = f"in the evidence it “{rival.word.text}”"
            yield Reason(kind="direction", words=said.word.text, hard=True, message=message)


def _is_same_way(said: Deed, other: Deed) -> bool:
    return other.verb not in _OTHER_WAY[said.verb]


def _moves(text: str) -> list[Deed]:
    """What rises and falls in a text, where its subject is known and it does not do so to anything."""
    return [deed for deed in deeds(text) if deed.verb in _OTHER_WAY and deed.subject and not deed.is_doubtful]
