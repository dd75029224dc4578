"""What is alleged, asked, offered or refused in the evidence, and told as done; and nouns that look like verbs."""

import pytest

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support


def hard(claim: str, *quotes: str) -> list[str]:
    """The kinds of the hard findings against a claim."""
    found = check_support(claim, [Passage(quote) for quote in quotes]).reasons
    return [reason.kind for reason in found if reason.hard]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "The chairman hid losses from investors.",
            "A shareholder accused the chairman of hiding losses from investors.",
        ),
        ("A cook burned down the barn in Porto.", "Police suspect a cook of burning down the barn in Porto."),
        ("The trader rigged the price of tin.", "Prosecutors charged the trader with rigging the price of tin."),
        ("The mill dumped dye in the river.", "The lawsuit alleges that the mill dumped dye in the river for years."),
        ("The pilot ignored an alarm, officials said.", "Officials are examining whether the pilot ignored an alarm."),
        ("The studio sold its old films to Aster.", "The studio agreed to sell its old films to Aster."),
        ("Aster bought the mill in Porto.", "Aster offered to buy the mill in Porto for $3m."),
        (
            "The council has banned diesel cars in the centre.",
            "The council is considering a ban on diesel cars in the centre.",
        ),
        ("The president fired the bank's governor.", "The senator urged the president to fire the bank's governor."),
        ("The council reopened the library.", "Neighbours called on the council to reopen the library."),
    ],
)
def test_what_is_alleged_asked_or_agreed_is_not_told_as_done(claim: str, quote: str) -> None:
    assert "modality" in hard(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The chairman allegedly hid losses from investors.", "A shareholder accused the chairman of hiding losses."),
        ("The chairman hid losses, the lawsuit says.", "The lawsuit alleges that the chairman hid losses."),
        (
            "The chairman denied that he had hidden losses.",
            "The chairman was accused of hiding losses, which he denies.",
        ),
        ("Roth is the suspect in the attack on the mayor.", "Roth is suspected of attacking the mayor."),
        ("The bank is asked whether it misled savers.", "Regulators are asking whether the bank misled savers."),
        ("Three bases are to be closed under the plan.", "The government plans to close three bases."),
        ("Roth said he would veto the bill.", "Roth vowed to veto the bill."),
        ("Aster will buy the mill in Porto.", "Aster agreed to buy the mill in Porto."),
        (
            "The mayor fired the clerk.",
            "Neighbours urged the mayor to fire the clerk. The mayor fired the clerk in May.",
        ),
    ],
)
def test_what_is_told_with_its_hedge_stands(claim: str, quote: str) -> None:
    assert hard(claim, quote) == []


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The carmaker announced 1,200 job cuts in Cologne.", "The carmaker would cut 1,200 jobs in Cologne, it said."),
        ("Ministers want tax reforms for second homes.", "Ministers plan to reform the tax on second homes."),
        ("The airline told of plane orders worth millions.", "The airline may order planes worth millions."),
    ],
)
def test_a_plural_noun_is_no_verb_in_the_present(claim: str, quote: str) -> None:
    assert hard(claim, quote) == []


def test_a_verb_in_the_present_is_still_one() -> None:
    assert hard("The drug harms young patients, doctors say.", "The drug may harm young patients, doctors say.") == [
        "modality"
    ]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The mill reported the leak to the regulator.", "The mill failed to report the leak to the regulator."),
        (
            "The panel recommended a fine for the mill.",
            "The panel stopped short of recommending a fine for the mill.",
        ),
        ("The minister signed the bill on Monday.", "The minister refused to sign the bill on Monday."),
        ("The union backed a candidate for mayor.", "The union declined to back a candidate for mayor."),
        ("The mill failed to report the leak to the regulator.", "The mill reported the leak to the regulator."),
        ("The union declined to back a candidate for mayor.", "The union backed a candidate for mayor."),
    ],
)
def test_a_verb_that_says_no_is_neither_lost_nor_added(claim: str, quote: str) -> None:
    assert "negation" in hard(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The mill did not report the leak.", "The mill failed to report the leak to the regulator."),
        ("The mill failed to report the leak.", "The mill did not report the leak to the regulator."),
        ("The minister did not sign the bill.", "The minister refused to sign the bill."),
        (
            "The minister signed the bill in June.",
            "The minister refused to sign the bill in May, but signed it in June.",
        ),
        ("The union backed no candidate for mayor.", "The union declined to back a candidate for mayor."),
        ("Taxes will not be raised this year, Roth said.", "Roth ruled out raising taxes this year."),
    ],
)
def test_a_verb_that_says_no_says_the_same_as_a_negation(claim: str, quote: str) -> None:
    assert hard(claim, quote) == []
