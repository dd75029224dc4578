"""Honest tellings in a stranger's words, and what is wrong in the same words.

A hard finding says that the evidence tells something else or nothing of the kind; where words alone cannot compare, the
finding is soft.
"""

from datetime import date

import pytest

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support


def hard(claim: str, *evidence: str | Passage) -> list[str]:
    """The kinds of the hard findings against a claim."""
    passages = [Passage(each) if isinstance(each, str) else each for each in evidence]
    return [reason.kind for reason in check_support(claim, passages).reasons if reason.hard]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Two of the climbers did not survive the storm.", "The storm led to the deaths of two climbers."),
        ("Tickets will be no cheaper on the night train.", "Tickets for the night train will cost the same."),
        ("No village in the valley was spared by the flood.", "The flood reached every village in the valley."),
        (
            "Never before in Holm's time as mayor had the town closed the bridge.",
            "It was the first time that the town had closed the bridge since Holm became mayor.",
        ),
        ("Divers saw no apparent link between the two wrecks.", "Divers said that the two wrecks seemed unrelated."),
        ("The new ferry does not run on Sundays.", "The new ferry stays in harbour on Sundays."),
    ],
)
def test_a_negation_told_affirmatively_in_other_words_is_no_hard_finding(claim: str, quote: str) -> None:
    assert hard(claim, quote) == []


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Two of the climbers did not reach the hut.", "Two of the climbers reached the hut on Sunday."),
        ("No village in the valley was reached by the flood.", "The flood reached every village in the valley."),
        ("The ferry was not bought by the town council.", "The ferry was purchased by the town council."),
    ],
)
def test_a_negation_of_the_words_that_the_evidence_affirms_is_a_hard_finding(claim: str, quote: str) -> None:
    assert "negation" in hard(claim, quote)


@pytest.mark.parametrize(
    ("claim", "turned", "quote"),
    [
        (
            "The camera takes 40 pictures a second in the dark.",
            "The camera takes 50 pictures a second in the dark.",
            "The camera takes 40 pictures per second in the dark.",
        ),
        (
            "Only an eighth or so of the tank's fuel was left.",
            "Only a fifth or so of the tank's fuel was left.",
            "Only 12% of the tank's fuel was left.",
        ),
        (
            "The union asks for 31 days of leave rather than 30.",
            "The union asks for 31 days of leave rather than 26.",
            "The union asks for 31 days of leave, a day more than the company grants.",
        ),
    ],
)
def test_a_number_told_in_other_words_is_no_hard_finding_and_another_one_is(
    claim: str, turned: str, quote: str
) -> None:
    assert hard(claim, quote) == []
    assert "number" in hard(turned, quote)


def test_a_second_thing_of_a_kind_is_still_counted() -> None:
    assert "number" in hard("The unions called for weeks a fourth strike.", "The unions called for weeks for a strike.")
    assert hard("The game runs at 30 frames a second.", "The game runs at a rate of 30 frames per second.") == []


def test_a_place_is_shown_by_the_list_that_it_stands_in() -> None:
    quote = "There were fights in Porto, Braga and Faro on Sunday, and 12 people were hurt in the capital."
    assert hard("There were fights in Braga on Sunday.", quote) == []
    assert hard("There were fights in the capital, Braga and Faro.", quote) == []
    assert "place" in hard("There were fights in Faro on Sunday.", "There were fights in Porto on Sunday, Faro said.")


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "The bank left the index in May, when the merger was supposed to have been completed.",
            "The bank left the index in May, when the merger had been expected to be completed.",
        ),
        (
            "In theory the merger gave the bank a second seat on the board.",
            "The merger could give the bank a second seat on the board.",
        ),
        ("Rangers found what looked like a wolf's den.", "Rangers found that there appeared to be a wolf's den."),
        ("The mayor would rather not close the old bridge.", "The mayor said he did not want to close the old bridge."),
    ],
)
def test_what_is_less_than_certain_may_be_told_so_in_many_words(claim: str, quote: str) -> None:
    assert hard(claim, quote) == []


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "Officials think the port could bring trade back, and that the tunnel will make the ferries more welcome.",
            "Officials think the port could bring trade back, and that the tunnel may make the ferries more welcome.",
        ),
        (
            "The museum promised a wide choice of shows, but the season is somewhat different.",
            "The museum promised a wide choice of shows, but the season seems to be somewhat different.",
        ),
        ("The town council closed the old bridge.", "The town council attempted to close the old bridge."),
    ],
)
def test_what_is_told_as_certain_among_the_evidences_own_words_is_a_hard_finding(claim: str, quote: str) -> None:
    assert hard(claim, quote) == ["modality"]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "One of the balloon's burners failed at about 50 metres, and it drifted on its way down.",
            "The balloon was 50 metres up when one of its burners failed, and it drifted as it sank.",
        ),
        (
            "Norway's ministry publicly confirmed that Holm had met the minister in Oslo.",
            "Holm met the minister in Oslo, the ministry said, days after Norway denied that it was holding talks.",
        ),
    ],
)
def test_a_word_of_direction_beside_other_words_is_no_comparison(claim: str, quote: str) -> None:
    assert "direction" not in hard(claim, quote)


def test_some_day_of_the_week_is_shown_by_a_date_that_is_one() -> None:
    quote = "The boat was seen at 6:38 p.m. on Saturday, May 18."
    passage = Passage(quote, context=quote, published=date(2019, 9, 19))
    assert hard("The boat was seen on a Saturday evening in May.", passage) == []
    assert "date" in hard("The boat was seen on a Friday evening in May.", passage)
    assert "date" in hard("The boat was seen on a Friday.", passage)


