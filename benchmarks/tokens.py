"""What a model is sent for a story of three articles, beside a design that sends every article in every call.

And what the judge takes beside the writing stages at the worst: each sentence and each entry of a timeline is worded so
that it is put before it, in the real stories and the fixtures.
"""

import asyncio
from collections import defaultdict
from typing import Any

from benchmarks.data import every_story, table
from benchmarks.digests import JUDGE, Cost, digest
from benchmarks.latency import articles, digest_with
from benchmarks.server import answering
from pipeline.sources.story import Story, read_story
from pipeline.text.tokens import count_tokens


def _sent(request: dict[str, Any]) -> int:
    return sum(count_tokens(message["content"]) for message in request["messages"])


async def _requests() -> list[dict[str, Any]]:
    async with answering(0.0) as server:
        await digest_with(server.url, articles())
        return server.requests


def judged(story: Story) -> tuple[Cost, int]:
    """What a digest took of which everything is put before the judge, and how often it was asked."""

    async def made() -> tuple[Cost, int]:
        async with answering(0.0) as server:
            _, cost = await digest(story, "model", {"OPENAI_BASE_URL": server.url})
            stages = [request["response_format"]["json_schema"]["name"] for request in server.requests]
            return cost, stages.count(JUDGE)

    return asyncio.run(made())


def worst() -> list[list[object]]:
    """The rows of the second table, by the tokens that the server counts: a quarter of the characters."""
    rows: list[list[object]] = []
    for folder in every_story():
        cost, asked = judged(read_story(folder))
        rows.append([folder.name, f"{cost.written:,}", asked, f"{cost.judged:,}", f"{cost.judged / cost.written:.1%}"])
    return rows


def main() -> None:
    """Print the tables."""
    by_stage: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for request in asyncio.run(_requests()):
        by_stage[request["response_format"]["json_schema"]["name"]].append(request)
    whole = sum(count_tokens(article.text) for article in articles())
    rows: list[list[object]] = []
    ours = naive = 0
    for stage, requests in by_stage.items():
        sent = sum(map(_sent, requests))
        everything = sum(count_tokens(request["messages"][0]["content"]) + whole for request in requests)
        rows.append([stage, len(requests), f"{sent:,}", f"{everything:,}", f"{sent / everything:.0%}"])
        ours, naive = ours + sent, naive + everything
    rows.append(["all", sum(map(len, by_stage.values())), f"{ours:,}", f"{naive:,}", f"{ours / naive:.0%}"])
    table(["stage", "requests", "input tokens", "every article in every call", "share"], rows)
    print()
    table(["story", "tokens of writing", "requests to the judge", "its tokens", "judge to writing (< 25%)"], worst())


if __name__ == "__main__":
    main()
