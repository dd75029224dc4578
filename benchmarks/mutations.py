"""How many faults in sentences that stand are caught: `python -m benchmarks.mutations [STORY…] [--seed N]`.

A seeded program puts one fault into a copy of each sentence that has a place for it, and asks `check_support` about
the copy and the sentence's own evidence. A fault is caught where the verdict is "unsupported"; what is only "doubtful"
would be published, and has a column of its own. The sentences are those of the articles, each its own evidence, and,
since digests are written in other words, the claims of `paraphrases.jsonl` where that file stands beside this program.
A sentence that is "unsupported" before it has a fault is left out of the faults.

Two rows hold the other side: how many sentences of the articles, taken verbatim, and how many honest paraphrases have a
hard finding against them. Verbatim text may be known at once to be verbatim, so it is also checked restated (see
`benchmarks.mutating.restating`).
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.data import FIXTURES, REAL_STORIES, story_folders, table
from benchmarks.mutating.kinds import KINDS, Kind
from benchmarks.mutating.material import Standing, article_sentences, paraphrased, read_paraphrases, read_stories
from benchmarks.mutating.restating import restated
from pipeline.checks.support import check_support
from pipeline.domain.support import Support, Verdict

PARAPHRASES = Path(__file__).resolve().parent / "paraphrases.jsonl"
MOST = 200
_SHOWN = 25
_COPIES = 3  # of a sentence, each with another fault of the same kind


class Chosen(NamedTuple):
    """The seed of the faults, and the most sentences of a kind."""

    seed: int = 1
    most: int = MOST


class Mutated(NamedTuple):
    """A sentence with a fault, and what the checks say of it."""

    kind: Kind
    standing: Standing
    text: str
    support: Support

    @property
    def is_caught(self) -> bool:
        """Whether it would not be published."""
        return self.support.verdict is Verdict.UNSUPPORTED


def check(text: str, standing: Standing) -> Support:
    """The verdict on some words against the evidence of a sentence."""
    return check_support(text, standing.evidence, standing.language)


def to_mutate(sentences: Iterable[Standing]) -> list[Standing]:
    """The English sentences that would be published without a fault."""
    english = (s for s in sentences if s.language == "en" and all(p.language == "en" for p in s.evidence))
    return [sentence for sentence in english if check(sentence.text, sentence).verdict is not Verdict.UNSUPPORTED]


def mutate(sentences: Sequence[Standing], kind: Kind, chosen: Chosen) -> Iterator[tuple[Standing, str]]:
    """Sentences with a fault of a kind, each first once and then again with others, until there are enough."""
    order = Random(f"{chosen.seed}/{kind.name}").sample(sentences, len(sentences))
    made: set[tuple[str, str]] = set()
    for copy, standing in product(range(_COPIES), order):
        if len(made) == chosen.most:
            return
        rng = Random(f"{chosen.seed}/{kind.name}/{copy}/{standing.id}")
        mutated = kind.mutator(standing.text, standing.context, rng)
        if mutated is not None and mutated != standing.text and (standing.id, mutated) not in made:
            made.add((standing.id, mutated))
            yield standing, mutated


def judged(sentences: Sequence[Standing], kind: Kind, chosen: Chosen) -> Iterator[Mutated]:
    """Faults of a kind and what the checks say of them."""
    for standing, text in mutate(sentences, kind, chosen):
        yield Mutated(kind, standing, text, check(text, standing))


def _rows(found: Sequence[Mutated]) -> Iterator[list[object]]:
    for group in dict.fromkeys(kind.group for kind in KINDS):
        kinds = [kind for kind in KINDS if kind.group == group]
        for kind in kinds:
            yield _row(kind.title, [m for m in found if m.kind is kind], kind.target)
        if len(kinds) > 1:
            own = [m for m in found if m.kind.group == group]
            yield _row(f"**{group}, all kinds**", own, kinds[0].target)


def _row(title: str, found: Sequence[Mutated], target: float) -> list[object]:
    caught = sum(mutated.is_caught for mutated in found)
    doubtful = sum(mutated.support.verdict is Verdict.DOUBTFUL for mutated in found)
    return [title, len(found), _share(caught, len(found)), _share(doubtful, len(found)), f"≥ {target:.0%}"]


def _share(count: int, of: int) -> str:
    return f"{count / of:.1%}" if of else "–"


def _alarms(title: str, supports: Sequence[Support], target: float) -> list[object]:
    hard = sum(any(reason.hard for reason in support.reasons) for support in supports)
    soft = sum(support.verdict is Verdict.DOUBTFUL for support in supports)
    return [title, len(supports), _share(hard, len(supports)), _share(soft, len(supports)), f"≤ {target:.0%}"]


def _print_tables(
    title: str, sentences: Sequence[Standing], alarms: Sequence[Sequence[object]], chosen: Chosen
) -> None:
    standing = to_mutate(sentences)
    print(f"{title}: {len(sentences)}; {len(standing)} of them, English and standing, get faults\n")
    found = [mutated for kind in KINDS for mutated in judged(standing, kind, chosen)]
    table(["fault", "sentences", "caught", "only doubtful", "target"], _rows(found))
    print()
    table(["no fault", "sentences", "hard findings", "only doubtful", "target"], alarms)
    print()


def _print_samples(samples: Sequence[Mutated]) -> None:
    for mutated in samples[:_SHOWN]:
        print(f"\n{mutated.standing.id}\n  said   {mutated.standing.text}\n  fault  {mutated.text}")
        if mutated.standing.text != mutated.standing.context.evidence:
            print(f"  shown  {mutated.standing.context.evidence}")
        for reason in mutated.support.reasons:
            print(f"  {'hard' if reason.hard else 'soft'}   {reason.kind}: {reason.words}: {reason.message}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, or samples of one kind; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mutations", description="Measure how many faults in sentences that stand are caught."
    )
    parser.add_argument("stories", nargs="*", type=Path, metavar="STORY", help="folders of stories")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=MOST, metavar="N", help="the most sentences of a kind")
    parser.add_argument(
        "--show", choices=[kind.name for kind in KINDS], metavar="KIND", help="print samples not caught"
    )
    parser.add_argument("--caught", action="store_true", help="with --show: print samples that were caught")
    parser.add_argument("--paraphrases", type=Path, default=PARAPHRASES, metavar="FILE.jsonl")
    options = parser.parse_args(arguments)
    folders: list[Path] = options.stories or [*story_folders(REAL_STORIES), *story_folders(FIXTURES)]
    chosen = Chosen(options.seed, options.most)
    stories = read_stories(folders)
    sentences = list(article_sentences(stories))
    lines = read_paraphrases(options.paraphrases) if options.paraphrases.is_file() else []
    claims = list(paraphrased(lines, stories))
    if options.show:
        kind = next(kind for kind in KINDS if kind.name == options.show)
        found = list(judged(to_mutate([*claims, *sentences]), kind, chosen))
        samples = [mutated for mutated in found if mutated.is_caught == options.caught]
        print(f"{kind.title}: {len(samples)} of {len(found)} {'caught' if options.caught else 'not caught'}")
        _print_samples(samples)
        return 0
    again = [check(restated(s.text, s.language, s.known), s) for s in sentences]
    alarms = [
        _alarms("sentences of articles, verbatim", [check(s.text, s) for s in sentences], 0.02),
        _alarms("sentences of articles, restated", again, 0.02),
    ]
    _print_tables("sentences of articles", sentences, alarms, chosen)
    print(
        f"{options.paraphrases.name}: {len(claims)} of {len(lines)} claims have all their evidence in these stories\n"
    )
    if claims:
        alarms = [_alarms("honest paraphrases", [check(claim.text, claim) for claim in claims], 0.08)]
        _print_tables("honest paraphrases", claims, alarms, chosen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
