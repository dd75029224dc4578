"""Dates of a claim that its evidence does not show, or shows only as the limit of something."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipeline.checks.behind import told_behind
from pipeline.checks.passage import Passage
from pipeline.dates import Boundary, Kind, TimeExpression, find_dates
from pipeline.domain.article import published_day
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
_MOST = 24  # dates of a claim that are looked up


def claim_dates(claim: str, evidence: Sequence[Passage], language: str) -> tuple[tuple[TimeExpression, ...], ...]:
    """The claim's time expressions, read once against each publication time that the evidence has."""
    published = list(dict.fromkeys(passage.published for passage in evidence)) or [None]
    return tuple(find_dates(claim, moment, language) for moment in published)


def wrong_dates(
    claim: str, evidence: Sequence[Passage], readings: Sequence[Sequence[TimeExpression]], language: str
) -> Iterator[Reason]:
    """Dates that no passage shows. `readings` are the claim's, as `claim_dates` gives them."""
    told = [found for passage in evidence for found in passage.dates]
    for expression in readings[0][:_MOST]:
        if expression.kind in _UNDATED or _AND_A_HALF.match(fold(claim), expression.end):
            continue
        meanings = [other for reading in readings for other in reading if other.start == expression.start]
        written = claim[expression.start : expression.end]
        noun = _noun_dated_by(expression, claim)
        if (noun is None and expression.boundary in _LIMITS) or _DEADLINE.match(fold(claim), expression.end):
            is_limit = False
        else:
            is_limit = _is_only_a_limit(
                (noun,) if noun else (claim, _clause(claim, expression)), meanings, evidence, language
            )
        if is_limit:
            message = (
                f"in the evidence “{written}” is only a limit (since, until, before or after), not when it took place"
            )
            yield Reason(kind="date", words=written, hard=True, message=message)
        elif not _is_shown(written, meanings, evidence) and not _is_some_such_day(expression, claim, told):
            hard = any(meaning.latest is not None for meaning in meanings)
            message = f"the evidence does not give the date “{written}”"
            if _COUNTED.fullmatch(fold(written)) and not any(_COUNTED.fullmatch(fold(d.text)) for d in told):
                hard, message = False, f"the evidence does not give what “{written}” counts from"
            if hard and any(_is_that_day_of_some_year(meaning, evidence) for meaning in meanings):
                hard, message = False, f"the evidence gives “{written}” without its year"
            yield Reason(kind="date", words=written, hard=hard, message=message)


def _is_some_such_day(expression: TimeExpression, claim: str, told: Iterable[TimeExpression]) -> bool:
    """Whether the claim leaves open which day of the week it means ("on a Saturday evening"), and a date is one."""
    day = expression.earliest
    if day is None or day != expression.latest or not _SOME.search(fold(claim[: expression.start])):
        return False
    if _DAY_OF_WEEK.match(fold(expression.text)) is None:
        return False
    return any(
        e.earliest is not None and e.earliest == e.latest and e.earliest.weekday() == day.weekday() for e in told
    )


def _noun_dated_by(expression: TimeExpression, claim: str) -> str | None:
    """The noun that a date stands before like an adjective: "meeting" in "since the October 2024 meeting"."""
    folded = fold(claim)
    noun = _NOUN.match(folded, expression.end)
    near = max(0, expression.start - _LONGEST_DETERMINER)
    if noun is None or noun[1] in FUNCTION_WORDS or not _DETERMINER.search(folded, near, expression.start):
        return None
    return noun[1]


def _is_shown(written: str, meanings: Sequence[TimeExpression], evidence: Sequence[Passage]) -> bool:
    same = re.compile(rf"(?<!\w){re.escape(squeeze(written))}(?!\w)")
    if any(same.search(squeeze(passage.quote)) for passage in evidence):
        return True
    ends = [meaning.ends for meaning in meanings]
    if all(meaning.kind is Kind.RANGE and len(meaning.ends) == 2 for meaning in meanings):
        return all(_is_shown(end[0].text, end, evidence) for end in zip(*ends, strict=True))
    spans: list[tuple[date | None, date | None]] = [
        (found.earliest or found.latest, found.latest)
        for passage in evidence
        for whole in passage.dates
        for found in (whole, *whole.ends)
    ]
    if any(_is_same_day(meaning, found) for passage in evidence for found in passage.dates for meaning in meanings):
        return True
    spans += [(day, day) for passage in evidence for day in [published_day(passage.published)]]
    spans += _with_years_told_apart(evidence)
    return any(_covers(meaning, first, last) for first, last in spans for meaning in meanings)


def _is_same_day(meaning: TimeExpression, found: TimeExpression) -> bool:
    """Whether both are one day or month of the calendar and the claim leaves the year to its reader."""
    yearless = not meaning.explicit and _CALENDAR_DAY.fullmatch(meaning.text) is not None
    if not yearless or meaning.earliest is None or found.earliest is None or meaning.precision != found.precision:
        return False
    return (meaning.earliest.month, meaning.earliest.day) == (found.earliest.month, found.earliest.day)


def _is_that_day_of_some_year(meaning: TimeExpression, evidence: Sequence[Passage]) -> bool:
    """Whether the evidence has the day or month, but nothing tells of which year."""
    return any(
        found.latest is None and found.value.startswith("XXXX-") and meaning.value[4:] == found.value[4:]
        for passage in evidence
        for found in passage.dates
    )


def _with_years_told_apart(evidence: Sequence[Passage]) -> Iterator[tuple[date, date]]:
    """Days whose year another expression of the evidence gives: "October 6" where it also says "in 1995"."""
    found = [expression for passage in evidence for expression in passage.dates]
    years = {
        e.earliest.year for e in found if e.explicit and e.earliest and e.latest and e.earliest.year == e.latest.year
    }
    for expression in found:
        day = expression.earliest
        if day is not None and day == expression.latest and not expression.explicit and expression.text[-1:].isdigit():
            for year in years - {day.year}:
                if (day.month, day.day) != (2, 29):
                    moved = day.replace(year=year)
                    yield moved, moved


def _covers(meaning: TimeExpression, first: date | None, last: date | None) -> bool:
    start, end = meaning.earliest or meaning.latest, meaning.latest
    if start is None or end is None or first is None or last is None:
        return False
    return start <= first and last <= end


def _is_only_a_limit(
    dated: Sequence[str], meanings: Sequence[TimeExpression], evidence: Sequence[Passage], language: str
) -> bool:
    """Whether the claim's date, told as a time, stands in the evidence only behind since, until, before or after.

    `dated` are what the claim dates: a noun, or its words as a whole and those of the clause.
    """
    same = [
        (found, passage)
        for passage in evidence
        for found in passage.dates
        if found.latest and any(_covers(meaning, found.earliest or found.latest, found.latest) for meaning in meanings)
    ]
    if not same or any(found.boundary not in _LIMITS for found, _ in same):
        return False
    return not any(
        told_behind(found, passage, text, language) or _noun_dated_by(found, passage.text) == text
        for found, passage in same
        for text in dated
    )


def _clause(claim: str, expression: TimeExpression) -> str:
    """The words around a date up to a mark of punctuation or a conjunction."""
    start = max((match.end() for match in _CLAUSE_BREAK.finditer(claim, 0, expression.start)), default=0)
    end = _CLAUSE_BREAK.search(claim, expression.end)
    return claim[start : end.start() if end else None]
