"""When two texts tell much the same, and when they are at odds."""

from pipeline.checks.alike import alike, at_odds

TEN = "The jury in Port Sorrel needed 10 minutes to convict the ferry captain."
FIFTEEN = "The jury in Port Sorrel convicted the ferry captain after 15 minutes."
NONE = "The ferry captain was convicted by the jury in Port Sorrel."


def test_the_same_in_other_words_is_alike() -> None:
    assert alike(TEN, NONE)
    assert not at_odds(TEN, NONE)


def test_another_figure_for_the_same_thing_is_no_repetition_but_a_contradiction() -> None:
    assert not alike(TEN, FIFTEEN)
    assert at_odds(TEN, FIFTEEN)
    assert at_odds(FIFTEEN, TEN)


def test_figures_for_different_things_are_not_at_odds() -> None:
    assert not at_odds(TEN, "The jury in Port Sorrel that convicted the ferry captain had 12 members.")
    assert not at_odds(TEN, "Trains to Velmark take 40 minutes.")
