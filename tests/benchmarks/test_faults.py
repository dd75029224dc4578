"""Every mutator: what it changes, and what it leaves alone because it would not be false."""

import re
from datetime import date
from random import Random

import pytest

from benchmarks.mutating.casting import Cast, Organisation, Person, Place
from benchmarks.mutating.context import Context
from benchmarks.mutating.kinds import KINDS

LIND, OKAFOR, BRANDT = Person("Marta Lind", "Lind"), Person("Ada Okafor", "Okafor"), Person("Jonas Brandt", None)
CAST = Cast(
    people=(LIND, OKAFOR, BRANDT),
    organisations=(
        Organisation("Northline", definite=False),
        Organisation("Harbour Board", definite=True, aliases=frozenset({"hb"})),
        Organisation("Coast Guard Agency", definite=True, aliases=frozenset({"cga"})),
        Organisation("Seaways", definite=False),
    ),
    places=(Place("Bergen", "town"), Place("Oslo", "city"), Place("Sweden", "country"), Place("Norway", "country")),
)
MUTATORS = {kind.name: kind.mutator for kind in KINDS}


PUBLISHED = date(2024, 5, 16)


def faults(
    kind: str,
    sentence: str,
    evidence: str | None = None,
    *,
    published: date = PUBLISHED,
    elsewhere: Cast | None = None,
    uncited: tuple[str, ...] = (),
    known: str = "",
) -> set[str]:
    """All that a mutator makes of a sentence, which is its own evidence unless other is given."""
    context = Context(
        evidence or sentence,
        published,
        cited=CAST,
        story=CAST,
        elsewhere=elsewhere or Cast(),
        uncited=uncited,
        vocabulary=known or sentence,
    )
    made = {MUTATORS[kind](sentence, context, Random(seed)) for seed in range(80)}
    return {mutated for mutated in made if mutated is not None}


def test_a_number_is_replaced_by_one_that_the_evidence_does_not_have() -> None:
    made = faults("number", "The ferry carried 214 people.", "The ferry carried 214 people, not 241.")
    assert "The ferry carried 124 people." in made
    assert not any(re.search(r"\b(?:241|214)\b", mutated) for mutated in made)


def test_numbers_that_belong_to_names_dates_and_hours_stand() -> None:
    sentence = "Flight BX-12 left Gate 7 at 6:38 p.m. on May 3, 2024, said a caller to 911."
    assert not faults("number", sentence)
    assert not faults("number-written-out", "The third party was not named.")


def test_more_than_a_number_becomes_more_than_a_larger_one_and_up_to_a_smaller() -> None:
    for mutated in faults("number", "More than 200 people were on board."):
        assert int(mutated.split()[2]) > 200
    for mutated in faults("percentage", "It can be fatal in up to 60 per cent of cases."):
        assert int(mutated.split()[7]) < 60


def test_an_age_stays_an_age_and_a_share_a_share() -> None:
    ages = [
        re.fullmatch(r"An? (\d+)-year-old man was hurt\.", m) for m in faults("number", "A 55-year-old man was hurt.")
    ]
    assert ages
    assert all(age and 27 < int(age[1]) < 100 for age in ages)
    assert not any(float(m.split("%")[0].split()[-1]) > 100 for m in faults("percentage", "Some 93% voted."))


def test_a_written_number_keeps_its_capital_and_its_article() -> None:
    assert "An eight-day search ended." in faults("number-written-out", "A five-day search ended.")
    assert "Four boats came." in faults("number-written-out", "Five boats came.")
    assert "A quarter of the crew left." in faults("number-written-out", "A third of the crew left.")


def test_money_and_magnitudes_change() -> None:
    assert faults("magnitude", "It cost $4.5 billion.") == {"It cost $4.5 million."}
    assert faults("magnitude", "It cost $3bn.") == {"It cost $3m."}
    made = faults("money", "It cost €60.")
    assert made
    assert all(mutated.startswith("It cost €") for mutated in made)


