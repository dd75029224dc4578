"""Requests of one model that are gathered into waves until nothing new comes, or until a wave is full."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from pipeline.llm.dialect import Dialect
from pipeline.llm.request import Completion, Request
from pipeline.llm.waves.lines import request_line

MAX_REQUESTS = 50_000
MAX_BYTES = 200_000_000
"""What OpenAI takes in one file, https://developers.openai.com/api/docs/guides/batch."""
SETTLE_SECONDS = 5.0
FIRST_QUEUE_SECONDS, LONGEST_QUEUE_SECONDS = 60.0, 3_600.0
"""How long to wait before a smaller wave is tried where an endpoint's queue is full of what is not ours."""
MOST_SETTLES = 120
"""A wave goes out after so many times of settling, although new requests still come."""


@dataclass(eq=False)
class Asked:
    """A request that waits for its answer, and how many wait for it."""

    request: Request
    key: str
    answer: asyncio.Future[Completion]
    dialect: Dialect
    line: bytes = b""
    askers: int = 0
    waves: int = 0
    """How many waves ended without an answer to it."""


@dataclass(eq=False)
class Gathering:
    """What is gathered for one model. `set_off` gets the requests of a wave as soon as it is complete."""

    set_off: Callable[["Gathering", Sequence[Asked]], None]
    settle_seconds: float
    sleep: Callable[[float], Awaitable[None]]
    max_requests: int = MAX_REQUESTS
    max_bytes: int = MAX_BYTES
    dialect: Dialect = field(default_factory=Dialect)
    """What has been found out about what the model takes."""
    one_by_one: asyncio.Lock | None = None
    """Held by a wave until it has ended, once the endpoint had too much waiting."""
    _most: int = field(init=False)
    _queue_wait: float = FIRST_QUEUE_SECONDS
    _pending: dict[str, Asked] = field(default_factory=dict[str, Asked])
    _bytes: int = 0
    _added: int = 0
    _settling: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self._most = self.max_requests

    @property
    def is_least(self) -> bool:
        """Whether waves cannot get any smaller."""
        return self._most == 1

    async def shrink(self, size: int) -> None:
        """The endpoint had no room for a wave of that size and none of ours in its queue: be modest, and wait."""
        self._most = max(1, min(self._most, size // 2))
        wait, self._queue_wait = self._queue_wait, min(2 * self._queue_wait, LONGEST_QUEUE_SECONDS)
        await self.sleep(wait)

    def grow(self) -> None:
        """The endpoint had room."""
        self._most = min(2 * self._most, self.max_requests)
        self._queue_wait = FIRST_QUEUE_SECONDS

    def add(self, asked: Asked) -> None:
        """Put a request into the wave that is being gathered."""
        self.take_out(asked)
        asked.line = request_line(asked.key, asked.dialect.body(asked.request))
        if self._pending and self._bytes + len(asked.line) > self.max_bytes:
            self._complete()
        self._pending[asked.key] = asked
        self._bytes += len(asked.line)
        self._added += 1
        if len(self._pending) >= self._most:
            self._complete()
        elif self._settling is None:
            self._settling = asyncio.create_task(self._settle())

    def take_out(self, asked: Asked) -> None:
        """Forget a request that nobody asks for any more, if it has not gone out yet."""
        if self._pending.get(asked.key) is asked:
            del self._pending[asked.key]
            self._bytes -= len(asked.line)

    def stop(self) -> None:
        """Send nothing more out."""
        if self._settling is not None:
            self._settling.cancel()

    async def _settle(self) -> None:
        for _ in range(MOST_SETTLES):
            before = self._added
            await self.sleep(self.settle_seconds)
            if self._added == before:
                break
        self._settling = None
        self._complete()

    def _complete(self) -> None:
        if self._pending:
            wave = list(self._pending.values())
            self._pending.clear()
            self._bytes = 0
            self.set_off(self, wave)
