"""Dates in single phrases: the specifications of Recognizers-Text, as far as news would print them.

Each phrase stands in a sentence in the past tense, and its days must be exactly those of the specification's past
resolution. The specifications are an assistant's: they hold phrases that people type and that no newspaper prints, and
readings that an assistant's calendar settles otherwise than an editor. `LEFT_OUT` names both kinds by rule.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from dateparser.date import DateDataParser
from pydantic import BaseModel, TypeAdapter

from pipeline.dates import Kind, TimeExpression, find_dates

SPECIFICATIONS = ("DateParser.json", "DatePeriodParser.json")


class Value(BaseModel):
    """What a specification expects of a phrase."""

    Timex: str
    PastResolution: dict[str, str] = {}


class Result(BaseModel):
    """A phrase that a specification expects to be found."""

    Start: int
    Length: int
    Value: Value


class Reference(BaseModel):
    """The time that a specification resolves against."""

    ReferenceDateTime: datetime | None = None


class Case(BaseModel):
    """One case of a specification."""

    Input: str
    Context: Reference = Reference()
    Results: list[Result]


class Phrase(NamedTuple):
    """A phrase of a specification in a sentence in the past tense, and the days that it should get."""

    text: str
    sentence: str
    reference: datetime | None
    first: str
    last: str
    interval: bool
    """Whether `last` is the last day of a range whose ends are named, rather than the day after a period's last."""


class Omission(NamedTuple):
    """Phrases that are left out, and why."""

    name: str
    reason: str
    pattern: re.Pattern[str]


def _omission(name: str, reason: str, pattern: str) -> Omission:
    return Omission(name, reason, re.compile(pattern, re.IGNORECASE))


_COUNT = r"(?:an?|\d+|two|three|four|few)"
LEFT_OUT = (
    _omission(
        "a number alone",
        "nothing makes a date of it; news counts and ranks with such words",
        r"(?:the )?(?:\d{1,2}|second|thirty|twenty second)",
    ),
    _omission(
        "two numbers, or three with hyphens",
        "in news a score, a record, a decimal or a fraction; a date has a month's name or a year of four digits",
        r"(?!\d{4} ?- ?\d{4}$)\d{1,4} ?[./-] ?\d{1,4}|\d{1,2}-\d{1,2}-\d{2}",
    ),
    _omission(
        "as typed in haste",
        "letters and digits run together and stray marks pass no copy desk",
        r".*(?:\btmrw\b|\bw/c\b|[a-z]{3}\.?\d|\d[a-z]{4}|\d{4}H\d|[a-z]{4}\. \d|\d/\d+,).*",
    ),
    _omission("my day, my week", "the asker's own calendar, which news does not have", r".*\bmy\b.*"),
    _omission(
        "that, same, the next",
        "in news they refer to what was told before; an assistant takes today for it",
        r"(?:that|same) \w+|the (?:next )?day|the week|(?:the )?weekend",
    ),
    _omission(
        "weeks, months and years to the day",
        "an assistant keeps the day of the week or month; here a date is no more exact than its words",
        rf"(?:in )?{_COUNT} (?:business days|weeks?|months?|years?)(?: ago| from now| from tomorrow)?",
    ),
    _omission(
        "a limit as a stretch of time",
        "an assistant blocks the days up to it; in news it is the edge of when something was",
        r"(?:more|less) than .*|within .*\bfrom today|.*\bin the future|.*\bhence|for .* from .*",
    ),
    _omission("a few", "an assistant takes it for three; in news it is vague", r".*\bfew\b.*"),
    _omission("weeks by their number", "English news does not print them", r".*\bweek \d+\b.*"),
    _omission("years before 1000", "outside the years that the project promises", r"year (?:247|two hundred and .*)"),
)
NOTHING_TOLD = Omission("no days", "the specification has no past resolution, or no such day", re.compile(""))

_PREPOSITION = re.compile(r"\b((?:on|in|at|for|by|during|of|over|within)(?: the)?)\s+$", re.IGNORECASE)


