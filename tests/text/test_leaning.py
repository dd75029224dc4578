"""Which sentences speak of what only the one before them has told."""

import pytest

from pipeline.text.leaning import leans_on_what_was_told, scope_is_told_before


@pytest.mark.parametrize(
    "sentence",
    [
        "The statement, which was seen by the Bell, claimed that both had agreed.",
        "The drama began in May, when the label was sold.",
        "The foreign ministry denied the account later on Sunday.",
        "“He is tired of it all,” a friend told the paper on Tuesday.",
        "A ruling in May cost Denmark 3 million euros, and the agency appealed.",
        "The dockers' union put the figure at 9,000, up from 4,000.",
        "A district judge refused its request for an injunction in May after a long hearing.",
        "The inspection in 2021 was nearly too thorough.",
        "The consent was given on condition that two yards are sold.",
        "Denmark took a different view: on 4 May it cleared the merger.",
        "Before the dive the crew had estimated about 40 tonnes.",
        "An independent firm that counts visitors arrived at 5,000.",
    ],
)
def test_a_body_a_figure_or_a_deed_that_nothing_introduces_leans(sentence: str) -> None:
    assert leans_on_what_was_told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The statement of the union said that it would strike.",
        "The council denied the report that the pier was unsafe.",
        "Lindner Yards said on Friday that the company would appeal.",
        "The government said on Friday that the levy would rise.",
        "The number of visitors rose to 9,000.",
        "The union counted 9,000 marchers, and the police put the figure at 4,000.",
        "The Danish agency Havstyr said the ferry was late.",
        "A judge in Ostmark refused to halt the sale of the yard.",
        "A start-up in Kestrel Bay built the boat, and the company sells it abroad.",
        "The inspection of the hull in 2021 was thorough.",
        "Denmark took a different view from Norway.",
        "The crew estimated that 40 tonnes of sand had come aboard.",
    ],
)
def test_what_a_sentence_introduces_itself_stands(sentence: str) -> None:
    assert not leans_on_what_was_told(sentence)


def test_a_count_belongs_to_the_place_that_its_paragraph_has_set() -> None:
    counted = "The police had 9,000 people and the union 22,000."
    assert scope_is_told_before(counted, ["For Ostmark there are two counts."])
    assert scope_is_told_before(counted, ["In Ostmark the march began at noon.", "It was a loud one."])
    assert not scope_is_told_before(counted, ["The march began at noon."])
    assert not scope_is_told_before(counted, ["On Monday the march began at noon."])
    assert not scope_is_told_before(
        "The police had 9,000 people in Kestrel Bay.", ["For Ostmark there are two counts."]
    )
    assert not scope_is_told_before("The march was peaceful.", ["In Ostmark the march began at noon."])
    assert not scope_is_told_before(counted, [])
