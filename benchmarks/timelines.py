"""How well the dated events of an entity are found: `python -m benchmarks.timelines [FOLDER…] [--predictions FILE]`.

A folder holds `documents.json` (`id`, `published`, `title`, `sentences`) and `gold.json` (`entity`, `events`, each with
a `date` and its `mentions`), as SemEval-2015 task 4 has them (Minard et al., 2015). That task wants every event in
which the entity takes part, so what is scored is the whole list of dated events from which `storydigest timeline`
without a model chooses its entries, before any is left out.

A gold line and a prediction match where their date strings are the same, at the precision that the gold gives (YYYY,
YYYY-MM or YYYY-MM-DD; "2008-03-XX" is 2008-03), and so are their documents. Each pair of date and document counts once
an entity. Gold lines without a year are left out. Totals are micro-averages over the pairs of all entities. The
baseline dates every document that has the entity's name, letter case apart, to its own publication.

The documents are tokenised: before they are read, the spaces in front of marks and endings are taken out.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, TypeAdapter

from benchmarks.data import SHARED, table
from pipeline.domain.article import ArticleText, text_sha256
from pipeline.domain.dates import EventDate, Precision
from pipeline.facts.about import facts_about
from pipeline.facts.entity import entity_of
from pipeline.stages.about import told_events
from pipeline.stages.verify import Sources

DATA = SHARED / "timelines" / "wikinews-apple"
Pair = tuple[str, str]
"""A date and the id of a document."""

_DATED = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:-XX){0,2}")


class Document(BaseModel):
    """A document as a file has it; its sentences by their numbers."""

    id: str
    published: date | None
    title: str
    sentences: dict[str, str]


class Mention(BaseModel):
    """Where an event is told."""

    document: str


class GoldEvent(BaseModel):
    """A line of a gold timeline."""

    date: str | None
    mentions: tuple[Mention, ...]


class Timeline(BaseModel):
    """The gold timeline of an entity."""

    entity: str
    events: tuple[GoldEvent, ...]

    @property
    def pairs(self) -> frozenset[Pair]:
        """The dates with the documents that tell of them, those without a year left out."""
        return frozenset(
            (dated[1], mention.document)
            for event in self.events
            if (dated := _DATED.fullmatch(event.date or ""))
            for mention in event.mentions
        )


class Prediction(NamedTuple):
    """What is found of an entity, each event with its date as a string and its documents."""

    entity: str
    events: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def pairs(self) -> frozenset[Pair]:
        """The dates with the documents that tell of them."""
        return frozenset((day, document) for day, documents in self.events for document in documents)


class Score(NamedTuple):
    """Counts behind precision, recall and F1."""

    hits: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what is found that is in the gold."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that is found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 0.0


def score(found: Iterable[Pair], gold: Iterable[Pair]) -> Score:
    """How the found pairs meet the gold ones."""
    one, other = frozenset(found), frozenset(gold)
    return Score(len(one & other), len(one), len(other))


def total(scores: Iterable[Score]) -> Score:
    """The micro-average: all counts added up."""
    counts = [*scores]
    return Score(sum(s.hits for s in counts), sum(s.found for s in counts), sum(s.gold for s in counts))


class Corpus(NamedTuple):
    """The documents of a folder, as they are and as articles, and the gold timelines about them."""

    documents: tuple[Document, ...]
    articles: tuple[ArticleText, ...]
    timelines: tuple[Timeline, ...]

    def predict(self, entity: str) -> Prediction:
        """The dated events that the project finds of an entity."""
        sources = Sources({article.number: article for article in self.articles}, "en")
        told = told_events(facts_about(entity_of(entity, self.articles), self.articles), sources)
        return Prediction(
            entity,
            tuple(
                (day, tuple(self.documents[number - 1].id for number in each.event.citations))
                for each in told
                if (day := written(each.event.date))
            ),
        )

    def baseline(self, entity: str) -> frozenset[Pair]:
        """Every document that has the entity's name, at its own date."""
        return frozenset(
            (document.published.isoformat(), document.id)
            for document in self.documents
            if document.published and entity.lower() in " ".join(document.sentences.values()).lower()
        )


