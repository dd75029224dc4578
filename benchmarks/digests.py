"""Whole digests, by each writer there is: `python -m benchmarks.digests [STORY…] [--predictions DIR]`.

Without arguments the real stories and the fixtures. Beside the builtin writer a model writes, where OPENAI_BASE_URL and
STORYDIGEST_MODEL both name one. Of each digest: the promises that `storydigest check` finds broken; how many of the
usable articles it cites; citations of which nothing supports a part of what cites them, and superfluous ones by a
stricter measure (`benchmarks.superfluous`); what it holds; what it took, and what share of the writing stages' tokens
the judge did.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.data import every_story, table
from benchmarks.superfluous import superfluous
from pipeline.checks.citations import earning
from pipeline.checks.passage import passages
from pipeline.checks.promises import check_revision
from pipeline.digest import Settings, make_digest
from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Event, Revision, Statement
from pipeline.domain.support import Verdict
from pipeline.errors import EndpointError, StorydigestError
from pipeline.folder import write_revision
from pipeline.llm.choice import BUILTIN
from pipeline.llm.connect import base_url, connect
from pipeline.llm.ledger import Ledger, StageCost
from pipeline.llm.prompt import load_prompts
from pipeline.sources.load import load_articles
from pipeline.sources.story import Story, read_story
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.chat import ChatWriter
from pipeline.writers.drafts import Writer

NOW = datetime(2026, 1, 16, 8, tzinfo=UTC)
TIMEOUT = 600.0
"""Seconds that an answer of the model may take."""
JUDGE = "verify"
HEADINGS = (
    "story",
    "writer",
    "promises broken (0)",
    "articles cited (≥ 90%)",
    "citations",
    "no part supported (0)",
    "superfluous (0)",
    "sentences",
    "events",
    "withheld",
    "doubtful",
    "sections, of one source",
    "seconds",
    "requests",
    "tokens",
    "judge to writing (< 25%)",
)


class Cost(NamedTuple):
    """What a digest took: seconds, requests, and tokens of the writing stages and of the judge."""

    seconds: float = 0.0
    requests: int = 0
    written: int = 0
    judged: int = 0


class Measured(NamedTuple):
    """What is counted of one digest, or of several together."""

    broken: tuple[str, ...] = ()
    usable: int = 0
    cited: int = 0
    citations: int = 0
    decoration: tuple[str, ...] = ()
    superfluous: tuple[str, ...] = ()
    sentences: int = 0
    events: int = 0
    withheld: int = 0
    doubtful: int = 0
    sections: int = 0
    single: int = 0
    cost: Cost = Cost()

    def row(self, story: str, writer: str) -> list[object]:
        """The cells of the table."""
        seconds, requests, written, judged = self.cost
        return [
            story,
            writer,
            len(self.broken),
            f"{self.cited} of {self.usable}" + (f" ({self.cited / self.usable:.0%})" if self.usable else ""),
            self.citations,
            len(self.decoration),
            len(self.superfluous),
            self.sentences,
            self.events,
            self.withheld,
            self.doubtful,
            f"{self.sections}, {self.single}",
            f"{seconds:.1f}",
            requests,
            f"{written + judged:,}",
            f"{judged / written:.0%}" if written else "–",
        ]


def together(parts: Sequence[Measured]) -> Measured:
    """The sums over some digests."""
    costs = [part.cost for part in parts]
    return Measured(
        broken=tuple(fault for part in parts for fault in part.broken),
        usable=sum(part.usable for part in parts),
        cited=sum(part.cited for part in parts),
        citations=sum(part.citations for part in parts),
        decoration=tuple(found for part in parts for found in part.decoration),
        superfluous=tuple(found for part in parts for found in part.superfluous),
        sentences=sum(part.sentences for part in parts),
        events=sum(part.events for part in parts),
        withheld=sum(part.withheld for part in parts),
        doubtful=sum(part.doubtful for part in parts),
        sections=sum(part.sections for part in parts),
        single=sum(part.single for part in parts),
        cost=Cost(
            sum(cost.seconds for cost in costs),
            sum(cost.requests for cost in costs),
            sum(cost.written for cost in costs),
            sum(cost.judged for cost in costs),
        ),
    )


def measure(revision: Revision, cost: Cost) -> Measured:
    """What is counted of one digest."""
    digest = revision.digest
    articles = {article.number: article for article in revision.articles}
    usable = [article for article in revision.articles if not article.withdrawn]
    return Measured(
        broken=tuple(str(fault) for fault in check_revision(revision) if not fault.is_notice),
        usable=len(usable),
        cited=len({number for statement in digest.statements for number in statement.citations}),
        citations=sum(len(statement.citations) for statement in digest.statements),
        decoration=tuple(
            _named(statement, number)
            for statement in digest.statements
            for number in decoration(statement, articles, digest.language)
        ),
        superfluous=tuple(
            _named(statement, number)
            for statement in digest.statements
            for number in superfluous(statement, articles, digest.language)
        ),
        sentences=len(digest.sentences),
        events=len(digest.timeline),
        withheld=len(digest.withheld),
        doubtful=sum(statement.support.verdict is Verdict.DOUBTFUL for statement in digest.statements),
        sections=len(digest.sections),
        single=len(digest.coverage.single_source_sections),
        cost=cost,
    )


def decoration(statement: Statement, articles: Mapping[int, ArticleText], language: str) -> tuple[int, ...]:
    """The articles of which nothing that a statement cites earns its place there, as the checks see it."""
    evidence = passages(statement.evidence, articles)
    day = statement.date if isinstance(statement, Event) else None
    supporting = {passage.article for passage in earning(statement.text, evidence, language, day)}
    return tuple(number for number in statement.citations if number not in supporting)


def _named(statement: Statement, number: int) -> str:
    where = f"{statement.date.label} – " if isinstance(statement, Event) else ""
    return f"[{number}] behind “{where}{statement.text}”"


@asynccontextmanager
async def _writing(model: str, environ: Mapping[str, str]) -> AsyncGenerator[tuple[Writer, Ledger | None]]:
    """The writer of that name, and the ledger that it fills."""
    if model == BUILTIN:
        yield BuiltinWriter(), None
        return
    ledger = Ledger(model, base_url(environ), at=NOW, clock=time.monotonic)
    async with connect(environ, timeout=TIMEOUT) as carrier:
        yield ChatWriter(model, carrier, load_prompts(), ledger), ledger


async def digest(story: Story, model: str, environ: Mapping[str, str] = os.environ) -> tuple[Revision, Cost]:
    """A digest from a story's pages, and what it took; `environ` tells where the model is. Raises StorydigestError."""
    start = time.perf_counter()
    articles = load_articles(story, NOW).articles
    async with _writing(model, environ) as (writer, ledger):
        revision = await make_digest(story.id, articles, writer, Settings(NOW))
        stages = ledger.stages if ledger else ()
    return revision, _cost(time.perf_counter() - start, stages)


