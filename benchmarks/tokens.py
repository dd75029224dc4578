"""What a model is sent for a story, beside a design that sends every article in every call.

Figures are those of all stories: of the fixtures, which are short, and of the real stories where those are there. How
much of the section calls' input is a prefix that they share, which endpoints charge less for, is told for each story.

And what the judge takes beside the writing stages at the worst: each sentence and each entry of a timeline is worded so
that it is put before it.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from os.path import commonprefix
from pathlib import Path
from typing import Any

from benchmarks.data import FIXTURES, REAL_STORIES, every_story, story_folders, table
from benchmarks.digests import JUDGE, Cost, digest
from benchmarks.latency import NOW, digest_with
from benchmarks.server import answering
from pipeline.domain.article import ArticleText
from pipeline.sources.load import load_articles
from pipeline.sources.story import Story, read_story
from pipeline.text.tokens import count_tokens

Requests = list[dict[str, Any]]
SECTION = "section"


def _text(request: dict[str, Any]) -> str:
    return "\n".join(message["content"] for message in request["messages"])


def _tokens(request: dict[str, Any]) -> int:
    return sum(count_tokens(message["content"]) for message in request["messages"])


async def _asked(articles: tuple[ArticleText, ...]) -> Requests:
    async with answering(0.0) as server:
        await digest_with(server.url, articles)
        return server.requests


def shared(requests: Requests) -> float:
    """The share of the section calls' input that is a prefix common to all of them."""
    texts = [_text(request) for request in requests]
    prefix = commonprefix(texts)  # noqa: RUF071 -- of texts, character by character is what is wanted
    return len(texts) * count_tokens(prefix) / max(1, sum(map(count_tokens, texts)))


def measure(folders: Sequence[Path]) -> None:
    """Print the table of some stories."""
    ours: defaultdict[str, int] = defaultdict(int)
    naive: defaultdict[str, int] = defaultdict(int)
    calls: defaultdict[str, int] = defaultdict(int)
    prefixes: list[float] = []
    for folder in folders:
        articles = load_articles(read_story(folder), NOW).articles
        whole = sum(count_tokens(article.text) for article in articles)
        requests = asyncio.run(_asked(articles))
        for request in requests:
            stage = request["response_format"]["json_schema"]["name"]
            calls[stage] += 1
            ours[stage] += _tokens(request)
            naive[stage] += count_tokens(request["messages"][0]["content"]) + whole
        prefixes.append(shared([r for r in requests if r["response_format"]["json_schema"]["name"] == SECTION]))
    rows: list[list[object]] = [
        [stage, calls[stage], f"{ours[stage]:,}", f"{naive[stage]:,}", f"{ours[stage] / naive[stage]:.0%}"]
        for stage in calls
    ]
    sent, everything = sum(ours.values()), sum(naive.values())
    rows.append(["all", sum(calls.values()), f"{sent:,}", f"{everything:,}", f"{sent / everything:.0%} (limit 40%)"])
    table(["stage", "requests", "input tokens", "every article in every call", "share"], rows)
    told = ", ".join(f"{prefix:.0%}" for prefix in prefixes)
    print(f"\nprefix that a story's section calls share: {told} of their input (limit 60%)")


def judged(story: Story) -> tuple[Cost, int]:
    """What a digest took of which everything is put before the judge, and how often it was asked."""

    async def made() -> tuple[Cost, int]:
        async with answering(0.0) as server:
            _, cost = await digest(story, "model", {"OPENAI_BASE_URL": server.url})
            stages = [request["response_format"]["json_schema"]["name"] for request in server.requests]
            return cost, stages.count(JUDGE)

    return asyncio.run(made())


def worst() -> list[list[object]]:
    """The rows of the judge's table, by the tokens that the server counts: a quarter of the characters."""
    rows: list[list[object]] = []
    for folder in every_story():
        cost, asked = judged(read_story(folder))
        rows.append([folder.name, f"{cost.written:,}", asked, f"{cost.judged:,}", f"{cost.judged / cost.written:.1%}"])
    return rows


def main() -> None:
    """Print the tables."""
    print("The fixtures:\n")
    measure(story_folders(FIXTURES))
    if real := story_folders(REAL_STORIES):
        print("\nThe real stories:\n")
        measure(real)
    print("\nThe judge:\n")
    table(["story", "tokens of writing", "requests to the judge", "its tokens", "judge to writing (< 25%)"], worst())


if __name__ == "__main__":
    main()
