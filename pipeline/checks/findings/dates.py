"""Dates of a claim that its evidence does not show, or shows only as the limit of something."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, chain, islice

from pipeline.checks.behind import told_behind
from pipeline.checks.passage import Passage
from pipeline.checks.roots import root_set
from pipeline.dates import Boundary, Kind, TimeExpression, find_dates
from pipeline.domain.article import published_day
from pipeline.domain.dates import Precision
from pipeline.domain.support import Reason
from pipeline.text.fold import fold, squeeze
from pipeline.text.words import FUNCTION_WORDS

_UNDATED = (Kind.DURATION, Kind.SET, Kind.REFERENCE)
_LIMITS = (Boundary.SINCE, Boundary.UNTIL, Boundary.BEFORE, Boundary.AFTER)
_DETERMINER = re.compile(r"(?:\b(?:the|a|an|its|his|her|their|this|that)|'s|s') $")
_LONGEST_DETERMINER = len("their ")
_NOUN = re.compile(r" ([a-z][a-z-]+)")
_DEADLINE = re.compile(r"(?:['’]s)? (?:deadline|target|limit|cut-?off|ultimatum|expiry|closing|due date|date)\b")
_AND_A_HALF = re.compile(r" and a half\b")
_CALENDAR_DAY = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]{2,8}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?")
_CLAUSE_BREAK = re.compile(r"[,;:]|\b(?:since|when|after|before|until|because|and|but|while)\b")
_COUNTED = re.compile(
    r"(?:[a-z]+|\d+)(?: [a-z]+)? (?:nights?|days?|weeks?|months?|years?|decades?) (?:before|earlier|later|after)"
    r"|the (?:next|previous|following|preceding) (?:night|day|week|month|year|decade)"
)
"""What counts from another date, of the claim or of the evidence, rather than from the day of publication."""

_SOME = re.compile(r"\b(?:an?|one) (?:early |late )?$")
_DAY_OF_WEEK = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_OF_ANY_WEEK = re.compile(r"XXXX-WXX-(\d)")
_SHORTLY = 12  # characters
_WORD = re.compile(r"\w")
_CalendarDay = tuple[Precision | None, int, int]

_MOST_LIMITS = 8  # of one date, which are asked whether they tell more of it


def claim_dates(claim: str, evidence: Sequence[Passage], language: str) -> tuple[tuple[TimeExpression, ...], ...]:
    """The claim's time expressions, read once against each publication time that the evidence has."""
    published = list(dict.fromkeys(passage.published for passage in evidence)) or [None]
    return tuple(find_dates(claim, moment, language) for moment in published)


def wrong_dates(
    claim: str, evidence: Sequence[Passage], readings: Sequence[Sequence[TimeExpression]], language: str
) -> Iterator[Reason]:
    """Dates that no passage shows. `readings` are the claim's, as `claim_dates` gives them."""
    shown = _Shown(evidence)
    clauses = _Clauses(claim, language)
    folded = fold(claim)
    read: defaultdict[int, list[TimeExpression]] = defaultdict(list)
    for expression in chain.from_iterable(readings):
        read[expression.start].append(expression)
    yield from _days_of_no_week(claim, readings[0], shown)
    for expression in readings[0]:
        if expression.kind in _UNDATED or _AND_A_HALF.match(folded, expression.end):
            continue
        meanings = read[expression.start]
        written = claim[expression.start : expression.end]
        noun = _noun_dated_by(expression, claim)
        if (noun is None and expression.boundary in _LIMITS) or _DEADLINE.match(folded, expression.end):
            is_limit = False
        else:
            limits = shown.only_limits(meanings)
            is_limit = bool(limits) and not any(clauses.date(expression, noun, *limit) for limit in limits)
        if is_limit:
            message = (
                f"in the evidence “{written}” is only a limit (since, until, before or after), not when it took place"
            )
            yield Reason(kind="date", words=written, hard=True, message=message)
        elif not shown.has(written, meanings) and not (
            _leaves_open_which_day(expression, folded) and shown.has_day_of_week(expression)
        ):
            hard = any(meaning.latest is not None for meaning in meanings)
            message = f"the evidence does not give the date “{written}”"
            if _COUNTED.fullmatch(folded, expression.start, expression.end) and not shown.counts:
                hard, message = False, f"the evidence does not give what “{written}” counts from"
            if hard and any(shown.has_without_its_year(meaning) for meaning in meanings):
                hard, message = False, f"the evidence gives “{written}” without its year"
            yield Reason(kind="date", words=written, hard=hard, message=message)


def _days_of_no_week(claim: str, expressions: Sequence[TimeExpression], shown: "_Shown") -> Iterator[Reason]:
    """Days of the week that the claim leaves open and the evidence does not have: "on a Friday"."""
    for expression in expressions:
        if _is_of_any_week(expression) and not shown.has_day_of_week(expression):
            written = claim[expression.start : expression.end]
            message = f"the evidence does not give the date “{written}”"
            yield Reason(kind="date", words=written, hard=True, message=message)


