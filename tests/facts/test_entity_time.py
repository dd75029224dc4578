"""Finding an entity takes time in proportion to the text, whatever the text is."""

import time
from collections.abc import Callable

import pytest

from pipeline.checks.actions import actions
from pipeline.checks.dating import dates_of
from pipeline.checks.passage import Passage
from pipeline.checks.reach import within_reach
from pipeline.checks.same_event import same_event
from pipeline.facts.entity import entity_of
from pipeline.facts.mentions import mentions
from tests.checks.test_events import DAY, event
from tests.facts.pages import article

LENGTH = 10_000
LONGEST = 0.5  # seconds of processor time; 0.1 on a quiet machine, and what runs away takes many
WORST = (
    "Aurora ", "Aurora, ", "Aurora's ", "aurora ", "The Aurora said ", "Tomas Aurora ", "A", "a ", "A ", "(AUR) ",
    "Aurora (AUR) ", "he ", "in 2001 ", "In 2001 he ", "the company ", "Aurora. The company. ", "Aurora, 51, ",
    "in 2001, Aurora sold, ", "and ", "which ", "that it sold and ", ", ", "said by A A A A ", "laid the out ",
    "the 2001 fire ", "against the July ", "since its launch in 2001 ", "12 ", "12 people ", "not ", "was to be ",
    "\n", ". ", "Aurora sold it. ", "after a trial in May ",
)  # fmt: skip


def _find(text: str) -> object:
    page = article(1, text)
    return mentions(entity_of("Aurora", [page]), page)


def _reach(text: str) -> object:
    spans = [(n, n + 6) for n in range(0, len(text), 8)]
    return within_reach(text, spans, range(0, len(text), 10))


def _compare(text: str) -> object:
    return same_event(event(text, DAY), event(f"{text} too", DAY, 9000))


READERS: dict[str, Callable[[str], object]] = {
    "find": _find,
    "within_reach": _reach,
    "actions": actions,
    "same_event": _compare,
    "dates_of": lambda text: dates_of([Passage(text)]),
}


def _taken(read: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


@pytest.mark.parametrize("name", READERS)
def test_no_text_keeps_them_busy(name: str) -> None:
    texts = {piece: (piece * LENGTH)[:LENGTH] for piece in WORST}
    slow = {piece for piece, text in texts.items() if _taken(READERS[name], text) > LONGEST}
    assert {piece for piece in slow if _taken(READERS[name], texts[piece]) > LONGEST} == set()
