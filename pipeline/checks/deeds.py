"""Deeds: who did what to whom, as far as the words next to an English verb tell it.

No parser stands behind this. A subject is what stands right before its verb, or before an aside in front of it, an
object what stands right behind it; what is further off (behind a preposition, told by a pronoun) is not known, and
nothing is made of it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks.clauses import clauses
from pipeline.checks.polarity import FAR, from_no
from pipeline.checks.reach import AUXILIARIES, is_verb
from pipeline.checks.roots import UNCHANGED_PASTS, root
from pipeline.text.names import Name, names
from pipeline.text.words import Word, is_content, words

_BE = frozenset("is are was were be been being".split())
_DETERMINERS = frozenset("the a an its his her their our my your this that these those no any some each every".split())
_PREPOSITIONS = frozenset(
    """of in on at by for with from to into against over about after before during until since under between among as
    amid despite without near through across towards upon within than via""".split()
)
_ENDS_PHRASE = _PREPOSITIONS | frozenset("and or but that which who whom while when where if because so then".split())
_PRONOUNS = frozenset("he she it they we i you who which that this these those".split())
_RELATIVE = frozenset({"who", "which"})
_ADVERBS = frozenset("also later then again once now already not never finally soon both first just only".split())
_FURTHEST = 80  # characters between two names that one verb joins
_ASIDE = 12  # words of an aside between two commas
_PHRASE = 6  # words of a subject or an object that are read
RISES = frozenset(map(root, "rise increase grow climb jump surge soar gain advance improve widen".split()))
FALLS = frozenset(map(root, "fall drop decrease shrink plunge slump tumble decline slide sink narrow".split()))
"""Verbs of what moves by itself: behind them "by" tells how far, and not who did it."""
SPEAKING = frozenset(
    map(
        root,
        "say think believe hope know add argue claim note report write insist deny expect want fear tell plan"
        " intend schedule require ask call urge force allow estimate see have".split(),
    )
)
"""Verbs behind which a clause follows rather than somebody it was done to."""
_WORDS = (
    r"(?: (?!(?:of|in|on|at|by|for|with|from|to|into|against|over|about|as|and|or|but|that|who|which|not)\b)[a-z-]+)"
)
_HELPING = r"(?: (?:has|have|had|is|are|was|were|be|been|being|will|would|also|later|then|again|once|already|\w+ly))*"
_ACTIVE = re.compile(rf"(?:, (?:who|which))?{_HELPING}(?: [a-z-]+ and)? (?P<verb>[a-z-]+){_WORDS}{{0,3}} ")
_PASSIVE = re.compile(
    r"(?:, (?:who|which))?(?: (?:has|have|had|also|later|then|\w+ly))*(?: (?:is|are|was|were|been|be|being|\w+ly))+"
    rf" (?P<verb>[a-z-]+)(?: (?:on|in) [A-Za-z]+)? by{_WORDS}{{0,3}} "
)
_BELONGS = re.compile(r"\b(?:of|at|from|in|by|for|with|to|on|against) (?:the |its |a )?$")


class Deed(NamedTuple):
    """A verb and, by their roots, the words of its subject and object; none where they are not known."""

    word: Word
    verb: str
    subject: frozenset[str]
    object: frozenset[str]
    behind: frozenset[str]
    """The roots of the words of content behind it in its clause."""
    is_doubtful: bool
    """Whether something in its clause says that something is not so."""

    @property
    def party(self) -> frozenset[str]:
        """Of whom it is told: who did it, or whom it befell where only that is known."""
        return self.subject or self.object


class Act(NamedTuple):
    """One name that does something to another, right around one verb."""

    doer: Name
    verb: str
    word: str
    target: Name


@lru_cache(maxsize=2048)
def deeds(text: str) -> tuple[Deed, ...]:
    """What an English text says was done, in order."""
    found = words(text)
    far = from_no(text, found)
    spans = list(clauses(text, found))
    return tuple(
        _deed(found, position, (first, last), over, is_doubtful=far[position] < FAR)
        for (first, last), over in zip(spans, _over_asides(text, found, spans), strict=True)
        for position in range(first, last)
        if _tells_a_deed(found, position, first, last)
    )


def _over_asides(text: str, found: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each clause the one before an aside that it goes on from, or that "who" refers to; an empty one elsewhere.

    "Lang, 34, sued": commas on both sides of what is neither a list nor a clause of its own.
    """
    over = [(first, first) for first, _ in spans]
    for place in range(1, len(spans)):
        if found[spans[place][0]].folded in _RELATIVE:
            over[place] = spans[place - 1]
    for place in range(2, len(spans)):
        before, (start, end), (first, _) = spans[place - 2 : place + 1]
        commas = (text[found[at - 1].end : found[at].start].strip() == "," for at in (start, first))
        is_aside = end - start <= _ASIDE and not any(is_verb(word) for word in found[start:end])
        if all(commas) and is_aside and found[first].folded not in _ENDS_PHRASE:
            over[place] = before
    return over


