"""Another date: another day, month, year or weekday, another unit of time, or one told finer than it is known."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from random import Random

from benchmarks.mutating.context import Context, Mutator
from benchmarks.mutating.wording import spliced
from pipeline.dates import Boundary, Kind, TimeExpression, find_dates

_LONG = tuple("January February March April May June July August September October November December".split())
_SHORT = tuple("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split())
_MONTH = re.compile(rf"\b(?:{'|'.join(_LONG)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)")
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")
_DAY = re.compile(r"\b(?P<day>\d{1,2})(?P<ending>st|nd|rd|th)?\b(?![:.,]\d)")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b(?!s|[-–/]\d)")
_TITLED = re.compile(
    rf"\b(?!{_MONTH.pattern.removeprefix(chr(92) + 'b')}|In\b|By\b|Since\b|From\b|Until\b|During\b|The\b)[A-Z][\w’']+ $"
)
_IN_MONTH = re.compile(rf"\b[Ii]n (?P<month>{'|'.join(_LONG)})\b(?! \d{{1,2}}\b(?!\d))")
_IN_YEAR = re.compile(r"\b[Ii]n (?P<year>(?:19|20)\d\d)\b(?![-–]\d)")
_VAGUE = (
    (re.compile(r"\b(?:over|during|at) the weekend\b"), ("on Saturday", "on Sunday", "on Saturday morning")),
    (re.compile(r"\blast week\b(?!end)"), ("last Monday", "last Wednesday", "last Thursday")),
    (re.compile(r"\b(?:earlier|later) this week\b"), ("on Monday", "on Tuesday", "on Wednesday")),
    (re.compile(r"\b(?:earlier|later) this month\b"), ("on the 4th", "two days ago")),
    (re.compile(r"\blast month\b"), ("early last month", "on the 12th of last month", "at the end of last month")),
    (re.compile(r"\bin recent (?:weeks|months)\b"), ("last week", "on Monday")),
    (re.compile(r"(?<=\b(?:had|has) )recently\b"), ("last week", "on Monday")),
)
_UNITS = ("day", "week", "month", "year", "decade")
_RELATIVE = re.compile(
    r"\b(?:last|next|this|past|previous) (?P<unit>week|month|year)\b|\b(?P<units>days|weeks|months|years|decades)"
    r"(?= (?:ago|later|earlier)\b)"
)


def _dated(expressions: tuple[TimeExpression, ...]) -> list[TimeExpression]:
    return [found for found in expressions if found.kind in (Kind.POINT, Kind.RANGE) and found.latest is not None]


def _expressions(sentence: str, context: Context) -> list[TimeExpression]:
    """The points and ranges of a sentence that have calendar days."""
    return _dated(find_dates(sentence, context.published))


def _is_false(mutated: str, offset: int, context: Context, *, finer: bool) -> bool:
    """Whether the date that now stands at an offset is one that the evidence does not tell.

    A point must share no day with any date of the evidence, nor with the day of publication; one that is told finer
    must lie strictly within another. A deadline must come earlier and an "after" later, else the one implies the other.
    """
    now = next((found for found in _expressions(mutated, context) if found.start <= offset < found.end), None)
    if now is None or now.earliest is None or now.latest is None:
        return False
    if context.published is not None and now.kind is Kind.POINT and _covers(now, _day(context.published)):
        return False
    return all(_differs(now, other, finer=finer) for other in _dated(context.dates))


def _day(published: datetime | date) -> date:
    return published.date() if isinstance(published, datetime) else published


def _covers(found: TimeExpression, day: date) -> bool:
    return found.earliest is not None and found.latest is not None and found.earliest <= day <= found.latest


def _differs(now: TimeExpression, other: TimeExpression, *, finer: bool) -> bool:
    if now.earliest is None or now.latest is None or other.earliest is None or other.latest is None:
        return True
    if Kind.RANGE in (now.kind, other.kind):
        return (now.earliest, now.latest) != (other.earliest, other.latest)
    apart = now.latest < other.earliest or other.latest < now.earliest
    within = (other.earliest <= now.earliest and now.latest <= other.latest) and (
        (now.earliest, now.latest) != (other.earliest, other.latest)
    )
    if now.boundary in (Boundary.BY, Boundary.BEFORE) and other.boundary is now.boundary:
        return now.latest < other.earliest
    if now.boundary is Boundary.AFTER and other.boundary is now.boundary:
        return now.earliest > other.latest
    return apart or (finer and within)


def _part(pattern: re.Pattern[str], others: Callable[[re.Match[str], Context], list[str]]) -> Mutator:
    """A mutator of one part of a date."""

    def mutate(sentence: str, context: Context, rng: Random) -> str | None:
        found: list[tuple[int, int, str]] = []
        for expression in _expressions(sentence, context):
            for match in pattern.finditer(sentence, expression.start, expression.end):
                found += [(*match.span(), new) for new in others(match, context)]
        for start, end, new in rng.sample(found, len(found)):
            mutated = spliced(sentence, start, end, new)
            if _is_false(mutated, start, context, finer=False):
                return mutated
        return None

    return mutate


def _other_days(match: re.Match[str], _: Context) -> list[str]:
    day = int(match["day"])
    text, start, end = match.string, match.start(), match.end()
    near = text[max(0, start - 11) : start] + text[end : end + 14]
    if not 1 <= day <= 31 or not _MONTH.search(near):
        return []
    values = {day - 1, day + 1, day + 2, day - 3, day + 7, day - 7, day + 10, day - 10, int(f"{day}"[::-1])}
    return [f"{value}{_ending(value) if match['ending'] else ''}" for value in sorted(values) if 0 < value < 29]


def _ending(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _other_months(match: re.Match[str], _: Context) -> list[str]:
    written = match[0]
    names = _LONG if written in _LONG and written not in {"March", "April", "May", "June", "July"} else _SHORT
    if written in {"March", "April", "May", "June", "July"}:
        names = _LONG if not re.search(r"\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.", match.string) else _SHORT
    return [name for name in names if name[:3] != written[:3]]


def _other_years(match: re.Match[str], context: Context) -> list[str]:
    """Years near by, on the same side of the publication; none for the year in "Space Racer 2020"."""
    old = int(match[0])
    others = (old - 10, old - 3, old - 2, old - 1, old + 1, old + 2, old + 10)
    if _TITLED.search(match.string[: match.start()]):
        return []
    if context.published is None:
        return list(map(str, others))
    now = context.published.year
    return [str(other) for other in others if (other > now) == (old > now) or old == now]


def _other_weekdays(match: re.Match[str], _: Context) -> list[str]:
    return [day for day in _WEEKDAYS if day != match[0]]


def _other_units(match: re.Match[str], _: Context) -> list[str]:
    old = match["unit"] or match["units"].removesuffix("s")
    plural = "s" if match["units"] else ""
    near = [unit for unit in _UNITS if abs(_UNITS.index(unit) - _UNITS.index(old)) == 1]
    options = near if plural else [unit for unit in near if unit not in {"day", "decade"}]
    return [match[0].replace(old, unit) for unit in options]


day = _part(_DAY, _other_days)
"""Another day of the month."""

month = _part(_MONTH, _other_months)
"""Another month."""

year = _part(_YEAR, _other_years)
"""Another year."""

weekday = _part(_WEEKDAY, _other_weekdays)
"""Another day of the week."""

unit = _part(_RELATIVE, _other_units)
"""Another unit: "last month" for "last week", "two years ago" for "two months ago"."""


def told_finer(sentence: str, context: Context, rng: Random) -> str | None:
    """A date more precise than its source: "on 14 October 2024" for "in October 2024", "on Saturday" for a weekend."""
    found = [*_finer_months(sentence, context, rng), *_finer_years(sentence, rng), *_finer_vague(sentence)]
    for start, end, new in rng.sample(found, len(found)):
        mutated = spliced(sentence, start, end, new)
        offset = start + next((m.start() for m in re.finditer(r"\d|[A-Z]|last|two|early|end", new)), 0)
        told = new.split()[-1].lower() in context.words and new.split()[-1].isalpha() and new.split()[-1] in _WEEKDAYS
        if not told and _is_false(mutated, offset, context, finer=True):
            return mutated
    return None


def _finer_months(sentence: str, context: Context, rng: Random) -> Iterator[tuple[int, int, str]]:
    american = _is_american(context)
    for match in _IN_MONTH.finditer(sentence):
        number = rng.randint(2, 27)
        told = f"on {match['month']} {number}" if american else f"on {number} {match['month']}"
        comma = "," if american and re.match(r" \d{4}", sentence[match.end() :]) else ""
        yield match.start(), match.end(), told + comma


def _is_american(context: Context) -> bool:
    """Whether the evidence, or else the story, writes the month before the day."""
    for text in (context.evidence, context.vocabulary):
        first, last = (
            len(re.findall(p, text)) for p in (rf"{_MONTH.pattern} \d{{1,2}}\b", rf"\b\d{{1,2}} {_MONTH.pattern}")
        )
        if first != last:
            return first > last
    return False


def _finer_years(sentence: str, rng: Random) -> Iterator[tuple[int, int, str]]:
    for match in _IN_YEAR.finditer(sentence):
        yield match.start(), match.end(), f"in {rng.choice(_LONG)} {match['year']}"


def _finer_vague(sentence: str) -> Iterator[tuple[int, int, str]]:
    for pattern, finer in _VAGUE:
        for match in pattern.finditer(sentence):
            yield from ((match.start(), match.end(), new) for new in finer)
