"""Figures, offices, ways and causes tied to the wrong thing, each beside an honest telling of the same."""

from datetime import date

import pytest

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support

PUBLISHED = date(2025, 3, 12)


def faults(claim: str, *quotes: str) -> list[tuple[str, str]]:
    """The kinds and words of the hard findings."""
    result = check_support(claim, [Passage(quote, published=PUBLISHED) for quote in quotes])
    return [(reason.kind, reason.words) for reason in result.reasons if reason.hard]


@pytest.mark.parametrize(
    ("claim", "quote", "kind", "words"),
    [
        (
            "The fire destroyed 500 acres of forest.",
            "The fire destroyed 500 hectares of forest.",
            "number",
            "500 acres",
        ),
        ("It paid 20 million dollars.", "It paid 20 million euros for the yard.", "number", "20 million dollars"),
        (
            "The plant loses 3,000 barrels a week.",
            "The plant loses 3,000 barrels a day.",
            "number",
            "3,000 barrels a week",
        ),
        ("The crash killed 12 people and injured 3.", "The crash killed 3 people and injured 12.", "number", "12"),
        ("Rents rose to 5 percent.", "Rents rose by 5 percent last year.", "number", "5 percent"),
        ("The rate went from 5 to 3 percent.", "The rate went from 3 to 5 percent.", "number", "5"),
        (
            "The quake struck the north of the island.",
            "The quake struck the south of the island.",
            "direction",
            "north",
        ),
        ("The blast happened at 8 p.m.", "The blast happened at 8 a.m. on Sunday.", "date", "8 p.m"),
        ("The vote was held in the evening.", "The vote was held on Sunday morning.", "date", "evening"),
        ("The shortage led to a drought.", "The drought led to a water shortage.", "direction", "led to"),
        (
            "The port will open if the strike goes on.",
            "The port will open unless the strike goes on.",
            "negation",
            "if",
        ),
        ("President Orsi signed the law.", "Vice President Orsi signed the law.", "name", "President"),
        ("The finance minister resigned.", "The foreign minister resigned.", "name", "finance minister"),
        ("Most residents oppose the tunnel.", "Some residents oppose the tunnel.", "strong-word", "most"),
        ("All residents oppose the tunnel.", "Most residents oppose the tunnel.", "strong-word", "all"),
        ("They secretly paid the builder.", "They paid the builder 2 million euros.", "strong-word", "secretly"),
        ("Keller was convicted of fraud.", "A jury in Basel cleared Keller of fraud.", "negation", "convicted"),
        ("Keller was acquitted of fraud.", "A jury in Basel found Keller guilty of fraud.", "negation", "acquitted"),
        ("Sales rose while profits fell.", "Profits rose while sales fell.", "direction", "rose"),
        ("Profits rose.", "Sales rose while profits fell, Krag said.", "direction", "rose"),
        ("It was built in 1974 and shut in 1962.", "It was built in 1962 and shut in 1974.", "number", "1974"),
        ("Its founder, Ada Finch, owns 60%.", "Its founder, Ada Finch, owns 16%; a fund owns 60%.", "number", "60%"),
        ("The vote was 171 to 178.", "They passed it by 178 votes to 171.", "number", "171 to 178"),
        (
            "All five judges opposed it.",
            "It was opposed by three of the panel's five judges.",
            "strong-word",
            "All five",
        ),
        ("The results were disappointing.", "Moor called the results encouraging.", "direction", "disappointing"),
        ("Kowalski survived the crash.", "Kowalski died in the crash.", "direction", "survived"),
        ("It was born in Spain and bred in Peru.", "It was bred in Spain and born in Peru.", "name", "Spain"),
    ],
)
def test_what_has_changed_its_place_is_a_hard_finding(claim: str, quote: str, kind: str, words: str) -> None:
    assert (kind, words) in faults(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The company accused the union of a breach.", "The union accused the company of a breach."),
        ("Lang, 34, sued Weber over the house.", "Weber sued Lang, 34, over the house."),
        ("Brandt, the bank's chief executive, sued the regulator.", "The regulator sued Brandt, its former head."),
        ("The union was accused by the company.", "The company was accused by the union."),
        ("Lindgren scored the winning goal.", "Lindgren missed a penalty before Okafor scored the winning goal."),
        ("Ana Ruiz is charged with fraud.", "Ana Ruiz represents Petrov, who is charged with fraud."),
        ("The company won the case.", "The state won its case against the company."),
    ],
)
def test_doer_and_target_in_one_anothers_place_are_a_hard_finding(claim: str, quote: str) -> None:
    assert "roles" in {kind for kind, _ in faults(claim, quote)}


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The army killed 40 rebels.", "The army claims to have killed 40 rebels."),
        ("Tarn cut 10% of its staff.", "Tarn plans to cut 10% of its staff."),
        ("Eva Holt resigned.", "Eva Holt called on its director, Jon Lie, to resign."),
        ("The government raised the pension age.", "The government withdrew its proposal to raise the pension age."),
        ("Norvik bought the ferry line.", "Norvik agreed to buy the ferry line for 30 million euros."),
        ("The ministry spied on reporters.", "Police are investigating whether the ministry spied on reporters."),
    ],
)
def test_what_is_only_claimed_agreed_or_asked_is_no_fact(claim: str, quote: str) -> None:
    assert "modality" in {kind for kind, _ in faults(claim, quote)}