def _tells_a_deed(found: Sequence[Word], position: int, first: int, last: int) -> bool:
    """Whether a word is a verb in the past, or in the present as headings have it: "judge frees two"."""
    word = found[position]
    before = found[position - 1].folded if position > first else ""
    if word.folded in AUXILIARIES | _DETERMINERS or before in _DETERMINERS or not word.text.islower():
        return False
    if is_verb(word):
        return True
    present = word.folded.endswith("s") and not word.folded.endswith("ss") and first < position < last - 1
    return present and before not in _ENDS_PHRASE and found[position + 1].folded not in _ENDS_PHRASE


def _deed(
    found: Sequence[Word], position: int, span: tuple[int, int], over: tuple[int, int], *, is_doubtful: bool
) -> Deed:
    first, last = span
    before, after = _before(found, position, first), _after(found, position + 1, last)
    if not before and all(map(_is_between, found[first:position])):
        start = over[0] if found[first].folded not in _RELATIVE else _antecedent(found, over)
        before = _before(found, over[1], start)
    helping = {word.folded for word in found[max(first, position - 3) : position]}
    by = next((p for p in range(position + 1, min(last, position + _PHRASE)) if found[p].folded == "by"), None)
    moves = root(found[position].folded) in RISES | FALLS
    if not moves and (helping & _BE or by == position + 1):
        agent = _after(found, by + 1, last) if by is not None else frozenset[str]()
        subject, done_to = agent, before
    else:
        subject, done_to = before, after
    behind = frozenset(root(word.folded) for word in found[position + 1 : last] if is_content(word.folded))
    return Deed(found[position], root(found[position].folded), subject, done_to, behind, is_doubtful)


def _before(found: Sequence[Word], position: int, first: int) -> frozenset[str]:
    """The phrase that ends at a verb: none where a pronoun or another verb stands there."""
    roots: set[str] = set()
    for word in reversed(found[max(first, position - _PHRASE) : position]):
        if _is_helping(word):
            continue
        if word.folded in _PRONOUNS or word.folded in {"and", "or", "but", "to"} or is_verb(word):
            break
        if is_content(word.folded):
            roots.add(root(word.folded))
    return frozenset(roots)


def _is_helping(word: Word) -> bool:
    """Whether it may stand between a subject and its verb."""
    return word.folded in AUXILIARIES or word.folded in _ADVERBS or word.folded.endswith("ly")


def _antecedent(found: Sequence[Word], over: tuple[int, int]) -> int:
    """Where what "who" refers to begins: the name, or else the one word, that ends right before it."""
    start = over[1] - 1
    while start > over[0] and found[start].is_capitalised and found[start - 1].is_capitalised:
        start -= 1
    return start


def _is_between(word: Word) -> bool:
    return _is_helping(word) or word.folded in _RELATIVE


def _after(found: Sequence[Word], start: int, last: int) -> frozenset[str]:
    """The phrase that begins at a word."""
    roots: set[str] = set()
    for word in found[start : min(last, start + _PHRASE)]:
        if word.folded in _ENDS_PHRASE or is_verb(word):
            break
        if is_content(word.folded):
            roots.add(root(word.folded))
    return frozenset(roots)


@lru_cache(maxsize=2048)
def acts(text: str) -> tuple[Act, ...]:
    """Which name does what to which other one in an English text, in the active or the passive voice."""
    return tuple(_acts(text, names(text)))


def _acts(text: str, known: Sequence[Name]) -> Iterator[Act]:
    for one, other in pairwise(known):
        if other.start - one.end > _FURTHEST or _BELONGS.search(text, max(0, one.start - 12), one.start):
            continue
        between = text[one.end : other.start]
        passive = _PASSIVE.fullmatch(between)
        match = passive or _ACTIVE.fullmatch(between)
        if match is None:
            continue
        verb = root(match["verb"])
        if verb not in SPEAKING and _is_finite(match["verb"]):
            doer, target = (other, one) if passive else (one, other)
            yield Act(doer, verb, match["verb"], target)


def _is_finite(verb: str) -> bool:
    if verb in UNCHANGED_PASTS or (verb.endswith("s") and not verb.endswith("ss")):
        return verb not in AUXILIARIES
    return verb not in AUXILIARIES and is_verb(Word(0, 0, verb, verb, is_capitalised=False))
