"""Which dates of a sentence belong to what it tells of somebody: those of the clauses in which it speaks of them.

"In 1998 the firm brought out a computer, in 2001 a player" dates the player to 2001 only. A few dozen cues stand in for
a parser: clauses are cut at commas and conjunctions, a piece without a verb belongs to the clause before it, or after
it where it opens one, and a clause that opens with its verb has the subject of the clause before it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks.roots import IRREGULAR_PASTS
from pipeline.text.fold import fold
from pipeline.text.words import Word, words

_CUT = re.compile(
    r"(?:[,;:–—]|[ ]-)[ ]|(?<!\bhe )(?<!\bshe )(?<!\bthey )(?<!\bit )(?<!\bboth )\band\b"
    r"|\b(?:but|while|then|which|who|when|where|whereas|although|though|that|saying)\b"
)
_OPENS_CLAUSE = re.compile(r"\b(?:and|but|while|then|that|when|where|whereas|although|though)\s*$")
_PREPOSITION = re.compile(r"\s*(?:in|on|at|by|during|from|as of|the (?:following|next|same))\b")
_RELATIVE = re.compile(r"\b(?:which|who)\s*$")
_RELATIVE_TO = re.compile(r"(?:['’]s)?,? (?:which|who)\s*")
_WHEN = re.compile(r"\bwhen\s*$")
_REPORTED = re.compile(r"\bthat\s*$")
_PRONOUNS = frozenset("he she it they".split())
AUXILIARIES = frozenset("is are was were has have had will would can could may might must should does did".split())
_NO_PAST = frozenset(
    "need speed seed feed breed reed weed deed shed hundred indeed unprecedented alleged so-called united".split()
)
_ADVERBS = frozenset("also then later soon again once".split())
_WORD = 10  # characters before a clause that tell which conjunction opens it
_SHORTEST = 4  # letters of a regular past tense


class _Piece(NamedTuple):
    start: int
    end: int
    found: tuple[Word, ...]
    has_verb: bool


def is_verb(word: Word) -> bool:
    """Whether an English word is a finite verb as news has them: an auxiliary or a past tense."""
    regular = word.folded.endswith("ed") and len(word.folded) >= _SHORTEST and word.folded not in _NO_PAST
    return word.text.islower() and (word.folded in AUXILIARIES or word.folded in IRREGULAR_PASTS or regular)


def tells_what_happened(clause: Sequence[Word]) -> bool:
    """Whether the first verb of some words tells of something done: "has offered", "signed"; not "is", "had said"."""
    for number, word in enumerate(clause):
        if not is_verb(word):
            continue
        if word.folded in {"has", "have"}:
            following = (other for other in clause[number + 1 : number + 4] if not other.folded.endswith("ly"))
            return any(is_verb(other) or other.folded == "been" for other in following)
        return word.folded not in AUXILIARIES
    return False


def within_reach(sentence: str, spans: Sequence[tuple[int, int]], places: Sequence[int]) -> list[int]:
    """Which of some places in a sentence stand in a clause that speaks of what some spans of it name.

    The places by their number among those given.
    """
    pieces = _pieces(sentence)
    hosts = _hosts(sentence, pieces)
    at = [_piece_at(pieces, place) for place in places]
    settings = _settings(sentence, pieces, hosts, frozenset(at))
    firsts = {_piece_at(pieces, start): (start, end) for start, end in reversed(spans)}
    reached: set[int] = set()
    clauses: set[int] = set()
    for own, (start, end) in sorted(firsts.items()):
        if not pieces[own].has_verb and own in at:
            reached.add(own)
            continue
        clauses |= {hosts[own], settings.get(hosts[own], hosts[own])}
        if not pieces[own].has_verb and own + 1 < len(pieces) and _opens_with_verb(pieces[own + 1]):
            reached.add(own + 1)  # "its service, Stadia, was launched on Tuesday"
        clauses |= {
            hosts[n] for n in range(own + 1, min(own + 3, len(pieces))) if _is_relative_to(sentence, pieces[n], end)
        }
        if own not in reached and _leads(pieces, hosts, own, start):
            reached |= _sharing(sentence, pieces, hosts, own, end)
    return [number for number, piece in enumerate(at) if piece in reached or hosts[piece] in clauses]


def _pieces(sentence: str) -> list[_Piece]:
    cuts = [0, *(match.end() for match in _CUT.finditer(fold(sentence))), len(sentence)]
    found = words(sentence)
    starts = [word.start for word in found]
    return [
        _Piece(start, end, own, any(map(is_verb, own)))
        for start, end in pairwise(cuts)
        if start < end
        for own in [found[bisect_left(starts, start) : bisect_left(starts, end)]]
    ]


def _piece_at(pieces: Sequence[_Piece], place: int) -> int:
    return min(bisect_right(pieces, place, key=lambda piece: piece.end), len(pieces) - 1)


def _hosts(sentence: str, pieces: Sequence[_Piece]) -> list[int]:
    """For each piece the one with the verb of its clause; its own number where no clause is near."""
    following: list[int | None] = []
    after: int | None = None
    for number in range(len(pieces) - 1, -1, -1):
        following.append(after)
        after = number if pieces[number].has_verb else after
    hosts: list[int] = []
    before: int | None = None
    for number, (piece, after) in enumerate(zip(pieces, reversed(following), strict=True)):
        if piece.has_verb:
            before = number
        near = [after, before] if _opens_clause(sentence, piece) else [before, after]
        hosts.append(number if piece.has_verb else next((host for host in near if host is not None), number))
    return hosts


def _opens_clause(sentence: str, piece: _Piece) -> bool:
    """Whether a piece comes between a conjunction and its clause: "and, in 2001, it …"."""
    before = fold(sentence[max(0, piece.start - _WORD) : piece.start])
    behind = fold(sentence[piece.start : piece.start + _WORD + _WORD])
    return _OPENS_CLAUSE.search(before) is not None and _PREPOSITION.match(behind) is not None


def _leads(pieces: Sequence[_Piece], hosts: Sequence[int], own: int, start: int) -> bool:
    """Whether what stands at `start` comes before the verb of its clause, as its subject does."""
    verb = next((word for word in pieces[hosts[own]].found if is_verb(word)), None)
    return verb is not None and start < verb.start


def _sharing(sentence: str, pieces: Sequence[_Piece], hosts: Sequence[int], own: int, end: int) -> set[int]:
    """The pieces behind a clause that go on with its subject: "resigned in August, and died in October"."""
    shared: set[int] = set()
    for number in range(own + 1, len(pieces)):
        piece = pieces[number]
        if piece.has_verb and number > hosts[own] and not _goes_on(sentence, piece, end):
            break
        shared.add(number)
    return shared


def _goes_on(sentence: str, piece: _Piece, end: int) -> bool:
    """Whether a clause has the subject that ends at `end`: it opens with its verb or a pronoun, or is relative."""
    before = fold(sentence[max(0, piece.start - _WORD) : piece.start])
    if _RELATIVE.search(before):
        return _is_relative_to(sentence, piece, end)
    is_reported = _REPORTED.search(before) and piece.found and piece.found[0].folded in _PRONOUNS
    return bool(is_reported) or _opens_with_verb(piece)


def _is_relative_to(sentence: str, piece: _Piece, end: int) -> bool:
    """Whether a clause opens with "which" or "who" right behind what ends at `end`."""
    return _RELATIVE_TO.fullmatch(fold(sentence[end : piece.start])) is not None


def _settings(sentence: str, pieces: Sequence[_Piece], hosts: Sequence[int], dated: AbstractSet[int]) -> dict[int, int]:
    """For clauses without a date the one before that gives them theirs.

    A second predicate takes place at the time that stands in front of the first ("On Monday Lind went to court and
    accused the yard"), and what began at some time did so "when" something happened.
    """
    settings: dict[int, int] = {}
    has_date = {hosts[number] for number in dated}
    before: int | None = None
    for number, piece in enumerate(pieces):
        if not piece.has_verb:
            continue
        if before is not None and number not in has_date:
            source = settings.get(before, before)
            ahead = fold(sentence[max(0, piece.start - _WORD) : piece.start])
            is_fronted = any(hosts[place] == source and place < source for place in dated)
            if _WHEN.search(ahead) or (is_fronted and _opens_with_verb(piece)):
                settings[number] = source
        before = number
    return settings


def _opens_with_verb(piece: _Piece) -> bool:
    for word in piece.found:
        if is_verb(word):
            return True
        if word.folded not in _ADVERBS and not word.folded.endswith(("ly", "ing")):
            return False
    return False