@pytest.mark.parametrize(
    ("claim", "quote", "kinds"),
    [
        (
            "Holm acted alone, the prosecutor told the court.",
            "Holm acted alone, her lawyer told the court.",
            ["attribution"],
        ),
        ("The union said talks had failed.", "Talks had failed, according to the company.", ["attribution"]),
        ("Holm acted alone, her defence argued.", "Holm acted alone, her lawyer told the court.", []),
        ("The minister said talks had failed.", "Talks had failed, Sanna Lehto said.", []),
        ("The union said talks had failed.", "Talks with the union had failed, the company said.", []),
    ],
)
def test_what_one_side_says_is_not_told_as_anothers_word(claim: str, quote: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in faults(claim, quote)] == kinds


def test_what_a_study_does_not_show_is_not_told_as_shown() -> None:
    shown = "Coffee drinkers fell ill less often, but the study does not show that coffee prevents dementia."
    assert "negation" in {kind for kind, _ in faults("Scientists proved that coffee prevents dementia.", shown)}
    assert faults("The study does not show that coffee prevents dementia.", shown) == []


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("More than half of the 9,000 residents fled.", "Some 5,100 of the 9,000 residents have fled."),
        ("Brandby won 2-1 against Korso.", "Korso lost 2-1 to Brandby."),
        ("The senator did not vote on the bill.", "The senator abstained from Wednesday's vote on the bill."),
        ("Novak has led the union since 2011.", "Pavel Novak became head of the union in 2011."),
        ("It dropped its plan to raise the age.", "It said it was withdrawing the proposal to increase the age."),
        ("Obi is the first woman to lead it.", "It named Amara Obi as president; no woman has held the post before."),
        ("It was inspected four weeks before it fell.", "Inspectors had examined it a month before it fell."),
        ("Spain's parliament approved the budget.", "Lawmakers in Madrid passed the budget."),
        ("Games disappear if it closes the service.", "If it shuts the service, the games will never come back."),
        ("The fire burned 500 hectares.", "The fire, which burned 5 square kilometres, is out."),
        ("The plant loses 3,000 barrels daily.", "The plant loses 3,000 barrels a day."),
        ("Three people died and 12 were hurt.", "The crash killed three people and injured 12."),
        ("The crash injured 12 people and killed three.", "The crash killed three people and injured 12."),
        (
            "It raised rates to 3 percent from 2.5.",
            "It raised its rate by half a point to 3 percent, from 2.5 percent.",
        ),
        ("Rents rose 5 percent.", "Rents rose by 5 percent last year."),
        ("The quake struck southern Chile.", "The quake struck the south of Chile on Sunday."),
        ("The suspect was arrested in the evening.", "The suspect was arrested at 7 p.m. on Friday."),
        ("The fire broke out before dawn on Monday.", "The fire broke out at 4 a.m. on Monday."),
        ("The drought caused a water shortage.", "Because of the drought, water ran short: there is a shortage."),
        ("The port stays shut if the strike goes on.", "The port will open unless the strike goes on."),
        ("The vice president will attend.", "Vice President Orsi is due to attend."),
        ("The former minister was convicted of bribery.", "A court found the ex-minister guilty of bribery."),
        ("Most voters back the plan.", "The plan is backed by 61% of voters."),
        ("Nearly all bakers stayed away.", "Most bakers stayed away."),
        ("They illegally cut trees, the city says.", "They cut trees without permits, the city says."),
        ("Keller was acquitted.", "A jury found Keller not guilty of fraud."),
        ("Profits rose.", "Profits rose while sales fell, Krag said."),
        ("Smith, 34, sued the city.", "The city was sued by Smith, 34."),
        ("The union accused the company.", "The company was accused by the union of breaking the deal."),
        ("Police arrested a suspect.", "Police arrested a man suspected of the shooting."),
        ("Anna Brandt, the CEO, resigned.", "Chief executive Anna Brandt resigned on Monday."),
        ("Chief Executive Anna Brandt resigned.", "Anna Brandt, CEO of Norvik, resigned on Monday."),
    ],
)
def test_the_same_told_honestly_in_other_words_stands(claim: str, quote: str) -> None:
    assert faults(claim, quote) == []
