"""Merging tellings of one event: what is joined, in whose words, and that order and repetition change nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import label
from pipeline.domain.article import ArticleText
from pipeline.domain.dates import EventDate, Precision, Status
from pipeline.domain.digest import Event, Origin
from pipeline.domain.support import Support, Verdict
from pipeline.stages.merging import merged
from pipeline.stages.verify import Sources
from tests.stages.newsroom import article

OPENED = "Mayor Ines Roth opened the new bridge over the Aln on 3 March 2026."
OPENED_IN_MARCH = "The new bridge over the Aln was opened by Mayor Ines Roth in March 2026."
OPENING = "Mayor Ines Roth is to open the new bridge over the Aln on 3 March 2026."
CLOSED = "Mayor Ines Roth closed the new bridge over the Aln on 3 March 2026."
NOT_OPENED = "Mayor Ines Roth did not open the new bridge over the Aln on 3 March 2026."
MARCHED = "In Kestrel Bay 2,000 people marched against the toll on 3 March 2026."
MARCHED_TOO = "On 3 March 2026 some 9,000 people marched against the toll in Kestrel Bay."
SIGNED = "Ines Roth and Tomas Lind signed the treaty on ferries in Kestrel Bay on 3 March 2026."
SIGNED_BY_OTHERS = "Ada Holm and Per Aune signed the treaty on ferries in Kestrel Bay on 3 March 2026."
LAUNCHED = "The Aurora was launched from the yard in Kestrel Bay on 3 March 2026."
IT_WAS_LAUNCHED = "The ferry was launched in March 2026, a year late."
LAID_OUT = "Ines Roth presented the budget on 3 March 2026."
LAID_OUT_TOO = "Ines Roth laid the budget out on 3 March 2026."
QUIT = "Engineer Per Aune resigned from the board of the bridge on 4 March 2026 after a quarrel over the toll."
QUIT_TOO = "Per Aune, an engineer, stepped down from the bridge's board on 4 March 2026."

DAY, NEXT = date(2026, 3, 3), date(2026, 3, 4)
TOLD = (
    (OPENED, OPENED_IN_MARCH, MARCHED, QUIT),
    (OPENING, CLOSED, MARCHED_TOO, SIGNED),
    (SIGNED_BY_OTHERS, LAUNCHED, LAID_OUT, QUIT_TOO),
    (NOT_OPENED, IT_WAS_LAUNCHED, LAID_OUT_TOO, OPENED),
)
ARTICLES = tuple(article(n, "Kestrel Bay", *sentences) for n, sentences in enumerate(TOLD, 1))
SOURCES = Sources({one.number: one for one in ARTICLES}, "en")


def on(first: date | None, last: date, precision: Precision = Precision.DAY) -> EventDate:
    text = label(first, last, precision, None, Status.HAPPENED)
    return EventDate(earliest=first, latest=last, precision=precision, modifier=None, label=text)


MARCH = on(date(2026, 3, 1), date(2026, 3, 31), Precision.MONTH)
DATES = (on(DAY, DAY), on(NEXT, NEXT), MARCH, on(None, DAY), on(date(2026, 1, 1), date(2026, 12, 31), Precision.YEAR))


def event(text: str, day: EventDate, number: int, status: Status = Status.HAPPENED) -> Event:
    """An event in the words of an article, or of a model where that article does not have the words."""
    page = ARTICLES[number - 1]
    start = page.text.find(text)
    evidence = page.evidence(
        max(start, 0), max(start, 0) + (len(text) if start >= 0 else len(page.text.split("\n")[0]))
    )
    return Event(
        id=f"e{number}-{page.number}-{abs(start)}-{day.label}-{status}",
        text=text,
        origin=Origin.EXTRACTED if start >= 0 else Origin.GENERATED,
        evidence=(evidence,),
        support=Support(verdict=Verdict.SUPPORTED, score=1),
        status=status,
        date=day,
    )


def told(events: Sequence[Event]) -> list[Event]:
    return merged(events, SOURCES)[0]


TODAY = DATES[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (event(OPENED, TODAY, 1), event(OPENED, TODAY, 4)),
        (event(OPENED, TODAY, 1), event(OPENED_IN_MARCH, MARCH, 1)),
        (event(LAID_OUT, TODAY, 3), event(LAID_OUT_TOO, TODAY, 4)),
        (event(QUIT, DATES[1], 1), event(QUIT_TOO, DATES[1], 3)),
        (event(LAUNCHED, TODAY, 3), event(IT_WAS_LAUNCHED, MARCH, 4)),
        (event(OPENED, TODAY, 1), event(OPENING, TODAY, 2, Status.PLANNED)),
    ],
)
def test_tellings_of_one_event_are_one_entry(one: Event, other: Event) -> None:
    assert len(told([one, other])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (event(OPENED, TODAY, 1), event(OPENED, DATES[1], 4)),
        (event(OPENED, TODAY, 1), event(CLOSED, TODAY, 2)),
        (event(OPENED, TODAY, 1), event(NOT_OPENED, TODAY, 4)),
        (event(MARCHED, TODAY, 1), event(MARCHED_TOO, TODAY, 2)),
        (event(SIGNED, TODAY, 2), event(SIGNED_BY_OTHERS, TODAY, 3)),
        (event(OPENED, TODAY, 1), event(SIGNED, TODAY, 2)),
    ],
)
def test_another_day_outcome_number_or_participant_makes_two_events(one: Event, other: Event) -> None:
    assert told([one, other]) == [one, other]


def test_a_joined_event_has_the_evidence_of_both_and_the_more_precise_date() -> None:
    by_month, by_day = event(OPENED_IN_MARCH, MARCH, 1), event(OPENED, TODAY, 4)
    (joined,) = told([by_month, by_day])
    assert joined.citations == (1, 4)
    assert joined.date.label == "Mar 3, 2026"


def test_what_was_planned_gives_way_to_what_happened_and_is_no_evidence_for_it() -> None:
    happened = event(OPENED, TODAY, 1)
    assert told([event(OPENING, TODAY, 2, Status.PLANNED), happened]) == [happened]


def test_the_words_of_a_model_that_others_took_the_place_of_are_told() -> None:
    worded = event("Mayor Roth opened the bridge over the Aln.", MARCH, 1)
    assert worded.origin is Origin.GENERATED
    kept, swallowed = merged([worded, event(OPENED, TODAY, 4)], SOURCES)
    assert [each.text for each in kept] == [OPENED]
    assert swallowed == [worded]


events = st.lists(
    st.builds(
        event,
        st.sampled_from([text for page in TOLD for text in page]),
        st.sampled_from(DATES),
        st.integers(1, len(ARTICLES)),
        st.sampled_from([Status.HAPPENED, Status.PLANNED]),
    ),
    max_size=9,
    unique_by=lambda each: (each.id, each.text),
)


def _content(found: Sequence[Event]) -> list[str]:
    return sorted(each.model_dump_json() for each in found)


@given(events.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_merging_does_not_depend_on_order(orders: tuple[list[Event], list[Event]]) -> None:
    one, other = orders
    assert _content(told(one)) == _content(told(other))


@given(events)
def test_merging_again_changes_nothing(found: list[Event]) -> None:
    once = told(found)
    assert told(once) == once


def test_a_thousand_tellings_are_merged_into_a_hundred_events() -> None:
    pages = {
        n: article(n, "Kestrel Bay", f"{OPENED[:-1]}, report {n} says.", QUIT, published=DAY) for n in range(1, 501)
    }
    sources = Sources(pages, "en")

    def telling(page: ArticleText, start: int, end: int, day: date) -> Event:
        return Event(
            id=f"e{page.number}-{start}",
            text=page.text[start:end],
            origin=Origin.EXTRACTED,
            evidence=(page.evidence(start, end),),
            support=Support(verdict=Verdict.SUPPORTED, score=1),
            status=Status.HAPPENED,
            date=on(day, day),
        )

    found = [
        each
        for page in pages.values()
        for line in [page.text.index("\n")]
        for each in (
            telling(page, 0, line, DAY + timedelta(days=page.number % 50)),
            telling(page, line + 1, len(page.text), NEXT + timedelta(days=page.number % 50)),
        )
    ]
    kept, _ = merged(found, sources)
    assert len(kept) == 100
