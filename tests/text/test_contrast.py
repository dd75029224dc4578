"""What sets two sentences of nearly the same words apart."""

import pytest

from pipeline.text.contrast import agree, content


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The police counted 28 people in the hall.", "The police counted 82 people in the hall."),
        ("The share rose by 3 per cent.", "The share rose by 3 euros."),
        ("The ministry held the talks.", "The ministry did not hold the talks."),
        ("The captain saw the rocks.", "The captain never saw the rocks."),
        ("The court has ruled.", "The court hasn’t ruled."),
        ("The ferry will leave on Friday.", "The ferry left on Friday."),
        ("The firm cut jobs in Lyon.", "The firm plans to cut jobs in Lyon."),
        ("Prices rose in Lyon.", "Prices fell in Lyon."),
        ("The talks failed before the vote.", "The talks failed after the vote."),
        ("A win for Lind is likely to follow.", "A win for Lind is unlikely to follow."),
        ("He was found guilty in Lyon.", "She was found guilty in Lyon."),
        ("The minister met Lee Sok-bae.", "The minister met Lee Do-hoon."),
        ("The navy saw 28 lifeboats.", "The navy saw 28 passengers."),
        ("The strike began on Monday.", "The strike began on Tuesday."),
        ("It was Russia that attacked Ukraine.", "It was Ukraine that attacked Russia."),
    ],
)
def test_these_say_different_things(one: str, other: str) -> None:
    assert not agree(content(one), content(other))
    assert not agree(content(other), content(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ministry counted 1.12 million.", "The Ministry counted 1,120,000."),
        ("It was launched on 8 September 2016.", "It was launched from Florida on Sept. 8, 2016."),
        ("The ministers met at the U.N. assembly.", "The ministers met at the UN assembly."),
        ("Envoys from Russia met in Oslo.", "Russian envoys met in Oslo."),
        ("The captain did not see the rocks.", "The captain didn’t see the rocks."),
        ("The ferry will leave on Friday.", "The ferry is due to leave on Friday."),
        ("More than 200 people came.", "Over 200 people came."),
        ("The organisers counted 28 boats.", "The organizers counted twenty-eight boats."),
        ("Days later the court ruled.", "In July the court ruled."),
        ("The ferry sank.", "The old ferry sank in the bay."),
    ],
)
def test_these_may_say_the_same(one: str, other: str) -> None:
    assert agree(content(one), content(other))
