"""How well time expressions are found and resolved: `python -m benchmarks.dates [FILE.jsonl…] [--predictions FILE]`.

Running text is scored as in TempEval-3 (UzZaman et al., 2013): a prediction and an annotation that overlap are a pair, each in one pair;
"strict" wants the same span, "value" a pair with the same TIMEX3 value. TIMEX3 annotates the two ends of a range, so ranges
are given as their ends. MEANTIME annotates only the first sentences of its articles: what is found behind the last
line that any article of a file has annotated is not scored, and the figures for whole texts stand beside it.

Single phrases are the specifications of Recognizers-Text: each phrase stands in a sentence in the past tense, and its days must be
exactly those of the specification's past resolution.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.dates import Kind, TimeExpression, find_dates

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "dates"
SPECIFICATIONS = ("DateParser.json", "DatePeriodParser.json")
TYPES = ("DATE", "TIME", "DURATION", "SET")


class Timex(NamedTuple):
    """An annotated or predicted time expression."""

    start: int
    end: int
    type: str
    value: str

    def overlaps(self, other: "Timex") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Document(NamedTuple):
    """A text with its annotations."""

    id: str
    published: date | None
    text: str
    gold: tuple[Timex, ...]


class Score(NamedTuple):
    """Counts behind an F1."""

    hits: int
    predicted: int
    gold: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


def read_documents(path: Path) -> list[Document]:
    """The documents of a JSON Lines file."""
    return [_document(json.loads(line)) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def _document(record: dict[str, Any]) -> Document:
    published = record.get("published")
    return Document(
        record["id"],
        _day(published) if published else None,
        record["text"],
        tuple(Timex(t["start"], t["end"], t["type"], t["value"]) for t in record.get("timex", ())),
    )


def _day(written: str) -> date:
    return datetime.fromisoformat(written).date()


def predict(document: Document) -> tuple[Timex, ...]:
    """What the project finds in the document, ranges as their two ends."""
    found = find_dates(document.text, document.published)
    flat = (end for expression in found for end in expression.ends or (expression,))
    return tuple(Timex(e.start, e.end, e.type.value, e.value) for e in flat)


def pairs(gold: Sequence[Timex], predicted: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Annotations and predictions that overlap, each used once, in order."""
    free = list(predicted)
    found: list[tuple[Timex, Timex]] = []
    for annotation in gold:
        for prediction in free:
            if annotation.overlaps(prediction):
                found.append((annotation, prediction))
                free.remove(prediction)
                break
    return found


def annotated_lines(documents: Iterable[Document]) -> int:
    """How many lines of each text the annotators read: up to the last that has an annotation in any document."""
    return 1 + max((d.text.count("\n", 0, t.start) for d in documents for t in d.gold), default=0)


def _head(text: str, lines: int) -> int:
    return len("\n".join(text.split("\n")[:lines]))


Matches = Callable[[Timex, Timex], bool]
MEASURES: dict[str, Matches] = {
    "relaxed": lambda gold, found: True,
    "strict": lambda gold, found: (gold.start, gold.end) == (found.start, found.end),
    "type": lambda gold, found: gold.type == found.type,
    "value": lambda gold, found: gold.value == found.value,
}


def evaluate(documents: Sequence[Document], lines: int) -> dict[str, dict[str, Score]]:
    """Scores by type ("all" first) and measure over the first lines of each text."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("all", *TYPES)}
    for document in documents:
        end = _head(document.text, lines)
        predicted = [timex for timex in predict(document) if timex.start < end]
        for timex in predicted:
            counts["all"]["predicted"] += 1
            counts[timex.type]["predicted"] += 1
        for timex in document.gold:
            counts["all"]["gold"] += 1
            counts[timex.type]["gold"] += 1
        for gold, found in pairs(document.gold, predicted):
            for measure, matches in MEASURES.items():
                if matches(gold, found):
                    counts["all"][measure] += 1
                    counts[gold.type][measure] += gold.type == found.type
    return {
        name: {measure: Score(count[measure], count["predicted"], count["gold"]) for measure in MEASURES}
        for name, count in counts.items()
    }
