"""Which days the words of some evidence give to what it tells."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.dates import TimeExpression, event_date, label
from pipeline.domain.article import published_day
from pipeline.domain.dates import EventDate, Precision, Status
from pipeline.text.fold import fold

_SAYING = r"(?:said|says|saying|told|announced|confirmed|reported|wrote|tweeted|stated|added|statement|showed)"
_SAID = re.compile(rf"\b{_SAYING}(?: \w+){{0,2}}? (?:on |late on |early on )?$")
_SAID_THEN = re.compile(rf"^,?(?: [\w'-]+){{1,6}}? {_SAYING}\b")
_COMPARED = re.compile(
    r"\b(?:(?:(?:up|down) (?:from|on)|compared (?:with|to)|than|as opposed to) [^,;.]{0,30}?(?:\d|in |on |of )"
    r"|(?:against|versus) [^,;.]{0,20}\d)[^,;]{0,14}$"
)
_NAME_FOLLOWS = re.compile(r" [A-Z][\w’'-]+ [A-Z]")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+ $")
_OPENING = 4  # characters before a date that opens its sentence: "On Dec. 21"
_NO_NOUN = """and|or|but|that|which|who|when|where|as|after|before|of|in|on|at|to|for|from|by|with|it|he|she|they|is|was
    |were|has|had|will|would"""
_NOUN_BEHIND = re.compile(rf"(?P<possessive>['’]s)?[ ](?:\w+-\w+[ ])?(?!(?:{_NO_NOUN})\b)[a-z][\w-]+", re.VERBOSE)
_DETERMINED = re.compile(
    r"(?:^|[^\w'])(?P<determiner>the|an?|its|his|her|their|this|that|\w+['’]s?) (?:early |mid-|late )?$"
)
_GOVERNED = re.compile(
    r"\b(?:of|against|over|under|with|from|to|about|for|by|into|than|beyond|despite|via|through|on top of) $"
)
_LIMIT_BEHIND = re.compile(
    r"\b(?:(?:since|until|before|despite|ahead of) (?:an? )?|(?:after|following) )(?:the |its |his |her |their )?"
    r"(?<!after )(?<!following )(?:[\w-]+ ){1,3}(?:in|on|of) $"
)
"""What follows "a trial in May" does so at once; what comes "after its launch in May" may do so years later."""
_SETTING = re.compile(r"\b(?:in|at|during|on|within|amid|throughout) $")
_CLAUSE_OPENS = re.compile(r"(?:^|[,;:(–—-] ?|[“\"] ?|\b(?:that|and|but|while|as|when|because|if|which) )$")


class Dated(NamedTuple):
    """A date that a passage gives to what it tells."""

    expression: TimeExpression
    day: EventDate
    is_of_saying: bool
    """Whether it is the day on which something was said rather than one that is spoken of."""


def dates_of(passages: Sequence[Passage]) -> list[EventDate]:
    """The event dates that the words of some passages give, each once.

    In the order of the words, but the day on which something was said comes after the days that are spoken of; and it
    is no date of what "recently" took place before it.
    """
    found = [each for passage in passages for each in dated(passage)]
    told = [each.day for each in found if not each.is_of_saying]
    said = [
        each.day for each in found if each.is_of_saying and not any(_is_vaguely_before(each.day, day) for day in told)
    ]
    return list({(day.earliest, day.latest, day.modifier): day for day in (*told, *said)}.values())


def dated(passage: Passage) -> list[Dated]:
    """The event dates in a passage, in the order of its words."""
    return [
        Dated(expression, day, _is_of_saying(expression, passage))
        for expression in passage.dates
        if (day := event_date(expression)) is not None
        and not _is_compared_with(expression, passage)
        and not _is_in_a_name(expression, passage)
        and not _is_of_another_event(expression, passage)
        and not _is_going_on(day, passage)
    ]


def _is_going_on(day: EventDate, passage: Passage) -> bool:
    """Whether a date is the decade or century in which the article was published: what is so in it is no event."""
    published = published_day(passage.published)
    if published is None or day.earliest is None or day.precision.rank < Precision.DECADE.rank:
        return False
    return day.earliest <= published <= day.latest


def reports_news_of_the_day(passage: Passage) -> bool:
    """Whether a passage gives no date of its own, so that its publication dates what it tells."""
    return not any(expression.latest for expression in passage.dates)


def dates_for(passages: Sequence[Passage]) -> list[EventDate]:
    """The dates that an event may have on some evidence: those of its words, or where it has none of publication."""
    if given := dates_of(passages):
        return given
    days = sorted({day for p in passages if reports_news_of_the_day(p) and (day := published_day(p.published))})
    return [*map(day_date, days), *map(by_day, days)]


def day_date(day: date) -> EventDate:
    """The date of what took place on a day."""
    return _until(day, day)


def by_day(day: date) -> EventDate:
    """The date of what took place by a day."""
    return _until(None, day)


def _until(first: date | None, last: date) -> EventDate:
    told = label(first, last, Precision.DAY, None, Status.HAPPENED)
    return EventDate(earliest=first, latest=last, precision=Precision.DAY, modifier=None, label=told)


def _is_vaguely_before(said: EventDate, told: EventDate) -> bool:
    """Whether a date only tells that something took place by the day on which it was said, or about then."""
    return told.earliest is None and told.latest >= said.latest


def _is_of_saying(expression: TimeExpression, passage: Passage) -> bool:
    if _SAID.search(_before(expression, passage)):
        return True
    opens = expression.start - passage.start <= _OPENING
    return opens and _SAID_THEN.match(_behind(expression, passage)) is not None


def _is_compared_with(expression: TimeExpression, passage: Passage) -> bool:
    """Whether a date only says when something else was so: "up from 1.12 million on 19 January"."""
    return _COMPARED.search(_before(expression, passage)) is not None


def _is_in_a_name(expression: TimeExpression, passage: Passage) -> bool:
    """Whether a year is part of a name: "the 2019 American Music Awards", "Football Manager 2020"."""
    if not expression.text.isdigit():
        return False
    before = passage.text[max(passage.start, expression.start - 30) : expression.start]
    return bool(_NAME_FOLLOWS.match(passage.text[expression.end : expression.end + 30]) or _NAME_BEFORE.search(before))


def _is_of_another_event(expression: TimeExpression, passage: Passage) -> bool:
    """Whether a date belongs to a noun that the sentence only refers to: "appealed against a July ruling".

    Where such a noun is what the sentence is about ("the July ruling stopped the deal") or its setting ("at a hearing
    in July", "at Tuesday's hearing"), the date is the sentence's too. What took place "after its launch in 2003" did so
    at another time.
    """
    before = _before(expression, passage)
    if _LIMIT_BEHIND.search(before):
        return True
    noun = _NOUN_BEHIND.match(_behind(expression, passage))
    if noun is None:
        return False
    if noun["possessive"]:
        determiner, ahead = "'s", before
    elif determined := _DETERMINED.search(before):
        determiner, ahead = determined["determiner"], before[: determined.start("determiner")]
    else:
        return False
    if _GOVERNED.search(ahead):
        return True
    is_definite = determiner not in {"a", "an"}
    return is_definite and expression.text.isdigit() and not (_SETTING.search(ahead) or _CLAUSE_OPENS.search(ahead))


def _before(expression: TimeExpression, passage: Passage) -> str:
    return fold(passage.text[max(passage.start, expression.start - 50) : expression.start])


def _behind(expression: TimeExpression, passage: Passage) -> str:
    end = min(passage.start + len(passage.quote), expression.end + 80)
    return fold(passage.text[expression.end : end])