def _cost(seconds: float, stages: Sequence[StageCost]) -> Cost:
    def tokens(*, judge: bool) -> int:
        return sum(s.input_tokens + s.output_tokens for s in stages if (s.stage == JUDGE) is judge)

    return Cost(seconds, sum(s.requests for s in stages), tokens(judge=False), tokens(judge=True))


def _stories(folders: Sequence[Path]) -> list[Story]:
    stories: list[Story] = []
    for folder in folders:
        try:
            stories.append(read_story(folder))
        except StorydigestError as error:
            print(f"{error}: passed over", file=sys.stderr)
    return stories


def _measured(stories: Sequence[Story], model: str, predictions: Path | None) -> dict[str, Measured]:
    """Each story's digest by one writer; a story that fails is passed over, and so are all once nobody answers."""
    found: dict[str, Measured] = {}
    for story in stories:
        try:
            revision, cost = asyncio.run(digest(story, model))
            found[story.id] = measure(revision, cost)
            if predictions:
                write_revision(revision, predictions / model.replace("/", "-"))
        except EndpointError as error:
            print(f"{model}: passed over from {story.id} on: {error}", file=sys.stderr)
            break
        except StorydigestError as error:
            print(f"{story.id}, {model}: passed over: {error}", file=sys.stderr)
        else:
            print(f"{story.id}, {model}: {cost.seconds:.1f} s", file=sys.stderr)
    return found


def writers(environ: Mapping[str, str]) -> list[str]:
    """The builtin writer and the model that the environment names, or a line that says that it names none."""
    model = environ.get("STORYDIGEST_MODEL", "").strip()
    if not model or model == BUILTIN or not environ.get("OPENAI_BASE_URL", "").strip():
        print("no model is set (OPENAI_BASE_URL and STORYDIGEST_MODEL): passed over", file=sys.stderr)
        return [BUILTIN]
    return [BUILTIN, model]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.digests", description="Measure whole digests.")
    parser.add_argument("stories", nargs="*", type=Path, metavar="STORY", help="a folder with a story.json")
    parser.add_argument("--predictions", type=Path, metavar="DIR", help="write the digests into this folder")
    options = parser.parse_args(arguments)
    stories = _stories(options.stories or every_story())
    rows: list[list[object]] = []
    faults: list[str] = []
    for model in writers(os.environ):
        found = _measured(stories, model, options.predictions)
        rows += [measured.row(story, model) for story, measured in found.items()]
        rows.append(together([*found.values()]).row(f"all {len(found)}", model))
        for story, measured in found.items():
            faults += [f"{story}, {model}: {fault}" for fault in measured.broken]
            faults += [f"{story}, {model}: supports no part: {name}" for name in measured.decoration]
            faults += [f"{story}, {model}: superfluous: {name}" for name in measured.superfluous]
    table(HEADINGS, rows)
    print(*faults, sep="\n")
    return 0 if stories else 1


if __name__ == "__main__":
    sys.exit(main())
