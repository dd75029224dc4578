"""Swaps: like things that have changed places: "12 dead, 3 hurt" for 3 and 12, "to 5%" for "by 5%"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, product
from typing import NamedTuple

from pipeline.checks.deeds import FALLS, RISES, Deed, deeds
from pipeline.checks.passage import Passage
from pipeline.checks.roots import content_roots
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.names import names
from pipeline.text.numbers import quantities
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
_VOTES = re.compile(r"\b(\d[\d,]*)(?: votes?)?(?: to |[-–])(\d[\d,]*)\b(?! percent| per cent|%)")
_IN = re.compile(r"\b(?:in|at|near|from|to|outside) [A-Z]")
_IN_BEFORE = re.compile(r"\b(?:in|at|near|from|to|outside) $")
_PREPOSITION = 8  # characters before a name among which is its preposition
_SURELY = 3
"""So many more words of a claim's number have to stand around another one of the evidence."""
_MOST = 12  # numbers of a text that are held against those of another


class _Placed(NamedTuple):
    """A number or a whereabouts, and the roots of the words of content that stand nearer to it than to any other."""

    start: int
    end: int
    key: tuple[float | str, str]
    """What it says, in whatever form: equal for two that say the same."""
    around: frozenset[str]


def swapped_numbers(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Numbers that stand in the evidence, in one passage, among other words, and another number among the claim's."""
    english = [passage.quote for passage in evidence if passage.language == "en"] if quantities(claim) else []
    values = {number.value for number in quantities(claim)}
    told = [quote for quote in english if _tells_another(quote, values)]
    if not told or language != "en":
        return
    own, shown = _numbers(claim), [_numbers(quote) for quote in told]
    yield from _swapped(claim, own, shown, "number")
    yield from _borrowed(claim, own, shown)
    yield from _turned_votes(claim, told)


def _tells_another(quote: str, values: set[float]) -> bool:
    """Whether a quote has one of some numbers and another one beside it."""
    found = {number.value for number in quantities(quote)}
    return len(found) > 1 and not found.isdisjoint(values)


def swapped_places(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Two places of a claim in which the evidence tells what the claim tells of the other; English only."""
    if language == "en" and len(_IN.findall(claim)) > 1:
        own = _whereabouts(claim)
        quotes = [passage.quote for passage in evidence if passage.language == "en"] if len(own) > 1 else []
        yield from _swapped(claim, own, [_whereabouts(quote) for quote in quotes], "name")


def _swapped(claim: str, own: Sequence[_Placed], shown: Sequence[Sequence[_Placed]], kind: str) -> Iterator[Reason]:
    for one, other in combinations(own, 2):
        if one.key[0] == other.key[0]:
            continue
        crossed = [_crossed(one, other, found) for found in shown]
        if any(crossed) and False not in crossed:
            written = claim[one.start : one.end], claim[other.start : other.end]
            message = f"in the evidence “{written[0]}” and “{written[1]}” stand the other way round"
            yield Reason(kind=kind, words=written[0], hard=True, message=message)
            return


def _crossed(one: _Placed, other: _Placed, shown: Sequence[_Placed]) -> bool | None:
    """Whether a passage has two of them in one another's places; nothing where it has not both or does not tell."""
    same = [[found for found in shown if found.key == mine.key] for mine in (one, other)]
    own = one.around - other.around, other.around - one.around
    for first, second in product(*same):
        theirs = first.around - second.around, second.around - first.around
        if own[0] & theirs[0] or own[1] & theirs[1]:
            return False
        if own[0] & theirs[1] and own[1] & theirs[0]:
            return True
    return None


def _borrowed(claim: str, own: Sequence[_Placed], shown: Sequence[Sequence[_Placed]]) -> Iterator[Reason]:
    """A share or a sum of which a passage tells something else, and what the claim tells of another one."""
    for said in (each for each in own if each.key[1]):
        same = [found for each in shown for found in each if found.key == said.key]
        others = [
            found for each in shown for found in each if found.key[0] != said.key[0] and found.key[1] == said.key[1]
        ]
        fits = max((len(said.around & found.around) for found in same), default=0)
        rival = max(others, key=lambda found: len(said.around & found.around), default=None)
        if same and rival is not None and len(said.around & rival.around) >= fits + _SURELY:
            written = claim[said.start : said.end]
            message = f"the evidence tells this of another number than “{written}”"
            yield Reason(kind="number", words=written, hard=True, message=message)
            return


def _turned_votes(claim: str, quotes: Sequence[str]) -> Iterator[Reason]:
    """A vote by 171 to 178 that the evidence has as 178 to 171."""
    if "vote" not in claim:
        return
    for match in _VOTES.finditer(claim):
        turned = [other.groups() == match.groups()[::-1] for quote in quotes for other in _VOTES.finditer(quote)]
        if turned and all(turned) and match[1] != match[2]:
            message = "in the evidence the votes are the other way round"
            yield Reason(kind="number", words=match[0], hard=True, message=message)


@lru_cache(maxsize=2048)
def _numbers(text: str) -> tuple[_Placed, ...]:
    """The first numbers of a text that are no scores, each with the words around it."""
    scores = Spans(match.span() for match in _SCORE.finditer(text))
    found = [number for number in quantities(text) if not scores.hold(number.start, number.end)][:_MOST]
    return _placed(text, [(number.start, number.end, (number.value, number.unit)) for number in found])


def _whereabouts(text: str) -> tuple[_Placed, ...]:
    """The first names of a text that say where or whence, each with the words around it."""
    found = [name for name in names(text) if _IN_BEFORE.search(text, max(0, name.start - _PREPOSITION), name.start)]
    return _placed(text, [(name.start, name.end, (" ".join(name.parts), "")) for name in found[:_MOST]])


def _placed(text: str, found: Sequence[tuple[int, int, tuple[float | str, str]]]) -> tuple[_Placed, ...]:
    content = content_roots(text) if found else ()
    borders = [0, *(_border(text, one[1], other[0]) for one, other in pairwise(found)), len(text)]
    placed: list[_Placed] = []
    for (start, end, key), (first, last) in zip(found, pairwise(borders), strict=False):
        breaks = [match.end() for match in _BREAK.finditer(text, first, last)]
        opens = max((place for place in breaks if place <= start), default=first)
        closes = min((place for place in breaks if place >= end), default=last)
        beside = (word for word in content if opens <= word.start and word.end <= closes)
        around = frozenset(word.root for word in beside if word.end <= start or word.start >= end)
        placed.append(_Placed(start, end, key, around))
    return tuple(placed)


def _border(text: str, start: int, end: int) -> int:
    """Where what belongs to one ends and to the next begins: at the last mark or "and" between them."""
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
