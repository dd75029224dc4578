"""Promises about the timeline: dates, labels, statuses, order, and no event twice."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.denials import Denial, denial_of, denials, tells_both_sides
from pipeline.checks.events import lost_precision, wrong_date, wrong_status
from pipeline.checks.passage import Passage, passages
from pipeline.checks.promises.fault import Fault, entry_place, short
from pipeline.checks.same_event import same_event
from pipeline.dates import label
from pipeline.domain.article import ArticleText
from pipeline.domain.dates import Status
from pipeline.domain.digest import Digest, Event, timeline_key


def broken_timeline(digest: Digest, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    """What is wrong with each entry, and between entries."""
    known = denials(tuple(articles.values()))
    for number, event in enumerate(digest.timeline, 1):
        where = entry_place(number, event)
        evidence = passages(event.evidence, articles)
        yield from _date(where, event, evidence)
        yield from _status(where, event, evidence, known)
        for earlier_number, earlier in enumerate(digest.timeline[: number - 1], 1):
            if same_event(earlier, event):
                message = f"it tells the same event as entry {earlier_number} “{short(earlier.date.label)}”: merge them"
                yield Fault(5, where, message)
        if number > 1 and timeline_key(digest.timeline[number - 2]) > timeline_key(event):
            earlier = digest.timeline[number - 2]
            message = f"out of order: it stands after entry {number - 1} “{short(earlier.date.label)}”"
            yield Fault(5, where, message)


def _date(where: str, event: Event, evidence: Sequence[Passage]) -> Iterator[Fault]:
    date, overridden = event.date, event.override is not None
    if date.earliest is not None and date.earliest > date.latest:
        yield Fault(4, where, f"its date ends ({date.latest}) before it starts ({date.earliest})")
        return
    expected = label(date.earliest, date.latest, date.precision, date.modifier, event.status)
    if date.label != expected:
        yield Fault(4, where, f"its label should read “{expected}”")
    if evidence:
        for reason in wrong_date(event, evidence):
            yield Fault(4, where, reason.message, is_notice=overridden)
        for message in lost_precision(event, evidence):
            yield Fault(4, where, message, is_notice=True)


def _status(where: str, event: Event, evidence: Sequence[Passage], known: Sequence[Denial]) -> Iterator[Fault]:
    overridden = event.override is not None
    for reason in wrong_status(event, evidence):
        yield Fault(5, where, reason.message, is_notice=overridden)
    denial = denial_of(event.text, known)
    if denial is not None and not (event.status is Status.DISPUTED and tells_both_sides(event.text)):
        who = f"article {denial.evidence.article} denies this (“{short(denial.evidence.quote)}”)"
        yield Fault(5, where, f"{who}: mark it as disputed and name both sides", is_notice=overridden)
