"""Words, their stems, and which of them carry content."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.words import content_stems, is_content, stem, words


@given(st.text())
def test_a_word_stands_at_its_offsets_and_words_come_in_order(text: str) -> None:
    start = -1
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert word.start > start
        start = word.start


def test_a_possessive_ending_is_no_part_of_the_folded_word() -> None:
    assert [word.folded for word in words("Moscow’s envoy and Seoul's")] == ["moscow", "envoy", "and", "seoul"]


def test_numbers_acronyms_and_contractions_are_one_word_each() -> None:
    text = "The U.N. counted 449,000 or 3.5% at AT&T; it didn’t ask."
    assert [word.text for word in words(text)] == [
        "The", "U.N", "counted", "449,000", "or", "3.5", "at", "AT&T", "it", "didn’t", "ask",
    ]  # fmt: skip


def test_scripts_without_spaces_give_overlapping_pairs() -> None:
    assert [word.text for word in words("月面着陸")] == ["月面", "面着", "着陸"]


def test_a_capital_anywhere_makes_a_word_look_like_a_name() -> None:
    assert [word.is_capitalised for word in words("iPhone sales in Lyon")] == [True, False, False, True]


def test_inflections_share_a_stem_in_the_languages_that_have_a_stemmer() -> None:
    assert stem("closures") == stem("closure")
    assert stem("streiks", "de") == stem("streik", "de")
    assert stem("streiks", "xx") == "streiks"
    assert stem("2030") == "2030"


def test_function_words_and_reporting_verbs_carry_no_content() -> None:
    told = content_stems("The minister said on Monday that the pier would close.")
    assert told == ("minist", "monday", "pier", "close")


def test_outside_english_only_single_letters_of_the_latin_alphabet_carry_none() -> None:
    assert [is_content(word, "fr") for word in ("a", "le", "7", "月")] == [False, True, True, True]


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_content_stems_do_not_depend_on_case(text: str) -> None:
    assert content_stems(text.lower()) == content_stems(text.upper())