def test_a_date_changes_to_another_day_in_the_same_spelling() -> None:
    assert "She sailed on 30 October 2023." not in faults("day", "She sailed on 3 October 2023.")
    assert "She sailed on 13 October 2023." in faults("day", "She sailed on 3 October 2023.")
    assert "It sank on Feb. 7." in faults("month", "It sank on Sept. 7.")
    assert faults("year", "The Space Racer 2020 trailer was out.") == set()
    assert all(int(mutated[-5:-1]) <= 2024 for mutated in faults("year", "It sank in 2022."))


def test_a_weekday_never_changes_to_one_that_the_evidence_names() -> None:
    made = faults("weekday", "They met on Tuesday.", "They met on Tuesday and spoke on Monday.")
    assert made == {f"They met on {day}." for day in ("Wednesday", "Friday", "Saturday", "Sunday")}


def test_a_deadline_moves_forward_because_a_later_one_would_be_implied() -> None:
    made = faults("weekday", "It must leave by Friday.", published=date(2024, 5, 13))
    assert made == {"It must leave by Tuesday.", "It must leave by Wednesday.", "It must leave by Thursday."}


def test_another_unit_of_time_is_another_time() -> None:
    assert faults("unit-of-time", "It sank last week.") == {"It sank last month."}
    assert "It sank two years ago." in faults("unit-of-time", "It sank two months ago.")


def test_a_date_told_finer_lies_within_the_one_that_is_known() -> None:
    made = faults("told-finer", "She sailed in October 2023.", known="They met on May 3.")
    assert made
    assert all(mutated.startswith("She sailed on October ") and mutated.endswith(", 2023.") for mutated in made)
    assert "She sailed on Saturday." in faults(
        "told-finer", "She sailed over the weekend.", published=date(2024, 5, 13)
    )


def test_a_person_is_swapped_for_one_whom_the_evidence_does_not_name() -> None:
    made = faults("person", "Gov. Marta Lind said so.", "Gov. Marta Lind, standing beside Okafor, said so.")
    assert made == {"Gov. Jonas Brandt said so."}
    assert "Okafor’s boat sank." in faults("person", "Lind’s boat sank.")


def test_an_organisation_is_swapped_for_one_that_takes_the_same_article() -> None:
    assert faults("organisation", "The Harbour Board closed it.") == {"The Coast Guard Agency closed it."}
    assert faults("organisation", "Northline closed it.") == {"Seaways closed it."}
    assert not faults("organisation", "Norway’s Harbour Board closed it.")
    assert not faults("organisation", "Northline closed it.", "Northline, not Seaways, closed it.")


def test_a_place_is_swapped_for_one_of_its_sort() -> None:
    assert faults("place", "It sank off Norway.") == {"It sank off Sweden."}
    assert faults("place", "It lay in Bergen.") == set()  # Oslo is named in the same article, and might be near
    elsewhere = Cast(places=(Place("Lyon", "city"),))
    assert faults("place", "It lay in Bergen.", elsewhere=elsewhere) == {"It lay in Lyon."}
    assert not faults("place", "It sank off Norway.", "It sank off Norway, said Swedish divers.")


@pytest.mark.parametrize(
    ("sentence", "mutated"),
    [
        ("The ferry was carrying cars.", "The ferry was not carrying cars."),
        ("They will leave on Monday.", "They will not leave on Monday."),
        ("The board approved the plan.", "The board did not approve the plan."),
        ("You can board at noon.", "You cannot board at noon."),
    ],
)
def test_a_sentence_is_denied(sentence: str, mutated: str) -> None:
    assert faults("negation-added", sentence) == {mutated}


def test_what_is_denied_already_or_only_supposed_is_not_denied() -> None:
    assert not faults("negation-added", "The ferry was not full.")
    assert not faults("negation-added", "Whether it was full, nobody knows.")


@pytest.mark.parametrize(
    ("sentence", "mutated"),
    [
        ("It did not stop.", "It stopped."),
        ("She does not deny any role.", "She denies role."),
        ("The board denied the claim.", "The board confirmed the claim."),
        ("No one was hurt.", "Everyone was hurt."),
        ("It won’t sail again.", "It will sail again."),
        ("They refused to leave.", "They left."),
    ],
)
def test_a_denial_is_lost(sentence: str, mutated: str) -> None:
    assert mutated in faults("negation-lost", sentence)


