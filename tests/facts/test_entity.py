"""What an entity is called, and which sentences tell of it."""

from pipeline.facts.entity import EntityKind, entity_of
from pipeline.facts.mentions import MentionKind, mentions
from pipeline.facts.near import near_names
from tests.facts.pages import article


def told(asked: str, *paragraphs: str) -> list[str]:
    """The sentences of one article that tell of an entity."""
    page = article(1, *paragraphs)
    return [mention.quote for mention in mentions(entity_of(asked, [page]), page)]


def test_a_person_is_known_by_surname_once_the_full_name_is_told() -> None:
    named = "Ferry owner Ines Roth bought the Aurora in 2019."
    later = "In May, Roth sold a third of her shares."
    other = "The harbour master of Kestrel Bay watched."
    assert told("Ines Roth", named, later, other) == [named, later]


def test_a_surname_asked_for_alone_is_that_of_the_person_who_is_named_with_it() -> None:
    named, later = "Captain Tomas Lind steered the Aurora.", "Lind had slept for two hours."
    assert told("Lind", named, later) == [named, later]
    assert entity_of("Lind", [article(1, named, later)]).kind is EntityKind.PERSON


def test_a_surname_belongs_to_whoever_of_that_name_was_named_last() -> None:
    tomas, his = "Tomas Lind steered the Aurora.", "Lind had slept for two hours."
    ada, hers = "Meteorologist Ada Lind warned of the storm.", "On Monday Lind repeated her warning."
    assert told("Tomas Lind", tomas, his, ada, hers) == [tomas, his]
    assert told("Ada Lind", tomas, his, ada, hers) == [ada, hers]


def test_a_word_behind_an_article_is_no_surname() -> None:
    named, house = "The White House said no.", "The House voted on Tuesday."
    assert told("White House", named, house) == [named]


def test_a_longer_name_is_another_thing() -> None:
    aurora, corps = "Aurora sold its ferries in May.", "The Aurora Corps sued the council in June."
    assert told("Aurora", aurora, corps) == [aurora]
    fiona = "Singer Fiona Aurora gave a concert."
    assert told("Aurora", aurora, "Passengers praised Aurora.", "Crews left Aurora.", fiona)[-1] == "Crews left Aurora."


def test_what_is_its_own_may_be_named_with_it() -> None:
    owned, named = "The new version of Aurora's Compass came out.", "The Aurora Compass was sold in May."
    assert told("Aurora", "Aurora builds ships.", owned, named)[1:] == [owned, named]


def test_legal_forms_and_generic_words_are_no_part_of_a_name() -> None:
    assert told("Aurora Inc.", "Aurora sold its ferries in May.") == ["Aurora sold its ferries in May."]
    bought = "The Kestrel Ticket Shop was closed in May."
    assert told("Kestrel shop", "Kestrel sold it.", bought) == ["Kestrel sold it.", bought]


def test_an_acronym_and_the_name_that_it_stands_for_are_one() -> None:
    spelled = "The Coastal Harbour Authority (CHA) closed the pier."
    short = "The CHA will decide in May."
    assert told("Coastal Harbour Authority", spelled, short) == [spelled, short]
    assert told("CHA", spelled, short, "The Coastal Harbour Authority denied it.")[2] == (
        "The Coastal Harbour Authority denied it."
    )


def test_a_title_before_it_makes_the_first_word_of_a_name_a_surname() -> None:
    named, titled = "President Lee Jae Myung spoke on Monday.", "On Tuesday President Lee left for Tokyo."
    assert told("Lee Jae Myung", named, titled) == [named, titled]


def test_a_name_asked_for_in_lower_case_is_found_as_it_is_written() -> None:
    found = entity_of("ines roth", [article(1, "Mayor Ines Roth spoke.", "Roth left.")])
    assert found.is_proper
    assert found.short == frozenset({("roth",)})


def test_what_is_no_name_is_found_as_words() -> None:
    assert told("ferry tickets", "Ferry tickets rose by 8 per cent.", "Tickets were sold out.") == [
        "Ferry tickets rose by 8 per cent."
    ]


def kinds(asked: str, *paragraphs: str) -> list[str]:
    """How the sentences of an article speak of an entity."""
    page = article(1, *paragraphs)
    return [mention.kind.value for mention in mentions(entity_of(asked, [page]), page)]


def test_the_company_is_the_one_just_named() -> None:
    named = "Aurora shares fell on Monday."
    assert kinds("Aurora", named, "The company said that it would cut jobs.") == ["name", "description"]
    between = "The council of Kestrel Bay met the same day."
    assert kinds("Aurora", named, between, "The company said that it would cut jobs.") == ["name"]
    other = "Rival Borealis gained, as Aurora lost orders."
    assert kinds("Aurora", named, other, "The company said that it would cut jobs.") == ["name", "name"]


def test_he_is_the_person_that_the_sentence_before_is_about() -> None:
    named = "Captain Tomas Lind, 51, steered the Aurora."
    assert kinds("Tomas Lind", named, "In 1999 he joined the navy.", "He left it in 2004.") == [
        "name",
        "pronoun",
        "pronoun",
    ]
    other = "Ada Holm praised Captain Tomas Lind."
    assert kinds("Tomas Lind", named, other, "She had met him in May.") == ["name", "name"]
    of_another = "She had met Tomas Lind in the navy."
    assert kinds("Tomas Lind", named, "Ada Holm agreed.", of_another, "She left it in 2004.") == ["name", "name"]


def test_a_pronoun_has_the_sentence_that_says_who_it_is() -> None:
    page = article(1, "Captain Tomas Lind, 51, steered the Aurora.", "He left the navy in 2004.")
    *_, last = mentions(entity_of("Tomas Lind", [page]), page)
    assert last.kind is MentionKind.PRONOUN
    assert last.named is not None
    assert page.text[slice(*last.named)] == "Captain Tomas Lind, 51, steered the Aurora."


def test_near_names_are_suggested_the_nearest_first() -> None:
    page = article(1, "Mayor Ines Roth met Tomas Lind.", "On Monday Ines Roth spoke.")
    assert near_names("Inez Roth", [page])[0] == "Ines Roth"
    assert near_names("Quetzalcoatl", [page]) == ()


def test_what_a_page_tells_its_visitors_suggests_no_name() -> None:
    page = article(1, "The Kestrel Dawn reported on Monday that the pier is closed.", "Follow Kestral on Facebook.")
    assert near_names("Kestrell", [page]) == ("Kestrel Dawn",)
