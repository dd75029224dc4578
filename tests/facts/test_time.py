"""Gathering takes time in proportion to the text, and none of its patterns runs away."""

import time
from collections.abc import Callable

import pytest

from pipeline.facts import gather
from pipeline.facts.boilerplate import is_biography, is_boilerplate, is_credit, is_glued, is_statement
from pipeline.facts.datelines import dateline_length
from pipeline.facts.instructions import is_instruction
from pipeline.text.contrast import content
from tests.facts.pages import ROOMY, article, seconds

LENGTH = 10_000
LONGEST = 0.5  # seconds of processor time; 0.1 on a quiet machine, and what runs away takes many
KNOWN = frozenset({"aaaa", "bbbb"})
READERS: dict[str, Callable[[str], object]] = {
    "is_statement": is_statement,
    "is_boilerplate": is_boilerplate,
    "is_credit": is_credit,
    "is_biography": lambda text: is_biography(text, ("A",)),
    "is_glued": lambda text: is_glued(text, KNOWN),
    "is_instruction": is_instruction,
    "dateline_length": dateline_length,
    "content": content.__wrapped__,
    "gather": lambda text: gather((article(1, text),), "en", ROOMY),
}
WORST = (
    " ", "a", "A", "1", '"', "“", "(", "[", "**", "*a", "~", "`", "<a ", "<", "-", "— ", "A ", "A. ", "A, ", "AB ",
    "AB, ", "NEW-YORK ", "(A ", "not on on ", "ignore ", "ignore a ", "ai ", "ai summari", "note to ai ", "system ",
    "you are ", "write ", "by ", "sign up ", "your ", "newsletter ", "follow a a on ", "this article ",
    "earlier version ", "photo by a ", "more from a ", "read the a-", "did not respond to ", "requests ", "/", "@",
    "x@", "a@a.", "http", "AaaaBbbb", "\n", "。", "for more news ", "12:30 ", "order ", "we may ", "e.g. ",
    "one hundred and ",
)  # fmt: skip
VOCABULARY = "harbour ferry council tugs engine storm island vote bridge market winter school lantern copper".split()


@pytest.mark.parametrize("name", READERS)
def test_the_worst_texts_take_no_longer_than_others(name: str) -> None:
    read = READERS[name]
    read("Warm up what loads on first use.")
    slow: dict[str, float] = {}
    for unit in WORST:
        text = (unit * LENGTH)[:LENGTH] + "x."
        taken = seconds(lambda text=text: read(text), time.process_time, runs=2)
        if taken > LONGEST:
            slow[unit] = taken
    assert slow == {}


def told_by(number: int) -> str:
    """A sentence of words that follow from its number: a few shared with each other one, never all."""
    picked = [VOCABULARY[(number * step + step) % len(VOCABULARY)] for step in (1, 3, 5, 9, 11)]
    return f"The {picked[0]} of {picked[1]} {number % 7} saw the {picked[2]}, the {picked[3]} and word{number}."


def story(size: int) -> float:
    pages = [article(n, *(told_by(100 * n + line) for line in range(12))) for n in range(1, size + 1)]
    return seconds(lambda: gather(pages, "en", ROOMY), time.process_time, runs=2)


def test_four_times_the_articles_take_about_four_times_as_long() -> None:
    story(5)
    assert story(80) < 7 * story(20)
