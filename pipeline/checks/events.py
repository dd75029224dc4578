"""What can be wrong with an event: its date, its status, and whether another entry tells the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.checks.behind import told_behind
from pipeline.checks.passage import Passage
from pipeline.checks.roots import content_roots, root
from pipeline.dates import TimeExpression, event_date
from pipeline.domain.article import published_day
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.digest import Event
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.names import names
from pipeline.text.places import place_of

_NO_PLAN = "".join(rf"(?<!{word}[ ])" for word in ("['’]s", "the", "a", "its", "his", "her", "their", "against"))
"""What stands before "plan" where it is a noun."""
_PLAN = re.compile(
    rf"""\b(?:will(?!['’]s)|won't|shall|{_NO_PLAN}plan(?:s|ned|ning)?[ ]to|aim(?:s|ed|ing)?[ ]to|intend(?:s|ed)?[ ]to|
    hop(?:es|ed|ing)[ ]to|seek(?:s|ing)?[ ]to|
    (?:is|are|was|were)[ ](?:due|set|expected|scheduled|slated|planned|likely|going)[ ]to|
    (?:due|scheduled|slated|planned|expected)[ ](?:out[ ])?(?:for|in|on|next|by)|to[ ]be[ ]held|upcoming|
    would[ ]be|about[ ]to|plans?[ ]for|next[ ](?:week|month|year|spring|summer|autumn|fall|winter))\b""",
    re.VERBOSE,
)
_SAYING = r"(?:said|says|saying|told|announced|confirmed|reported|wrote|tweeted|stated|added|statement|showed)"
_SAID = re.compile(rf"\b{_SAYING}(?: \w+){{0,2}}? (?:on |late on |early on )?$")
_SAID_THEN = re.compile(rf"^,?(?: [\w'-]+){{1,6}}? {_SAYING}\b")
_COMPARED = re.compile(
    r"\b(?:(?:up|down) (?:from|on)|against|compared (?:with|to)|versus|than|as opposed to) "
    r"[^,;.]{0,30}?(?:\d|in |on |of )[^,;]{0,14}$"
)
_NAME_FOLLOWS = re.compile(r" [A-Z][\w’'-]+ [A-Z]")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+ $")
_OPENING = 4  # characters before a date that opens its sentence: "On Dec. 21"
_SAME = 0.5
_LOOSELY_SAME = 0.34
_SAME_DAY = 0.2
_SHARED_WORDS = 2  # beside names
_RECENTLY = 45  # days
_NEARBY = 400  # characters between two sentences that tell of one thing


def dates_of(passages: Sequence[Passage]) -> list[EventDate]:
    """The event dates that the words of some passages give, each once.

    In the order of the words, but the day on which something was said comes after the days that are spoken of; and it
    is no date of what "recently" took place before it.
    """
    told: list[EventDate] = []
    said: list[EventDate] = []
    for passage in passages:
        spoken_of, of_saying = _dates(passage)
        told += spoken_of
        said += [day for day in of_saying if not any(_is_vaguely_before(day, other) for other in spoken_of)]
    return list({(day.earliest, day.latest, day.modifier): day for day in (*told, *said)}.values())


def _dates(passage: Passage) -> tuple[list[EventDate], list[EventDate]]:
    """The event dates in a passage: those that are spoken of, and those on which something was said."""
    told: list[EventDate] = []
    said: list[EventDate] = []
    for expression in passage.dates:
        day = event_date(expression)
        if day is not None and not _is_compared_with(expression, passage) and not _is_in_a_name(expression, passage):
            (said if _is_of_saying(expression, passage) else told).append(day)
    return told, said


def _is_vaguely_before(said: EventDate, told: EventDate) -> bool:
    """Whether a date only tells that something took place by the day on which it was said, or about then."""
    return told.earliest is None and told.latest >= said.latest


def _is_of_saying(expression: TimeExpression, passage: Passage) -> bool:
    if _SAID.search(_before(expression, passage)):
        return True
    opens = expression.start - passage.start <= _OPENING
    return opens and _SAID_THEN.match(fold(passage.text[expression.end : expression.end + 80])) is not None


def _is_compared_with(expression: TimeExpression, passage: Passage) -> bool:
    """Whether a date only says when something else was so: "up from 1.12 million on 19 January"."""
    return _COMPARED.search(_before(expression, passage)) is not None


def _is_in_a_name(expression: TimeExpression, passage: Passage) -> bool:
    """Whether a year is part of a name: "the 2019 American Music Awards", "Football Manager 2020"."""
    if not expression.text.isdigit():
        return False
    before = passage.text[max(passage.start, expression.start - 30) : expression.start]
    return bool(_NAME_FOLLOWS.match(passage.text[expression.end : expression.end + 30]) or _NAME_BEFORE.search(before))


def _before(expression: TimeExpression, passage: Passage) -> str:
    return fold(passage.text[max(passage.start, expression.start - 50) : expression.start])


def reports_news_of_the_day(passage: Passage) -> bool:
    """Whether a passage gives no date of its own, so that its publication dates what it tells."""
    return not any(expression.latest for expression in passage.dates)


def wrong_date(event: Event, passages: Sequence[Passage]) -> Iterator[Reason]:
    """An event's date that its evidence does not give, or that is more precise than the words."""
    given = dates_of(passages)
    if any(event.date.covers(words) for words in given):
        return
    days = [day for p in passages if reports_news_of_the_day(p) and (day := published_day(p.published))]
    if not given and any(_holds(event.date, day) for day in days):
        return
    label = event.date.label
    overlapping = [(e, p) for p in passages for e in p.dates if e.latest and _overlap(event.date, e)]
    limits = [(e, p) for e, p in overlapping if e.boundary is not None and event_date(e) is None]
    if any(event.date.covers(day) and told_behind(e, p, event.text) for e, p in limits if (day := _whole(e))):
        return
    wider = next((words for words in given if words.covers(event.date)), None)
    if limits:
        message = (
            f"the evidence gives “{label}” only as a limit (since, until, before or after), not as when this took place"
        )
    elif wider is not None:
        message = f"“{label}” is more precise than the evidence, which says “{wider.label}”"
    elif days:
        message = f"no words in the evidence give the date “{label}”, and it was published on {max(days)}"
    else:
        message = f"no words in the evidence give the date “{label}”"
    yield Reason(kind="date", words=label, hard=True, message=message)


def _whole(expression: TimeExpression) -> EventDate | None:
    """The date that an expression would give if nothing made it a limit."""
    return event_date(replace(expression, boundary=None))


def lost_precision(event: Event, passages: Sequence[Passage]) -> Iterator[str]:
    """A date that is vaguer than the words of its evidence."""
    given = dates_of(passages)
    if any(words.earliest == event.date.earliest and words.latest == event.date.latest for words in given):
        return
    narrower = [words for words in given if event.date.covers(words)]
    if narrower:
        yield f"the evidence is more precise: “{narrower[0].label}”"


def _holds(told: EventDate, day: date) -> bool:
    return (told.earliest is None or told.earliest <= day) and day <= told.latest


def _overlap(told: EventDate, expression: TimeExpression) -> bool:
    first, last = expression.earliest or expression.latest, expression.latest
    start = told.earliest or told.latest
    return first is not None and last is not None and first <= told.latest and start <= last


def is_planned(text: str, told: EventDate, passages: Sequence[Passage]) -> bool:
    """Whether an event was only planned when its sources wrote: plan words, or a date after all of them."""
    days = [day for p in passages if (day := published_day(p.published))]
    if days and (told.earliest or told.latest) > max(days):
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

    On one and the same day a participant in common is enough for two sentences that stand together in an article, and
    with a few shared words for others: a ceremony told twice is one event.
    """
    if not _at_one_time(one.date, other.date):
        return False
    if {(e.article, e.start) for e in one.evidence} & {(e.article, e.start) for e in other.evidence}:
        return one.date.covers(other.date) and other.date.covers(one.date)
    same_day = one.date.earliest == one.date.latest == other.date.earliest == other.date.latest
    if same_day and _adjacent(one, other) and _participants(one.text) & _participants(other.text):
        return True
    return alike(one.text, other.text, least=_SAME_DAY if same_day else _LOOSELY_SAME)


def _at_one_time(one: EventDate, other: EventDate) -> bool:
    """Whether one date lies inside the other; what took place "recently" did so within weeks."""
    if not (one.covers(other) or other.covers(one)):
        return False
    if (one.earliest is None) == (other.earliest is None):
        return True
    return abs((one.latest - other.latest).days) <= _RECENTLY


def _adjacent(one: Event, other: Event) -> bool:
    """Whether one article tells both within a few sentences."""
    return any(
        a.article == b.article and max(a.start, b.start) - min(a.end, b.end) < _NEARBY
        for a in one.evidence
        for b in other.evidence
    )


def alike(one: str, other: str, least: float = _LOOSELY_SAME) -> bool:
    """Whether two texts tell much the same: half of the shorter one's words, or fewer and a participant in common."""
    a, b = _roots(one), _roots(other)
    shared = a & b
    participants = _participants(one) & _participants(other)
    plain = shared - {root(part) for part in participants}
    if len(plain) < min(_SHARED_WORDS, len(a), len(b)):
        return False  # the names of a story stand in nearly every sentence of it
    share = len(shared) / max(1, min(len(a), len(b)))
    return share >= _SAME or (share >= least and bool(participants))


def _roots(text: str) -> frozenset[str]:
    return frozenset(content.root for content in content_roots(text))


def _participants(text: str) -> set[str]:
    """The parts of the names in a text, places left out: nearly every event of a story shares those."""
    return {part for name in names(text) for part in name.parts if place_of(part) is None}
