"""The checks are quick on an article of ordinary length, and no text makes them run away."""

import time
from collections.abc import Callable
from datetime import date

import pytest

from pipeline.checks.denials import tells_both_sides
from pipeline.checks.passage import Passage
from pipeline.checks.support import LONGEST, check_support
from pipeline.text.sentences import split_sentences

DAY = date(2025, 3, 14)
SENTENCES = (
    "Mayor Ines Roth said on Thursday {n} that the bridge, closed since May {n}, would cost {n} million euros.",
    "“We did not plan for {n} trucks,” Tomas Lind of the port said in Trieste in {n}.",
    "The council voted {n} to 4 in March to send engineers to Gdynia, its largest port.",
    "Traders may sue, although no court has ruled on the {n} claims before it.",
)
HOSTILE = (
    "<" + " " * 9_000, "“a " * 3_000, "‘aaaaaaa " * 1_000, "but x " * 1_600, "[" * 9_000, "1," * 4_500, "1" * 9_000,
    "Aa " * 3_000, "in Aa " * 1_500, ", when " * 1_300, "since 2024 " * 800, "not " * 2_200, "may " * 2_200,
    "the plan to " * 700, "against " * 1_100, "one hundred and " * 550, "the report denied " * 500,
    "first since " * 700,
)  # fmt: skip


def milliseconds(work: Callable[[], object]) -> float:
    """The quickest of three, so that a busy machine does not fail the test."""
    taken: list[float] = []
    for _ in range(3):
        started = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - started))
    return min(taken)


def checked(count: int, seed: int) -> Callable[[], object]:
    """Check each sentence of an article of so many sentences, as someone would retell it."""
    text = " ".join(SENTENCES[n % 4].format(n=seed + n) for n in range(count))
    spans = split_sentences(text)
    cited = [Passage(span.of(text), span.start, text, published=DAY, article=1) for span in spans]
    claims = [f"According to the council, {passage.quote.lower()}" for passage in cited]
    return lambda: [check_support(claim, cited[n : n + 2]) for n, claim in enumerate(claims)]


def test_an_article_of_a_thousand_words_takes_no_time_to_speak_of() -> None:
    best = min(milliseconds_once(checked(64, seed)) for seed in (10, 300, 600))
    assert best < 400  # some 60 on the machine that it was written on


def milliseconds_once(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def test_time_grows_with_the_length_of_an_article_and_not_with_its_square() -> None:
    short = min(milliseconds_once(checked(100, seed)) for seed in (1_000, 2_000, 3_000))
    long = min(milliseconds_once(checked(400, seed)) for seed in (4_000, 5_000, 6_000))
    assert long < 10 * short


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_no_text_makes_a_check_run_away(text: str) -> None:
    plain = Passage("The minister did not meet Roth in Trieste on 3 March 2025, he said.", published=DAY)
    assert milliseconds(lambda: check_support(text[: LONGEST - 1], [plain])) < 500
    assert milliseconds(lambda: check_support("Roth met Lind in Trieste.", [Passage(text, published=DAY)])) < 500
    assert milliseconds(lambda: tells_both_sides(text)) < 500
