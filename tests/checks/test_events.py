"""The dates that evidence gives to events, what was only planned, and when two entries tell one event."""

from datetime import date, datetime

import pytest

from pipeline.checks.alike import alike
from pipeline.checks.dating import dates_of
from pipeline.checks.events import is_planned, lost_precision, wrong_date, wrong_status
from pipeline.checks.passage import Passage
from pipeline.checks.same_event import same_event
from pipeline.dates import label
from pipeline.domain.article import Evidence
from pipeline.domain.dates import EventDate, Precision, Status
from pipeline.domain.digest import Event, Origin
from pipeline.domain.support import Support, Verdict

PUBLISHED = datetime.fromisoformat("2025-03-14T09:30:00+01:00")
"""A Friday."""


def told(quote: str, article: int = 1) -> Passage:
    return Passage(quote=quote, published=PUBLISHED, article=article)


def span(first: str | None, last: str, precision: Precision = Precision.DAY) -> EventDate:
    earliest, latest = date.fromisoformat(first) if first else None, date.fromisoformat(last)
    text = label(earliest, latest, precision, None, Status.HAPPENED)
    return EventDate(earliest=earliest, latest=latest, precision=precision, modifier=None, label=text)


def event(text: str, when: EventDate, start: int = 0, status: Status = Status.HAPPENED, article: int = 1) -> Event:
    return Event(
        id=f"e{start}",
        text=text,
        origin=Origin.GENERATED,
        evidence=(Evidence(article=article, start=start, end=start + len(text), quote=text),),
        support=Support(verdict=Verdict.SUPPORTED, score=1),
        status=status,
        date=when,
    )


@pytest.mark.parametrize(
    ("quote", "labels"),
    [
        ("The bridge reopened on Thursday.", ["Mar 13, 2025"]),
        ("The bridge was closed in November 2024 and reopened on 3 March.", ["Nov 2024", "Mar 3, 2025"]),
        ("The bridge has been closed since 2019.", []),
        ("The bridge was closed until March 2023 and after June 2024.", []),
        ("The bridge was closed for three weeks.", []),
        ("The bridge is to reopen by 1 May 2025.", ["by May 1, 2025"]),
        ("The envoy recently visited Baku.", ["by Mar 14, 2025"]),
        ("The envoy recently visited Baku, sources said on Thursday.", ["by Mar 14, 2025"]),
        ("On March 12, sources said that the envoy had recently visited Baku.", ["by Mar 14, 2025"]),
        ("The mayor said on Thursday that the bridge would be closed in 2026.", ["2026", "Mar 13, 2025"]),
        ("Sales rose to 3 million, up from 2 million in 2021.", []),
        ("The union sued the yard in February.", ["Feb 2025"]),
        ("The union went to court against the yard in February.", ["Feb 2025"]),
        ("The yard appealed against a February ruling.", []),
        ("The yard broke the 1991 agreement.", []),
        ("The 1991 agreement ended the strike.", ["1991"]),
        ("The yard spoke at Thursday's hearing.", ["Mar 13, 2025"]),
        ("The yard was renamed after its launch in 2003.", []),
        ("Following a trial in February the yard was fined.", ["Feb 2025"]),
        ("In the 21st century ferries are rare.", []),
        ("In the 19th century ferries were common.", ["19th century"]),
    ],
)
def test_the_words_of_the_evidence_give_the_dates(quote: str, labels: list[str]) -> None:
    assert [found.label for found in dates_of([told(quote)])] == labels


@pytest.mark.parametrize(
    ("quote", "when"),
    [
        ("The bridge reopened on Thursday.", span("2025-03-13", "2025-03-13")),
        ("The bridge reopened on Thursday.", span("2025-03-01", "2025-03-31", Precision.MONTH)),
        ("The bridge has reopened.", span("2025-03-14", "2025-03-14")),
        ("The envoy recently visited Baku.", span(None, "2025-03-14")),
        ("It was the first visit since May 2023, when the bridge collapsed.", span("2023-05-01", "2023-05-31")),
    ],
)
def test_a_date_that_the_words_give_or_one_that_is_coarser_stands(quote: str, when: EventDate) -> None:
    assert list(wrong_date(event("The bridge collapsed.", when), [told(quote)])) == []


@pytest.mark.parametrize(
    ("quote", "when", "message"),
    [
        ("The bridge reopened in March.", span("2025-03-03", "2025-03-03"), "more precise"),
        ("The envoy recently visited Baku.", span("2025-03-12", "2025-03-12"), "by Mar 14, 2025"),
        ("No envoy has visited since May 2023.", span("2023-05-01", "2023-05-31", Precision.MONTH), "only as a limit"),
        ("The bridge reopened on Thursday.", span("2025-03-12", "2025-03-12"), "no words"),
        ("The bridge reopened on Thursday.", span("2025-03-14", "2025-03-14"), "no words"),
        ("The bridge has reopened.", span("2025-03-13", "2025-03-13"), "published on 2025-03-14"),
    ],
)
def test_a_date_that_the_words_do_not_give_is_found(quote: str, when: EventDate, message: str) -> None:
    reasons = list(wrong_date(event("The bridge reopened.", when), [told(quote)]))
    assert [message in reason.message and reason.hard for reason in reasons] == [True]


def test_the_day_of_publication_dates_nothing_where_other_evidence_tells_the_time() -> None:
    evidence = [told("The envoy recently visited Baku."), told("The envoy met three ministers.")]
    assert list(wrong_date(event("The envoy visited Baku.", span("2025-03-14", "2025-03-14")), evidence))


