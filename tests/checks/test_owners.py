"""Whose a thing is: possessives and demonyms that the evidence gives to something else."""

import pytest

from pipeline.checks.findings.owners import attributes
from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support


def owners(claim: str, quote: str, article: str = "") -> list[bool]:
    """Whether each finding against whose something is, is hard."""
    text = f"{quote} {article}"
    reasons = check_support(claim, [Passage(quote, context=text)]).reasons
    return [reason.hard for reason in reasons if reason.kind == "owner"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The French regulator spoke.", [("france", "regul")]),
        ("France's regulator spoke.", [("france", "regul")]),
        ("A court in Portugal spoke.", [("portugal", "court")]),
        ("South Korean officials spoke.", [("south korea", "offici")]),
        ("French and German officials spoke.", [("germany", "offici"), ("france", "offici")]),
        ("France closed it.", []),
        ("Britain blocks it.", []),
    ],
)
def test_a_noun_is_a_country_s_by_an_adjective_a_possessive_or_a_preposition(
    text: str, told: list[tuple[str, str]]
) -> None:
    assert [(found.place, found.noun) for found in attributes(text)] == told


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Aster's Polaris console sells well.", "Kestrel's Polaris console sells well, and Aster fears it."),
        (
            "The French regulator cleared the deal.",
            "Britain's regulator cleared the deal after Ubi, a French firm, sued.",
        ),
        ("A Spanish court heard the Portuguese bank.", "A Portuguese court heard the Spanish bank."),
        ("South Korean envoys spoke to Seoul.", "North Korean envoys spoke to Seoul in South Korea."),
    ],
)
def test_what_the_evidence_gives_to_another_is_a_hard_finding(claim: str, quote: str) -> None:
    assert True in owners(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "Buyers asked about Aster's Polaris.",
            "Buyers asked about prices. Aster spoke of the market. Polaris sells well.",
        ),
        (
            "The court heard that Aster's Polaris may suffer.",
            "The court heard that Aster feared that Polaris may suffer.",
        ),
        (
            "The French regulator cleared the deal.",
            "Britain's regulator cleared the deal. The French firm Ubi had written to the regulator.",
        ),
    ],
)
def test_parties_that_the_evidence_has_apart_are_a_soft_finding(claim: str, quote: str) -> None:
    assert owners(claim, quote) == [False]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Kestrel's Polaris sells well.", "Kestrel makes the Polaris, which sells well."),
        ("Kestrel's Polaris sells well.", "Polaris, a console from Kestrel, sells well."),
        ("Kestrel's Polaris sells well.", "The Polaris, which Kestrel launched in May, sells well."),
        ("Kestrel's Mara Lind spoke.", "Mara Lind, the chief executive of Kestrel, spoke."),
        ("Kestrel's Mara Lind spoke.", "Kestrel CEO Mara Lind spoke."),
        ("Spain's Mara Lind won.", "Mara Lind ran for Spain and won."),
        ("The French regulator cleared the deal.", "The regulator in Paris cleared the deal of the French firm Ubi."),
        (
            "The British regulator cleared it.",
            "Britain's competition office cleared it, a regulator that a French firm feared.",
        ),
        ("French workers joined Italian ones.", "Workers in France joined those in Italy."),
    ],
)
def test_whose_it_is_may_be_told_in_other_words(claim: str, quote: str) -> None:
    assert owners(claim, quote) == []


def test_what_the_article_tells_elsewhere_is_known_of_its_passages() -> None:
    quote = "British and French ministers met. The regulator of Britain cleared the deal."
    assert owners("The French regulator cleared the deal.", quote) == [True]
    assert owners("The French regulator cleared the deal.", quote, "The French regulator was asked, too.") == []
