"""How long dates and support of an article take, and how that grows with its length.

Every sentence of an article is checked as a claim that tells it in another order, against the sentence itself. Dates
are found on the way, once in the article and in each claim. Sentences are split beforehand. What the tools on text and
the checks remember of earlier texts is forgotten first, so that nothing is known of the article; but in the row that
says so many of its words are, as in a process that has read other articles. Times are of the processor, the least of
five.
"""

import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple, Protocol, runtime_checkable

from benchmarks.cluster import PLACES
from benchmarks.data import FIXTURES, story_folders, table
from pipeline.checks.passage import Passage, article_dates
from pipeline.checks.support import check_support
from pipeline.facts.statements import statements
from pipeline.sources.load import load_articles
from pipeline.sources.story import read_story
from pipeline.text.sentences import split_sentences

PUBLISHED = date(2025, 3, 14)
SIZES = (1_000, 2_000, 4_000, 8_000, 16_000)
LIMIT = 60  # ms
RUNS = 5
_FORGETFUL = ("pipeline.text.", "pipeline.checks.", "pipeline.dates.")


class Checked(NamedTuple):
    """An article, and claims about it with the passages that show them."""

    text: str
    claims: tuple[tuple[str, Passage], ...]


@runtime_checkable
class _Remembers(Protocol):
    """A function that keeps what it has worked out."""

    def cache_clear(self) -> None:
        """Forget it."""
        ...


def forget() -> None:
    """Forget every text that the tools on text, the dates and the checks have read."""
    for name, module in [*sys.modules.items()]:
        if name.startswith(_FORGETFUL):
            for value in [*vars(module).values()]:
                if isinstance(value, _Remembers):
                    value.cache_clear()


def sentences() -> list[str]:
    """What the fixtures' English articles state, in order, each sentence once."""
    now = datetime(2026, 1, 16, 8, tzinfo=UTC)
    articles = [a for folder in story_folders(FIXTURES) for a in load_articles(read_story(folder), now).articles]
    english = (article for article in articles if article.language == "en")
    return list(dict.fromkeys(told.evidence.quote for article in english for told in statements(article)))


def article(told: Sequence[str], words: int) -> Checked:
    """An article of so many words, one sentence a line; where there are too few sentences they come again elsewhere."""
    chosen: list[str] = []
    size = 0
    while size < words:
        again, number = divmod(len(chosen), len(told))
        sentence = told[number] if not again else f"In {PLACES[again % len(PLACES)]}, {_lowered(told[number])}"
        chosen.append(sentence)
        size += len(sentence.split())
    text = "\n".join(chosen)
    passages = [Passage(span.of(text), span.start, text, published=PUBLISHED) for span in split_sentences(text)]
    return Checked(text, tuple((_retold(passage.quote), passage) for passage in passages))


def _retold(sentence: str) -> str:
    """The sentence with what follows its first comma, or its first half, told last."""
    bare = sentence.rstrip(" .")
    head, comma, tail = bare.partition(", ")
    if not comma:
        middle = bare.find(" ", len(bare) // 2)
        head, tail = (bare[:middle], bare[middle + 1 :]) if middle > 0 else ("", bare)
    return f"Reports said that {tail} {_lowered(head)}."


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def milliseconds(checked: Checked, before: Checked | None = None) -> float:
    """The time to find an article's dates and check its claims; `before` is read beforehand, all else forgotten."""
    runs: list[float] = []
    for _ in range(RUNS):
        forget()
        if before:
            _check(before)
        start = time.process_time()
        _check(checked)
        runs.append(1000 * (time.process_time() - start))
    return min(runs)


def _check(checked: Checked) -> None:
    article_dates(checked.text, PUBLISHED, "en")
    for claim, passage in checked.claims:
        check_support(claim, [passage])


def main() -> None:
    """Print the table."""
    told = sentences()
    _check(article(told, SIZES[0]))  # imports and expressions that are compiled on first use
    first = article(told, SIZES[0])
    others = article(told[len(first.claims) :], SIZES[0] * 4)
    taken = {size: milliseconds(article(told, size)) for size in SIZES}
    rows: list[list[object]] = [
        [f"article of {size:,} words", f"{ms:.0f} ms", f"{1000 * ms / size:.0f} ms", LIMIT if size == SIZES[0] else ""]
        for size, ms in taken.items()
    ]
    warm = milliseconds(first, others)
    rows.append(["1,000 words, others read before", f"{warm:.0f} ms", f"{warm:.0f} ms", ""])
    rows.append(
        ["growth of the time for 1,000 words", f"{taken[SIZES[-1]] / taken[SIZES[0]] / 16:.2f}", "", "1 is linear"]
    )
    table(["dates and support", "time", "for 1,000 words", "limit"], rows)


if __name__ == "__main__":
    main()
