"""Articles for the tests of facts: on invented events, worded as news is."""

from collections.abc import Callable

from pipeline.domain.article import ArticleText, text_sha256
from pipeline.facts import Budget, FactBook, gather
from pipeline.facts.statements import Sentence, statements

ROOMY = Budget(100_000, len)


def article(number: int, *paragraphs: str, **fields: object) -> ArticleText:
    """An article of some paragraphs, each on a line of its own."""
    text = "\n".join(paragraphs)
    given: dict[str, object] = {
        "number": number,
        "url": f"https://outlet{number}.example/ferry",
        "title": f"Ferry Aurora runs aground off Kestrel Bay, report {number}",
        "publisher": f"Outlet {number}",
        "published": None,
        "language": "en",
    }
    return ArticleText.model_validate({**given, **fields, "text": text, "sha256": text_sha256(text)})


def stated(*paragraphs: str, **fields: object) -> list[str]:
    """What of an article of these paragraphs are statements."""
    return [sentence.evidence.quote for sentence in statements(article(1, *paragraphs, **fields))]


def sentence(quote: str, number: int = 1, language: str = "en", position: int = 0) -> Sentence:
    """A sentence as the only one of its article."""
    page = article(number, quote, language=language)
    return Sentence(page.evidence(0, len(quote)), language, position)


def told(book: FactBook) -> list[str]:
    """The words of the facts, the most salient first."""
    return [fact.text for fact in book.facts]


def seconds(read: Callable[[], object], clock: Callable[[], float], runs: int = 3) -> float:
    """The least time that some runs take."""
    taken: list[float] = []
    for _ in range(runs):
        started = clock()
        read()
        taken.append(clock() - started)
    return min(taken)


AGROUND = "The ferry Aurora ran aground off Kestrel Bay on Monday with 214 people on board, the coast guard said."
AGROUND_AGAIN = "The ferry Aurora ran aground off Kestrel Bay on Monday with 214 people on board, said the coast guard."
RESCUED = "Lifeboats took 180 passengers of the Aurora to the harbour of Kestrel Bay within three hours."
CAPTAIN = "The captain of the Aurora, Marta Lind, told the harbour police that the steering had failed."
OIL = "No oil leaked from the tanks of the Aurora, according to the harbour office of Kestrel Bay."
BUILT = "The Aurora was built in 1998 and has carried cars and passengers to the islands since 2004."
TUGS = "Two tugs are expected to pull the Aurora off the rocks of Kestrel Bay at high tide on Wednesday."
UNION = "The seamen's union said the Aurora had missed its yearly inspection in Kestrel Bay."

FERRY = (
    article(1, AGROUND, RESCUED, CAPTAIN, OIL),
    article(2, AGROUND_AGAIN, TUGS, BUILT),
    article(3, UNION, CAPTAIN, RESCUED),
)
"""Three articles on one story: seven facts, of which three are told twice."""


def gathered(budget: Budget = ROOMY) -> FactBook:
    """The facts of the ferry's story."""
    return gather(FERRY, "en", budget)
