"""What a model is sent for a story, beside a design that sends every article in every call.

Figures are those of all stories: of the fixtures, which are short, and of the real stories where those are there. How
much of the section calls' input is a prefix that they share, which endpoints charge less for, is told for each story.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Prefix

from benchmarks.data import FIXTURES, REAL_STORIES, story_folders, table
from benchmarks.latency import NOW, digest_with
from benchmarks.server import answering
from pipeline.domain.article import ArticleText
from pipeline.sources.load import load_articles
from pipeline.sources.story import read_story
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
    first, last = min(texts), max(texts)  # what the first and the last in order share, all share
    prefix = first[: Prefix.similarity(first, last)]
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


def main() -> None:
    """Print the tables."""
    print("The fixtures:\n")
    measure(story_folders(FIXTURES))
    if real := story_folders(REAL_STORIES):
        print("\nThe real stories:\n")
        measure(real)


if __name__ == "__main__":
    main()
