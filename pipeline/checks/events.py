"""What can be wrong with an event: its date, its status, and whether another entry tells the same."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.checks.behind import told_behind
from pipeline.checks.dating import dated, dates_of, reports_news_of_the_day
from pipeline.checks.passage import Passage
from pipeline.checks.plans import speaks_of_a_plan
from pipeline.checks.reach import tells_what_happened
from pipeline.checks.roots import root_set
from pipeline.dates import TimeExpression, event_date
from pipeline.domain.article import published_day
from pipeline.domain.dates import EventDate, Status
from pipeline.domain.digest import Event
from pipeline.domain.support import Reason
from pipeline.text.words import words


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
    said = root_set([event.text])
    if any(event.date.covers(day) and told_behind(e, p, said) for e, p in limits if (day := _whole(e))):
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
    """Whether an event was only planned when its sources wrote: plan words, or a date after all of them.

    The day on which a plan was told is not the plan's: by it somebody promised what was still to come.
    """
    days = [day for p in passages if (day := published_day(p.published))]
    if days and (told.earliest or told.latest) > max(days):
        return True
    if not speaks_of_a_plan(text) or (days and told.latest < max(days)):
        return False
    return not (
        days and told.latest == max(days) and _is_of_telling(told, passages) and tells_what_happened(words(text))
    )


def _is_of_telling(told: EventDate, passages: Sequence[Passage]) -> bool:
    """Whether a date is that on which something was said, or of publication alone: no words of the evidence give it."""
    given = [each for p in passages for each in dated(p) if told.covers(each.day) and each.day.covers(told)]
    return all(each.is_of_saying for each in given)


def wrong_status(event: Event, passages: Sequence[Passage]) -> Iterator[Reason]:
    """An event told as having happened that was only planned, or as planned though nobody speaks of a plan."""
    planned = is_planned(event.text, event.date, passages)
    if event.status is Status.HAPPENED and planned:
        message = f"“{event.date.label}” was still to come when the sources wrote: it was only planned"
        yield Reason(kind="status", words=event.date.label, hard=True, message=message)
    spoken_of = any(map(speaks_of_a_plan, (event.text, *(passage.quote for passage in passages))))
    if event.status is Status.PLANNED and not (planned or spoken_of):
        message = f"“{event.date.label}” lay in the past when the sources wrote, and they tell of no plan"
        yield Reason(kind="status", words=event.date.label, hard=True, message=message)
