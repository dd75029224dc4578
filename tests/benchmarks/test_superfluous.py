"""A citation that adds nothing and agrees with nothing is superfluous; a second source for the same thing is not."""

from datetime import date

from benchmarks.superfluous import agrees, superfluous
from pipeline.domain.article import ArticleText
from pipeline.domain.dates import EventDate, Precision, Status
from pipeline.domain.digest import Event, Origin, Sentence
from tests.domain.sample import SUPPORTED, page, quoted

PUBLISHED = date(2026, 3, 12)
COUNCIL = "The council of Trieste voted on Tuesday to close Mill Bridge to lorries, Mayor Ines Roth said."


def _articles(*texts: str) -> dict[int, ArticleText]:
    return {number: page(number, text, PUBLISHED) for number, text in enumerate(texts, 1)}


def _sentence(text: str, articles: dict[int, ArticleText]) -> Sentence:
    """A sentence that cites the whole of every article."""
    evidence = tuple(quoted(article, article.text) for article in articles.values())
    return Sentence(id="p1", text=text, origin=Origin.GENERATED, evidence=evidence, support=SUPPORTED)


def _event(text: str, day: date, articles: dict[int, ArticleText]) -> Event:
    told = EventDate(
        earliest=day, latest=day, precision=Precision.DAY, modifier=None, label=f"{day:%b} {day.day}, 2026"
    )
    sentence = _sentence(text, articles)
    return Event(**{name: getattr(sentence, name) for name in Sentence.model_fields}, status=Status.HAPPENED, date=told)


def _superfluous(text: str, *cited: str) -> tuple[int, ...]:
    articles = _articles(*cited)
    return superfluous(_sentence(text, articles), articles, "en")


def test_the_only_citation_is_never_superfluous() -> None:
    assert _superfluous("The bridge is closed.", "Nobody crosses.") == ()


def test_a_second_source_for_the_same_thing_agrees() -> None:
    assert _superfluous(COUNCIL, COUNCIL, "Trieste's council voted to close the bridge to lorries.") == ()


def test_a_short_telling_of_the_main_thing_agrees_with_a_long_one() -> None:
    long = "The council closed Mill Bridge, which dates from 1931 and carries 12,000 cars a day, to heavy lorries."
    assert _superfluous(long, long, "The council closed the bridge on 10 March.") == ()


def test_an_article_that_alone_shows_a_number_contributes() -> None:
    said = "The council voted to close Mill Bridge, built in 1931."
    assert _superfluous(said, "The council voted to close Mill Bridge.", "It was built in 1931.") == ()


def test_an_article_that_shares_names_and_a_day_alone_is_superfluous() -> None:
    assert _superfluous(COUNCIL, COUNCIL, "Mayor Ines Roth of Trieste spoke to reporters on Tuesday.") == (2,)


def test_of_two_articles_with_the_same_scraps_one_stays() -> None:
    said = "Engineers found cracks in four supports of Mill Bridge in Trieste."
    assert _superfluous(
        said, "Engineers found cracks in four supports.", "Mill Bridge opened.", "Mill Bridge again."
    ) == (3,)


def test_an_article_in_another_language_agrees_by_a_name_or_a_number() -> None:
    articles = _articles(COUNCIL, "Il consiglio di Trieste chiude il ponte.", "Il ponte è chiuso ai camion.")
    for number in (2, 3):
        articles[number] = articles[number].model_copy(update={"language": "it"})
    assert superfluous(_sentence(COUNCIL, articles), articles, "en") == (3,)


def test_an_article_that_alone_gives_the_date_of_an_entry_contributes() -> None:
    articles = _articles("The council closed Mill Bridge to lorries.", "Roth was at Mill Bridge on 3 March.")
    text = "The council closed Mill Bridge to lorries."
    assert superfluous(_event(text, date(2026, 3, 3), articles), articles, "en") == ()
    assert superfluous(_sentence(text, articles), articles, "en") == (2,)


def test_names_and_dates_alone_do_not_agree() -> None:
    assert not agrees("Ines Roth came to Trieste on Tuesday.", "Ines Roth of Trieste resigned on Tuesday.", "en")
    assert agrees("Ines Roth travelled to Trieste on Tuesday.", "Mayor Roth travelled to Trieste by train.", "en")
