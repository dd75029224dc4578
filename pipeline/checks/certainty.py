"""How surely something is told: as possible, intended, still to come, or a fact. English cues."""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.clauses import clauses, is_telling
from pipeline.checks.reach import is_verb
from pipeline.text.words import Word, words


class Level(IntEnum):
    """How surely something is told."""

    POSSIBLE = 0
    ALLEGED = 1
    INTENDED = 2
    COMING = 3
    FACT = 4


_POSSIBLE = frozenset("may might could can".split())
_THROUGHOUT = frozenset(
    """possibly presumably perhaps maybe reportedly allegedly apparently probably purportedly supposedly seemingly
    alleged suspected conceivably arguably ostensibly likely theoretically hypothetically
    potential potentially unlikely rumoured rumored""".split()
)
"""Words that make all of their clause unsure, wherever they stand in it."""
_TO_POSSIBLE = frozenset(
    """believed thought understood suspected said alleged reported rumoured rumored likely appears appear appeared
    seems seem seemed allowed permitted able entitled free feared assumed presumed liable prone apt
    purports purported deemed held considered reckoned""".split()
)
_TO_INTENDED = frozenset(
    """plan plans planned planning aim aims aimed aiming intend intends intended intending expect expects expected hope
    hopes hoped hoping want wants wanted seek seeks sought propose proposes proposed threaten threatens threatened
    prepare prepares preparing prepared means wishes wish wished supposed meant designed projected forecast tipped
    anticipated ready keen eager willing try tries tried trying attempt attempts attempted attempting bid effort
    efforts ambition ambitions goal mean hoping meaning offer offers offered offering
    consent consents consented proposal proposals""".split()
)
_COMING = frozenset("will would shall wont wouldnt ll".split())
_TO_COMING = frozenset(
    """set due scheduled slated poised going about is are was were be bound course track line vow vows vowed promise
    promises promised pledge pledges pledged agree agrees agreed undertake undertook""".split()
)
_OF_POSSIBLE = frozenset("chance risk possibility danger prospect".split())
_OF_ALLEGED = frozenset("accuse accuses accused accusing suspect suspects suspected accusations allegations".split())
_WITH_ALLEGED = frozenset("charge charges charged charging".split())
_THAT_ALLEGED = frozenset(
    """alleges allege alleged alleging claims claim claimed claiming accusations accusation allegations allegation
    suspicions suspicion suspects suspect""".split()
)
_CLAIMS = frozenset("claim claims claimed claiming".split())
_CONSIDERS = frozenset("consider considers considering contemplating weighing mulling studying".split())
"""What stands right before something that may be done: "is considering a ban"."""
_URGES = frozenset(
    """urge urges urged urging ask asks asked asking call calls called calling press pressed demand demanded beg begged
    invite invited encourage encouraged advise advised recommend request requested talks""".split()
)
"""What stands, with somebody behind it, before "to" and what has yet to be done: "urged the mayor to resign"."""
_FOR_INTENDED = frozenset(
    "plan plans planned planning hope hopes hoped hoping aim aims aimed aiming scheduled set due call calls".split()
)
"""What stands before "for" or "of" and what is to happen: "plans for a bridge", "in the hope of finding"."""
_LOOKS = frozenset("look looks looked".split())
_BEFORE = (
    (_TO_POSSIBLE, frozenset({"to"}), Level.POSSIBLE),
    (_LOOKS, frozenset({"like"}), Level.POSSIBLE),
    (_CLAIMS, frozenset({"to"}), Level.ALLEGED),
    (_TO_INTENDED, frozenset({"to"}), Level.INTENDED),
    (_FOR_INTENDED, frozenset({"for", "of"}), Level.INTENDED),
    (frozenset({"would"}), frozenset("rather like prefer love".split()), Level.INTENDED),
    (_TO_COMING, frozenset({"to"}), Level.COMING),
)
"""Cues that hold with one of some words behind them, and how sure what follows is."""
_AT_A_DISTANCE = {
    "of": (_OF_ALLEGED, Level.ALLEGED),
    "with": (_WITH_ALLEGED, Level.ALLEGED),
    "to": (_URGES, Level.INTENDED),
}
"""Prepositions, and the cues before them in their clause with which they make what follows less than a fact."""
_PHRASES = re.compile(r"\b(?:in (?:theory|principle)|on paper|in all likelihood)\b")
"""Phrases that make all of their clause unsure."""
_CUES = (
    frozenset("theory principle paper likelihood".split())
    | _LOOKS
    | _FOR_INTENDED
    | _POSSIBLE
    | _THROUGHOUT
    | _TO_POSSIBLE
    | _TO_INTENDED
    | _COMING
    | _TO_COMING
    | _OF_POSSIBLE
    | _AT_A_DISTANCE.keys()
    | _THAT_ALLEGED
    | _CONSIDERS
    | _CLAIMS
    | {"whether"}
)
_RARE = (_CUES - _AT_A_DISTANCE.keys()) | _OF_ALLEGED | _WITH_ALLEGED | _URGES
"""One of these every text has that tells something as less than a fact."""
_DEGREES = frozenset("somewhat".split())
_STOP = re.compile(r"[;:.!?]")
_REACH = 5  # words that a cue reaches over
_DISTANT = 8  # words between "accused" and "of"


