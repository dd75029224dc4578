"""Which way a clause looks, by the words that stand around its date."""

from datetime import date

import pytest

from tests.dates.told import WEDNESDAY, dated


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The bridge will stay closed until Monday.", "2019-11-25"),
        ("Hearings will be fully open again on Monday.", "2019-11-25"),
        ("The firm closed its plants until Friday.", "2019-11-22"),
        ("All ferries are grounded until Friday.", "2019-11-22"),
        ("He was bailed until January.", "2020-01-01"),
        ("The trial was adjourned until March 3.", "2020-03-03"),
        ("The game was moved to Sunday.", "2019-11-24"),
        ("The union called a strike for Friday.", "2019-11-22"),
        ("It raised its forecast for April.", "2020-04-01"),
        ("She ran the bank until October.", "2019-10-01"),
        ("The minister has until Friday.", "2019-11-22"),
    ],
)
def test_what_lasts_or_waits_until_a_day_looks_ahead(sentence: str, day: str) -> None:
    assert dated(sentence) == [day]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The judge ordered him to leave by Friday.", "2019-11-22"),
        ("Results are promised by April.", "2020-04-01"),
        ("By Friday, 30 had died.", "2019-11-15"),
        ("A deal by Friday", "2019-11-22"),
        ("It agreed to sell the yard on May 1.", "2020-05-01"),
        ("She flew to Rome to meet the pope on Monday.", "2019-11-18"),
        ("He failed to appear in court on Monday.", "2019-11-18"),
        ("Chile was first to act, on Monday.", "2019-11-18"),
    ],
)
def test_an_infinitive_looks_ahead_unless_it_tells_what_a_past_act_was_for(sentence: str, day: str) -> None:
    assert dated(sentence) == [day]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The share sale closes on Friday.", "2019-11-22"),
        ("The mission ends in March.", "2020-03-01"),
        ("Japan votes on Sunday.", "2019-11-24"),
        ("It won 300 votes on Sunday.", "2019-11-17"),
        ("Clocks go back on Sunday.", "2019-11-24"),
        ("The next figures are due out on Friday.", "2019-11-22"),
        ("The plan was due on Tuesday.", "2019-11-19"),
        ("The hearing was scheduled for Friday.", "2019-11-22"),
        ("The fair was closed due to snow on Tuesday.", "2019-11-19"),
        ("Sales fell more than expected on Tuesday.", "2019-11-19"),
        ("They won't meet on Friday.", "2019-11-22"),
        ("Analysts expect a cut in January.", "2020-01-01"),
        ("It imposed tariffs starting Monday.", "2019-11-18"),
        ("Tariffs rise starting Monday.", "2019-11-25"),
    ],
)
def test_present_tense_tells_of_what_is_arranged(sentence: str, day: str) -> None:
    assert dated(sentence) == [day]


def test_since_looks_back_whatever_the_verb() -> None:
    assert dated("It is illegal since July to fly there.") == ["2019-07-01"]
    assert dated("Shares will have doubled since March.") == ["2019-03-01"]


def test_what_comes_before_something_may_be_told_when_that_is_near_on_either_side() -> None:
    assert dated("Shares rose ahead of Thursday's vote.") == ["2019-11-21"]
    assert dated("Shares rose ahead of Tuesday's vote.") == ["2019-11-19"]
    assert dated("Roads were full in the run-up to Christmas.", date(2019, 12, 20)) == ["2019-12-25"]
    assert dated("He died on Christmas Day.", date(2019, 12, 20)) == ["2018-12-25"]


def test_a_date_that_opens_a_clause_takes_its_tense_from_the_verb_that_follows() -> None:
    assert dated("He resigned, and on Friday the court will rule.") == ["2019-11-22"]
    assert dated("He told them on Monday and Tuesday that banks might fail.") == ["2019-11-18", "2019-11-19"]
    assert dated("It was due to reach Cuba after killing three people on Monday.") == ["2019-11-18"]


def test_a_year_told_long_ago_does_not_hold_for_what_follows_in_the_sentence() -> None:
    assert dated("Founded in February 2016, the company lost money in the first quarter.") == [
        "2016-02-01",
        "2019-01-01",
    ]
    assert dated("She came to the throne on 6 February 1952 and marked her jubilee in June.") == [
        "1952-02-06",
        "2019-06-01",
    ]


