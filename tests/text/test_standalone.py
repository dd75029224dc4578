"""Which sentences can be published as they are."""

import pytest

from pipeline.text.standalone import has_pronoun, lead_in_cut, leans_on_context, stands_alone


@pytest.mark.parametrize(
    "sentence",
    [
        "The interior ministry said 1.12 million people had demonstrated across France, including 80,000 in Paris.",
        "Two small robots, Hop and Roll, were released just before touchdown.",
        "Three bridges over the Elm have been closed in Kestrel Bay, though engineers call them safe.",
        "All eight big unions are taking part in the march.",
        "There were scuffles in Paris, and 38 people had been arrested by the evening.",
        "The US Federal Trade Commission has given up its attempt to undo the purchase.",
        "Putin said on Thursday that he wanted relations with South Korea to be restored.",
        "The treaty that both sides signed in June 2024 came into force in December of that year.",
        "“The fight is over,” Mayor Ines Roth said on Friday.",
        "In his first speech, Macron promised to lower taxes.",
        "Those infected with the bacteria often develop a fever.",
        "The company made it clear that no jobs would go.",
        "Under the plan people would need 43 years of contributions, eight years earlier than intended.",
        "The Soviet Union entered World War I allies' territory in August.",
        "Bennu dates from the early days of the solar system, some 4.5 billion years ago.",
        "Macron, speaking in Barcelona, said there would be no change of plan.",
        "In Marseille the police counted 26,000 people there and the unions 140,000.",
        "Microsoft and Activision missed their first deadline.",
        "Ines Roth believes that there is no money for repairs.",
        "Shortly after the vote on Monday the traders' union denied that it had agreed.",
        "Reports had put the number at 60 grams, the agency said.",
    ],
)
def test_a_sentence_that_explains_itself_stands_alone(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He was admitted to hospital on Saturday.",
        "Their foreign ministers met in New York in September.",
        "In June 2024 he told foreign agencies that Moscow was ready.",
        "Russia’s most senior general, Valery Gerasimov, confirmed their role in the fighting.",
        "Suddenly, they saw the hikers on a ledge.",
        "Suddenly he left the hall with the captain.",
        "Prime Minister Élisabeth Borne laid it out on Jan. 10.",
        "SLIM stopped about 55 metres east of it.",
        "Controllers at the agency have been in contact with it since.",
        "About 20 minutes after it released the capsule, it fired its engines.",
        "In all it observed ten rocks in ten wavelength bands.",
        "The reform, he said, had been approved democratically.",
    ],
)
def test_a_pronoun_without_an_owner_in_the_sentence_dangles(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Shortly after that the traders left the hall.",
        "Soon the traders of Kestrel Bay had left the hall.",
        "Four hours later the capsule will enter the atmosphere off California.",
        "Days later Microsoft signed an agreement with Sony.",
        "Three weeks ago, on 22 September, the regulator cleared the deal.",
        "Lee had met the deputy minister in Moscow about three weeks earlier.",
        "By then the lander had sent back the data from its descent.",
        "Much has changed at the merged business since then.",
        "Dussopt has put the savings at 18 billion euros by that year.",
        "The plan will be debated tomorrow by the cabinet.",
        "South Korea’s spy agency reported the move at the time.",
    ],
)
def test_a_time_reckoned_from_another_one_needs_that_one(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The treaty was signed in June 2024 and came into force in December of that year.",
        "The capsule landed in Utah on 24 September and was taken to Houston the next day.",
        "Troops went to Russia in October 2024, the spy agency reported at the time.",
        "The fleet sailed on 3 May 2019 and reached the coast two days later.",
    ],
)
def test_a_time_reckoned_from_a_date_in_the_sentence_is_clear(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Scientists there will take the canister apart on Monday.",
        "Officials there are thought to believe that Russia could help.",
        "There the capsule was connected to a flow of nitrogen.",
        "In 1998, engineers there were blamed for the cracks.",
    ],
)
def test_a_place_called_there_has_to_be_named(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The first said the talks had failed.",
        "The second brought about 5 grams of dust.",
        "The two exchanged views on regional issues.",
        "Two were released on Friday without charge.",
        "All but four have been released from hospital.",
        "For that reason, nobody knows how much dust there is.",
        "Polls show that most French people oppose the new one.",
        "Controllers stowed the rest in the capsule on Friday.",
        "On the first day of those protests the police counted 806,000 people.",
        "Such gaps are an old habit in France.",
    ],
)
def test_what_points_back_at_an_earlier_sentence_does_not_stand_alone(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will be bankrupt by August, said Tomas Lind.",
        "We are closing,” a steward called from the stairs.",
        "You can watch the launch on the agency's channel.",
        "Our correspondent in Lyon counted 400 marchers.",
        "The council (which met on Friday voted to close the pier.",
        "It rained.",
    ],
)
def test_halves_the_reader_and_the_writer_do_not_stand_alone(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    ("sentence", "says_something"),
    [
        ("Ines Roth, mayor of Kestrel Bay, tells The Harbour Gazette.", False),
        ("The council said in a written statement.", False),
        ("Mayor Ines Roth told the BBC on Friday.", False),
        ("Mayor Ines Roth told the BBC on Friday that the pier would close.", True),
        ("Police said in June 2020 that the pier was safe.", True),
        ("The council explained the closure in a leaflet.", True),
        ("The traders told stories of the storm.", True),
    ],
)
def test_who_said_something_without_what_does_not_stand(sentence: str, *, says_something: bool) -> None:
    assert stands_alone(sentence) is says_something


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("However, the pier stays open.", "The pier stays open."),
        ("But officials say the risk is low.", "Officials say the risk is low."),
        ("So far, 300 people have been found.", "300 people have been found."),
        ("Meanwhile, in addition, élan returned.", "Élan returned."),
        ("Butter prices rose.", "Butter prices rose."),
        ("So many people came that the hall closed.", "So many people came that the hall closed."),
    ],
)
def test_a_connective_in_front_is_cut(sentence: str, cut: str) -> None:
    assert lead_in_cut(sentence) == cut


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("The spacecraft itself will not land.", True),
        ("The companies have until 18 October.", True),
        ("An earlier count gave 38 arrests.", True),
        ("The statement, which a lawyer had signed, was read out in court.", True),
        ("The young Norwegian visitor was carried off the pier.", True),
        ("The Hayabusa capsule was carried off the pier.", False),
        ("The two unhurt visitors were carried off the pier.", True),
        ("The 61-year-old was carried off the pier.", True),
        ("The suspect, Adam Low, was carried off the pier.", False),
        ("The capsule of the Hayabusa mission landed in Utah.", False),
        ("The European Commission approved the deal on May 15.", False),
        ("A capsule landed in the Utah desert.", False),
    ],
)
def test_a_definite_start_leans_on_what_introduced_it(sentence: str, *, leans: bool) -> None:
    assert leans_on_context(sentence) is leans


def test_a_pronoun_inside_a_quotation_asks_for_no_owner() -> None:
    assert not has_pronoun("“He is over,” Mayor Roth said.")
    assert has_pronoun("Mayor Roth said that she would go.")
