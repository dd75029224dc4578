"""How much a story is about a fact, and what is of another story."""

from pipeline.facts.merge import merge
from pipeline.facts.salience import StoryVocabulary, off_topic, salience
from pipeline.facts.statements import Sentence, statements
from pipeline.text.words import content_stems
from tests.facts.pages import AGROUND, AGROUND_AGAIN, CAPTAIN, FERRY, OIL, RESCUED, article, sentence

CHESS = (
    "Grandmaster Okafor won the final of the chess cup with a sacrifice of her queen.",
    "Spectators applauded when Sato resigned after forty moves of a Sicilian opening.",
    "Prize money for winners has doubled since a bank began to sponsor tournaments.",
)


def vocabulary(*pages: list[Sentence], title: str = "Ferry Aurora aground") -> StoryVocabulary:
    return StoryVocabulary([one for page in pages for one in page], [frozenset(content_stems(title))])


def test_another_story_in_an_article_is_off_topic_and_the_article_is_not() -> None:
    page, other = statements(article(1, AGROUND, RESCUED, CAPTAIN, *CHESS)), statements(FERRY[1])
    gone = {one.evidence.quote for one in off_topic(page, vocabulary(page, other))}
    assert gone == set(CHESS[1:]) or gone == set(CHESS)
    assert off_topic(other, vocabulary(page, other)) == set()


def test_what_only_one_article_tells_between_shared_facts_is_on_topic() -> None:
    own = "Divers found a crack as long as a bus beneath her keel."
    page, other = statements(article(1, AGROUND, own, RESCUED)), statements(article(2, AGROUND_AGAIN, RESCUED))
    assert off_topic(page, vocabulary(page, other)) == set()


def test_a_word_of_a_headline_keeps_a_sentence_on_topic() -> None:
    page, other = statements(article(1, *CHESS, CHESS[0])), statements(FERRY[1])
    assert off_topic(page, vocabulary(page, other, title="Okafor wins, and sponsors spectators, prize")) == set()
    assert off_topic(page, vocabulary(page, other))


def test_the_only_article_in_its_language_is_compared_with_nothing() -> None:
    page = statements(article(3, "Le ferry s'est échoué lundi avec 214 personnes à bord.", language="fr"))
    found = vocabulary(page, statements(FERRY[0]), statements(FERRY[1]))
    assert found.relevance(page[0]) == 1.0
    assert off_topic(page, found) == set()


def test_agreement_position_and_the_headline_raise_salience() -> None:
    words = vocabulary([sentence(AGROUND, 1), sentence(RESCUED, 1), sentence(OIL, 2)])

    def score(*sentences: Sentence) -> float:
        (telling,) = merge(sentences)
        return salience(telling, words, 3, 1.0)

    assert score(sentence(AGROUND, 1), sentence(AGROUND_AGAIN, 2)) > score(sentence(AGROUND, 1))
    assert score(sentence(AGROUND, 1)) > score(sentence(AGROUND, 1, position=9))
    titled = StoryVocabulary([sentence(AGROUND, 1)], [frozenset(content_stems("Coast guard: ferry aground"))])
    untitled = StoryVocabulary([sentence(AGROUND, 1)], [frozenset(content_stems("Chess cup"))])
    assert titled.title_overlap(sentence(AGROUND).stems) == 1.0
    assert untitled.title_overlap(sentence(AGROUND).stems) == 0.0


def test_salience_lies_between_0_and_1() -> None:
    found = [statements(page) for page in FERRY]
    words = vocabulary(*found)
    told = merge([one for page in found for one in page])
    strongest = max(words.centrality(telling.sentences[0].stems) for telling in told)
    scores = [salience(telling, words, len(FERRY), strongest) for telling in told]
    assert all(0 < score <= 1 for score in scores)
    assert words.centrality(frozenset()) == 0.0
