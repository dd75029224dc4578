"""How well time expressions are found and resolved: `python -m benchmarks.dates [FILE.jsonl…] [--predictions FILE]`.

Running text is scored as in TempEval-3 (UzZaman et al., 2013): a prediction and an annotation that overlap are a pair,
each in one pair; "strict" wants the same span, "value" a pair with the same TIMEX3 value. TIMEX3 annotates the two ends
of a range, so ranges are given as their ends. MEANTIME annotates only the first sentences of its articles: what is
found behind the last line that any article of a file has annotated is not scored; whole texts have a row of their own.

Single phrases are measured by `benchmarks.phrases`, without arguments only.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, field_validator

from benchmarks.phrases import SPECIFICATIONS, print_phrases
from pipeline.dates import find_dates

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "dates"
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


class Annotation(BaseModel):
    """A time expression as a file has it; what is not told of it is scored as wrong."""

    start: int
    end: int
    type: str = ""
    value: str = ""


_DAY = TypeAdapter[datetime | date](datetime | date)


class Document(BaseModel):
    """A text with its annotations; a publication that is no date counts as missing."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str = ""
    published: datetime | date | None = None
    text: str
    timex: tuple[Annotation, ...] = ()

    @field_validator("published", mode="before")
    @classmethod
    def _published(cls, told: object) -> datetime | date | None:
        """ISO 8601, a day or a time."""
        try:
            return _DAY.validate_python(told) if isinstance(told, str | date) else None
        except ValidationError:
            return None

    @property
    def gold(self) -> tuple[Timex, ...]:
        """The annotations as spans, types and values."""
        return tuple(Timex(t.start, t.end, t.type, t.value) for t in self.timex)


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
    lines = enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1)
    return [_document(path, number, line) for number, line in lines if line.strip()]


def _document(path: Path, number: int, line: str) -> Document:
    try:
        return Document.model_validate_json(line)
    except ValidationError as error:
        raise SystemExit(f"{path}, line {number}: {error.errors()[0]['msg']}") from None


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


MEASURES: dict[str, Callable[[Timex, Timex], bool]] = {
    "relaxed": lambda gold, found: gold.overlaps(found),
    "strict": lambda gold, found: (gold.start, gold.end) == (found.start, found.end),
    "type": lambda gold, found: gold.type == found.type,
    "value": lambda gold, found: gold.value == found.value,
}


def evaluate(documents: Sequence[Document], lines: int) -> dict[str, dict[str, Score]]:
    """Scores by type ("all" first) and measure over the first lines of each text."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter, {name: Counter() for name in ("all", *TYPES)})
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
        if name
    }


def print_text(path: Path) -> None:
    """Print the rows for one file of running text."""
    documents = read_documents(path)
    lines = annotated_lines(documents)
    whole = 1 + max((document.text.count("\n") for document in documents), default=0)
    print(f"{path.name}: {len(documents)} texts, annotated to line {lines}")
    print(f"  {'':22}{'relaxed':>9}{'strict':>9}{'type':>9}{'value':>9}{'found':>8}{'gold':>7}")
    for name, scores in evaluate(documents, lines).items():
        _print_row(name, scores)
    _print_row("all, whole texts", evaluate(documents, whole)["all"])
    words = sum(len(document.text.split()) for document in documents)
    started = time.perf_counter()
    for document in documents:
        predict(document)
    print(f"  {1000 * (time.perf_counter() - started) / max(words, 1) * 1000:.1f} ms for 1,000 words")


def _print_row(name: str, scores: dict[str, Score]) -> None:
    figures = "".join(f"{score.f1:9.3f}" for score in scores.values())
    print(f"  {name:22}{figures}{scores['relaxed'].predicted:8}{scores['relaxed'].gold:7}")


def write_predictions(paths: Iterable[Path], target: Path) -> None:
    """Write what is found in every text as JSON Lines."""
    with target.open("w", encoding="utf-8") as file:
        for document in (document for path in paths for document in read_documents(path)):
            timex = [prediction._asdict() for prediction in predict(document)]
            file.write(json.dumps({"id": document.id, "timex": timex}, ensure_ascii=False) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.dates", description="Measure finding and resolving dates."
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write what is found as JSON Lines")
    options = parser.parse_args(arguments)
    files: list[Path] = options.files or [DATA / "wikinews-apple.jsonl"]
    present = [path for path in files if path.is_file()]
    for path in files:
        if path not in present:
            print(f"{path}: passed over, there is no such file", file=sys.stderr)
    for path in present:
        print_text(path)
    if options.predictions:
        write_predictions(present, options.predictions)
    if not options.files:
        if all((DATA / "recognizers" / name).is_file() for name in SPECIFICATIONS):
            print_phrases(DATA / "recognizers")
        else:
            print(f"{DATA / 'recognizers'}: passed over, the specifications are not there", file=sys.stderr)
    return 0 if present or not options.files else 1


if __name__ == "__main__":
    sys.exit(main())
