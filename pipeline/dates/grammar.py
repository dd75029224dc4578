"""What a rule of the grammar is: a pattern over token classes and the meaning that it builds."""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from pipeline.dates.lexicon import TELLING
from pipeline.dates.meanings import Meaning
from pipeline.dates.numerals import day_number, number, year_number
from pipeline.dates.tokens import CLASSES, Tokens, compile_pattern

_MACROS = {
    "{MONTH}": r"(?P<month><month|maymonth|mon>)(?:(?<=<mon>)<dot>)?",
    "{DAY}": r"(?P<day><small|nth>|<tens><hyphen>?<ordinal|second|numword>|<ordinal|second>)",
    "{WEEKDAY}": r"(?P<weekday><weekday|wkd>)(?:(?<=<wkd>)<dot>)?",
    "{YEAR}": r"(?P<year><year4>|<numword|tens>(?:<hyphen>?<numword|tens|scale|and>){1,6})",
    "{NUMBER}": (
        r"(?P<number><small|number|year4|half>|<a>?<couple>(?:<of>)?|<a>?<vague>"
        r"|(?:<a>(?=<scale|dozen>))?<numword|tens|scale|dozen>(?:(?:<hyphen|and>)?<numword|tens|scale|dozen>){0,5}"
        r"(?:<and><a>?<half>)?)"
    ),
    "{UNIT}": r"<unitadj>{0,2}(?P<unit><unit|units|second>)",
    "{TO}": r"(?:<hyphen><to><hyphen>|<hyphen|to|through|until>)",
    "{ZONE}": r"(?:<zone>|<other>{1,2}<time>)",
}
_KINDS_OF_TEXTS = 2048  # by the classes of time in them, for which it is remembered which rules there are
_TELLING = frozenset(CLASSES[name] for name in TELLING)


class Match:
    """What a pattern matched, in terms of tokens."""

    __slots__ = ("_match", "end", "start", "tokens")

    def __init__(self, tokens: Tokens, match: re.Match[str]) -> None:
        self.tokens = tokens
        self._match = match
        self.start = match.start()
        self.end = match.end()

    def has(self, group: str) -> bool:
        """Whether the pattern has the group and it took part in the match."""
        return group in self._match.re.groupindex and self._match[group] is not None

    def at(self, group: str) -> int:
        """The index of the group's first token, -1 where it took no part."""
        return self._match.start(group)

    def word(self, group: str) -> str:
        """The group's first word."""
        return self.tokens.words[self._match.start(group)] if self.has(group) else ""

    def words(self, group: str) -> list[str]:
        """The group's words."""
        return self.tokens.words[self._match.start(group) : self._match.end(group)]

    def value(self, group: str) -> int:
        """The lexicon's value of the group's first word."""
        return self.tokens.values[self._match.start(group)]

    def day(self, group: str = "day") -> int | None:
        """The group as the day of a month."""
        return day_number(self.words(group))

    def year(self, group: str = "year") -> int | None:
        """The group as a year."""
        return year_number(self.words(group)) if self.has(group) else None

    def number(self, group: str = "number") -> Fraction | None:
        """The group as a number, None where vague."""
        return number(self.words(group))


class Rule(NamedTuple):
    """A pattern over token classes and what it builds; None where the words only look like time."""

    pattern: re.Pattern[str]
    build: Callable[[Match], Meaning | None]
    telling: frozenset[str]
    """The classes of time that the pattern speaks of: where a text has none of them, it finds nothing there."""


def rule(pattern: str, build: Callable[[Match], Meaning | None]) -> Rule:
    """A rule whose pattern may use the grammar's macros, such as {MONTH}."""
    for name, expansion in _MACROS.items():
        pattern = pattern.replace(name, expansion)
    compiled = compile_pattern(pattern)
    return Rule(compiled, build, _TELLING.intersection(compiled.pattern))


class Candidate(NamedTuple):
    """Tokens from `start` to `end` with a meaning; `alone` where they need no words around them to tell a time."""

    start: int
    end: int
    meaning: Meaning
    alone: bool = True
    joint: int | None = None
    """The token that joins a range's two ends, where they were found apart."""


Chart = dict[int, list[Candidate]]
"""Candidates by the token that they start with."""


class Rules:
    """Rules in their order, of which a text is searched for those alone that speak of what it has."""

    def __init__(self, *rules: Rule, alone: bool) -> None:
        self._rules = rules
        self._alone = alone
        self._speaking_of = lru_cache(maxsize=_KINDS_OF_TEXTS)(self._that_speak_of)

    def candidates(self, tokens: Tokens) -> Iterator[Candidate]:
        """Everything that the rules find, overlapping."""
        for pattern, build, _ in self._speaking_of(_TELLING.intersection(tokens.classes)):
            for found in pattern.finditer(tokens.classes):
                match = Match(tokens, found)
                meaning = build(match)
                if meaning is not None:
                    yield Candidate(match.start, match.end, meaning, self._alone)

    def _that_speak_of(self, told: frozenset[str]) -> Sequence[Rule]:
        return [rule for rule in self._rules if not rule.telling.isdisjoint(told)]


def longest(chart: Chart, start: int) -> Candidate | None:
    """The longest candidate that starts there."""
    return max(chart.get(start, ()), key=lambda candidate: candidate.end, default=None)
