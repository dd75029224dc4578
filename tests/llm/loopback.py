"""A server of the OpenAI API on loopback that answers as a test tells it to, in all the ways that servers fail."""

import gzip
import json
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self, cast

from pydantic import JsonValue

Json = dict[str, JsonValue]


class Handler(BaseHTTPRequestHandler):
    """Takes down what was asked and answers with the next reply of the script."""

    asked: Json
    server: "Server"  # pyright: ignore[reportIncompatibleVariableOverride]  # socketserver types the base

    def do_POST(self) -> None:
        self.asked = cast("Json", json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.loopback.take_down(
            self.path, {name.lower(): value for name, value in self.headers.items()}, self.asked
        )(self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- http.server names it
        """Keep quiet."""

    def reply(self, status: int, body: bytes, headers: Mapping[str, str], *, missing: int = 0) -> None:
        """Send an answer that promises `missing` more bytes than it has."""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + missing))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """The listening socket, which knows whose it is."""

    loopback: "Loopback"
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up on a server that drips is what these tests are about."""


Reply = Callable[[Handler], None]


class Loopback:
    """The server. Replies are given in order, the last of them for ever."""

    def __init__(self, *replies: Reply) -> None:
        self._replies = list(replies)
        self._lock = threading.Lock()
        self.bodies: list[Json] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.asked = threading.Event()
        self.closing = threading.Event()
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.loopback = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def take_down(self, path: str, headers: dict[str, str], body: Json) -> Reply:
        with self._lock:
            self.paths.append(path)
            self.headers.append(headers)
            self.bodies.append(body)
            self.asked.set()
            return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def completion(text: str | None, **changes: JsonValue) -> Json:
    """A chat completion with the text; keywords change its choice."""
    message: Json = {"role": "assistant", "content": text}
    choice: Json = {"index": 0, "message": message, "finish_reason": "stop", **changes}
    usage: Json = {
        "prompt_tokens": 100,
        "completion_tokens": 20,
        "total_tokens": 120,
        "prompt_tokens_details": {"cached_tokens": 64},
    }
    return {"id": "c1", "object": "chat.completion", "model": "m", "choices": [choice], "usage": usage}


def says(text: str | None, **changes: JsonValue) -> Reply:
    """Answer with the text."""
    return sends(completion(text, **changes))


def sends(value: JsonValue) -> Reply:
    """Answer with any JSON."""
    return sends_bytes(json.dumps(value).encode())


def sends_bytes(body: bytes, status: int = 200, **headers: str) -> Reply:
    """Answer with any bytes; header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.reply(status, body, named)


def fails(status: int, message: str = "no", code: str | None = None, param: str | None = None, **headers: str) -> Reply:
    """Answer with an error as OpenAI words them."""
    error: Json = {"error": {"message": message, "type": code, "code": code, "param": param}}
    return sends_bytes(json.dumps(error).encode(), status, **headers)


def shows_page(status: int) -> Reply:
    """Answer with a page of HTML, as the proxies before a server do."""
    page = b"<html><head><title>Bad gateway</title></head><body><script>alert(1)</script></body></html>"
    return sends_bytes(page, status, Content_Type="text/html")


def resets_midway(handler: Handler) -> None:
    """Break the connection off after half of the body."""
    handler.reply(200, b'{"choices": [', {}, missing=500)
    handler.wfile.flush()
    connection = cast("socket.socket", handler.connection)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def stops_midway(handler: Handler) -> None:
    """End the connection properly after half of the body."""
    handler.reply(200, b'{"choices": [', {}, missing=500)


def drips(handler: Handler) -> None:
    """Send a byte every now and then, for ever."""
    handler.reply(200, b'{"choices": [', {}, missing=1_000_000)
    while not handler.server.loopback.closing.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def keeps_silent(handler: Handler) -> None:
    """Accept the question and never answer."""
    handler.server.loopback.closing.wait()


def sends_endless_zip(handler: Handler) -> None:
    """Answer with a small body that unpacks to 50 MB."""
    handler.reply(200, gzip.compress(b" " * 50_000_000), {"Content-Encoding": "gzip"})