def test_a_fresh_date_is_not_of_a_year_long_over_that_its_sentence_tells() -> None:
    assert dated("The jet entered service in April 2015 and was checked on Nov. 5.") == ["2015-04-01", "2019-11-05"]
    assert dated("He was arrested on May 5, 2015, and convicted on July 9.") == ["2015-05-05", "2015-07-09"]


def test_a_time_told_back_to_does_not_lie_ahead() -> None:
    assert dated("The vote is on Dec. 19. Officials had met the previous day.") == ["2019-12-19", "2019-11-19"]


def test_the_members_of_a_list_lie_beside_each_other() -> None:
    assert dated("In May or June", date(2019, 11, 20)) == ["2020-05-01", "2020-06-01"]
    assert dated("Sales in Q2 and Q3 2018", WEDNESDAY) == ["2018-04-01", "2018-07-01"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The finance minister put forward a plan on Monday.", "2019-11-18"),
        ("Lawmakers backed a peace plan on Monday.", "2019-11-18"),
        ("Unions plan a walkout on Monday.", "2019-11-25"),
        ("Unions plan to walk out on Monday.", "2019-11-25"),
        ("Ministers approved a plan to open the dam on Monday.", "2019-11-25"),
        ("The council set aside $3 million on Friday.", "2019-11-15"),
        ("A judge let him go free on Monday.", "2019-11-18"),
        ("Neighbors saw them leave on Monday.", "2019-11-18"),
        ("Peace envoys meet on Monday.", "2019-11-25"),
        ("He was ordered to surrender on Monday.", "2019-11-25"),
    ],
)
def test_words_that_are_nouns_or_other_verbs_bare_forms_do_not_look_ahead(sentence: str, day: str) -> None:
    assert dated(sentence) == [day]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("A launch planned for Tuesday was scrubbed.", "2019-11-19"),
        ("A launch planned for Friday has been scrubbed.", "2019-11-22"),
        ("A rally set for Monday in Lahore was banned.", "2019-11-18"),
        ("Talks due on Monday were cancelled.", "2019-11-18"),
        ("Launch planned for Tuesday scrubbed over wind", "2019-11-19"),
        ("A strike planned for Monday will go ahead.", "2019-11-25"),
        ("A vote planned for Monday, officials said.", "2019-11-25"),
        ("A vote is planned for Monday after lawmakers rejected the bill.", "2019-11-25"),
        ("The school is expected to reopen on Monday after a pipe burst.", "2019-11-25"),
    ],
)
def test_what_was_planned_and_is_told_as_past_lies_near_on_either_side(sentence: str, day: str) -> None:
    assert dated(sentence) == [day]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("He had been due in court on Tuesday.", "2019-11-19"),
        ("He had been due in court on Saturday.", "2019-11-16"),
        ("The ferry had been scheduled to sail on Sunday.", "2019-11-17"),
        ("The ferry has been scheduled to sail on Sunday.", "2019-11-24"),
        ("The firm was expected to report on Tuesday.", "2019-11-19"),
        ("He is due in court on Tuesday.", "2019-11-26"),
    ],
)
def test_what_had_been_due_is_over(sentence: str, day: str) -> None:
    assert dated(sentence) == [day]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Funeral Tuesday for slain officer", "2019-11-26"),
        ("Senate hearing on Friday", "2019-11-22"),
        ("Vote Thursday on school bond", "2019-11-21"),
        ("The match Sunday is sold out.", "2019-11-24"),
        ("The match Sunday drew 50,000.", "2019-11-17"),
        ("Talks Tuesday yield no deal", "2019-11-19"),
        ("Crash Tuesday near Dayton", "2019-11-19"),
        ("At a rally Sunday in Ohio", "2019-11-17"),
    ],
)
def test_an_event_told_with_its_day_and_no_verb_is_announced(sentence: str, day: str) -> None:
    assert dated(sentence) == [day]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The treaty will be signed before Christmas.", "2019-12-25"),
        ("They hope to reopen by Easter.", "2020-04-12"),
        ("It will not return until after Easter.", "2020-04-12"),
        ("She resigned before Easter.", "2019-04-21"),
        ("Sales rose after Christmas.", "2018-12-25"),
    ],
)
def test_a_holiday_that_is_an_edge_lies_where_the_clause_looks(sentence: str, day: str) -> None:
    assert dated(sentence) == [day]