class Certainty(NamedTuple):
    """How surely each word of a text is told, and the least sure cue of its sentence so far."""

    levels: Sequence[Level]
    hedges: Sequence[Level]


@lru_cache(maxsize=2048)
def certainty(text: str) -> Certainty:
    """How surely the words of an English text are told.

    A cue holds for the first word of content behind it, an adverb for its clause.
    """
    found = words(text)
    levels, hedges = [Level.FACT] * len(found), [Level.FACT] * len(found)
    if _RARE.isdisjoint(word.folded for word in found):
        return Certainty(tuple(levels), tuple(hedges))
    phrases = {match.start() for match in _PHRASES.finditer(text.lower())}
    least, opening = Level.FACT, 0
    for first, last in clauses(text, found):
        hits = [place for place in range(first, last) if found[place].folded in _THROUGHOUT]
        unsure = any(_is_throughout(found, place) for place in hits) or any(
            found[first].start <= start < found[last - 1].end for start in phrases
        )
        begins = first == 0 or _STOP.search(text, found[first - 1].end, found[first].start) is not None
        opening = first if begins else opening
        least = Level.POSSIBLE if unsure else Level.FACT if begins else least
        held, left, open_clause = Level.FACT, 0, Level.FACT
        for position in range(first, last):
            word = found[position]
            cue = _cue(found, position, opening if position == first else first)
            if cue is not None:
                held, left = min(cue, held), _REACH
                least = min(cue, least) if cue is Level.POSSIBLE else least
                continue
            open_clause = min(open_clause, _opens(found, position))
            if open_clause is not Level.FACT and is_verb(word) and is_telling(word):
                held, open_clause = min(open_clause, held), Level.FACT
            levels[position] = Level.POSSIBLE if unsure else held
            if is_telling(word) and not word.folded.endswith("ly") and word.folded not in _DEGREES:
                held, left = Level.FACT, 0
            elif left:
                left -= 1
                held = held if left else Level.FACT
        hedges[first:last] = [least] * (last - first)
    return Certainty(tuple(levels), tuple(hedges))


def _is_throughout(found: Sequence[Word], position: int) -> bool:
    """Whether such a word makes all of its clause unsure: "suspected of" does so to what is behind it alone."""
    return position + 1 == len(found) or found[position + 1].folded != "of"


def _opens(found: Sequence[Word], position: int) -> Level:
    """How sure the next verb is behind "whether", or behind "that" where somebody alleges it; a fact otherwise."""
    word = found[position].folded
    if word == "whether":
        return Level.POSSIBLE
    before = found[position - 1].folded if position else ""
    return Level.ALLEGED if word == "that" and before in _THAT_ALLEGED else Level.FACT


def _cue(found: Sequence[Word], position: int, first: int) -> Level | None:
    word = found[position].folded
    if word not in _CUES:
        return None
    following = found[position + 1].folded if position + 1 < len(found) else ""
    levels = [level for cues, behind, level in _BEFORE if word in cues and following in behind]
    if word in _AT_A_DISTANCE:
        cues, level = _AT_A_DISTANCE[word]
        levels += [level for other in found[max(first, position - _DISTANT) : position] if other.folded in cues]
    if word in _CONSIDERS:
        levels.append(Level.INTENDED)
    if word in _POSSIBLE and not (word == "may" and found[position].is_capitalised):
        levels.append(Level.POSSIBLE)
    if word in _OF_POSSIBLE and any(other.folded == "of" for other in found[position + 1 : position + _REACH]):
        levels.append(Level.POSSIBLE)
    if word in _COMING:
        levels.append(Level.COMING)
    return min(levels, default=None)
