"""How well support is judged without a model.

`python -m benchmarks.support [FILE.jsonl…] [--predictions FILE] [--fit]`

Each line of a file is a claim, the sentences of the page that it cites, and a label; only `supported` counts as
positive, and only the verdict `supported` as a positive answer. "Five folds" refits the score's coefficients on four
fifths of the claims and scores the last fifth, five times over; "as shipped" takes the coefficients of the product,
which were fitted by `--fit` on the whole of `wice-dev.jsonl`: on that file the row flatters.

The page's sentences are passages of one article; where WiCE tells when the page was published, its dates are resolved
against that day.
"""

import argparse
import json
import math
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from benchmarks.data import SHARED, table
from pipeline.checks.findings.coverage import focus
from pipeline.checks.passage import Passage
from pipeline.checks.roots import root_set
from pipeline.checks.score import EVEN, FITTED, Model, score, signals
from pipeline.checks.support import check_support
from pipeline.domain.support import Reason, Support, Verdict

DATA = SHARED / "support" / "wice-dev.jsonl"
FOLDS = 5
_PUBLISHED = re.compile(r"\(meta data\) PUBLISHED DATETIME: (\S.*)")
_RIDGE = 1.0
_STEPS = 30


class Row(BaseModel):
    """A claim as a file has it; what else a line tells is passed over."""

    id: str
    claim: str
    evidence: tuple[str, ...]
    label: str | None = None


class Judged(NamedTuple):
    """A claim with what the product says of it."""

    row: Row
    focus: float
    overlap: float
    """The share of the claim's words that stand anywhere on the page: the plainest baseline."""
    support: Support

    @property
    def is_supported(self) -> bool:
        """What its annotators say."""
        return self.row.label == Verdict.SUPPORTED

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The findings that do not follow from the score."""
        return tuple(reason for reason in self.support.reasons if reason.hard or reason.kind != "coverage")


class Accuracy(NamedTuple):
    """The shares of supported and of other claims that are recognised as such."""

    supported: float
    others: float

    @property
    def balanced(self) -> float:
        """Their mean."""
        return (self.supported + self.others) / 2


def read_rows(path: Path) -> list[Row]:
    """The claims of a JSON Lines file."""
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    return [Row.model_validate_json(line) for line in lines if line.strip()]


def passages_of(row: Row) -> tuple[Passage, ...]:
    """The sentences of the cited page as passages of one article."""
    text = "\n".join(row.evidence)
    published = next((day for line in row.evidence if (day := _published(line))), None)
    found: list[Passage] = []
    start = 0
    for number, sentence in enumerate(row.evidence):
        if sentence.strip():
            found.append(Passage(quote=sentence, start=start, context=text, published=published, article=number + 1))
        start += len(sentence) + 1
    return tuple(found)


def _published(line: str) -> datetime | date | None:
    match = _PUBLISHED.match(line)
    if match is None:
        return None
    try:
        return datetime.fromisoformat(match[1].strip())
    except ValueError:
        return None


def judge(rows: Iterable[Row]) -> list[Judged]:
    """What the product says of each claim."""
    judged: list[Judged] = []
    for row in rows:
        evidence = passages_of(row)
        judged.append(Judged(row, focus(row.claim, evidence), overlap(row), check_support(row.claim, evidence)))
    return judged


def answers_yes(judged: Judged, model: Model) -> bool:
    """Whether the verdict would be `supported` under other coefficients."""
    return not judged.reasons and score(judged.focus, judged.reasons, model) >= EVEN


def fit(judged: Sequence[Judged]) -> Model:
    """Logistic regression by Newton's method, both classes weighing the same, with a ridge of 1 on the weights."""
    positive = sum(each.is_supported for each in judged)
    weight = {True: len(judged) / (2 * positive), False: len(judged) / (2 * (len(judged) - positive))}
    rows = [((1.0, *map(float, signals(each.focus, each.reasons))), each.is_supported) for each in judged]
    size = len(rows[0][0])
    beta = [0.0] * size
    for _ in range(_STEPS):
        gradient = [-_RIDGE * b if n else 0.0 for n, b in enumerate(beta)]
        hessian = [[_RIDGE * (a == b and a > 0) for b in range(size)] for a in range(size)]
        for x, y in rows:
            p = 1 / (1 + math.exp(-sum(map(float.__mul__, beta, x))))
            for a in range(size):
                gradient[a] += weight[y] * (y - p) * x[a]
                for b in range(size):
                    hessian[a][b] += weight[y] * p * (1 - p) * x[a] * x[b]
        beta = [b + step for b, step in zip(beta, solve(hessian, gradient), strict=True)]
    intercept, *weights = (round(b, 2) for b in beta)
    return Model(intercept, (weights[0], weights[1], weights[2], weights[3]))


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a small system of linear equations, by elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for n in range(len(rows)):
        pivot = max(range(n, len(rows)), key=lambda r: abs(rows[r][n]))
        rows[n], rows[pivot] = rows[pivot], rows[n]
        for r in range(len(rows)):
            if r != n:
                factor = rows[r][n] / rows[n][n]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[n], strict=True)]
    return [row[-1] / row[n] for n, row in enumerate(rows)]


