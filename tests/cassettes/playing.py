"""Playing recordings: the pipeline asks as it always does, and is answered from a cassette."""

import asyncio
import difflib
import os
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar, cast

import pytest
from vcr.errors import (  # pyright: ignore[reportMissingTypeStubs]  # vcr has no types
    CannotOverwriteExistingCassetteException as Unrecorded,
)

from pipeline.llm.connect import NO_KEY, base_url
from pipeline.llm.endpoint import OpenAICarrier
from pipeline.llm.ledger import Ledger
from pipeline.llm.prompt import Prompt, load_prompts
from pipeline.llm.request import Carrier, Completion, Request
from pipeline.llm.retrying import RetryingCarrier
from pipeline.writers.chat import ChatWriter
from tests.cassettes.stored import Json, StoredRequest, StoredResponse, parsed, shown

T = TypeVar("T")
Work = Callable[[ChatWriter], Awaitable[T]]

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
HERE = Path(__file__).parent
ROOT = HERE.parent.parent
RECORD = "run `make record` with a model at OPENAI_BASE_URL, as tests/cassettes/README.md says"

NOWHERE = "http://recording.invalid/v1"
"""Where models are asked that are recorded: nobody answers there."""
_SECONDS = 1800.0  # for an answer: a small model on a busy machine is slow
_SHOWN_LINES = 16
_SHOWN_CHARACTERS = 200


class Cassette(Protocol):
    """What is used of vcr's cassette."""

    path: str
    rewound: bool
    data: list[tuple[StoredRequest, StoredResponse]]
    requests: list[StoredRequest]
    responses: list[StoredResponse]
    play_counts: Counter[int]
    write_protected: bool

    def rewind(self) -> None:
        """Forget what was played."""
        ...

    def get_metadata(self, key: str, default: Mapping[str, str]) -> Mapping[str, str]:
        """What is kept beside the interactions; on recording, the default is."""
        ...


class StaleRecording(AssertionError):
    """The pipeline asks for something that is not in the recording; the message says what changed and what to do."""


class UnplayedRecording(AssertionError):
    """The pipeline did not ask for something that is in the recording."""


class Endpoint(NamedTuple):
    """Where a model is asked, as whom, and its name."""

    url: str
    key: str
    model: str


def endpoint_to_record(environ: Mapping[str, str]) -> Endpoint:
    """The endpoint that the environment names. Raises pytest's UsageError where it names no model."""
    model = environ.get("STORYDIGEST_MODEL", "").strip()
    if not model:
        raise pytest.UsageError("to record, set STORYDIGEST_MODEL, and OPENAI_BASE_URL or OPENAI_API_KEY")
    return Endpoint(base_url(environ), environ.get("OPENAI_API_KEY", "").strip() or NO_KEY, model)


def played(cassette: Cassette, work: Work[T], prompts: Mapping[str, Prompt] | None = None) -> T:
    """What comes of some work by a model whose answers the cassette holds; what it does not hold yet is recorded.

    Each call plays the cassette from its beginning. Raises StaleRecording for a request that was not recorded, and
    UnplayedRecording where an answer is left over.
    """
    __tracebackhide__ = True
    prompts = prompts or load_prompts()
    records = not cassette.requests
    if records and cassette.write_protected:
        raise StaleRecording(f"{_name(cassette)} does not exist: {RECORD}")
    cassette.rewind()
    cassette.rewound = not records  # what is being recorded is not played yet; afterwards it can be
    endpoint = endpoint_to_record(os.environ) if records else Endpoint(NOWHERE, NO_KEY, model_of(cassette))
    try:
        done, asked = asyncio.run(_done(cassette, work, prompts, endpoint))
    except StaleRecording as stale:
        raise StaleRecording(*stale.args) from None  # without the way that the request took
    if records:
        cassette.get_metadata("prompts", asked)
    elif left := [request for n, request in enumerate(cassette.requests) if not cassette.play_counts[n]]:
        told = "\n".join(f"  {_asked_first(parsed(request.body))}" for request in left)
        raise UnplayedRecording(
            f"{_name(cassette)} holds {len(left)} request(s) that are no longer made: {RECORD}\n{told}"
        )
    return done


async def _done(
    cassette: Cassette, work: Work[T], prompts: Mapping[str, Prompt], endpoint: Endpoint
) -> tuple[T, dict[str, str]]:
    """What comes of the work, and the SHA-256 of each prompt that it used."""
    async with OpenAICarrier(endpoint.url, endpoint.key, timeout=_SECONDS) as carrier:
        ledger = Ledger(endpoint.model, endpoint.url, at=NOW, clock=lambda: 0.0)
        explaining = RetryingCarrier(Explaining(carrier, cassette, prompts))
        writer = ChatWriter(endpoint.model, explaining, prompts, ledger, temperature=0.0)
        return await work(writer), dict(writer.prompts)


class Explaining:
    """A carrier that says what has changed where another one cannot find a request in its recording."""

    def __init__(self, inner: Carrier, cassette: Cassette, prompts: Mapping[str, Prompt]) -> None:
        self._inner = inner
        self._cassette = cassette
        self._prompts = prompts

    async def send(self, request: Request) -> Completion:
        """Have the request answered by the other carrier."""
        try:
            return await self._inner.send(request)
        except Unrecorded as unrecorded:
            body = parsed(cast("StoredRequest", unrecorded.failed_request).body)
        raise StaleRecording(_explanation(self._cassette, body, request, self._prompts[request.stage].file))


def _explanation(cassette: Cassette, body: Json, request: Request, prompt: Path) -> str:
    file = prompt.relative_to(ROOT) if prompt.is_relative_to(ROOT) else prompt
    new = shown(body).splitlines()
    old = min((shown(parsed(recorded.body)).splitlines() for recorded in cassette.requests), key=_distance_to(new))
    if cassette.get_metadata("prompts", {}).get(request.stage) != request.prompt_sha256:
        changed = f"{file} has changed since the recording"
    elif old == new:
        changed = f"the stage {request.stage} asks this more often than when it was recorded"
    else:
        changed = f"{file} is as it was, but the stage {request.stage} asks for other facts, dates, reasons or shapes"
    compared = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    lines = [line for line in compared if not line.startswith("@@")]
    more = f"\n  … and {len(lines) - _SHOWN_LINES} more lines" if len(lines) > _SHOWN_LINES else ""
    diff = "".join(f"\n  {line[:_SHOWN_CHARACTERS]}" for line in lines[:_SHOWN_LINES])
    return f"{changed}: {RECORD}\nIn {_name(cassette)} (- recorded, + asked now):{diff}{more}"


def _distance_to(new: list[str]) -> Callable[[list[str]], int]:
    """How many lines two requests do not share."""
    counted = Counter(new)

    def distance(old: list[str]) -> int:
        other = Counter(old)
        return ((counted - other) + (other - counted)).total()

    return distance


def _asked_first(body: Json) -> str:
    messages = cast("list[dict[str, str]]", body["messages"])
    return f"{len(messages)} messages, the last: {' '.join(messages[-1]['content'].split())[:_SHOWN_CHARACTERS]}"


def model_of(cassette: Cassette) -> str:
    """The model that was recorded."""
    return str(parsed(cassette.requests[0].body)["model"])


def _name(cassette: Cassette) -> str:
    return Path(cassette.path).relative_to(ROOT).as_posix()
