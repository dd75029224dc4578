"""The tense of a clause, as far as it tells which way a bare "Thursday" looks.

A few dozen cues stand in for a tagger, as in HeidelTime's strategy for news (Strötgen and Gertz, 2010): the cue nearest
before the expression in its sentence decides, else the first one after it.
"""

from functools import cached_property
from typing import NamedTuple

from pipeline.dates.arranged import is_to_come
from pipeline.dates.cues import (
    LEAD,
    cue,
    is_arranged,
    is_attribute,
    is_deferred,
    is_infinitive,
    is_joined,
    is_of_now,
)
from pipeline.dates.expression import Boundary
from pipeline.dates.lexicon import words
from pipeline.dates.meanings import Direction
from pipeline.dates.tokens import Tokens

_REACH = 25
_CLAUSE_OPENERS = words("and but that while although though because")
_STARTING = words("starting beginning commencing effective")
_PREPOSITIONS = words("on in at by from until")
_STATES = words("due out set back off open closed over here up only also now still just not likely")
_PRESENT = words("is are")
_STOPS = frozenset(".!?;")
_ABBREVIATIONS = words("""
    mr mrs ms dr st sen rep gov gen lt col sgt prof inc corp co ltd jr sr vs no u s a m p jan feb mar apr jun
    jul aug sep sept oct nov dec tue tues weds thu thur thurs d c n y k e i
    """)


def ends_sentence(tokens: Tokens, index: int) -> bool:
    """Whether a sentence ends with the token there."""
    word = tokens.words[index]
    if word == "\n":
        return True
    if word not in _STOPS:
        return False
    if word != "." or index + 1 >= len(tokens):
        return True
    if tokens.touches(index + 1) or tokens.word(index - 1) in _ABBREVIATIONS:
        return False
    return tokens.is_capitalised(index + 1) or not tokens.words[index + 1].isalpha()


class _Cues(NamedTuple):
    """By token: where its sentence starts, and the cue that holds before it and behind it."""

    starts: list[int]
    before: "list[_Cue | None]"
    after: "list[_Cue | None]"


class Clauses:
    """The cues of tense in a text and the sentences that they hold in, found in one pass once somebody asks."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    @cached_property
    def _cues(self) -> _Cues:
        tokens, count = self._tokens, len(self._tokens)
        starts = [0] * (count + 1)
        before: list[_Cue | None] = [None] * (count + 1)
        after: list[_Cue | None] = [None] * (count + 1)
        cues: list[Direction | None] = []
        ends: list[bool] = []
        told_past = False
        for position in range(count):
            found, end = cue(tokens, position, told_past=told_past), ends_sentence(tokens, position)
            cues.append(found)
            ends.append(end)
            told_past = not end and (told_past or found is Direction.PAST)
            held = (position, found) if found is not None else before[position]
            before[position + 1] = None if end else held
            starts[position + 1] = position + 1 if end else starts[position]
        for position in range(count - 1, -1, -1):
            found = cues[position]
            following = (position, found) if found is not None else after[position + 1]
            after[position] = None if ends[position] else following
        return _Cues(starts, before, after)

    def sentence_start(self, index: int) -> int:
        """The first token of the sentence that a token stands in."""
        return self._cues.starts[index]

    def direction(self, start: int, end: int, edge: Boundary | None = None) -> Direction:
        """Which way the clause around the tokens from `start` to `end` looks, told with this boundary."""
        if edge is Boundary.SINCE:
            return Direction.PAST
        if _announces(self._tokens, start):
            return Direction.FUTURE
        starts, before, after = self._cues.starts, self._cues.before[start], self._cues.after[end]
        if before is not None and start - before[0] > _REACH:
            before = None
        if after is not None and after[0] - end >= _REACH:
            after = None
        if after is not None and _opens_clause(self._tokens, start):
            before = None
        if before is not None and after is not None and self._had_been_planned(before, after, start, end):
            return Direction.AROUND
        if edge is Boundary.UNTIL and (before is not None or start > starts[start] + 1):
            return self._until(before)
        told = before or after
        unsaid = told is None or (before is None and self._tokens.word(end) in _PRESENT)
        if unsaid and is_to_come(self._tokens, starts[start], start, end):
            return Direction.FUTURE
        return self._edged(Direction.UNKNOWN if told is None else told[1], before, start, edge)

    def _edged(self, direction: Direction, before: "_Cue | None", start: int, edge: Boundary | None) -> Direction:
        """What the word before the date makes of its clause's direction."""
        if direction is Direction.UNKNOWN and edge is Boundary.BY:
            return Direction.FUTURE
        if self._tokens.word(start - 1) in _STARTING:
            return Direction.AROUND if direction is Direction.PAST else Direction.FUTURE
        if direction is not Direction.PAST:
            return direction
        if before is not None and self._arranges(before[0], start, edge):
            return Direction.FUTURE
        return Direction.AROUND if edge is Boundary.BEFORE else direction

    def _arranges(self, position: int, start: int, edge: Boundary | None) -> bool:
        """Whether a past act is for a day to come: "ordered to leave by Friday", "was moved to May 3"."""
        tokens, near = self._tokens, start - position <= LEAD
        if edge is Boundary.BY:
            return self._has_infinitive(start) or is_of_now(tokens, position)
        match tokens.word(start - 1):
            case "to":
                return near and is_deferred(tokens, position)
            case "for":
                arranged = is_arranged(tokens, position) or is_arranged(tokens, start - 2)
                return near and (is_deferred(tokens, position) or arranged)
            case _:
                return False

    def _had_been_planned(self, before: "_Cue", after: "_Cue", start: int, end: int) -> bool:
        """As in "a launch planned for Tuesday was scrubbed": on that day, or ahead of it."""
        tokens = self._tokens
        planned = before[1] is Direction.FUTURE and start - before[0] <= LEAD and is_attribute(tokens, before[0])
        return planned and after[1] is Direction.PAST and is_joined(tokens, end, after[0])

    def _until(self, held: "_Cue | None") -> Direction:
        """What goes on, or is put off, until a day: one to come, unless all of it is told as past."""
        if held is None:
            return Direction.FUTURE
        position, direction = held
        if direction is Direction.PAST and not is_deferred(self._tokens, position):
            return Direction.FUTURE if is_of_now(self._tokens, position) else Direction.LASTING
        return Direction.FUTURE

    def _has_infinitive(self, start: int) -> bool:
        return any(
            is_infinitive(self._tokens, at) for at in range(max(self._cues.starts[start], start - _REACH), start)
        )


_Cue = tuple[int, Direction]


def _announces(tokens: Tokens, start: int) -> bool:
    """Whether "is" or "come" stands before the date: "the launch day is Tuesday", "figures are due out on Friday"."""
    position = start - 2 if tokens.word(start - 1) in _PREPOSITIONS else start - 1
    for _ in range(2):
        position -= tokens.word(position) in _STATES
    return tokens.word(position) in _PRESENT or tokens.word(position) == "come"


def _opens_clause(tokens: Tokens, start: int) -> bool:
    """Whether the date is the first word of a clause whose verb follows: "and on Friday the court will rule"."""
    position = start - 2 if tokens.word(start - 1) in _PREPOSITIONS else start - 1
    listed = tokens.is_class(position - 1, "weekday", "small", "nth", "month", "maymonth", "year4", "part", "deictic")
    return tokens.word(position) in _CLAUSE_OPENERS and not listed
