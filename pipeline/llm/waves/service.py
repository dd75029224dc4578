"""The calls of the Batch API, one attempt each: files up, batches made and looked at, files down.

Importing this module imports openai, which takes half a second: import it where a connection is made.
"""

import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from typing import Annotated, TypeVar

import httpx2
import openai
from pydantic import BaseModel, Field, JsonValue, ValidationError

from pipeline.errors import EndpointError
from pipeline.llm.calling import calling, open_client
from pipeline.llm.faults import Transient, shown_url
from pipeline.llm.waves.lines import split_lines

M = TypeVar("M", bound=BaseModel)

NAME = "storydigest_wave"
"""Under which a batch's metadata hold the name of its wave."""
TRANSFER_SECONDS = 3_600.0
PAGE = 100
MOST_PAGES = 50
CLOCK_SKEW_SECONDS = 3_600.0


Id = Annotated[str, Field(max_length=1_000, pattern=r"^[!-~]*[0-9A-Za-z][!-~]*$")]
"""What an endpoint may call a file or a batch."""


class BatchFault(BaseModel):
    """Why a batch, or one of its lines (counted from 1), was not taken."""

    code: str | None = None
    message: str | None = None
    line: int | None = None


class _Faults(BaseModel):
    data: list[BatchFault] | None = None


class RemoteBatch(BaseModel):
    """What is read of a batch. Nothing else that a server says of it is relied on."""

    id: Id
    status: str
    output_file_id: Id | None = None
    error_file_id: Id | None = None
    errors: _Faults | None = None
    metadata: JsonValue = None
    created_at: float | None = None

    @property
    def faults(self) -> list[BatchFault]:
        """What is wrong with the batch as a whole or with its lines."""
        return (self.errors.data if self.errors else None) or []


class _Page(BaseModel):
    data: list[JsonValue]
    has_more: bool = False


class _File(BaseModel):
    id: Id


class BatchService:
    """The Batch API of one endpoint. Close it, or use it in `async with`.

    A call takes at most `timeout` seconds, a file an hour. Each raises Transient where another attempt may help, else
    a ModelError.
    """

    def __init__(
        self, base_url: str, api_key: str, *, timeout: float, wall_clock: Callable[[], float] = time.time
    ) -> None:
        self._client = open_client(base_url, api_key, timeout)
        self.endpoint = shown_url(base_url)
        self.secret = api_key
        self._timeout = timeout
        self._wall_clock = wall_clock

    async def aclose(self) -> None:
        """Close the connections that are kept open."""
        await self._client.close()

    async def upload(self, name: str, lines: bytes) -> str:
        """Hand over a file of requests. Its id."""
        async with self._calling(TRANSFER_SECONDS):
            response = await self._client.files.with_raw_response.create(
                file=(f"{name}.jsonl", lines, "application/jsonl"), purpose="batch"
            )
        return self._read(response.http_response.content, _File).id

    async def create(self, file_id: str, name: str) -> RemoteBatch:
        """Have a file's requests answered within a day, under a name of our own."""
        async with self._calling(self._timeout):
            response = await self._client.batches.with_raw_response.create(
                completion_window="24h",
                endpoint="/v1/chat/completions",
                input_file_id=file_id,
                metadata={NAME: name},
            )
        return self._read(response.http_response.content, RemoteBatch)

    async def find(self, name: str, since: float) -> RemoteBatch | None:
        """The batch of that name, if there is one that was made since a Unix time."""
        after: str | openai.Omit = openai.omit
        for _ in range(MOST_PAGES):
            async with self._calling(self._timeout):
                response = await self._client.batches.with_raw_response.list(limit=PAGE, after=after)
            page = self._read(response.http_response.content, _Page)
            batches = [batch for batch in map(_batch, page.data) if batch is not None]
            for batch in batches:
                if isinstance(batch.metadata, dict) and batch.metadata.get(NAME) == name:
                    return batch
            # The newest come first.
            if not page.has_more or not batches or (batches[-1].created_at or since) < since - CLOCK_SKEW_SECONDS:
                return None
            after = batches[-1].id
        return None

    async def look(self, batch_id: str) -> RemoteBatch | None:
        """A batch as it is now, or None where the endpoint does not know it."""
        try:
            async with self._calling(self._timeout):
                response = await self._client.batches.with_raw_response.retrieve(batch_id)
        except _NotFound:
            return None
        return self._read(response.http_response.content, RemoteBatch)

    async def download(self, file_id: str, take: Callable[[bytes], Awaitable[None]]) -> None:
        """Give each line of a file to `take` as it comes in. Raises Gone where the endpoint does not have the file."""
        try:
            async with (
                self._calling(TRANSFER_SECONDS),
                self._client.files.with_streaming_response.content(file_id) as response,
                aclosing(split_lines(response.iter_bytes())) as lines,
            ):
                async for line in lines:
                    await take(line)
        except _NotFound as error:
            raise Gone(f"{self.endpoint} does not have a file that it named") from error

    @asynccontextmanager
    async def _calling(self, seconds: float) -> AsyncGenerator[None]:
        async with calling(self.endpoint, model="", secret=self.secret, seconds=seconds, wall_clock=self._wall_clock):
            try:
                yield
            except openai.NotFoundError as error:
                raise _NotFound(f"{self.endpoint} has no Batch API here; run without --batch-api") from error
            except httpx2.HTTPError as error:
                # The client names what happens until a stream begins; what happens later comes as it is.
                raise openai.APIConnectionError(request=error.request) from error

    def _read(self, body: bytes, kind: type[M]) -> M:
        try:
            return kind.model_validate_json(body)
        except ValidationError as error:
            message = f"{self.endpoint} answered with something else than a {kind.__name__.strip('_').lower()}"
            raise Transient(message) from error


class Gone(Transient):
    """A file is not there, or not yet."""


class _NotFound(EndpointError):
    """The endpoint has nothing under that address."""


def _batch(value: JsonValue) -> RemoteBatch | None:
    try:
        return RemoteBatch.model_validate(value)
    except ValidationError:
        return None