def _is_of_any_week(expression: TimeExpression) -> bool:
    """Whether it is a day of the week of which nobody says the week: "on a Friday"."""
    return expression.kind is Kind.REFERENCE and _day_of_week(expression) is not None


def _day_of_week(expression: TimeExpression) -> int | None:
    """The day of the week that a single day is, from 0 for Monday, as far as it is known."""
    if found := _OF_ANY_WEEK.match(expression.value):
        return int(found[1]) - 1
    day = expression.earliest
    return day.weekday() if day is not None and day == expression.latest else None


def _leaves_open_which_day(expression: TimeExpression, folded: str) -> bool:
    """Whether a claim does not say which day of the week it means: "on a Saturday evening"."""
    day = expression.earliest
    if day is None or day != expression.latest or _DAY_OF_WEEK.match(fold(expression.text)) is None:
        return False
    return _SOME.search(folded[max(0, expression.start - _SHORTLY) : expression.start]) is not None


class _Clauses:
    """What a claim dates: the roots of its words of content, and of those around each of its dates."""

    def __init__(self, claim: str, language: str) -> None:
        self._claim = claim
        self._language = language

    def date(self, expression: TimeExpression, noun: str | None, limit: TimeExpression, passage: Passage) -> bool:
        """Whether the claim dates by an expression what its evidence tells behind a limit: a noun, or its own words."""
        told = (root_set([noun], self._language),) if noun else (self._whole, self._around(expression))
        if any(told_behind(limit, passage, roots, self._language) for roots in told):
            return True
        return noun is not None and _noun_dated_by(limit, passage.text) == noun

    @cached_property
    def _whole(self) -> frozenset[str]:
        return root_set([self._claim], self._language)

    @cached_property
    def _breaks(self) -> Sequence[re.Match[str]]:
        return list(_CLAUSE_BREAK.finditer(self._claim))

    @cached_property
    def _known(self) -> dict[tuple[int, int], frozenset[str]]:
        return {}

    def _around(self, expression: TimeExpression) -> frozenset[str]:
        """The roots of the words around a date up to a mark of punctuation or a conjunction."""
        before = bisect_right(self._breaks, expression.start, key=lambda found: found.end())
        behind = bisect_left(self._breaks, expression.end, key=lambda found: found.start())
        start = self._breaks[before - 1].end() if before else 0
        end = self._breaks[behind].start() if behind < len(self._breaks) else len(self._claim)
        if (start, end) not in self._known:
            self._known[start, end] = root_set([self._claim[start:end]], self._language)
        return self._known[start, end]


def _noun_dated_by(expression: TimeExpression, claim: str) -> str | None:
    """The noun that a date stands before like an adjective: "meeting" in "since the October 2024 meeting"."""
    folded = fold(claim)
    noun = _NOUN.match(folded, expression.end)
    near = max(0, expression.start - _LONGEST_DETERMINER)
    if noun is None or noun[1] in FUNCTION_WORDS or not _DETERMINER.search(folded, near, expression.start):
        return None
    return noun[1]


