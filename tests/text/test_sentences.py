"""Sentences with exact offsets, as news is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import Span, split_sentences

PIECES = st.sampled_from(
    [
        "The council voted on Tuesday.", "“We will go,” she said.", " ", "\n", "\n\n", "!", "?", "…", '"', "”", "“",
        ".", "at 9 a.m.", "Saturday", "U.S.", "No. 5", "3.5", "行く。", "「", "」", "😀", "e\u0301", "\u2028", "\r",
        "\t", "(", ")", "Dr. Lind", "said", "iPhone", "Eastern time", "a", "Z", "\ud800",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(st.characters() | st.just("\ud800")), st.lists(PIECES, max_size=30).map("".join))


def sentences(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in split_sentences(text, language)]


@given(TEXTS, st.sampled_from(["en", "fr", "ja", "xx"]))
def test_spans_are_ordered_trimmed_and_never_cross_a_line(text: str, language: str) -> None:
    end = 0
    for span in split_sentences(text, language):
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert "\n" not in span.of(text)
        end = span.end


@given(TEXTS, st.sampled_from(["en", "fr", "ja", "xx"]))
def test_every_character_that_is_no_space_is_in_a_sentence(text: str, language: str) -> None:
    covered = "".join(sentences(text, language))
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Sgt. Ann Lind of the St. Paul police spoke at 9 a.m. to reporters.",
        "The U.S. Senate passed the bill by 51 to 49 on Jan. 5 after a night of talks.",
        "“Stand back! Mind the doors!” a guard calls.",
        "The lander came down at 10:20 a.m. Eastern time, which was 12:20 a.m. Saturday in Tokyo.",
        "The hearing opened at 9 a.m. EST with a statement.",
        "The offices open at 8 a.m. local time.",
        "The rate rose to 3.5 percent, the No. 2 bank said.",
        "“Is it over?” asked the mayor.",
        "The news first appeared on E! News, which cited a friend.",
        "He asked for more time (“a week, perhaps two”); the court gave him a day.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "told",
    [
        ["The market closed at 5 p.m.", "Saturday was quiet."],
        ["The talks began at 10 a.m.", "NASA said the launch was off."],
        ["They met at 5 p.m.", "The first time, the talks had failed."],
        ["The share fell.", "iPhone sales rose."],
        ["He said: “We go. We stay.”", "Then he left."],
        ["Ist das wahr?", "Ja."],
    ],
)
def test_two_sentences_stay_two(told: list[str]) -> None:
    assert sentences(" ".join(told)) == told


def test_an_opening_mark_goes_with_the_words_that_it_opens() -> None:
    text = '"We tried," the statement continued. "Nobody came to the table," it added.'
    assert sentences(text) == ['"We tried," the statement continued.', '"Nobody came to the table," it added.']
    half = 'We tried," the statement continued. "Nobody came to the table," it added.'
    assert sentences(half) == ['We tried," the statement continued.', '"Nobody came to the table," it added.']


def test_a_line_break_ends_a_sentence_without_a_full_stop() -> None:
    assert sentences("Council votes\nThe pier closes on Friday.") == ["Council votes", "The pier closes on Friday."]


def test_a_japanese_full_stop_ends_a_sentence_before_a_digit_but_not_inside_brackets() -> None:
    text = "機構は29日に発表した。28日夜に通信が回復した。「行く。10回帰る。」と話した。"
    expected = ["機構は29日に発表した。", "28日夜に通信が回復した。", "「行く。10回帰る。」と話した。"]
    assert sentences(text, "ja") == expected


def test_an_empty_text_has_no_sentences() -> None:
    assert split_sentences(" \n\t\n") == ()


def test_a_span_gives_its_words() -> None:
    assert Span(4, 8).of("The pier closed.") == "pier"
