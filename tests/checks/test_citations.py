"""Which passages earn their place behind a claim."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.citations import earning
from pipeline.checks.passage import Passage
from pipeline.dates import label
from pipeline.domain.dates import EventDate, Precision, Status

CLAIM = "The Kestrel Bay council voted 7 to 4 on Tuesday to close the Old Pier, where divers found rot in 38 piles."
VOTED = Passage("The Kestrel Bay council voted 7 to 4 on Tuesday to close the Old Pier.", article=1)
ROTTEN = Passage("Divers found rot in 38 of the 212 piles of the Old Pier.", article=2)


def cited(claim: str, *evidence: Passage, language: str = "en") -> list[int]:
    return [passage.article for passage in earning(claim, evidence, language)]


def test_passages_that_show_different_parts_all_stay() -> None:
    assert cited(CLAIM, VOTED, ROTTEN) == [1, 2]


def test_a_second_source_for_the_same_thing_stays() -> None:
    again = Passage("Kestrel Bay closes its Old Pier: the council voted for it by 7 to 4.", article=3)
    assert cited(VOTED.quote, VOTED, again) == [1, 3]


@pytest.mark.parametrize(
    "scrap",
    [
        "On Tuesday the Kestrel Bay council said that it was closed to visitors.",
        "Two people told the Kestrel Bay council on Tuesday that they love the Old Pier.",
        "The Kestrel Bay council met on Tuesday.",
    ],
)
def test_who_and_when_beside_a_source_that_tells_all_is_decoration(scrap: str) -> None:
    assert cited(VOTED.quote, VOTED, Passage(scrap, article=3)) == [1]


def test_names_and_days_alone_support_no_part() -> None:
    assert cited(VOTED.quote, Passage("On Tuesday Kestrel Bay said two things of the Old Pier.", article=3)) == []


def test_a_number_that_one_passage_alone_gives_earns_its_place() -> None:
    vague = Passage("The Kestrel Bay council voted on Tuesday to close the Old Pier.", article=1)
    close = Passage("The vote in Kestrel Bay on the Old Pier on Tuesday was close: 7 to 4.", article=2)
    assert cited(VOTED.quote, vague, close) == [1, 2]


def test_a_passage_that_alone_tells_which_day_it_was_is_needed() -> None:
    claim = "The council voted to close the pier on 10 March 2026."
    voted = Passage("The council voted to close the pier and to mend it.", published=None, article=1)
    dated = Passage("The council of the pier met on Tuesday.", published=date(2026, 3, 12), article=2)
    assert cited(claim, voted, dated) == [1, 2]
    assert cited("The council voted to close the pier.", voted, dated) == [1]


def test_the_one_passage_that_gives_an_events_day_stays() -> None:
    tuesday = date(2026, 3, 10)
    day = EventDate(
        earliest=tuesday,
        latest=tuesday,
        precision=Precision.DAY,
        modifier=None,
        label=label(tuesday, tuesday, Precision.DAY, None, Status.HAPPENED),
    )
    claim = "The council voted to close the pier."
    voted = Passage(claim[:-1] + " and to mend it.", article=1)
    dated = Passage("The council of the pier met on Tuesday.", published=date(2026, 3, 12), article=2)
    assert [passage.article for passage in earning(claim, (voted, dated), "en", day)] == [1, 2]


def test_of_two_that_say_the_same_scraps_one_stays() -> None:
    claim = "The council voted to close the pier after rot was found by divers in February."
    scraps = [Passage("Rot was found by divers.", article=n) for n in (2, 3)]
    voted = Passage("The council voted to close the pier.", article=1)
    assert cited(claim, voted, *scraps) == [1, 2]


def test_a_foreign_source_beside_one_that_tells_all_has_to_share_a_name_or_number() -> None:
    same = Passage(
        "Der Rat von Kestrel Bay stimmte mit 7 zu 4 für die Schließung des Old Pier.", language="de", article=4
    )
    other = Passage("Das Wetter bleibt schön.", language="de", article=5)
    assert cited(VOTED.quote, VOTED, same, other)[:1] == [1]
    assert 5 not in cited(VOTED.quote, VOTED, same, other)
    assert cited(VOTED.quote, same, other) == [4, 5]


WORDS = st.lists(st.sampled_from("council voted pier Tuesday Roth close 38 rot divers said".split()), max_size=8)


@given(WORDS, st.lists(WORDS, max_size=4))
def test_what_has_earned_its_place_earns_it_again(claim: list[str], quotes: list[list[str]]) -> None:
    evidence = [Passage(" ".join(quote), article=n) for n, quote in enumerate(quotes, 1) if quote]
    kept = earning(" ".join(claim), evidence)
    assert earning(" ".join(claim), kept) == kept
    assert set(kept) <= set(evidence)
