"""Two texts are compared word by word, two digests part by part."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.editing import Op, Piece, compare, delete_section, edit_headline, word_diff
from tests.editing.model import LATER
from tests.stages.newsroom import written_by_builtin

WORDS = st.lists(st.sampled_from(["pier", "the", "Old", " ", "\n", ".", "1", "é", "港"]), max_size=30).map("".join)


@given(WORDS | st.text(), WORDS | st.text())
def test_the_pieces_are_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.NEW) == before
    assert "".join(piece.text for piece in pieces if piece.op is not Op.GONE) == after
    assert all(piece.text for piece in pieces)


def test_words_are_compared_whole() -> None:
    assert word_diff("Rot in 38 piles.", "Rot in 83 piles.") == (
        Piece(Op.SAME, "Rot in "),
        Piece(Op.GONE, "38"),
        Piece(Op.NEW, "83"),
        Piece(Op.SAME, " piles."),
    )


def test_words_beside_each_other_that_changed_are_one_piece() -> None:
    pieces = word_diff("It closed on Tuesday.", "It shuts in May.")
    assert [piece.op for piece in pieces] == [Op.SAME, Op.GONE, Op.NEW, Op.SAME]


@pytest.mark.parametrize(
    "texts", [("a " * 200_000, "b " * 200_000), ("ab" * 500_000, "ba" * 500_000), ("." * 10**6, "")]
)
def test_long_texts_are_compared_quickly(texts: tuple[str, str]) -> None:
    began = time.perf_counter()
    word_diff(*texts)
    assert time.perf_counter() - began < 5


def test_digests_are_compared_part_by_part() -> None:
    first = written_by_builtin()
    second = delete_section(edit_headline(first, "Old Pier", LATER), first.digest.sections[1].id, LATER)
    found = {each.part: each for each in compare(first.digest, second.digest)}
    assert found["headline"].after == "Old Pier"
    gone = found[f"section:{first.digest.sections[1].id}"]
    assert (gone.after, gone.is_same) == ("", False)
    assert found[f"section:{first.digest.sections[0].id}"].is_same
    assert all(each.is_same for each in compare(first.digest, first.digest))
