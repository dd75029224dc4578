"""Finding and resolving the dates of English news."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pipeline.dates import Boundary, Kind, TimexType, event_date, find_dates
from pipeline.domain.dates import Modifier, Precision
from tests.dates.told import WEDNESDAY, days, only


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Jan. 15, 2026", "2026-01-15"),
        ("January 15th, 2026", "2026-01-15"),
        ("15 January 2026", "2026-01-15"),
        ("the 15th of January, 2026", "2026-01-15"),
        ("Thursday, Jan. 15, 2026", "2026-01-15"),
        ("2026-01-15", "2026-01-15"),
        ("2026-01-15T05:12:00+09:00", "2026-01-15"),
        ("1/15/2026", "2026-01-15"),
        ("15/1/2026", "2026-01-15"),
        ("15.1.2026", "2026-01-15"),
        ("Feb. 29, 2024", "2024-02-29"),
        ("1 January 1000", "1000-01-01"),
        ("Dec. 31, 2999", "2999-12-31"),
        ("September the twenty-first, nineteen seventy-eight", "1978-09-21"),
    ],
)
def test_a_full_date_is_the_same_day_however_it_is_written(words: str, day: str) -> None:
    found = only(f"The treaty was signed on {words}.", None)
    assert (str(found.earliest), str(found.latest), found.value[:10]) == (day, day, day)
    assert found.explicit
    assert found.precision is Precision.DAY


@pytest.mark.parametrize("words", ["Feb. 30, 2024", "Feb. 29, 2023", "2023-02-29", "2/30/2024", "31 April 2024"])
def test_a_day_that_the_calendar_lacks_gets_no_day(words: str) -> None:
    found = find_dates(f"It was due on {words}.", WEDNESDAY)
    assert all(expression.precision is not Precision.DAY for expression in found)


@pytest.mark.parametrize(
    ("words", "interval", "value", "precision"),
    [
        ("in October 2024", "2024-10-01/2024-10-31", "2024-10", Precision.MONTH),
        ("in Q3 2025", "2025-07-01/2025-09-30", "2025-Q3", Precision.QUARTER),
        ("in the fourth quarter of 2024", "2024-10-01/2024-12-31", "2024-Q4", Precision.QUARTER),
        ("in the first half of 2024", "2024-01-01/2024-06-30", "2024-H1", Precision.HALF),
        ("in H2 2024", "2024-07-01/2024-12-31", "2024-H2", Precision.HALF),
        ("in summer 2025", "2025-06-01/2025-08-31", "2025-SU", Precision.SEASON),
        ("in the winter of 2025", "2025-12-01/2026-02-28", "2025-WI", Precision.SEASON),
        ("in 2023", "2023-01-01/2023-12-31", "2023", Precision.YEAR),
        ("in fiscal 2024", "2024-01-01/2024-12-31", "FY2024", Precision.YEAR),
        ("in the 1990s", "1990-01-01/1999-12-31", "199", Precision.DECADE),
        ("in the '90s", "1990-01-01/1999-12-31", "199", Precision.DECADE),
        ("in the nineties", "1990-01-01/1999-12-31", "199", Precision.DECADE),
        ("in the 19th century", "1800-01-01/1899-12-31", "18", Precision.CENTURY),
        ("in 2020-W53", "2020-12-28/2021-01-03", "2020-W53", Precision.WEEK),
        ("in the first week of 2015", "2014-12-29/2015-01-04", "2015-W01", Precision.WEEK),
        ("in the last week of 2015", "2015-12-28/2016-01-03", "2015-W53", Precision.WEEK),
    ],
)
def test_units_of_the_calendar_span_all_of_their_days(
    words: str, interval: str, value: str, precision: Precision
) -> None:
    found = only(f"It was founded {words}.", None)
    assert (f"{found.earliest}/{found.latest}", found.value, found.precision) == (interval, value, precision)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The minister resigned on Thursday.", "2019-11-14"),
        ("The minister will resign on Thursday.", "2019-11-21"),
        ("The minister is expected to resign on Thursday.", "2019-11-21"),
        ("Apple to launch its phone Thursday", "2019-11-21"),
        ("A hearing scheduled for Thursday was quiet.", "2019-11-21"),
        ("The vote, to be held on Thursday, matters.", "2019-11-21"),
        ("Talks will resume soon, officials said Thursday", "2019-11-14"),
        ("The company announced Wednesday", "2019-11-20"),
        ("On Friday, the court will rule.", "2019-11-22"),
        ("It said that it would cut 10,000 jobs by May 1.", "2020-05-01"),
        ("The launch day is Tuesday.", "2019-11-26"),
        ("The quarter, in which 8 million were sold, ends on Dec. 26.", "2019-12-26"),
        ("Come Dec. 19, those who had paid will play.", "2019-12-19"),
        ("On Friday, the court ruled.", "2019-11-15"),
        ("She was arrested on June 3.", "2019-06-03"),
        ("She will be tried on June 3.", "2020-06-03"),
        ("He died on Dec. 3.", "2018-12-03"),
        ("It reached the market on Feb 29.", "2016-02-29"),
    ],
)
def test_the_tense_of_the_clause_settles_the_direction(sentence: str, day: str) -> None:
    dated = [expression for expression in find_dates(sentence, WEDNESDAY) if expression.earliest]
    assert [str(expression.earliest) for expression in dated] == [day]


@pytest.mark.parametrize(
    ("sentence", "interval"),
    [
        ("It happened in March.", "2019-03-01/2019-03-31"),
        ("It will happen in March.", "2020-03-01/2020-03-31"),
        ("It happened yesterday.", "2019-11-19"),
        ("It happened today.", "2019-11-20"),
        ("It will happen tomorrow.", "2019-11-21"),
        ("It happened the day before yesterday.", "2019-11-18"),
        ("It happened last Friday.", "2019-11-15"),
        ("It will happen next Friday.", "2019-11-29"),
        ("It happened this week.", "2019-11-18/2019-11-24"),
        ("It happened last week.", "2019-11-11/2019-11-17"),
        ("It happened last month.", "2019-10-01/2019-10-31"),
        ("It happened last year.", "2018-01-01/2018-12-31"),
        ("It will happen next spring.", "2020-03-01/2020-05-31"),
        ("It happened last summer.", "2019-06-01/2019-08-31"),
        ("It happened earlier this month.", "2019-11-01/2019-11-19"),
        ("It will happen later this year.", "2019-11-20/2019-12-31"),
        ("It happened three days ago.", "2019-11-17"),
        ("It happened over the weekend.", "2019-11-16/2019-11-17"),
        ("It happened on the 15th.", "2019-11-15"),
        ("It happened on Monday the 18th.", "2019-11-18"),
        ("It will happen on the first Friday of next month.", "2019-12-06"),
        ("It happened on Christmas Eve.", "2018-12-24"),
        ("It happened on Thanksgiving 2018.", "2018-11-22"),
        ("It happened on Easter Sunday.", "2019-04-21"),
        ("It happened this morning.", "2019-11-20"),
        ("It happened last night.", "2019-11-19"),
        ("It happened late on Friday night.", "2019-11-15"),
        ("It happened at 9:30 a.m. on Friday.", "2019-11-15"),
        ("It happened on the morning of May 3, 2019.", "2019-05-03"),
        ("It happened in the week of Nov. 4.", "2019-11-04/2019-11-10"),
        ("It happened in the first nine months of the year.", "2019-01-01/2019-09-30"),
    ],
)
def test_relative_dates_count_from_publication(sentence: str, interval: str) -> None:
    assert days(sentence) == interval


@pytest.mark.parametrize(
    ("words", "precision", "interval"),
    [
        ("two weeks ago", Precision.WEEK, "2019-11-04/2019-11-10"),
        ("two months ago", Precision.MONTH, "2019-09-01/2019-09-30"),
        ("a decade ago", Precision.DECADE, "2000-01-01/2009-12-31"),
        ("five years ago", Precision.YEAR, "2014-01-01/2014-12-31"),
    ],
)
def test_a_length_of_time_ago_is_no_more_exact_than_its_unit(words: str, precision: Precision, interval: str) -> None:
    assert only(f"It closed {words}.").precision is precision
    assert days(f"It closed {words}.") == interval


def test_the_previous_day_counts_from_the_date_told_last() -> None:
    first, second, third = find_dates(
        "The ship sank on May 3, 2019. It had left port the previous day and was found two days later.", WEDNESDAY
    )
    assert (str(first.earliest), str(second.earliest), str(third.earliest)) == (
        "2019-05-03",
        "2019-05-02",
        "2019-05-04",
    )


def test_the_next_day_is_not_tomorrow_in_a_story_about_the_past() -> None:
    assert days("The ship sank and was found the next day.") == "None"
    assert days("It will leave on the next day.") == "2019-11-21"


def test_results_are_told_of_the_quarter_of_that_number_that_began_last() -> None:
    assert days("Profit fell in the fourth quarter.") == "2019-10-01/2019-12-31"
    assert days("Profit fell in the fourth quarter.", date(2020, 1, 22)) == "2019-10-01/2019-12-31"
    assert days("It expects fourth-quarter revenue to grow.", date(2019, 8, 2)) == "2019-10-01/2019-12-31"
    assert days("It reported third-quarter profit.") == "2019-07-01/2019-09-30"


def test_a_date_takes_the_year_that_its_sentence_has_told() -> None:
    text = "He was arrested in December 2015 and convicted in March. In 2012, he had moved to Rome in May."
    assert [e.value for e in find_dates(text, WEDNESDAY)] == ["2015-12", "2016-03", "2012", "2012-05"]


def test_the_members_of_a_list_share_its_year() -> None:
    assert [e.value for e in find_dates("It rained in May and June 2017.", WEDNESDAY)] == ["2017-05", "2017-06"]


def test_a_day_of_the_week_corrects_the_year_that_tense_would_pick() -> None:
    assert days("The derby was moved to Sunday, Nov. 24, after the storm.") == "2019-11-24"


@pytest.mark.parametrize(
    ("words", "interval", "value"),
    [
        ("on May 3–7, 2024", "2024-05-03/2024-05-07", "2024-05-03/2024-05-07"),
        ("on 3-7 May 2024", "2024-05-03/2024-05-07", "2024-05-03/2024-05-07"),
        ("from April 28 to May 2, 2024", "2024-04-28/2024-05-02", "2024-04-28/2024-05-02"),
        ("between June and August 2024", "2024-06-01/2024-08-31", "2024-06/2024-08"),
        ("from 2011 to 2014", "2011-01-01/2014-12-31", "2011/2014"),
        ("from Nov. 2018 to Feb. 2019", "2018-11-01/2019-02-28", "2018-11/2019-02"),
        ("from December to February 2019", "2018-12-01/2019-02-28", "2018-12/2019-02"),
        ("from Monday to Wednesday", "2019-11-18/2019-11-20", "2019-11-18/2019-11-20"),
        ("from Nov. 1 to Nov. 30", "2019-11-01/2019-11-30", "2019-11-01/2019-11-30"),
        ("from Friday into Saturday", "2019-11-15/2019-11-16", "2019-11-15/2019-11-16"),
        ("on May 3 and 4, 2024", "2024-05-03/2024-05-04", "2024-05-03/2024-05-04"),
    ],
)
def test_a_range_runs_between_its_two_ends(words: str, interval: str, value: str) -> None:
    found = only(f"The summit took place {words}.")
    assert found.kind is Kind.RANGE
    assert (f"{found.earliest}/{found.latest}", found.value) == (interval, value)
    first, last = found.ends
    assert (first.earliest, last.latest) == (found.earliest, found.latest)
    assert found.start == first.start < first.end < last.start < last.end == found.end


@pytest.mark.parametrize(
    ("words", "interval", "modifier"),
    [
        ("in early 2024", "2024-01-01/2024-06-30", Modifier.EARLY),
        ("in mid-2024", "2024-04-01/2024-09-30", Modifier.MID),
        ("in late 2024", "2024-07-01/2024-12-31", Modifier.LATE),
        ("at the end of 2024", "2024-09-01/2024-12-31", Modifier.LATE),
        ("in late October 2024", "2024-10-16/2024-10-31", Modifier.LATE),
        ("early last month", "2019-10-01/2019-10-15", Modifier.EARLY),
        ("in the late 1990s", "1995-01-01/1999-12-31", Modifier.LATE),
    ],
)
def test_early_mid_and_late_name_a_part_of_the_period(words: str, interval: str, modifier: Modifier) -> None:
    found = only(f"It opened {words}.")
    assert (f"{found.earliest}/{found.latest}", found.modifier) == (interval, modifier)


@pytest.mark.parametrize(
    ("words", "boundary"),
    [
        ("the first such meeting since October 2024", Boundary.SINCE),
        ("the first talks since the October 2024 meeting", Boundary.SINCE),
        ("it ran until 2014", Boundary.UNTIL),
        ("a deal by Dec. 21, 2025", Boundary.BY),
        ("a deal no later than June 30", Boundary.BY),
        ("it fell before Friday", Boundary.BEFORE),
        ("it fell prior to 2018", Boundary.BEFORE),
        ("it fell ahead of Thursday's summit", Boundary.BEFORE),
        ("it fell after the 2008 crisis", Boundary.AFTER),
        ("the post-2008 rules", Boundary.AFTER),
        ("it fell in 2008", None),
        ("since its launch in 2003", None),
        ("the day after the fire of 2003", None),
    ],
)
def test_a_preposition_before_the_date_makes_it_a_boundary(words: str, boundary: Boundary | None) -> None:
    found = [expression for expression in find_dates(f"They say {words}.", WEDNESDAY) if expression.kind is Kind.POINT]
    assert [expression.boundary for expression in found] == [boundary]


@pytest.mark.parametrize(
    ("words", "value", "kind", "kind_of_timex"),
    [
        ("for two weeks", "P2W", Kind.DURATION, TimexType.DURATION),
        ("for 24 hours", "PT24H", Kind.DURATION, TimexType.DURATION),
        ("for a year and a half", "P1.5Y", Kind.DURATION, TimexType.DURATION),
        ("for two years and six months", "P2Y6M", Kind.DURATION, TimexType.DURATION),
        ("under a five-year plan", "P5Y", Kind.DURATION, TimexType.DURATION),
        ("over the past decade", "P10Y", Kind.DURATION, TimexType.DURATION),
        ("in the next six months", "P6M", Kind.DURATION, TimexType.DURATION),
        ("in a decades-long feud", "PXY", Kind.DURATION, TimexType.DURATION),
        ("for years", "PXY", Kind.DURATION, TimexType.DURATION),
        ("every Monday", "XXXX-WXX-1", Kind.SET, TimexType.SET),
        ("on Mondays", "XXXX-WXX-1", Kind.SET, TimexType.SET),
        ("on Friday mornings", "XXXX-WXX-5TMO", Kind.SET, TimexType.SET),
        ("every four years", "P4Y", Kind.SET, TimexType.SET),
        ("twice a week", "P1W", Kind.SET, TimexType.SET),
        ("at the annual fair", "P1Y", Kind.SET, TimexType.SET),
        ("now", "PRESENT_REF", Kind.REFERENCE, TimexType.DATE),
        ("currently", "PRESENT_REF", Kind.REFERENCE, TimexType.DATE),
        ("recently", "PAST_REF", Kind.REFERENCE, TimexType.DATE),
        ("years ago", "PAST_REF", Kind.REFERENCE, TimexType.DATE),
        ("soon", "FUTURE_REF", Kind.REFERENCE, TimexType.DATE),
    ],
)
def test_lengths_sets_and_references_are_recognised_and_date_nothing(
    words: str, value: str, kind: Kind, kind_of_timex: TimexType
) -> None:
    found = only(f"They worked {words}.")
    assert (found.value, found.kind, found.type) == (value, kind, kind_of_timex)
    dated = event_date(found)
    assert dated is None or dated.earliest is None


@pytest.mark.parametrize(
    "text",
    [
        "See page 2024 of the report.",
        "Some 1,984 people came.",
        "May said the deal was dead.",
        "They may march in protest.",
        "He recalled the March on Washington.",
        "The Sun reported it.",
        "More than 2024 people signed.",
        "Police counted 2024 people.",
        "It is No. 2024 on the list.",
        "Drive down Route 1776 to Studio 54.",
        "Arsenal won 3-2 and lost 1-2.",
        "Call 555-2014 or 1-800-555-2014.",
        "It cost $2024, or €1999.",
        "She sat down. Sat down!",
        "June Carter sang with April Smith.",
        "Dec Donnelly and Jan Smith met Mar Roxas.",
        "An august body of men.",
        "Black Monday is remembered.",
        "Open 24/7.",
        "Every now and again, Sony Now froze.",
        "It fell in after-hours trading.",
        "They read the Daily Mail.",
        "A second car and a third man.",
        "Three quarters of voters agreed.",
        "Version 2.2014 of the F-16.",
        "The ratio was 12:2014 and 20.2019.",
        "",
        " \n\t ",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert [expression.text for expression in find_dates(text, WEDNESDAY)] == []


def test_a_season_over_two_years_is_a_range() -> None:
    for words in ("2014–15", "2014-15", "2014/15"):
        found = only(f"He scored in the {words} season.")
        assert (found.text, found.kind, found.value) == (words, Kind.RANGE, "2014/2015")


def test_typography_is_seen_through_and_offsets_are_those_of_the_text() -> None:
    text = "On Jan.\u202f15,\u00a02026, the company’s “mid\u20112011” plan from May\u00a03\u20137, 2024 ended."
    found = find_dates(text, None)
    assert [e.text for e in found] == ["Jan.\u202f15,\u00a02026", "mid\u20112011", "May\u00a03\u20137, 2024"]
    assert [e.value for e in found] == ["2026-01-15", "2011", "2024-05-03/2024-05-07"]
    assert all(text[e.start : e.end] == e.text for e in found)


def test_offsets_count_code_points_after_characters_outside_the_basic_plane() -> None:
    text = "😀😀 İstanbul: on 3 May 2024"
    found = only(text, None)
    assert (found.start, text[found.start : found.end]) == (text.index("3"), "3 May 2024")


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (datetime(2026, 1, 16, 5, 12, tzinfo=timezone(timedelta(hours=9))), "2026-01-15"),
        (datetime(2026, 1, 15, 20, 12, tzinfo=UTC), "2026-01-14"),
        (datetime(2026, 1, 16, 0, 30, tzinfo=timezone(timedelta(hours=14))), "2026-01-15"),
        (datetime(2026, 1, 14, 23, 30, tzinfo=timezone(timedelta(hours=-12))), "2026-01-13"),
    ],
)
def test_yesterday_is_that_of_the_article_s_own_zone(published: datetime, day: str) -> None:
    assert days("It happened yesterday.", published) == day


@pytest.mark.parametrize(
    "words", ["on Thursday", "in March", "last week", "yesterday", "on May 3", "two weeks ago", "recently"]
)
def test_without_a_publication_date_what_leans_on_it_gets_no_days(words: str) -> None:
    found = only(f"It happened {words}.", None)
    assert (found.earliest, found.latest, event_date(found)) == (None, None, None)
    assert "X" in found.value or found.value == "PAST_REF"


def test_without_a_publication_date_a_year_told_nearby_completes_a_date() -> None:
    text = "The law of June 1, 2021 was amended on July 9. " + "Nothing more was said. " * 40 + "It lapsed on May 3."
    assert [e.value for e in find_dates(text, None)] == ["2021-06-01", "2021-07-09", "XXXX-05-03"]


def test_no_expression_crosses_a_line_break() -> None:
    assert [e.text for e in find_dates("Filed in May\n2024 was bad", None)] == ["May", "2024"]


def test_a_wire_story_is_read_as_its_reader_would() -> None:
    text = (
        "SEOUL, Jan. 16 (Yonhap) -- Russia’s nuclear envoy met his counterpart in Moscow on Thursday, the first such "
        "meeting since October 2024. Kim’s sister recently travelled to Vladivostok, state media said last month. "
        "The two sides will hold a summit in the first half of 2026, and want to finish a plan by Dec. 21."
    )
    found = find_dates(text, datetime(2026, 1, 16, 9, 0, tzinfo=timezone(timedelta(hours=9))))
    labels = [(e.text, dated.label if (dated := event_date(e)) else None) for e in found]
    assert labels == [
        ("Jan. 16", "Jan 16, 2026"),
        ("Thursday", "Jan 15, 2026"),
        ("October 2024", None),
        ("recently", "by Jan 16, 2026"),
        ("last month", "Dec 2025"),
        ("the first half of 2026", "first half of 2026"),
        ("Dec. 21", "by Dec 21, 2026"),
    ]


def test_the_week_before_last_is_a_date_and_the_day_before_the_next_walkout_is_none() -> None:
    assert only("It was sold the week before last.", WEDNESDAY).text == "the week before last"
    assert find_dates("It begins the day before the next walkout.", WEDNESDAY) == ()
    assert find_dates("It begins the week before next", WEDNESDAY) == ()
    assert only("It was sold the week before last month's vote.", WEDNESDAY).text == "last month"
