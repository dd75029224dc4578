"""What a model is sent for a story of three articles, beside a design that sends every article in every call."""

import asyncio
from collections import defaultdict
from typing import Any

from benchmarks.data import table
from benchmarks.latency import articles, digest_with
from benchmarks.server import answering
from pipeline.text.tokens import count_tokens


def _sent(request: dict[str, Any]) -> int:
    return sum(count_tokens(message["content"]) for message in request["messages"])


async def _requests() -> list[dict[str, Any]]:
    async with answering(0.0) as server:
        await digest_with(server.url, articles())
        return server.requests


def main() -> None:
    """Print the table."""
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


if __name__ == "__main__":
    main()
