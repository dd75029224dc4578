"""No regular expression runs away, whatever a page is made of."""

import time
from collections.abc import Callable

import pytest

from pipeline.text.fold import fold, squeeze
from pipeline.text.names import names
from pipeline.text.numbers import quantities
from pipeline.text.sentences import split_sentences
from pipeline.text.standalone import has_pronoun, lead_in_cut, leans_on_context, stands_alone
from pipeline.text.words import content_stems, words

LENGTH = 10_000
LONGEST = 0.5  # seconds of processor time; 0.1 on a quiet machine, and what runs away takes many
READERS: tuple[Callable[[str], object], ...] = (
    fold, squeeze, split_sentences, words, content_stems, quantities, names, stands_alone, has_pronoun,
    leans_on_context, lead_in_cut,
)  # fmt: skip
WORST = (
    " ", "\t", "\n", "a", "A", "1", "1,", "1 ", "1.", "$1", '"', "“", "'", "’ ", "(", "—", ". ", "? ", "!", "A. ",
    "Aa ", "Aa, ", "U.S. ", "a.m. ", "don't ", "e\u0301", "é", "😀", "。", "。」", "「", "月", "\x00", "\u2028",
    "one hundred and ", "one-", "half a ", "and a half ", "two ", "the ", "it ", "there ", "of that ", "those ",
    "but ", "3 days ", "about ", "“a” ", "'abc' ", "ly ",
)  # fmt: skip


def seconds(read: Callable[[str], object], text: str) -> float:
    """The least of three runs, since a garbage collection may fall into any one; each on a text of its own."""
    runs: list[float] = []
    for ending in ("x.", "y.", "z."):
        started = time.process_time()
        read(text + ending)
        runs.append(time.process_time() - started)
    return min(runs)


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_the_worst_texts_take_no_longer_than_others(read: Callable[[str], object]) -> None:
    read("Warm up what loads on first use.")
    slow = {unit: taken for unit in WORST if (taken := seconds(read, (unit * LENGTH)[:LENGTH])) > LONGEST}
    assert slow == {}
