"""A loopback server of the OpenAI API that gives everybody the same answer after a set time, at little cost."""

import asyncio
import json
import sys

from benchmarks.apart import serve_until_told

_SENTENCE = {
    "fact": "f1",
    "second_fact": None,
    "text": "Reports say that the talks in the capital went on until Friday.",
}
_MESSAGE = {"role": "assistant", "content": json.dumps({"sentences": [_SENTENCE] * 4})}
_BODY = json.dumps(
    {
        "id": "answer",
        "object": "chat.completion",
        "created": 0,
        "model": "model",
        "choices": [{"index": 0, "finish_reason": "stop", "message": _MESSAGE}],
        "usage": {"prompt_tokens": 1_000, "completion_tokens": 100, "total_tokens": 1_100},
    }
).encode()
_LIMITS = {
    "x-ratelimit-limit-requests": "1000000",
    "x-ratelimit-remaining-requests": "999000",
    "x-ratelimit-reset-requests": "60ms",
    "x-ratelimit-limit-tokens": "1000000000",
    "x-ratelimit-remaining-tokens": "999990000",
    "x-ratelimit-reset-tokens": "1ms",
}
"""As OpenAI's endpoint tells with each answer."""
_HEAD = "\r\n".join(
    [
        "HTTP/1.1 200 OK",
        "Content-Type: application/json",
        f"Content-Length: {len(_BODY)}",
        *(f"{name}: {value}" for name, value in _LIMITS.items()),
    ]
)
_ANSWER = _HEAD.encode() + b"\r\n\r\n" + _BODY


class _Connection(asyncio.Protocol):
    """One connection; it looks at a request no closer than it must to know where the next one begins."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while True:
            head, end, rest = self._received.partition(b"\r\n\r\n")
            length = _content_length(head)
            if not end or len(rest) < length:
                return
            self._received = rest[length:]
            asyncio.get_running_loop().call_later(self._seconds, self._answer)

    def _answer(self) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(_ANSWER)


def _content_length(head: bytes) -> int:
    lines = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    return next((int(value) for name, _, value in lines if name == b"content-length"), 0)


async def _serve(seconds: float) -> None:
    loop = asyncio.get_running_loop()
    await serve_until_told(await loop.create_server(lambda: _Connection(seconds), "127.0.0.1", 0, backlog=512))


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1])))
