"""What can be wrong with an event: its date, its status, and whether another entry tells the same."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.checks.passage import Passage
from pipeline.dates import TimeExpression, event_date
from pipeline.domain.article import published_day
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.digest import Event
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.names import names
from pipeline.text.places import place_of
from pipeline.text.words import content_stems

_PLAN = re.compile(
    r"""\b(?:will(?!['’]s)|won't|shall|(?<!['’]s[ ])(?<!the[ ])(?<!a[ ])(?<!its[ ])(?<!his[ ])(?<!her[ ])(?<!their[ ])(?<!against[ ])
    plan(?:s|ned|ning)?[ ]to|aim(?:s|ed|ing)?[ ]to|intend(?:s|ed)?[ ]to|hop(?:es|ed|ing)[ ]to|seek(?:s|ing)?[ ]to|(?:is|are|was|were)[ ](?:due|set|expected|scheduled|slated|planned|likely|
    going)[ ]to|(?:due|scheduled|slated|planned|expected)[ ](?:out[ ])?(?:for|in|on|next|by)|to[ ]be[ ]held|upcoming|
    would[ ]be|about[ ]to|plans?[ ]for|next[ ](?:week|month|year|spring|summer|autumn|fall|winter))\b""",
    re.VERBOSE,
)
_SAID = re.compile(
    r"\b(?:said|says|saying|told|announced|confirmed|reported|wrote|tweeted|stated|added|statement|showed)(?: \w+){0,2}? (?:on |late on |early on )?$"
)
_COMPARED = re.compile(
    r"\b(?:(?:up|down) (?:from|on)|against|compared (?:with|to)|versus|than|as opposed to) [^,;.]{0,30}?(?:\d|in |on |of )[^,;]{0,14}$"
)
_SAME = 0.5
_LOOSELY_SAME = 0.34
_SAME_DAY = 0.2
_NEARBY = 400  # characters between two sentences that tell of one thing


def dates_of(passages: Sequence[Passage]) -> list[EventDate]:
    """The event dates that the words of some passages give, each once.

    In the order of the words, but the day on which something was said comes after the days that are spoken of.
    """
    found = [
        (_is_of_saying(expression, passage), event_date(expression))
        for passage in passages
        for expression in passage.dates
        if not _is_compared_with(expression, passage)
    ]
    found.sort(key=lambda pair: pair[0])
    return list({(d.earliest, d.latest, d.modifier): d for _, d in found if d is not None}.values())


def _is_of_saying(expression: TimeExpression, passage: Passage) -> bool:
    return _SAID.search(_before(expression, passage)) is not None


def _is_compared_with(expression: TimeExpression, passage: Passage) -> bool:
    """Whether a date only says when something else was so: "up from 1.12 million on 19 January"."""
    return _COMPARED.search(_before(expression, passage)) is not None


def _before(expression: TimeExpression, passage: Passage) -> str:
    return fold(passage.text[max(passage.start, expression.start - 50) : expression.start])


def reports_news_of_the_day(passage: Passage) -> bool:
    """Whether a passage gives no date of its own, so that its publication dates what it tells."""
    return not any(expression.latest for expression in passage.dates)


def wrong_date(event: Event, passages: Sequence[Passage]) -> Iterator[Reason]:
    """An event's date that its evidence does not give, or that is more precise than the words."""
    given = dates_of(passages)
    days = [day for p in passages if reports_news_of_the_day(p) and (day := published_day(p.published))]
    if any(_is_no_more_precise(event.date, words) for words in given) or any(_holds(event.date, day) for day in days):
        return
    expressions = [e for p in passages for e in p.dates if e.latest and _overlap(event.date, e)]
    label = event.date.label
    if any(e.boundary is not None and event_date(e) is None for e in expressions):
        message = (
            f"the evidence gives “{label}” only as a limit (since, until, before or after), not as when this took place"
        )
    elif any(words.covers(event.date) for words in given):
        widest = next(words for words in given if words.covers(event.date))
        message = f"“{label}” is more precise than the evidence, which says “{widest.label}”"
    else:
        message = f"no words in the evidence give the date “{label}”"
    yield Reason(kind="date", words=label, hard=True, message=message)


def lost_precision(event: Event, passages: Sequence[Passage]) -> Iterator[str]:
    """A date that is vaguer than the words of its evidence."""
    given = dates_of(passages)
    if any(words.earliest == event.date.earliest and words.latest == event.date.latest for words in given):
        return
    narrower = [words for words in given if event.date.covers(words)]
    if narrower:
        yield f"the evidence is more precise: “{narrower[0].label}”"


def _is_no_more_precise(told: EventDate, words: EventDate) -> bool:
    return told.covers(words)


def _holds(told: EventDate, day: date) -> bool:
    return (told.earliest is None or told.earliest <= day) and day <= told.latest


def _overlap(told: EventDate, expression: TimeExpression) -> bool:
    first, last = expression.earliest or expression.latest, expression.latest
    start = told.earliest or told.latest
    return first is not None and last is not None and first <= told.latest and start <= last


def is_planned(text: str, told: EventDate, passages: Sequence[Passage]) -> bool:
    """Whether an event was only planned when its sources wrote: plan words, or a date after all of them."""
    days = [day for p in passages if (day := published_day(p.published))]
    if days and told.earliest is not None and told.earliest > max(days):
        return True
    plans = _PLAN.search(fold(text)) is not None
    return plans and (not days or told.latest >= max(days))


def wrong_status(event: Event, passages: Sequence[Passage]) -> Iterator[Reason]:
    """An event told as having happened that was only planned."""
    if event.status is Status.HAPPENED and is_planned(event.text, event.date, passages):
        message = f"“{event.date.label}” was still to come when the sources wrote: it was only planned"
        yield Reason(kind="status", words=event.date.label, hard=True, message=message)


def same_event(one: Event, other: Event) -> bool:
    """Whether two entries tell one event: the same date or one inside the other, and the same evidence or words.

    On one and the same day a participant in common is enough for two sentences that stand together in an article, and with
    a few shared words for others: a ceremony told twice is one event.
    """
    if not (one.date.covers(other.date) or other.date.covers(one.date)):
        return False
    if {(e.article, e.start) for e in one.evidence} & {(e.article, e.start) for e in other.evidence}:
        return one.date.covers(other.date) and other.date.covers(one.date)
    same_day = one.date.earliest == one.date.latest == other.date.earliest == other.date.latest
    if same_day and _adjacent(one, other) and _participants(one.text) & _participants(other.text):
        return True
    return alike(one.text, other.text, least=_SAME_DAY if same_day else _LOOSELY_SAME)


def _adjacent(one: Event, other: Event) -> bool:
    """Whether one article tells both within a few sentences."""
    return any(
        a.article == b.article and max(a.start, b.start) - min(a.end, b.end) < _NEARBY
        for a in one.evidence
        for b in other.evidence
    )


def alike(one: str, other: str, least: float = _LOOSELY_SAME) -> bool:
    """Whether two texts tell much the same: half of the shorter one's words, or a lesser share and a participant in common."""
    a, b = frozenset(content_stems(one)), frozenset(content_stems(other))
    shared = a & b
    share = len(shared) / max(1, min(len(a), len(b)))
    return share >= _SAME or (share >= least and len(shared) >= 2 and bool(_participants(one) & _participants(other)))


def _participants(text: str) -> set[str]:
    """The parts of the names in a text, places left out: nearly every event of a story shares those."""
    return {part for name in names(text) for part in name.parts if place_of(part) is None}