def read_corpus(folder: Path) -> Corpus:
    """The documents and timelines of a folder."""
    documents = TypeAdapter(tuple[Document, ...]).validate_json((folder / "documents.json").read_bytes())
    timelines = TypeAdapter(tuple[Timeline, ...]).validate_json((folder / "gold.json").read_bytes())
    return Corpus(documents, tuple(article(number, each) for number, each in enumerate(documents, 1)), timelines)


def article(number: int, document: Document) -> ArticleText:
    """A document as an article, each sentence a line."""
    text = "\n".join(running(sentence) for sentence in document.sentences.values())
    return ArticleText(
        number=number,
        url=f"https://documents.example/{document.id}",
        title=running(document.title),
        publisher="",
        published=document.published,
        language="en",
        sha256=text_sha256(text),
        text=text,
    )


def running(tokens: str) -> str:
    """Tokenised text as running text: no spaces before marks and endings, or inside quotation marks."""
    text = re.sub(r" ([,.;:!?%)\]])", r"\1", tokens)
    text = re.sub(r" ' ?(s|re|ve|ll|d|m)\b", r"'\1", text)
    text = re.sub(r" n't\b", "n't", text)
    text = re.sub(r"(?<=[A-Za-z]) '(?= )", "'", text)
    text = re.sub(r"([$£€(\[]) (?=\S)", r"\1", text)
    text = re.sub(r"(?<=\w) - (?=\w)", "-", text)
    parts = text.split('"')
    return '"'.join(part.strip() if number % 2 else part for number, part in enumerate(parts))


def written(day: EventDate) -> str | None:
    """A date as the task writes it, at the finest unit that holds it whole; a week by the month that has most of it.

    What took place "by" a day, as what an article reports without a date did, is dated to that day, as the task does.
    """
    first, last = day.earliest or day.latest, day.latest
    if day.precision is Precision.WEEK:
        first = last = first + timedelta(days=3)
        return f"{first:%Y-%m}"
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first:%Y}" if first.year == last.year else None


def evaluate(corpus: Corpus, predictions: Sequence[Prediction]) -> None:
    """Print the rows of a corpus: each entity, all of them, and the baseline."""
    gold = [timeline.pairs for timeline in corpus.timelines]
    scores = [score(found.pairs, pairs) for found, pairs in zip(predictions, gold, strict=True)]
    rows = [_row(found.entity, result) for found, result in zip(predictions, scores, strict=True)]
    bases = [score(corpus.baseline(t.entity), pairs) for t, pairs in zip(corpus.timelines, gold, strict=True)]
    rows += [_row("**all**", total(scores)), _row("named documents at their own date", total(bases))]
    table(["entity", "gold", "found", "hits", "precision", "recall", "F1"], rows)


def _row(name: str, result: Score) -> list[object]:
    figures = (f"{value:.3f}" for value in (result.precision, result.recall, result.f1))
    return [name, result.gold, result.found, result.hits, *figures]


def write_predictions(predictions: Iterable[Prediction], target: Path) -> None:
    """Write what is found of each entity as JSON Lines."""
    with target.open("w", encoding="utf-8") as file:
        for found in predictions:
            events = [{"date": day, "documents": list(documents)} for day, documents in found.events]
            file.write(json.dumps({"entity": found.entity, "events": events}, ensure_ascii=False) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table for each folder; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.timelines", description="Measure the timelines of entities."
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write what is found as JSON Lines")
    options = parser.parse_args(arguments)
    folders: list[Path] = options.folders or [DATA]
    found: list[Prediction] = []
    read = 0
    for folder in folders:
        if not (folder / "documents.json").is_file() or not (folder / "gold.json").is_file():
            print(f"{folder}: passed over, it has no documents.json with a gold.json", file=sys.stderr)
            continue
        corpus = read_corpus(folder)
        print(f"{folder.name}: {len(corpus.documents)} documents, {len(corpus.timelines)} entities\n")
        predictions = [corpus.predict(timeline.entity) for timeline in corpus.timelines]
        evaluate(corpus, predictions)
        found += predictions
        read += 1
    if options.predictions:
        write_predictions(found, options.predictions)
    return 0 if read or not options.folders else 1


if __name__ == "__main__":
    sys.exit(main())
