"""What the judge takes beside the writing stages at the worst, in the real stories and the fixtures.

Each sentence and each entry of a timeline is worded so that it is put before it.
"""

import asyncio

from benchmarks.data import every_story, table
from benchmarks.digests import JUDGE, Cost, digest
from benchmarks.server import answering
from pipeline.sources.story import Story, read_story


def judged(story: Story) -> tuple[Cost, int]:
    """What a digest took of which everything is put before the judge, and how often it was asked."""

    async def made() -> tuple[Cost, int]:
        async with answering(0.0) as server:
            _, cost = await digest(story, "model", {"OPENAI_BASE_URL": server.url})
            stages = [request["response_format"]["json_schema"]["name"] for request in server.requests]
            return cost, stages.count(JUDGE)

    return asyncio.run(made())


def main() -> None:
    """Print the table, by the tokens that the server counts: a quarter of the characters."""
    rows: list[list[object]] = []
    for folder in every_story():
        cost, asked = judged(read_story(folder))
        rows.append([folder.name, f"{cost.written:,}", asked, f"{cost.judged:,}", f"{cost.judged / cost.written:.1%}"])
    table(["story", "tokens of writing", "requests to the judge", "its tokens", "judge to writing (< 25%)"], rows)


if __name__ == "__main__":
    main()
