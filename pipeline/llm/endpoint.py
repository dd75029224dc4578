"""The carrier that asks an endpoint which speaks the OpenAI API: one attempt, without retries.

Importing this module imports openai, which takes half a second: `pipeline.llm.connect` does it where it is needed.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Self

import httpx2
import openai
from pydantic import JsonValue

from pipeline.errors import EndpointError, KeyRefused, UsageError
from pipeline.llm.bounded import MAX_ANSWER_BYTES, AnswerTooLarge, BoundedClient
from pipeline.llm.dialect import Dialect
from pipeline.llm.faults import Oversized, Rejected, Transient, connection_fault, plain, shown_url, status_fault
from pipeline.llm.reading import read_completion
from pipeline.llm.request import Completion, Request
from pipeline.llm.waits import wait_asked_for

CONNECT_SECONDS = 10.0


class OpenAICarrier:
    """Sends requests as chat completions with strict structured output.

    What a server refuses (`json_schema`, `max_completion_tokens`, `temperature`) is left out from then on, by model.
    An answer takes at most `timeout` seconds, however slowly its body drips. `heed` is given the headers of answers,
    those of errors too; up to `connections` are kept open. Close it, or use it in `async with`.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        timeout: float,
        heed: Callable[[Mapping[str, str]], None] | None = None,
        connections: int = 100,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        if not _is_web_address(base_url):
            raise UsageError(f"OPENAI_BASE_URL is not an http or https URL: {plain(base_url)!r}")
        if not (api_key.isascii() and api_key.isprintable()) or " " in api_key:
            raise KeyRefused("OPENAI_API_KEY holds characters that no key has; set it again")
        self._endpoint = shown_url(base_url)
        self._key = api_key
        self._timeout = timeout
        self._heed = heed or _heed_nothing
        self._wall_clock = wall_clock
        self._dialects: dict[str, Dialect] = {}
        limits = openai.Timeout(timeout, connect=min(CONNECT_SECONDS, timeout))
        self._client = openai.AsyncOpenAI(
            base_url=base_url,
            api_key=api_key,
            max_retries=0,
            timeout=limits,
            http_client=BoundedClient(
                base_url=base_url, timeout=limits, limits=httpx2.Limits(max_keepalive_connections=connections)
            ),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections that are kept open."""
        await self._client.close()

    async def send(self, request: Request) -> Completion:
        """Ask once, or as often as it takes to learn what the server does not speak.

        Raises Transient where another attempt may help, else a ModelError.
        """
        dialect = self._dialects.get(request.model, Dialect())
        while True:
            try:
                answer = await self._post(dialect.body(request), request.model)
            except Rejected as rejection:
                poorer = dialect.after(rejection.complaint, request)
                if poorer is None:
                    raise EndpointError(str(rejection)) from rejection
                dialect = poorer
            else:
                # Only what made the server answer is remembered. Another request may have found out more meanwhile.
                self._dialects[request.model] = dialect.joined(self._dialects.get(request.model, dialect))
                return read_completion(answer, self._endpoint, self._key)

    async def _post(self, body: Mapping[str, JsonValue], model: str) -> bytes:
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._client.post("/chat/completions", cast_to=httpx2.Response, body=body)
        except TimeoutError as error:
            message = f"{self._endpoint} took longer than {self._timeout:g} s; give it longer with --timeout"
            raise Transient(message, timed_out=True) from error
        except AnswerTooLarge as error:
            raise Oversized(
                f"{self._endpoint} sent an answer of more than {MAX_ANSWER_BYTES // 1_000_000} MB"
            ) from error
        except openai.APIStatusError as error:
            self._heed(error.response.headers)
            wait = wait_asked_for(error.response.headers, self._wall_clock())
            raise status_fault(error, endpoint=self._endpoint, model=model, secret=self._key, wait=wait) from error
        except openai.APIConnectionError as error:
            raise connection_fault(error, endpoint=self._endpoint) from error
        except openai.OpenAIError as error:
            raise EndpointError(f"{self._endpoint} could not be asked ({type(error).__name__})") from error
        self._heed(response.headers)
        return response.content


def _heed_nothing(_: Mapping[str, str]) -> None:
    """Headers are nobody's business where no limits are kept."""


def _is_web_address(url: str) -> bool:
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL:
        return False
    return parsed.scheme in {"http", "https"} and bool(parsed.host)
