"""Splicing, and saying a sentence again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.mutating.restating import restated
from benchmarks.mutating.verbs import BASES, PAST, third_person
from benchmarks.mutating.wording import own_words, quotations, spliced


@pytest.mark.parametrize(
    ("sentence", "old", "new", "expected"),
    [
        ("He had a boat.", "boat", "engine", "He had an engine."),
        ("He had an engine.", "engine", "union", "He had a union."),
        ("A boat sank.", "boat", "FBI ship", "An FBI ship sank."),
        ("It was allegedly sunk.", "allegedly", "", "It was sunk."),
        ("Five sank.", "Five", "eight", "Eight sank."),
    ],
)
def test_article_and_capital_follow_what_is_put_in(sentence: str, old: str, new: str, expected: str) -> None:
    start = sentence.index(old)
    assert spliced(sentence, start, start + len(old), new) == expected


@given(st.text())
def test_own_words_keep_the_offsets_of_any_text(text: str) -> None:
    assert len(own_words(text)) == len(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in quotations(text))


def test_a_quotation_needs_both_its_marks_and_no_apostrophe_makes_one() -> None:
    sentence = "The crew’s ‘long night’ was “hard”, she said: “We"
    assert [span.of(sentence) for span in quotations(sentence)] == ["long night", "hard"]
    assert "We" not in own_words(sentence)


def test_verbs_take_the_forms_that_they_have() -> None:
    assert [PAST[base] for base in ("deny", "stop", "remain", "take", "urge")] == [
        "denied", "stopped", "remained", "took", "urged",
    ]  # fmt: skip
    assert BASES["left"] == "leave"
    assert [third_person(base) for base in ("have", "deny", "reach", "say")] == ["has", "denies", "reaches", "says"]


def test_a_sentence_is_restated_without_a_change_of_meaning() -> None:
    sentence = "However, the ferry isn’t late: it left on Nov. 5, “can’t wait”, with 90% of its cars."
    assert restated(sentence, "en", "the ferry") == (
        'In addition, the ferry is not late: it left on November 5, "can\'t wait", with 90 percent of its cars'
    )
    assert restated("Oslo is calm.", "en", "") == "In addition, Oslo is calm"
    assert restated("Big Harbour has no quay.", "en", "a big quay") == "In addition, Big Harbour has no quay"
    assert restated("船は沈んだ。", "ja", "") == "船は沈んだ"