def test_some_day_of_the_week_is_shown_by_the_same_that_nobody_dates_either() -> None:
    quote = "The boat is said to have been seen on a Saturday in the fog."
    passage = Passage(quote, context=quote, published=date(2019, 9, 19))
    assert hard("The boat was seen in fog on a Saturday.", passage) == []
    assert "date" in hard("The boat was seen in fog on a Sunday.", passage)


def test_what_counts_from_a_date_shows_that_date_as_a_limit_and_needs_it() -> None:
    quote = "The minister resigned two days after Monday's vote."
    passage = Passage(quote, context=quote, published=date(2019, 9, 19))
    assert hard("The minister resigned after Monday's vote.", passage) == []
    assert "date" in hard("The minister resigned on Monday.", passage)
    other = "The minister resigned on Wednesday. The vote was lost."
    away = Passage(other, context=other, published=date(2019, 9, 19))
    assert "date" in hard("The minister resigned two days after Monday's vote.", away)


def test_whose_regulator_it_is_may_stand_in_the_title() -> None:
    quote = "The consent was given on condition that the harbour rights are sold to Lind (Paris: LND)."
    passage = Passage(quote, context=quote, title="Dutch watchdog clears Holm's takeover of the harbour")
    claim = "The harbour rights are to be sold to Lind, the {} watchdog said when it gave its consent."
    assert hard(claim.format("Dutch"), passage) == []
    assert "name" in hard(claim.format("Polish"), passage)


def test_a_free_clause_with_a_word_in_common_is_told_by_the_judge_and_one_with_none_is_foreign() -> None:
    quote = "He said the panels might face the wrong way, and could begin to work once the sun has moved."
    claim = "He said the panels might face the wrong way, in which case {}."
    assert hard(claim.format("a change in the sun's position could revive them"), quote) == []
    assert hard(claim.format("a hospital in the north would be sold to farmers"), quote) == ["coverage"]


def test_what_an_unnamed_source_says_is_not_told_by_somebody_with_a_name() -> None:
    quote = "“This quarrel over the harbour is tiring for Holm,” the insider added on Monday."
    context = f"Jonas Lind and Ruth Holm own the harbour. Lind met the press on Sunday. {quote}"
    passage = Passage(quote, start=context.index(quote), context=context)
    assert hard("“This quarrel over the harbour is tiring for Holm,” the insider said.", passage) == []
    assert "attribution" in hard("“This quarrel over the harbour is tiring for Holm,” Jonas Lind added.", passage)


def test_words_that_open_a_sentence_are_no_names() -> None:
    quote = "The crowd in Porto grew to 40,000, but in Braga it fell from 36,000 to 34,000."
    assert hard("Unlike Porto, Braga saw its crowd fall to 34,000.", quote) == []
    assert "name" in hard("The crowd in Faro grew to 40,000, unlike that in Braga.", quote)


@pytest.mark.parametrize(
    ("claim", "turned", "quote"),
    [
        (
            "Three quarters of a million people were expected.",
            "A quarter of a million people were expected.",
            "Some 750,000 people were expected.",
        ),
        (
            "Roughly a third were sent to the capital.",
            "Roughly a fifth were sent to the capital.",
            "Of 10,000 officers, 3,500 were sent to the capital.",
        ),
        (
            "Not even a fifth of the union's 140,000 marchers were counted by the police.",
            "Not even a tenth of the union's 140,000 marchers were counted by the police.",
            "The police counted 26,000 marchers and the union 140,000 marchers.",
        ),
    ],
)
def test_a_part_of_a_whole_is_reckoned_from_both(claim: str, turned: str, quote: str) -> None:
    assert hard(claim, quote) == []
    assert "number" in hard(turned, quote)


def test_less_than_the_first_time_is_no_rank() -> None:
    quote = "On Tuesday 36% of the drivers were on strike, against 46% on 19 January."
    assert hard("Only 36% of the drivers were on strike, less than the first time.", quote) == ["strong-word"]
    assert hard("About 36% of the drivers were on strike, less than the first time.", quote) == []
    assert "strong-word" in hard("About 36% of the drivers were on strike, the first to be so.", quote)


def test_a_date_that_the_target_goes_by_is_no_date_of_an_event() -> None:
    quote = "The two firms had given themselves until 18 July to complete, and when that date passed they extended it."
    passage = Passage(quote, context=quote, published=date(2023, 9, 22))
    assert "date" not in hard("When July's target date passed, the two firms extended it.", passage)
    assert "date" in hard("When August's target date passed, the two firms extended it.", passage)


@pytest.mark.parametrize(
    ("claim", "turned", "quote"),
    [
        (
            "None of the twelve other ferries on the northern line has shown any crack so far.",
            "One of the twelve other ferries on the northern line has shown a crack so far.",
            "However, the other twelve ferries on the northern line have shown no cracks.",
        ),
        (
            "Holm, the council’s spokesman, denied that the town planned to sell the bridge or talked with buyers.",
            "Holm, the council’s spokesman, said that the town planned to sell the bridge and talked with buyers.",
            "Council spokesman Holm said the town did not plan to sell the bridge and did not talk with buyers.",
        ),
    ],
)
def test_what_says_no_to_its_whole_clause_says_it_to_the_last_word(claim: str, turned: str, quote: str) -> None:
    assert hard(claim, quote) == []
    assert "negation" in hard(turned, quote)


def test_since_may_tell_when_something_began_but_not_that_it_went_on_from_a_date() -> None:
    quote = "She was taken to the clinic on Saturday and is being kept in a ward of her own."
    assert hard("She has been in a ward of her own since she was taken to the clinic on Saturday.", quote) == []
    assert hard("She has been in a ward of her own since Saturday.", quote) == ["strong-word"]