class _Shown:
    """The dates of some evidence, to look a claim's up in."""

    def __init__(self, evidence: Sequence[Passage]) -> None:
        self._evidence = evidence
        self._found = [(expression, passage) for passage in evidence for expression in passage.dates]
        parts = [(part, passage) for whole, passage in self._found for part in whole.ends if part.boundary in _LIMITS]
        self._limits = [*((whole, passage) for whole, passage in self._found if whole.boundary in _LIMITS), *parts]

    @cached_property
    def _quotes(self) -> Sequence[str]:
        return [squeeze(passage.quote) for passage in self._evidence]

    @cached_property
    def _days(self) -> "_Stretches":
        published = (published_day(passage.published) for passage in self._evidence)
        told = (found for whole, _ in self._found for found in (whole, *whole.ends))
        return _Stretches([*map(_stretch, told), *((day, day) for day in published if day)])

    @cached_property
    def _days_with_years_told_apart(self) -> "_Stretches":
        return _Stretches(_with_years_told_apart([found for found, _ in self._found]))

    @cached_property
    def _calendar_days(self) -> frozenset[_CalendarDay]:
        return frozenset(day for found, _ in self._found if (day := _calendar_day(found)))

    @cached_property
    def _without_year(self) -> frozenset[str]:
        undated = (found.value for found, _ in self._found if found.latest is None)
        return frozenset(value[4:] for value in undated if value.startswith("XXXX-"))

    @cached_property
    def _days_of_week(self) -> frozenset[int | None]:
        return frozenset(_day_of_week(found) for found, _ in self._found)

    def has_day_of_week(self, expression: TimeExpression) -> bool:
        """Whether a date is the same day of the week."""
        return _day_of_week(expression) in self._days_of_week

    @cached_property
    def counts(self) -> bool:
        """Whether one of them counts from another date."""
        return any(_COUNTED.fullmatch(fold(found.text)) for found, _ in self._found)

    @cached_property
    def _limiting(self) -> "_Stretches":
        return _Stretches(_stretch(found) for found, _ in self._limits)

    @cached_property
    def _dating(self) -> "_Stretches":
        return _Stretches(_stretch(found) for found, _ in self._found if found.boundary not in _LIMITS)

    def has(self, written: str, meanings: Sequence[TimeExpression]) -> bool:
        """Whether the evidence has a date in the claim's words, or one that the claim's covers.

        Of a range it must have both ends, of what counts from a date that date; and a day that the claim gives without
        its year it may have of any.
        """
        folded = squeeze(written)
        if any(_has_words(quote, folded) for quote in self._quotes):
            return True
        if all(meaning.kind is Kind.RANGE and len(meaning.ends) == 2 for meaning in meanings):
            return all(self.has(end[0].text, end) for end in zip(*(m.ends for m in meanings), strict=True))
        if anchors := [meaning.ends[-1] for meaning in meanings if _counts_from_a_date(meaning)]:
            return self._has_days(meanings) and self.has(anchors[0].text, anchors)
        return self._has_days(meanings)

    def _has_days(self, meanings: Sequence[TimeExpression]) -> bool:
        return (
            any(self._days.any_within(meaning) for meaning in meanings)
            or any(_is_yearless(meaning) and _calendar_day(meaning) in self._calendar_days for meaning in meanings)
            or any(self._days_with_years_told_apart.any_within(meaning) for meaning in meanings)
        )

    def has_without_its_year(self, meaning: TimeExpression) -> bool:
        """Whether the evidence has the day or month, but nothing tells of which year."""
        return meaning.value[4:] in self._without_year

    def only_limits(self, meanings: Sequence[TimeExpression]) -> Sequence[tuple[TimeExpression, Passage]]:
        """The first of the dates that a claim's covers, where all stand behind since, until, before or after."""
        if any(self._dating.any_within(meaning) for meaning in meanings):
            return ()
        if not any(self._limiting.any_within(meaning) for meaning in meanings):
            return ()
        same = (limit for limit in self._limits if any(_covers(meaning, limit[0]) for meaning in meanings))
        return tuple(islice(same, _MOST_LIMITS))


def _counts_from_a_date(meaning: TimeExpression) -> bool:
    """As in "two days after Monday's vote", which tells of two days."""
    return len(meaning.ends) == 2 and meaning.ends[-1].boundary in _LIMITS


def _has_words(text: str, words: str) -> bool:
    """Whether a text has some words, not within others: "May 1" is not in "May 12"."""
    at = text.find(words)
    while at >= 0:
        around = text[max(0, at - 1) : at] + text[at + len(words) : at + len(words) + 1]
        if not _WORD.search(around):
            return True
        at = text.find(words, at + 1)
    return False


def _calendar_day(found: TimeExpression) -> _CalendarDay | None:
    """The day or month of a date without its year."""
    return (found.precision, found.earliest.month, found.earliest.day) if found.earliest else None


def _is_yearless(meaning: TimeExpression) -> bool:
    """Whether it is a day or month of the calendar of which the claim leaves the year to its reader."""
    return not meaning.explicit and meaning.earliest is not None and bool(_CALENDAR_DAY.fullmatch(meaning.text))


class _Stretches:
    """Stretches of days, to look up whether any of them lies within a date. One without days lies in none."""

    def __init__(self, stretches: Iterable[tuple[date, date] | None]) -> None:
        ordered = sorted({stretch for stretch in stretches if stretch})
        self._firsts = [first for first, _ in ordered]
        self._soonest_ends = [*accumulate((last for _, last in reversed(ordered)), min)][::-1]
        """The least of the last days of a stretch and all that start later."""

    def any_within(self, meaning: TimeExpression) -> bool:
        """Whether a date covers one of them."""
        outer = _stretch(meaning)
        if outer is None:
            return False
        at = bisect_left(self._firsts, outer[0])
        return at < len(self._firsts) and self._soonest_ends[at] <= outer[1]


def _stretch(expression: TimeExpression) -> tuple[date, date] | None:
    """The days that an expression tells; its last alone where it has no first."""
    return (expression.earliest or expression.latest, expression.latest) if expression.latest else None


def _covers(outer: TimeExpression, inner: TimeExpression) -> bool:
    whole, part = _stretch(outer), _stretch(inner)
    return whole is not None and part is not None and whole[0] <= part[0] and part[1] <= whole[1]


def _with_years_told_apart(found: Sequence[TimeExpression]) -> Iterator[tuple[date, date]]:
    """Days whose year another expression of the evidence gives: "October 6" where it also says "in 1995"."""
    years = {
        e.earliest.year for e in found if e.explicit and e.earliest and e.latest and e.earliest.year == e.latest.year
    }
    yearless = {
        e.earliest
        for e in found
        if e.earliest is not None and e.earliest == e.latest and not e.explicit and e.text[-1:].isdigit()
    }
    for day in yearless:
        if (day.month, day.day) != (2, 29):
            for year in years - {day.year}:
                moved = day.replace(year=year)
                yield moved, moved
