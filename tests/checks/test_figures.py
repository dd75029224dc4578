"""Numbers, lengths and dates that follow from the evidence, and those that only look as if they did."""

from datetime import date

import pytest

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support

PUBLISHED = date(2025, 3, 14)


def hard(claim: str, quote: str, article: str = "", title: str = "") -> list[str]:
    """The words of the hard findings against numbers and dates of a claim."""
    text = article or quote
    passage = Passage(quote, text.index(quote), text, published=PUBLISHED, title=title)
    found = check_support(claim, [passage]).reasons
    return [reason.words for reason in found if reason.hard and reason.kind in {"number", "date"}]


FEE = "The board raised the fee from $3bn to as much as $4.5bn on 18 October."
FERRY = "The ferry sank on 3 November, nine days before the alarm was given."
TALKS = "The union tried to reach the owner from May to July, between 2010 and 2015."


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The fee was increased by up to $1.5 billion.", FEE),
        ("On Friday turnout was about 13.6% higher.", "Officials counted 1,272 on Friday, up from 1,120 in May."),
        ("The comet will come closer than 33,000 km.", "The comet will pass within about 32,000 km."),
        ("The two sides raised the fee from $3bn to $4.5bn on 18 October.", FEE),
        ("The rock is some 500 metres wide.", "The rock is about 1,600 feet across."),
        ("The ship was doing 40 km/h.", "The ship was going at 25 mph."),
        ("The farm has 40 hectares.", "The farm covers 100 acres."),
        ("The park has 259 square kilometres.", "The park has 100 square miles."),
        ("The union will march for the second time.", "The union will march again."),
        ("The lease runs for a decade and a half.", "The lease runs for 15 years."),
        ("Police closed two streets, Long Lane and Mill Road.", "Police closed Long Lane and Mill Road at 7pm."),
        ("The union tried for three months to reach the owner.", TALKS),
        ("The strike was called for 31 January.", "The union will strike on Jan. 31."),
        ("The ferry sank on 3 November and was raised the week after.", "The ferry sank on 3 November."),
        ("Roth, who joined the party in 2012, left it.", "Roth has been angry since 2012, when he joined the party."),
    ],
)
def test_a_figure_that_follows_from_the_evidence_is_no_hard_finding(claim: str, quote: str) -> None:
    assert hard(claim, quote) == []


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The fee was increased by up to $2.5 billion.", FEE),
        ("On Friday turnout was about 33.6% higher.", "Officials counted 1,272 on Friday, up from 1,120 in May."),
        ("The rock is some 800 metres wide.", "The rock is about 1,600 feet across."),
        ("The rock weighs 500 kilograms.", "The rock is about 1,600 feet across."),
        ("Police closed three streets, Long Lane and Mill Road.", "Police closed Long Lane and Mill Road at 7pm."),
        ("The ferry sank on 3 November, ten days before the alarm was given.", FERRY),
        ("The fee was raised on 8 October.", FEE),
        ("The union tried to reach the owner from May to December.", TALKS),
        ("The union tried to reach the owner between 2007 and 2015.", TALKS),
        ("The strike was called for 30 January.", "The union will strike on Jan. 31."),
        ("The ferry ran three minutes early.", "The ferry ran two minutes early and took 5 cars."),
        ("He resigned the month before.", "He resigned the week before."),
        ("All but four of the 46 guests left, 44 in all.", "Two of the guests stayed for 46 days; all but four left."),
    ],
)
def test_a_figure_that_only_looks_as_if_it_followed_is_a_hard_finding(claim: str, quote: str) -> None:
    assert hard(claim, quote)


def test_what_the_article_tells_of_a_day_or_an_age_is_known() -> None:
    quote = "The police counted 87,000 people."
    title = "Second march draws more people than the first"
    assert hard("On the second day the police counted 87,000 people.", quote, title=title) == []
    assert hard("On the third day the police counted 87,000 people.", quote, title=title) == ["third"]
    article = "An eight-year-old girl is missing. A sergeant searched the hotel but did not find the girl."
    quote = "A sergeant searched the hotel but did not find the girl."
    assert hard("A sergeant did not find the 8-year-old girl in the hotel.", quote, article) == []
    assert hard("A sergeant did not find the 9-year-old girl in the hotel.", quote, article) == ["9-year-old"]


def test_a_number_behind_a_name_belongs_to_it_where_the_article_has_them_together() -> None:
    article = "Meteor Chase 2 is out. The game runs at 30 frames on most phones."
    quote = "The game runs at 30 frames on most phones."
    assert hard("Meteor Chase 2 runs at 30 frames on most phones.", quote, article) == []
    assert hard("Meteor Chase 4 runs at 30 frames on most phones.", quote, article) == ["4"]
