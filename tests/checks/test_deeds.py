"""Who did what to whom: verbs told as their opposites, roles changed, and grave deeds that nobody tells."""

import pytest

from pipeline.checks.deeds import acts, deeds
from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support


def found(claim: str, *quotes: str) -> list[tuple[str, bool]]:
    """The kinds of the findings against what was done, and whether they are hard."""
    reasons = check_support(claim, [Passage(quote) for quote in quotes]).reasons
    return [(reason.kind, reason.hard) for reason in reasons if reason.kind in {"direction", "roles"}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Aster sued Kestrel in May.", ("Aster", "Kestrel")),
        ("Kestrel was sued by Aster in May.", ("Aster", "Kestrel")),
        ("Kestrel, which was sued on Monday by the shipyard Aster, denies it.", ("Aster", "Kestrel")),
        ("Roth has openly attacked the chief executive Mara Lind.", ("Roth", "Mara Lind")),
        ("The head of Kestrel sued Aster.", None),
        ("Kestrel bought a share in Aster.", None),
        ("Roth said Lind would leave.", None),
    ],
)
def test_a_verb_between_two_names_tells_who_did_it_to_whom(text: str, told: tuple[str, str] | None) -> None:
    assert [(act.doer.text, act.target.text) for act in acts(text)] == ([told] if told else [])


def test_subject_and_object_stand_next_to_their_verb_whichever_voice_it_has() -> None:
    active, passive = "The council closed the old bridge.", "The old bridge was closed by the council."
    (one,), (other,) = deeds(active), deeds(passive)
    assert (one.verb, one.subject, one.object) == (other.verb, other.subject, other.object)
    assert (one.subject, one.object) == (frozenset({"council"}), frozenset({"old", "bridg"}))
    assert deeds("It closed the bridge.")[0].subject == frozenset()


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The council approved the plan on Monday.", "The council blocked the plan on Monday."),
        ("The plan was blocked by the council.", "The council approved the plan on Monday."),
        ("Aster bought the shipyard in May.", "Aster sold the shipyard in May."),
        ("Kestrel hired 300 engineers.", "Kestrel fired 300 engineers."),
        ("The bank opened three branches in May.", "The bank closed three branches in May."),
        ("The jury acquitted Roth of fraud.", "The jury convicted Roth of fraud."),
        ("The court upheld the ruling.", "The court overturned the ruling."),
        ("Lind praised the plan for the harbour.", "Lind criticised the plan for the harbour."),
        ("Roth joined the board in May.", "Roth left the board in May."),
    ],
)
def test_a_verb_told_as_its_opposite_is_a_hard_finding(claim: str, quote: str) -> None:
    assert ("direction", True) in found(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Aster bought the shipyard from Kestrel.", "Kestrel sold the shipyard to Aster."),
        ("The shipyard was sold in May.", "Aster bought the shipyard in May."),
        ("Kestrel lost the case to Aster.", "Aster won the case against Kestrel."),
        ("The council refused to approve the plan.", "The council rejected the plan."),
        ("The council approved the plan in June.", "The council blocked the plan in May. It cleared the plan in June."),
        ("The council has approved the budget.", "The council blocked the plan. Its budget has passed."),
        ("Roth was freed on Monday.", "Police arrested Roth on Friday and let him go on Monday, when he was released."),
        ("Police released a picture of Roth.", "Police arrested Roth and showed a picture of him."),
        ("The council did not approve the plan.", "The council blocked the plan."),
    ],
)
def test_another_deed_the_other_party_and_a_later_day_turn_nothing_round(claim: str, quote: str) -> None:
    assert not any(hard for _, hard in found(claim, quote))


def test_what_may_have_ended_since_it_began_is_a_soft_finding() -> None:
    assert found("The bakers ended the strike.", "The bakers began the strike.") == [("direction", False)]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Aster sued Kestrel in May.", "Kestrel sued Aster in May."),
        ("Aster sued Kestrel in May.", "Aster was sued by Kestrel in May."),
        ("Kestrel acquired Aster for $3m.", "Kestrel was bought by Aster for $3m."),
        ("Roth beat Lind in the final.", "Lind beat Roth in the final."),
        ("Roth, who was accused by Lind, resigned.", "Roth accused Lind of theft and resigned."),
        ("Judge jails Roth", "A judge heard what Roth had to say on Monday."),
        ("Lind was arrested on Monday.", "Lind met the mayor on Monday."),
    ],
)
def test_roles_changed_and_a_grave_deed_that_nobody_tells_are_hard_findings(claim: str, quote: str) -> None:
    assert ("roles", True) in found(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quotes"),
    [
        ("Lind sued Kestrel.", ("Roth sued Kestrel on Monday.", "Lind spoke to reporters of Kestrel.")),
        ("Roth helped Lind.", ("Lind helped Roth.",)),
        ("A court jailed Roth.", ("A court jailed the driver.", "Roth said that the court was right.")),
    ],
)
def test_another_party_in_a_role_is_a_soft_finding(claim: str, quotes: tuple[str, ...]) -> None:
    assert found(claim, *quotes) == [("roles", False)]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Kestrel was sued by Aster.", "Aster sued Kestrel, which denies it."),
        ("Roth met Lind in Porto.", "Lind met Roth in Porto."),
        ("Aster took Kestrel over.", "Kestrel was bought by Aster."),
        ("Kestrel sued Aster, which sued Kestrel in turn.", "Kestrel and Aster sued each other."),
        ("Mara Lind beat Roth.", "Lind defeated Anna Roth in the final."),
        ("Police arrested Roth.", "Roth was taken into custody by police."),
        ("A court sent Roth to jail.", "Roth was sentenced to two years in prison by a court."),
        ("Roth shot at a target.", "Roth fired his gun at a target."),
    ],
)
def test_the_same_deed_in_other_words_is_no_finding(claim: str, quote: str) -> None:
    assert found(claim, quote) == []


def test_a_deed_that_the_evidence_tells_beside_its_opposite_is_told() -> None:
    assert (
        found("The bakers started the strike.", "The bakers began the strike in May and ended the strike in June.")
        == []
    )


def test_a_pronoun_may_stand_for_whom_a_grave_deed_befell() -> None:
    assert found("Roth was jailed in May.", "Roth drove a van.", "The court jailed him in May.") == []
