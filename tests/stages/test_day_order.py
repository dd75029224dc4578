"""The order of a day: what the events of one date sort by, and that ids stay what they are."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from string import ascii_lowercase, digits

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.article import ArticleText
from pipeline.domain.dates import EventDate, Precision, Status
from pipeline.domain.digest import Event, Origin, timeline_key
from pipeline.domain.support import Support, Verdict
from pipeline.stages.day_order import in_day_order, time_of_day
from pipeline.stages.ids import between, new_id, spread
from tests.stages.newsroom import article, written_by_builtin

OPENED = "The council opened the lock gates on Monday."
FLOODED = "Water reached the market at 4.20 on Monday."
LEFT = "The last boats had left at 2:45 a.m. on Monday."
MET = "The council met on Monday evening."
MORNING = article(1, "Lock gates opened", OPENED, MET, FLOODED, published=datetime(2026, 3, 16, 9, tzinfo=UTC))
NOON = article(2, "The lock, hour by hour", LEFT, published=datetime(2026, 3, 16, 12, tzinfo=UTC))
ARTICLES = {1: MORNING, 2: NOON}
MONDAY = EventDate(
    earliest=date(2026, 3, 16), latest=date(2026, 3, 16), precision=Precision.DAY, modifier=None, label="Mar 16, 2026"
)


def event(text: str, found: ArticleText) -> Event:
    start = found.text.index(text)
    return Event(
        id=new_id("e", text),
        text=text,
        origin=Origin.EXTRACTED,
        evidence=(found.evidence(start, start + len(text)),),
        support=Support(verdict=Verdict.SUPPORTED, score=1.0),
        status=Status.HAPPENED,
        date=MONDAY,
    )


TOLD = [event(text, MORNING) for text in (OPENED, MET, FLOODED)] + [event(LEFT, NOON)]


def texts(events: Sequence[Event]) -> list[str]:
    return [each.text for each in events]


def test_events_of_one_day_sort_by_their_ids_as_they_happened() -> None:
    ordered = in_day_order(TOLD, ARTICLES)
    assert texts(ordered) == [OPENED, LEFT, FLOODED, MET]
    assert list(ordered) == sorted(ordered, key=timeline_key)


def test_the_order_does_not_depend_on_that_in_which_they_come() -> None:
    assert in_day_order(TOLD[::-1], ARTICLES) == in_day_order(TOLD, ARTICLES)


def test_where_no_time_is_told_the_order_is_that_of_the_articles_and_their_text() -> None:
    text = "The mayor thanked the crews on Monday."
    late = article(1, "Thanks", text, published=datetime(2026, 3, 17, 9, tzinfo=UTC))
    early = article(2, "Lock gates opened", OPENED, published=datetime(2026, 3, 16, 9, tzinfo=UTC))
    told = [event(text, late), event(OPENED, early)]
    assert texts(in_day_order(told, {1: late, 2: early})) == [OPENED, text]


def test_a_known_event_keeps_its_id_and_a_new_one_is_placed_where_it_belongs() -> None:
    before = [each for each in in_day_order(TOLD, ARTICLES) if each.text != FLOODED]
    known = {each.id for each in before}
    after = in_day_order([*before, event(FLOODED, MORNING)], ARTICLES, known)
    assert texts(after) == [OPENED, LEFT, FLOODED, MET]
    assert known < {each.id for each in after}


def test_a_new_event_is_placed_beside_ids_that_tell_no_place_too() -> None:
    old = event(MET, MORNING).model_copy(update={"id": "e7c41d0b92f"})
    after = in_day_order([old, event(OPENED, MORNING)], ARTICLES, {old.id})
    assert texts(after) == [OPENED, MET]
    assert after[1].id == old.id


def test_times_of_day_are_read_from_the_words() -> None:
    assert time_of_day("It closed at 02.57 local time on 20 January.") == time(2, 57)
    assert time_of_day("It opened at 12:20 a.m. on Saturday.") == time(0, 20)
    assert time_of_day("They met on Thursday evening.") == time(19)
    assert time_of_day("Early on Friday the ferry sank.") == time(6)
    assert time_of_day("It put the share at 19.40% on Friday.") is None
    assert time_of_day("It weighed 4.29 ounces, said an early estimate.") is None


PLACES = st.text(digits + ascii_lowercase, min_size=1, max_size=6)


@given(PLACES, PLACES)
def test_a_place_between_two_is_behind_the_first_and_before_the_second_where_there_is_one(a: str, b: str) -> None:
    low, high = sorted((a, b))
    found = between(low, high)
    assert f"e{found}-" > f"e{low}-"
    if high.rstrip("0") > low:
        assert f"e{found}-" < f"e{high}-"


@given(st.integers(0, 3000))
def test_places_are_as_many_as_are_wanted_and_ascend(count: int) -> None:
    places = spread(count)
    assert len(set(places)) == count
    assert places == sorted(places)


def test_a_digest_made_again_has_the_same_ids_and_bytes() -> None:
    first = written_by_builtin()
    again = written_by_builtin(first.articles, first)
    assert [each.id for each in again.digest.timeline] == [each.id for each in first.digest.timeline]
