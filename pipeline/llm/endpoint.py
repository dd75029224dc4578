"""The carrier that asks an endpoint which speaks the OpenAI API: one attempt, without retries.

Importing this module imports openai, which takes half a second: `pipeline.llm.connect` does it where it is needed.
"""

import time
from collections.abc import Callable, Mapping
from typing import Self

import httpx2
import openai
from pydantic import JsonValue

from pipeline.errors import EndpointError
from pipeline.llm.calling import calling, open_client
from pipeline.llm.dialect import Dialect
from pipeline.llm.faults import Rejected, shown_url
from pipeline.llm.reading import read_completion
from pipeline.llm.request import Completion, Request


class OpenAICarrier:
    """Sends requests as chat completions with strict structured output.

    What a server refuses (`json_schema`, `max_completion_tokens`, `temperature`) is left out from then on, by model.
    An answer takes at most `timeout` seconds, however slowly its body drips. `heed` is given the headers of answers,
    those of errors too. Close it, or use it in `async with`.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        timeout: float,
        heed: Callable[[Mapping[str, str]], None] | None = None,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        self._client = open_client(base_url, api_key, timeout)
        self._endpoint = shown_url(base_url)
        self._key = api_key
        self._timeout = timeout
        self._heed = heed or _heed_nothing
        self._wall_clock = wall_clock
        self._dialects: dict[str, Dialect] = {}

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
        async with calling(
            self._endpoint, model=model, secret=self._key, seconds=self._timeout, wall_clock=self._wall_clock
        ):
            try:
                response = await self._client.post("/chat/completions", cast_to=httpx2.Response, body=body)
            except openai.APIStatusError as error:
                self._heed(error.response.headers)
                raise
        self._heed(response.headers)
        return response.content


def _heed_nothing(_: Mapping[str, str]) -> None:
    """Headers are nobody's business where no limits are kept."""
