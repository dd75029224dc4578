"""How well time expressions are found and resolved: `python -m benchmarks.dates [FILE.jsonl…] [--predictions FILE]`.

Running text is scored as in TempEval-3 (UzZaman et al., 2013): a prediction and an annotation that overlap are a pair,
each in one pair; "strict" wants the same span, "value" a pair with the same TIMEX3 value. TIMEX3 annotates the two ends
of a range, so ranges are given as their ends. MEANTIME annotates only the first sentences of its articles: what is
found behind the last line that any article of a file has annotated is not scored; whole texts have a row of their own.

Single phrases are the specifications of Recognizers-Text: each phrase stands in a sentence in the past tense, and its
days must be exactly those of the specification's past resolution.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, TypeAdapter

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


class Annotation(BaseModel):
    """A time expression as a file has it."""

    start: int
    end: int
    type: str
    value: str


class Document(BaseModel):
    """A text with its annotations."""

    id: str
    published: datetime | date | None = None
    text: str
    timex: tuple[Annotation, ...] = ()

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
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    return [Document.model_validate_json(line) for line in lines if line.strip()]


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


class Value(BaseModel):
    """What a specification expects of a phrase."""

    Timex: str
    PastResolution: dict[str, str] = {}


class Result(BaseModel):
    """A phrase that a specification expects to be found."""

    Start: int
    Length: int
    Value: Value


class Reference(BaseModel):
    """The time that a specification resolves against."""

    ReferenceDateTime: datetime | None = None


class Case(BaseModel):
    """One case of a specification."""

    Input: str
    Context: Reference = Reference()
    Results: list[Result]


class Phrase(NamedTuple):
    """A phrase of a specification in a sentence in the past tense, and the days that it should get."""

    text: str
    sentence: str
    reference: datetime | None
    first: str
    last: str
    interval: bool
    """Whether `last` is the last day of a range whose ends are named, rather than the day after a period's last."""


LEFT_OUT = {
    "digits alone": r"[\s\d./,-]+|(?:for )?the (?:\d+|second|thirty|twenty second)",
    "chat shorthand": r".*(?:\btmrw\b|[a-z]{3}\d|\d[a-z]{4}|\d{4}H\d|\bmy\b|\bTue to Thur\b|\b[a-z]+\.\d+th)"
    r"|October\. \d"
    r"|the (?:day|week|weekend)|weekend",
    "comparisons, lengths from a day": r"(?:more|less) than .*|.*\bfrom today|for .*(?:from|starting) .*"
    r"|.*\bin the future|.*\bhence",
    "weeks by number, years before 1000": r".*\bweek \d+\b.*|year (?:247|two hundred and sixty seven)",
    "weeks, months, years taken to the day": r".*\b(?:weeks?|months?|years?) (?:ago|from now|from tomorrow)"
    r"|in 3 weeks|in four business days",
    "that and same with no date before": r"(?:that|same) \w+",
    "vague counts": r".*\bfew\b.*",
}
"""What news does not write, or reads otherwise than an assistant's calendar does: rules over the phrase."""

_NOTHING_TOLD = "no such day, or none told"
_PREPOSITION = re.compile(r"\b((?:on|in|at|for|by|during|of|over|within)(?: the)?)\s+$", re.IGNORECASE)


def read_phrases(folder: Path) -> tuple[list[Phrase], Counter[str]]:
    """The phrases that news would use, and how many were left out by which rule."""
    left_out: Counter[str] = Counter()
    phrases: list[Phrase] = []
    for name in SPECIFICATIONS:
        for case in TypeAdapter(list[Case]).validate_json((folder / name).read_text(encoding="utf-8-sig")):
            for phrase in _phrases(case):
                reason = _reason(phrase)
                if phrase is None or reason is not None:
                    left_out[reason or _NOTHING_TOLD] += 1
                else:
                    phrases.append(phrase)
    return phrases, left_out


def _reason(phrase: Phrase | None) -> str | None:
    if phrase is None:
        return _NOTHING_TOLD
    return next((why for why, rule in LEFT_OUT.items() if re.fullmatch(rule, phrase.text, re.IGNORECASE)), None)


def _phrases(case: Case) -> list[Phrase | None]:
    return [_phrase(case, result) for result in case.Results] or [None]


def _phrase(case: Case, result: Result) -> Phrase | None:
    past = result.Value.PastResolution
    first = past.get("date") or past.get("startDate")
    last = past.get("date") or past.get("endDate")
    if first is None or last is None or "0001-01-01" in {first, last}:
        return None
    text = case.Input[result.Start : result.Start + result.Length]
    preposition = _PREPOSITION.search(case.Input[: result.Start])
    sentence = f"They met {preposition[1] + ' ' if preposition else ''}{text}."
    interval = result.Value.Timex.startswith("(")
    return Phrase(text, sentence, case.Context.ReferenceDateTime, first, last, interval)


def resolves(phrase: Phrase) -> bool:
    """Whether the longest expression found in the phrase has its days."""
    dated = [expression for expression in find_dates(phrase.sentence, phrase.reference) if expression.earliest]
    if not dated:
        return False
    longest = max(dated, key=lambda expression: expression.end - expression.start)
    return (phrase.first, phrase.last) in {(str(first), str(last)) for first, last in _spans(longest, phrase)}


def _spans(found: TimeExpression, phrase: Phrase) -> Iterator[tuple[date, date]]:
    """The days found, in the ways that a specification writes them: with the last day, or with the one after it."""
    first, last = found.earliest, found.latest
    if first is None or last is None:
        return
    if phrase.interval or phrase.first == phrase.last:
        yield first, last
    if phrase.first != phrase.last:
        yield first, last + timedelta(days=1)
    if found.ends and (end := found.ends[-1].earliest):
        yield first, end
    if found.kind is Kind.DURATION:  # "within five days" counts from the day itself
        yield first - timedelta(days=1), last


def peer_resolves(phrase: Phrase) -> bool | None:
    """The same of dateparser, None where it is not installed; the period that it tells is taken whole."""
    try:
        from dateparser.date import DateDataParser  # noqa: PLC0415 - a peer, measured where it is installed
    except ImportError:
        return None
    settings = {"PREFER_DATES_FROM": "past"} | ({"RELATIVE_BASE": phrase.reference} if phrase.reference else {})
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(phrase.text)
    if found.date_obj is None:
        return False
    day = found.date_obj.date()
    periods = {
        "week": (day - timedelta(days=day.weekday()), day + timedelta(days=7 - day.weekday())),
        "month": (day.replace(day=1), (day.replace(day=1) + timedelta(days=31)).replace(day=1)),
        "year": (date(day.year, 1, 1), date(day.year + 1, 1, 1)),
    }
    first, last = periods.get(found.period or "day", (day, day))
    return (phrase.first, phrase.last) == (str(first), str(last))


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


def print_phrases(folder: Path) -> None:
    """Print the rows for the single phrases."""
    phrases, left_out = read_phrases(folder)
    total = len(phrases) + left_out.total()
    share = left_out.total() / total
    print(f"{folder.name}: {len(phrases)} of {total} phrases; left out {left_out.total()} ({share:.0%})")
    for reason, count in left_out.most_common():
        print(f"  {count:5} {reason}")
    print(f"  exact past resolution {sum(map(resolves, phrases)) / len(phrases):.3f}")
    peers = [peer_resolves(phrase) for phrase in phrases]
    if None in peers:
        print("  dateparser is not installed: passed over")
    else:
        print(f"  dateparser, the same   {sum(map(bool, peers)) / len(phrases):.3f}")


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
