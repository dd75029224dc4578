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
DECODED_HEADERS = {"content-encoding", "content-length", "transfer-encoding"}


class AnswerTooLarge(Exception):
    """A body grew beyond the limit and was not read to its end."""


class BoundedClient(openai.DefaultAsyncHttpxClient):
    """An AsyncClient that reads at most `MAX_ANSWER_BYTES` of a body, counted after decompression.

    Who asks for a stream gets the body of a success unread, and is the one to stop where it is too much.
    """

    async def send(
        self,
        request: httpx2.Request,
        *,
        stream: bool = False,
        auth: "AuthTypes | UseClientDefault | None" = httpx2.USE_CLIENT_DEFAULT,
        follow_redirects: "bool | UseClientDefault" = httpx2.USE_CLIENT_DEFAULT,
    ) -> httpx2.Response:
        """Send a request and read its answer. Raises AnswerTooLarge where that is more than anyone asked for."""
        response = await super().send(request, stream=True, auth=auth, follow_redirects=follow_redirects)
        if stream and response.is_success:
            return response
        try:
            body = await _read(response)
        finally:
            await response.aclose()
        headers = [(name, value) for name, value in response.headers.multi_items() if name not in DECODED_HEADERS]
        return httpx2.Response(response.status_code, headers=headers, content=body, request=response.request)


async def _read(response: httpx2.Response) -> bytes:
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise AnswerTooLarge
    return bytes(body)