def test_not_only_is_no_denial() -> None:
    assert not faults("negation-lost", "It was not only late.")
    assert not faults("negation-lost", "They asked whether it was not late.")


def test_a_word_of_a_quotation_changes_and_nothing_else() -> None:
    sentence = "Lind called it “a terrible decision” on Monday."
    made = faults("quoted-word", sentence)
    assert "Lind called it “a terrible choice” on Monday." in made
    assert all(mutated.startswith("Lind called it “") and mutated.endswith("” on Monday.") for mutated in made)
    assert not faults("quoted-word", "She sang “Terrible Decision” on Monday.")


def test_a_quotation_is_given_to_somebody_else_of_the_article() -> None:
    assert faults("speaker", "“We were lucky today,” Lind said.") == {
        "“We were lucky today,” Okafor said.",
        "“We were lucky today,” Jonas Brandt said.",
    }
    assert "“We were lucky today,” Marta Lind said." in faults("speaker", "“We were lucky today,” an officer said.")
    assert not faults("speaker", "Lind said they were lucky.")


@pytest.mark.parametrize(
    ("sentence", "mutated"),
    [
        ("The police counted 214 passengers.", "The police counted only 214 passengers."),
        ("The police counted 214 passengers.", "The police counted a record 214 passengers."),
        ("Northline signed an agreement with Oslo.", "Northline signed the first agreement with Oslo."),
        ("Seaways is a ferry company in Norway.", "Seaways is the largest ferry company in Norway."),
        ("Northline launched the boat in May.", "Northline launched the boat in May for the first time."),
    ],
)
def test_a_superlative_is_added_where_a_reader_would_put_it(sentence: str, mutated: str) -> None:
    assert mutated in faults("superlative", sentence)


def test_no_superlative_is_added_that_the_evidence_has() -> None:
    made = faults("superlative", "They counted 214 boats.", "They counted only 214 boats.")
    assert made == {"They counted a record 214 boats."}


@pytest.mark.parametrize(
    ("sentence", "mutated"),
    [
        ("The strike may end today.", "The strike will end today."),
        ("Northline plans to buy Seaways.", "Northline will buy Seaways."),
        ("The alleged thief fled.", "The thief fled."),
        ("The engine is believed to have failed.", "The engine has failed."),
        ("The cases appear to be unrelated.", "The cases are unrelated."),
        ("The ferry is due to leave in June.", "The ferry left in June."),
    ],
)
def test_what_may_be_is_told_as_what_is(sentence: str, mutated: str) -> None:
    assert mutated in faults("modality", sentence)


def test_a_plan_that_is_a_noun_and_a_doubt_that_stays_open_are_left() -> None:
    assert not faults("modality", "They oppose the government’s plan to close it.")
    assert not faults("modality", "Nobody knows whether it may sail.")


@pytest.mark.parametrize(
    ("sentence", "mutated"),
    [
        ("Fares rose to 40 euros.", "Fares fell to 40 euros."),
        ("More than 200 boats sailed.", "Fewer than 200 boats sailed."),
        ("It cost more than $200.", "It cost less than $200."),
        ("The larger ferry was hit.", "The smaller ferry was hit."),
        ("They left before the storm.", "They left after the storm."),
        ("The plan would raise the fares.", "The plan would lower the fares."),
    ],
)
def test_a_comparison_is_turned_round(sentence: str, mutated: str) -> None:
    assert mutated in faults("comparison", sentence)


def test_words_that_only_look_like_comparisons_are_left() -> None:
    assert not faults("comparison", "It raised questions before the court for the most part.")


def test_a_clause_comes_from_an_article_that_is_not_cited_and_is_new() -> None:
    told = "the ferry was built in Oslo in 1994."
    assert faults("clause", "The ferry sank.", uncited=(told,)) == {
        f"The ferry sank{joint}{told}" for joint in (", and ", ", while ", "; ")
    }
    evidence = "The ferry, built in Oslo in 1994, sank."
    assert not faults("clause", "The ferry sank.", evidence, uncited=(told,))