def folds(judged: Sequence[Judged]) -> Iterator[tuple[list[Judged], list[Judged]]]:
    """The claims to fit on and those to score, five times; each class is dealt out in the order of the file."""
    dealt = [[each for each in judged if each.is_supported], [each for each in judged if not each.is_supported]]
    order = [each for group in dealt for each in group]
    for fold in range(FOLDS):
        yield [e for n, e in enumerate(order) if n % FOLDS != fold], order[fold::FOLDS]


def accuracy(answers: Iterable[tuple[Judged, bool]]) -> Accuracy:
    """How many of either kind were recognised."""
    pairs = list(answers)
    yes = [answer for judged, answer in pairs if judged.is_supported]
    no = [not answer for judged, answer in pairs if not judged.is_supported]
    return Accuracy(sum(yes) / max(1, len(yes)), sum(no) / max(1, len(no)))


def auroc(scored: Sequence[tuple[bool, float]]) -> float:
    """The chance that a supported claim has the higher score, ties counting half."""
    yes, no = [s for is_yes, s in scored if is_yes], [s for is_yes, s in scored if not is_yes]
    wins = sum((a > b) + (a == b) / 2 for a in yes for b in no)
    return wins / max(1, len(yes) * len(no))


def in_folds(judged: Sequence[Judged], answer: Callable[[Sequence[Judged]], Callable[[Judged], bool]]) -> Accuracy:
    """The accuracy of what `answer` learns from four folds, on the fifth."""
    return accuracy((each, rule(each)) for seen, left in folds(judged) for rule in (answer(seen),) for each in left)


def _by_score(seen: Sequence[Judged]) -> Callable[[Judged], bool]:
    model = fit(seen)
    return lambda each: answers_yes(each, model)


def _by_overlap(seen: Sequence[Judged]) -> Callable[[Judged], bool]:
    best = max({each.overlap for each in seen}, key=lambda t: accuracy((e, e.overlap >= t) for e in seen).balanced)
    return lambda each: each.overlap >= best


def overlap(row: Row) -> float:
    """The share of the claim's words that its page has."""
    said = root_set([row.claim])
    return len(said & root_set(row.evidence)) / max(1, len(said))


def print_table(path: Path) -> None:
    """Print the table of one file."""
    rows = read_rows(path)
    started = time.perf_counter()
    judged = judge(rows)
    seconds = time.perf_counter() - started
    positive = sum(each.is_supported for each in judged)
    print(
        f"{path.name}: {len(rows)} claims, {positive} supported; {1000 * seconds / max(1, len(rows)):.0f} ms a claim\n"
    )
    if not 0 < positive < len(judged):
        print("no labels of both kinds: nothing to measure")
        return
    learned = [
        (each.is_supported, score(each.focus, each.reasons, model))
        for seen, left in folds(judged)
        for model in (fit(seen),)
        for each in left
    ]
    shipped = accuracy((each, each.support.verdict is Verdict.SUPPORTED) for each in judged)
    lenient = accuracy((each, each.support.verdict is not Verdict.UNSUPPORTED) for each in judged)
    scores = [(each.is_supported, each.support.score) for each in judged]
    table(
        ["", "balanced accuracy", "supported", "others", "AUROC"],
        [
            ["check_support, five folds", *_cells(in_folds(judged, _by_score)), f"{auroc(learned):.3f}"],
            ["check_support, as shipped", *_cells(shipped), f"{auroc(scores):.3f}"],
            ["no hard finding", *_cells(lenient), ""],
            ["overlap of words, five folds", *_cells(in_folds(judged, _by_overlap)), ""],
        ],
    )


def _cells(found: Accuracy) -> list[str]:
    return [f"{value:.3f}" for value in (found.balanced, found.supported, found.others)]


def write_predictions(paths: Iterable[Path], target: Path) -> None:
    """Write the verdict and score of every claim as JSON Lines."""
    with target.open("w", encoding="utf-8") as file:
        for each in (each for path in paths for each in judge(read_rows(path))):
            answer = {"id": each.row.id, "verdict": each.support.verdict.value, "score": each.support.score}
            file.write(json.dumps(answer) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table a file; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.support", description="Measure verdicts on support.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write verdicts and scores as JSON Lines")
    parser.add_argument("--fit", action="store_true", help="print coefficients fitted on the files instead")
    options = parser.parse_args(arguments)
    files: list[Path] = options.files or [DATA]
    present = [path for path in files if path.is_file()]
    for path in files:
        if path not in present:
            print(f"{path}: passed over, there is no such file", file=sys.stderr)
    if options.fit and present:
        print(f"fitted:  {fit(judge(row for path in present for row in read_rows(path)))}\nshipped: {FITTED}")
        return 0
    for path in present:
        print_table(path)
    if options.predictions:
        write_predictions(present, options.predictions)
    return 0 if present or not options.files else 1


if __name__ == "__main__":
    sys.exit(main())
