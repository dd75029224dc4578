"""What is cut in front of a report."""

import pytest

from pipeline.facts.datelines import dateline_length

REPORT = "The ferry ran aground on Monday."


@pytest.mark.parametrize(
    "front",
    [
        "SEOUL (Hanbit) — ",
        "MOSCOW -- ",
        "BEIJING, Nov. 17 (Agency) - ",
        "WASHINGTON, Jan 5, 2024 (Agency) — ",
        "PORTLAND, Ore. – ",
        "NEW YORK, N.Y. (Agency) — ",
        "Paris (Agency) - ",
        "Lyon, France (Agency) — ",
        "(Agency) - ",
        "UPDATE: ",
        "UPDATE 2: ",
        "Breaking news: ",
        "UPDATE: LONDON (Agency) — ",
    ],
)
def test_datelines_and_labels_are_cut(front: str) -> None:
    assert (front + REPORT)[dateline_length(front + REPORT) :] == REPORT


@pytest.mark.parametrize(
    "sentence",
    [
        REPORT,
        "NASA said on Monday that the capsule - the first of its kind - had landed.",
        "The lander (SLIM) - Japan's first - came down on Friday.",
        "Updated figures show that 300 people marched.",
        "USA and China agreed on a truce.",
        "F-16 jets were sent to the border.",
    ],
)
def test_the_first_words_of_a_report_are_kept(sentence: str) -> None:
    assert dateline_length(sentence) == 0
