"""The HTTP client below the OpenAI one, with a limit on how much an answer may weigh.

Importing this module imports openai, which takes half a second: import it where a connection is made.
"""

from typing import TYPE_CHECKING

import httpx2
import openai

if TYPE_CHECKING:
    from httpx2._client import UseClientDefault  # the signature of `send` uses them, the package does not export them
    from httpx2._types import AuthTypes

MAX_ANSWER_BYTES = 10_000_000
IN_A_POOL = 2
DECODED_HEADERS = {"content-encoding", "content-length", "transfer-encoding"}


class AnswerTooLarge(Exception):
    """A body grew beyond the limit and was not read to its end."""


class BoundedClient(openai.DefaultAsyncHttpxClient):
    """An AsyncClient that reads at most `MAX_ANSWER_BYTES` of a body, counted after decompression.

    Who asks for a stream gets the body of a success unread, and is the one to stop where it is too much.

    Requests are spread over pools of few connections, as many as there is use for: for each request, httpcore looks
    at every connection of a pool, which at a hundred of them takes longer than all the rest of it.
    """

    def __init__(self, base_url: str, timeout: httpx2.Timeout) -> None:
        self._certificates = httpx2.create_ssl_context()
        super().__init__(base_url=base_url, timeout=timeout, verify=self._certificates)
        self._pools = [openai.DefaultAsyncHttpxClient(timeout=timeout, verify=self._certificates)]
        self._under_way = [0]

    async def send(
        self,
        request: httpx2.Request,
        *,
        stream: bool = False,
        auth: "AuthTypes | UseClientDefault | None" = httpx2.USE_CLIENT_DEFAULT,
        follow_redirects: "bool | UseClientDefault" = httpx2.USE_CLIENT_DEFAULT,
    ) -> httpx2.Response:
        """Send a request and read its answer. Raises AnswerTooLarge where that is more than anyone asked for."""
        if request.method == "POST":  # what is sent is for the endpoint that was chosen, and for nobody it points to
            follow_redirects = False
        place = self._least_busy()
        self._under_way[place] += 1
        try:
            response = await self._pools[place].send(request, stream=True, auth=auth, follow_redirects=follow_redirects)
            if stream and response.is_success:
                return response
            try:
                body = await _read(response)
            finally:
                await response.aclose()
        finally:
            self._under_way[place] -= 1
        headers = [(name, value) for name, value in response.headers.multi_items() if name not in DECODED_HEADERS]
        return httpx2.Response(response.status_code, headers=headers, content=body, request=response.request)

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools:
            await pool.aclose()
        await super().aclose()

    def _least_busy(self) -> int:
        """The pool to send through, a new one where all have their hands full."""
        place = min(range(len(self._pools)), key=self._under_way.__getitem__)
        if self._under_way[place] < IN_A_POOL:
            return place
        self._pools.append(openai.DefaultAsyncHttpxClient(timeout=self.timeout, verify=self._certificates))
        self._under_way.append(0)
        return len(self._pools) - 1


async def _read(response: httpx2.Response) -> bytes:
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise AnswerTooLarge
    return bytes(body)
