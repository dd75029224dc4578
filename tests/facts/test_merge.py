"""Near-identical sentences become one fact, and nothing else does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.merge import merge
from pipeline.facts.statements import Sentence
from pipeline.text.numbers import quantities
from pipeline.text.words import words
from tests.facts.pages import AGROUND, AGROUND_AGAIN, CAPTAIN, RESCUED, sentence

SUBJECTS = ["the council", "the harbour police", "the union of the crew", "the coast guard"]
VERBS = ["counted", "never counted", "will count", "did not count", "saw"]
THINGS = ["passengers of the Aurora", "lifeboats on the shore", "passengers of the Borealis"]


def report(subject: str, verb: str, number: str, thing: str) -> str:
    """A sentence of one pattern, as agencies write them."""
    return f"On Monday {subject} {verb} {number} {thing} in Kestrel Bay, it said."


REPORTS = st.builds(
    report,
    st.sampled_from(SUBJECTS),
    st.sampled_from(VERBS),
    st.sampled_from(["28", "82", "twenty-eight", "280"]),
    st.sampled_from(THINGS),
)


def groups(*quotes: str, language: str = "en") -> list[set[str]]:
    found = merge([sentence(quote, number, language) for number, quote in enumerate(quotes, 1)])
    return [{one.evidence.quote for one in telling.sentences} for telling in found]


@settings(deadline=None)  # the clock of a busy machine proves nothing
@given(st.lists(REPORTS, max_size=25))
def test_every_sentence_is_told_once(quotes: list[str]) -> None:
    sentences = [sentence(quote, number) for number, quote in enumerate(quotes, 1)]
    grouped: list[Sentence] = [one for telling in merge(sentences) for one in telling.sentences]
    assert sorted(map(id, grouped)) == sorted(map(id, sentences))


@settings(deadline=None)
@given(st.lists(REPORTS, max_size=25))
def test_no_fact_has_two_numbers_a_yes_and_a_no_or_two_names(quotes: list[str]) -> None:
    for telling in merge([sentence(quote, number) for number, quote in enumerate(quotes, 1)]):
        told = [one.evidence.quote for one in telling.sentences]
        assert len({frozenset(quantity.value for quantity in quantities(quote)) for quote in told}) == 1
        assert len({any(word.folded in {"never", "not"} for word in words(quote)) for quote in told}) == 1
        assert len({"will" in quote for quote in told}) == 1
        assert len({"Borealis" in quote for quote in told}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (AGROUND, AGROUND_AGAIN),
        (
            "The probe was launched on 8 September 2016 and reached the asteroid Bennu on 3 December 2018.",
            "The probe was launched from Florida on Sept. 8, 2016, and reached the asteroid Bennu on Dec. 3, 2018.",
        ),
        (
            "The organisers travelled to the harbour at the centre of Kestrel Bay.",
            "The organizers traveled to the harbor at the center of Kestrel Bay.",
        ),
        (
            "Lifeboats took 28 passengers of the Aurora to the harbour of Kestrel Bay on Monday evening.",
            "Lifeboats took twenty-eight passengers of the Aurora to the harbour of Kestrel Bay on Monday evening.",
        ),
    ],
)  # fmt: skip
def test_two_wordings_of_one_thing_are_one_fact(one: str, other: str) -> None:
    assert groups(one, other) == [{one, other}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (AGROUND, AGROUND.replace("214", "241")),
        (AGROUND, AGROUND.replace("Monday", "Tuesday")),
        (AGROUND, AGROUND.replace("ran aground", "did not run aground")),
        (CAPTAIN, CAPTAIN.replace("Marta Lind", "Tomas Berg")),
        (AGROUND, RESCUED),
    ],
)
def test_two_things_are_two_facts(one: str, other: str) -> None:
    assert groups(one, other) == [{one}, {other}]


def test_sentences_of_two_languages_are_never_one_fact() -> None:
    told = "Aurora: 214 passagers, Kestrel Bay, Marta Lind."
    found = merge([sentence(told, 1, "en"), sentence(told, 2, "fr")])
    assert len(found) == 2


def test_the_wording_that_is_read_best_by_itself_comes_first() -> None:
    leaning = "They soured further after North Korea sent troops to Russia to fight in the war with Ukraine."
    plain = (
        "Ties between Seoul and Moscow soured after North Korea sent troops to Russia to fight in the war with Ukraine."
    )
    (telling,) = merge([sentence(leaning, 1), sentence(plain, 2)])
    assert [one.evidence.quote for one in telling.sentences] == [plain, leaning]
    assert telling.articles == {1, 2}