def test_a_coarser_date_than_the_evidence_gives_is_worth_a_notice() -> None:
    when = span("2024-01-01", "2024-12-31", Precision.YEAR)
    evidence = [told("The bridge collapsed in October 2024.")]
    assert list(lost_precision(event("The bridge collapsed.", when), evidence)) == [
        "the evidence is more precise: “Oct 2024”"
    ]
    exact = span("2024-10-01", "2024-10-31", Precision.MONTH)
    assert list(lost_precision(event("The bridge collapsed.", exact), evidence)) == []


@pytest.mark.parametrize(
    ("text", "when", "planned"),
    [
        ("The bridge will reopen in May.", span("2025-05-01", "2025-05-31"), True),
        ("The bridge reopens.", span("2025-05-01", "2025-05-31"), True),
        ("The city plans to close the bridge this year.", span("2025-01-01", "2025-12-31"), True),
        ("The city planned to close the bridge in 2023.", span("2023-01-01", "2023-12-31"), False),
        ("The bridge reopened.", span("2025-03-13", "2025-03-13"), False),
    ],
)
def test_what_was_still_to_come_is_planned(text: str, when: EventDate, planned: bool) -> None:  # noqa: FBT001 -- a column
    evidence = [told("The bridge.")]
    assert is_planned(text, when, evidence) is planned
    assert bool(list(wrong_status(event(text, when), evidence))) is planned
    assert (list(wrong_status(event(text, when, status=Status.PLANNED), evidence)) == []) is (planned or "plan" in text)


DAY = span("2025-03-13", "2025-03-13")
MONTH = span("2025-03-01", "2025-03-31", Precision.MONTH)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            event("The bridge reopened to traffic.", DAY),
            event("Traffic returned as the bridge reopened.", MONTH, 9000),
            True,
        ),
        (event("The bridge reopened to traffic.", DAY), event("The union called a strike.", DAY, 9000), False),
        (
            event("Mayor Ines Roth cut the ribbon.", DAY),
            event("Children sang for Roth at the bridge.", DAY, 50),
            False,
        ),
        (
            event("The bridge reopened to traffic.", DAY),
            event("The bridge reopened to traffic.", span("2024-03-13", "2024-03-13"), 9000),
            False,
        ),
        (
            event("The envoy met the minister in Baku.", span(None, "2025-03-14")),
            event("The envoy met the minister in Baku.", span("2023-05-01", "2023-05-31"), 9000),
            False,
        ),
    ],
)
def test_two_entries_tell_one_event_at_one_time_in_like_words(one: Event, other: Event, same: bool) -> None:  # noqa: FBT001 -- a column
    assert same_event(one, other) is same
    assert same_event(other, one) is same


def test_the_names_of_a_story_alone_do_not_make_two_sentences_alike() -> None:
    names = "Kestrel Bay University"
    assert not alike(f"Engineers of {names} warned of a storm.", f"The council of {names} hired two cooks.")
    assert alike(f"Engineers of {names} warned of a storm.", f"A storm was what engineers of {names} warned of.")


@pytest.mark.parametrize(
    ("quote", "when", "planned"),
    [
        ("The yard promised that the ferry would be faster.", span(None, "2025-03-14"), False),
        ("The yard said on Friday that it will build a second ferry.", span("2025-03-14", "2025-03-14"), False),
        ("The yard will launch the ferry on Friday.", span("2025-03-14", "2025-03-14"), True),
        ("The yard is due to launch the ferry on 2 April.", span("2025-04-02", "2025-04-02"), True),
    ],
)
def test_the_day_on_which_a_plan_was_told_is_not_that_of_the_plan(
    quote: str, when: EventDate, *, planned: bool
) -> None:
    assert is_planned(quote, when, [told(quote)]) is planned


def test_where_somebody_was_speaking_and_what_they_said_there_are_one_event() -> None:
    day = span("2025-03-13", "2025-03-13")
    said = event(
        "Mayor Ines Roth said on Thursday that the pier would be saved, telling traders not to lose heart.", day
    )
    spoke = event("Roth was speaking on 13 March in the Old Customs House, where 30 traders were received.", day, 500)
    other = event("Lind was speaking on 13 March in the Old Customs House, where 30 traders were received.", day, 500)
    later = event("Roth was speaking on 14 March in the Old Customs House.", span("2025-03-14", "2025-03-14"), 500)
    assert same_event(said, spoke)
    assert not same_event(said, other)
    assert not same_event(said, later)


def test_one_deed_by_the_same_to_the_same_is_one_event_whatever_else_is_told() -> None:
    day, week = span("2025-03-13", "2025-03-13"), span("2025-03-10", "2025-03-16", Precision.WEEK)
    took = event("On Thursday, Roth took to social media and accused the Aurora Yard of hiding its losses.", day)
    posted = event("Last week, Ines Roth posted online accusing Aurora of holding back wages.", week, 500)
    sued = event("Last week, Ines Roth sued Aurora for holding back wages.", week, 500)
    lind = event("Last week, Tomas Lind posted online accusing Aurora of holding back wages.", week, 500)
    borea = event("Last week, Ines Roth posted online accusing Borea of holding back wages.", week, 500)
    assert same_event(took, posted)
    assert not any(same_event(took, each) for each in (sued, lind, borea))
