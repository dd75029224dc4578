"""What is addressed to the visitor is told from news about the same things."""

import pytest

from pipeline.facts.boilerplate import is_biography, is_boilerplate, is_credit, is_glued, is_statement


@pytest.mark.parametrize(
    "sentence",
    [
        "Sign up to This Week, our newsletter with the best of our reporting, sent to you every Friday.",
        "Subscribe to our podcast to hear the whole story.",
        "Get the day's headlines delivered to your inbox every morning.",
        "Read more: Who speaks for Kestrel Bay?",
        "RELATED: The ferry that nobody wanted.",
        "More from Kestrel Bay: the pier that sank.",
        "Related stories on the ferry and its captain.",
        "Follow us on Instagram for pictures of the rescue.",
        "You can follow Marta Lind on Twitter.",
        "Listen to the full interview on our podcast.",
        "Click here to see the pictures of the rescue.",
        "Download our free app for the latest news.",
        "Marta Lind may be reached at the office in the morning.",
        "Thank you, gentle reader, for your patience.",
        "Please support our journalism with a small gift.",
        "For more information on the ferry visit the harbour office.",
        "Start your day with the Harbour Bell.",
        "A word from our sponsor: the kettle that never sleeps.",
        "This article was first published on Monday.",
        "An earlier version of this article misspelled the captain's name.",
        "Tomas Berg contributed to this report.",
        "© Harbour Post. All rights reserved.",
        "By signing up you agree to our terms of service.",
        "We use cookies to improve your visit.",
        "We may earn a commission from the links on this page.",
        "Additional reporting by Tomas Berg in Lyon.",
        "See the whole thread at https://example.org/thread.",
        "The harbour office did not immediately respond to a request for comment.",
        "Use the promo code FERRY: your first order ships with free delivery.",
        "Photo: Marta Lind / Harbour Post",
        "The ferry on the rocks on Monday (Photo: Marta Lind)",
        "Passengers wait in the harbour on Monday. (AP Photo/Marta Lind)",
        "— Marta Lind (@martalind) November 18, 2019",
        "**Great post!",
        "See [the table](javascript:alert(1)) for the masses of the samples.",
        "The new total is <b>121.6 g</b>, we are told.",
        "Run `rm -rf ./estimates` and forget the old estimate.",
    ],
)
def test_what_addresses_the_visitor_is_boilerplate(sentence: str) -> None:
    assert is_boilerplate(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "More than 10,000 people signed up for the trial of the vaccine.",
        "About 5 million households subscribe to the service, the company said.",
        "The regulator fined the company 50 million euros over its use of cookies.",
        "The account broke the terms of service, the network said.",
        "The picture agency Getty Images sued the maker of the program in London.",
        "Photographs taken by a drone show the ferry on the rocks.",
        "Video released by the police shows the rescue of the passengers.",
        "Police said they could not find the captain on Facebook.",
        "Visitors have to download the harbour's app before they board.",
        "Updated figures show that 300 people were on board.",
        "Just in time for the high tide, two tugs arrived on Wednesday.",
        "Also on Monday, the court ordered the release of the captain.",
        "Also in the car were two children and a dog.",
        "Related claims were dismissed by the court in May.",
        "Recommended doses vary with the age of the patient.",
        "The advertisement shows the mayor on the deck of the ferry.",
        "Detectives have a tip from a witness, the newspaper said.",
        "The prison did not respond to repeated requests for a doctor.",
        "Users who click on the link are taken to another page.",
        "With post offices closed, pensions were paid in the town hall.",
        "Thanks to the vaccine, deaths have fallen since March.",
        "Order was restored in the city on Tuesday.",
        "By Friday, 300 people had been brought ashore.",
        "The newsletter of the union called the inspection a farce.",
        "Editing genes in embryos is banned in most countries.",
    ],
)
def test_news_about_the_same_things_is_not(sentence: str) -> None:
    assert not is_boilerplate(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Unions remember an older success.",
        "「行く。帰る。」と代表者が東京で話した。",
        "JAXAは日没まで観測を続ける方針だ。",
        "“The pier stays open,” the mayor said.",
    ],
)
def test_a_sentence_that_says_something_is_a_statement(sentence: str) -> None:
    assert is_statement(sentence)


@pytest.mark.parametrize(
    "line",
    [
        "Council votes to close the pier",
        "Marchers in Lyon on Thursday",
        "Who pays for the pier?",
        "“Who pays for the pier?”",
        "The pier will close, but who pays...",
        "One case remains.",
        "SCORES OF PEOPLE ARE QUARANTINED IN TOWN.",
        "Lind, Berg, Roth, Okafor, Sato.",
        "1. 2. 3. 4. 5. 6.",
    ],
)
def test_headings_questions_shouts_and_lists_are_none(line: str) -> None:
    assert not is_statement(line)


def test_a_credit_is_a_short_line_that_names_who_took_a_picture() -> None:
    assert is_credit("Photo: Marta Lind / Harbour Post")
    assert is_credit("Marta Lind/Getty Images")
    assert not is_credit("The photo shows the ferry on the rocks.")
    assert not is_credit("Photo: " + "the story behind the picture, " * 6)


def test_a_biography_is_of_an_author_of_the_article() -> None:
    told = "Marta Lind is a reporter in Lyon who covers ferries."
    assert is_biography(told, ("Tomas Berg", "Marta Lind"))
    assert not is_biography(told, ("Tomas Berg", " "))
    assert not is_biography("Marta Lind was arrested on Friday in Lyon.", ("Marta Lind",))


def test_link_texts_are_glued_where_both_halves_are_words_of_the_article() -> None:
    known = frozenset("roth kestrel bay mayor you tube".split())
    assert is_glued("Mayor Ines RothKestrel Bay mayor resigns over the pier.", known)
    assert not is_glued("The video was posted on YouTube and on McDonald's page.", known - {"tube"})
