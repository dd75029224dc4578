"""What a quote speaks of without naming it: a soft finding, where another name's place is not taken."""

import pytest

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support
from pipeline.domain.support import Verdict

ARTICLE = (
    "The freighter Alcyone ran aground off Trieste on Monday, with Captain Mira Lind on the bridge. "
    "Kestrel Lines, which owns the ship, has sent two tugs. "
    "She told reporters that the rudder had jammed in the storm. "
    "The company said it would pay for the cleaning of the beaches. "
    "Harbour master Paolo Renner closed the port and praised the crew for its calm."
)


def cited(quote: str, article: str = ARTICLE, title: str = "Freighter aground") -> Passage:
    """A sentence of the article."""
    return Passage(quote, article.index(quote), article, title=title)


def hard(claim: str, *evidence: Passage) -> list[str]:
    """The words of the hard findings against a claim."""
    return [reason.words for reason in check_support(claim, evidence).reasons if reason.hard]


SHE = cited("She told reporters that the rudder had jammed in the storm.")
COMPANY = cited("The company said it would pay for the cleaning of the beaches.")
RENNER = cited("Harbour master Paolo Renner closed the port and praised the crew for its calm.")


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Lind said the rudder had jammed during the storm.", SHE),
        ("Kestrel Lines said it would pay for the cleaning of the beaches.", COMPANY),
        ("Renner, the harbour master, praised the Alcyone's crew for its calm.", RENNER),
    ],
)
def test_a_name_that_the_article_has_just_given_may_stand_for_a_pronoun_or_a_description(
    claim: str, evidence: Passage
) -> None:
    support = check_support(claim, [evidence])
    assert hard(claim, evidence) == []
    assert support.verdict is Verdict.DOUBTFUL
    assert [reason.kind for reason in support.reasons] == ["name"]


def test_a_name_far_from_the_quote_stands_for_nothing_in_it() -> None:
    article = ARTICLE.replace("She told", f"{'Nobody was hurt, and the sea is calm again. ' * 20}She told")
    assert hard("Lind said the rudder had jammed during the storm.", cited(SHE.quote, article)) == ["Lind"]


def test_a_quote_that_leaves_nothing_open_speaks_of_what_it_names_alone() -> None:
    article = "Mira Lind is the captain. Renner closed Trieste."
    assert "Lind" in hard("Renner and Lind closed Trieste.", cited("Renner closed Trieste.", article))


def test_a_name_in_the_place_of_one_that_the_evidence_has_is_wrong_though_the_article_has_it_close_by() -> None:
    assert hard("Harbour master Mira Lind closed the port and praised the crew.", RENNER) == ["Mira Lind"]
    assert hard("Lind has closed the port, praising the crew for its calm.", RENNER) == ["Lind"]


def test_the_title_names_whom_a_quote_may_speak_of() -> None:
    article = "It was a long night. The ship was towed away at dawn."
    passage = cited("The ship was towed away at dawn.", article, "Tugs free the Alcyone")
    assert hard("The Alcyone was towed away at dawn.", passage) == []
    assert hard("The Meteor was towed away at dawn.", passage) == ["Meteor"]


def test_a_given_name_and_a_surname_are_one_person_s_where_an_article_joins_them() -> None:
    article = f"Mira Lind has spoken. {'Nobody was hurt. ' * 50}“Mira was calm,” a sailor said."
    assert hard("Lind was calm, according to a sailor.", cited("“Mira was calm,” a sailor said.", article)) == []


def test_a_family_name_may_come_first() -> None:
    article = f"Han Seo-yun has a new post. {'Nobody was surprised. ' * 50}Han took up the post on Monday."
    assert hard("Han Seo-yun took up the post on Monday.", cited("Han took up the post on Monday.", article)) == []


def test_no_place_is_meant_by_she() -> None:
    article = "Lind spoke in Oslo. Norway will not side with Sweden or with Finland, she added."
    passage = cited("Norway will not side with Sweden or with Finland, she added.", article)
    assert hard("Lind added that Norway will not side with either of its neighbours.", passage) == []


def test_another_part_of_a_name_that_the_claim_has_is_no_other_name() -> None:
    article = "Kestrel Lines has answered Mira Lind. “Mira may keep the boat,” it said in a statement."
    passage = cited("“Mira may keep the boat,” it said in a statement.", article)
    assert hard("Kestrel Lines said in a statement that Lind may keep the boat.", passage) == []


def test_a_capital_for_its_country_is_a_soft_finding_where_it_says_where() -> None:
    reasons = check_support(
        "The arms were sent straight to Kyiv.", [Passage("The arms went straight to Ukraine.")]
    ).reasons
    assert [(reason.words, reason.hard) for reason in reasons if reason.kind == "name"] == [("Kyiv", False)]


def test_a_place_may_be_told_by_half_its_name_where_the_article_has_the_whole_of_it() -> None:
    article = "North Karelia has a new road. The Karelian council opened it on Monday."
    passage = cited("The Karelian council opened it on Monday.", article)
    assert hard("North Karelia's council opened it on Monday.", passage) == []
    assert hard("South Karelia's council opened it on Monday.", passage)


def test_an_article_s_first_sentence_may_describe_what_the_next_one_names() -> None:
    article = "Norway's weather service warned of a storm on Monday. Metno said that it would come from the west."
    passage = cited("Norway's weather service warned of a storm on Monday.", article)
    assert hard("Metno warned of a storm on Monday.", passage) == []


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("North Karelians will vote on the plan.", "People in North Karelia will vote on the plan."),
        ("Twenty-eight passengers were taken to a hospital.", "A total of 28 passengers were taken to a hospital."),
        ("South Korea opened the strait to ships.", "The Republic of Korea opened the strait to ships."),
    ],
)
def test_people_numbers_and_long_names_of_countries_are_known(claim: str, quote: str) -> None:
    assert "name" not in [reason.kind for reason in check_support(claim, [Passage(quote)]).reasons]


@pytest.mark.parametrize(
    ("claim", "quote", "article"),
    [
        ("Alcott, who owns the mill, has closed it.", "The owner has closed the mill.", ""),
        ("Vargas's mill has been closed.", "The mill has been closed.", ""),
        ("The north of Karelia is not what North Karelia means.", "Karelia is what is meant.", ""),
        ("West Virginia voted on Monday.", "East Virginia voted on Monday.", "West Virginia lies near. "),
    ],
)
def test_a_first_word_that_reads_as_a_name_is_looked_up(claim: str, quote: str, article: str) -> None:
    assert hard(claim, cited(quote, article + quote, ""))


def test_what_one_did_is_not_told_of_two() -> None:
    article = "The regulator Tessel blocked the purchase of Norvik by Aster. At the same time it opened a new inquiry."
    quote = cited("At the same time it opened a new inquiry.", article)
    assert hard("Aster and Norvik opened a new inquiry.", quote) == ["Aster", "Norvik"]
    assert hard("Tessel opened a new inquiry.", quote) == []


def test_a_pronoun_goes_on_with_the_subject_of_the_sentence_before() -> None:
    article = "The Tin Markets Authority (TMA) blocked Aster's purchase. At the same time it opened an inquiry."
    quote = cited("At the same time it opened an inquiry.", article)
    assert hard("Aster opened an inquiry.", quote) == ["Aster"]
    assert hard("The TMA opened an inquiry.", quote) == []
    assert hard("The Tin Markets Authority opened an inquiry.", quote) == []