def read_phrases(folder: Path) -> tuple[list[Phrase], Counter[Omission]]:
    """The phrases that news would print, and how many were left out by which rule."""
    left_out: Counter[Omission] = Counter()
    phrases: list[Phrase] = []
    for name in SPECIFICATIONS:
        for case in TypeAdapter(list[Case]).validate_json((folder / name).read_text(encoding="utf-8-sig")):
            for phrase in _phrases(case):
                omission = _omitted(phrase) if phrase is not None else NOTHING_TOLD
                if phrase is None or omission is not None:
                    left_out[omission or NOTHING_TOLD] += 1
                else:
                    phrases.append(phrase)
    return phrases, left_out


def _omitted(phrase: Phrase) -> Omission | None:
    return next((omission for omission in LEFT_OUT if omission.pattern.fullmatch(phrase.text)), None)


def _phrases(case: Case) -> list[Phrase | None]:
    return [_phrase(case, result) for result in case.Results] or [None]


def _phrase(case: Case, result: Result) -> Phrase | None:
    past = result.Value.PastResolution
    first = past.get("date") or past.get("startDate")
    last = past.get("date") or past.get("endDate")
    if first is None or last is None or "0001-01-01" in {first, last}:
        return None
    text = case.Input[result.Start : result.Start + result.Length]
    preposition = _PREPOSITION.search(case.Input[: result.Start])
    sentence = f"They met {preposition[1] + ' ' if preposition else ''}{text}."
    interval = result.Value.Timex.startswith("(")
    return Phrase(text, sentence, case.Context.ReferenceDateTime, first, last, interval)


def resolves(phrase: Phrase) -> bool:
    """Whether the longest expression found in the phrase has its days."""
    dated = [expression for expression in find_dates(phrase.sentence, phrase.reference) if expression.earliest]
    if not dated:
        return False
    longest = max(dated, key=lambda expression: expression.end - expression.start)
    return (phrase.first, phrase.last) in {(str(first), str(last)) for first, last in _spans(longest, phrase)}


def _spans(found: TimeExpression, phrase: Phrase) -> Iterator[tuple[date, date]]:
    """The days found, in the ways that a specification writes them: with the last day, or with the one after it."""
    first, last = found.earliest, found.latest
    if first is None or last is None:
        return
    if phrase.interval or phrase.first == phrase.last:
        yield first, last
    if phrase.first != phrase.last:
        yield first, last + timedelta(days=1)
    if found.ends and (end := found.ends[-1].earliest):
        yield first, end
    if found.kind is Kind.DURATION:  # "within five days" counts from the day itself
        yield first - timedelta(days=1), last


def peer_resolves(phrase: Phrase) -> bool:
    """The same of dateparser; the period that it tells is taken whole."""
    settings = {"PREFER_DATES_FROM": "past"} | ({"RELATIVE_BASE": phrase.reference} if phrase.reference else {})
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(phrase.text)
    if found.date_obj is None:
        return False
    day = found.date_obj.date()
    periods = {
        "week": (day - timedelta(days=day.weekday()), day + timedelta(days=7 - day.weekday())),
        "month": (day.replace(day=1), (day.replace(day=1) + timedelta(days=31)).replace(day=1)),
        "year": (date(day.year, 1, 1), date(day.year + 1, 1, 1)),
    }
    first, last = periods.get(found.period or "day", (day, day))
    return (phrase.first, phrase.last) == (str(first), str(last))


def print_phrases(folder: Path) -> None:
    """Print the rows for the single phrases."""
    phrases, left_out = read_phrases(folder)
    total = len(phrases) + left_out.total()
    share = left_out.total() / total
    print(f"{folder.name}: {len(phrases)} of {total} phrases; left out {left_out.total()} ({share:.0%})")
    for omission, count in left_out.most_common():
        print(f"  {count:5} {omission.name}: {omission.reason}")
    print(f"  exact past resolution {sum(map(resolves, phrases)) / max(len(phrases), 1):.3f}")
    print(f"  dateparser, the same   {sum(map(peer_resolves, phrases)) / max(len(phrases), 1):.3f}")
