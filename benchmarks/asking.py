"""Three clients that ask the same plain questions, each in a process of its own that tells what it took.

What a client imports is imported when it is chosen: another may not be installed where it runs.
"""

import asyncio
import gc
import importlib
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

QUESTIONS, AT_ONCE, WARM = 2_000, 128, 150
SYSTEM = "Write one section of a digest from the facts that are given, in as few words as they need. " * 12
_WORDS = "the minister said on thursday that talks in the capital had been long and no date was set for more".split()
_LABEL = {"type": "string", "enum": [f"f{number}" for number in range(30)]}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "fact": _LABEL,
                    "second_fact": {"anyOf": [_LABEL, {"type": "null"}]},
                    "text": {"type": "string"},
                },
                "required": ["fact", "second_fact", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}


def questions(count: int) -> list[str]:
    """So many different questions, of some 800 words each."""
    chance = random.Random(1)
    return [f"{' '.join(chance.choices(_WORDS, k=800))} {number}" for number in range(count)]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def timed(ask: Callable[[str], Awaitable[object]]) -> tuple[float, float]:
    """The wall and CPU seconds of all questions, after some that open the connections."""
    warm, *asked = questions(QUESTIONS + WARM)[: WARM - 1], *questions(QUESTIONS + WARM)[WARM:]
    await asyncio.gather(*map(ask, warm))
    gc.collect()
    began, used = time.perf_counter(), _cpu()
    await asyncio.gather(*map(ask, asked))
    return time.perf_counter() - began, _cpu() - used


async def bare_openai(url: str) -> tuple[float, float]:
    """OpenAI's client and a semaphore: nothing kept, no limits."""
    openai: Any = importlib.import_module("openai")
    client, turn = openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0), asyncio.Semaphore(AT_ONCE)
    schema = {"name": "section", "strict": True, "schema": SCHEMA}

    async def ask(question: str) -> object:
        async with turn:
            return await client.chat.completions.create(
                model="model",
                messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": question}],
                max_completion_tokens=1_000,
                response_format={"type": "json_schema", "json_schema": schema},
            )

    return await timed(ask)


def curator(url: str) -> tuple[float, float]:
    """bespokelabs-curator: answers kept in files, limits; without a schema, which is the least that it can be asked."""
    found: Any = importlib.import_module("bespokelabs.curator")
    way = found.LLM(
        model_name="gpt-4o-mini",
        backend="openai",
        system_prompt=SYSTEM,
        generation_params={"max_tokens": 1_000},
        backend_params={
            "base_url": url,
            "api_key": "none",
            "max_requests_per_minute": 1_000_000,
            "max_tokens_per_minute": 1_000_000_000,
            "max_concurrent_requests": AT_ONCE,
        },
    )

    def ask(asked: Sequence[str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            answered = way(list(asked), working_dir=folder)
            if len(answered.dataset) != len(asked):
                raise RuntimeError(f"{len(answered.dataset)} answers to {len(asked)} questions")

    everything = questions(QUESTIONS + WARM)
    ask(everything[:WARM])
    gc.collect()
    began, used = time.perf_counter(), _cpu()
    ask(everything[WARM:])
    return time.perf_counter() - began, _cpu() - used


def main(client: str, url: str) -> None:
    """Print the wall and CPU seconds of a client as JSON."""
    match client:
        case "curator":
            took = curator(url)
        case "bare":
            took = asyncio.run(bare_openai(url))
        case _:
            ours: Any = importlib.import_module("benchmarks.this_client")
            took = asyncio.run(ours.this_client(url))
    print(json.dumps(took))


if __name__ == "__main__":
    main(*sys.argv[1:])
