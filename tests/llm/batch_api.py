"""A server of OpenAI's Batch API on loopback: files, batches, and answers that take as many polls as a test wants."""

import json
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from types import MappingProxyType
from typing import Self, cast
from urllib.parse import parse_qs, urlsplit

from pydantic import JsonValue

from tests.llm.loopback import Json, Server, completion

Body = dict[str, JsonValue]
Answering = Callable[[str, Body], bytes]
"""From the key and the body of a request to the line that answers it, which is empty where none does."""


def answered(key: str, body: Body) -> bytes:
    """The line of a request that was answered with the last message it holds."""
    messages = cast("list[Body]", body["messages"])
    return with_status(key, 200, completion(str(messages[-1]["content"])))


def with_status(key: str, status: int, body: JsonValue) -> bytes:
    """The line of a request that got an answer of any kind."""
    response: Json = {"status_code": status, "request_id": "r1", "body": body}
    return as_line({"id": "batch_req_1", "custom_id": key, "response": response, "error": None})


def with_error(key: str, code: str, message: str = "no") -> bytes:
    """The line of a request that was not asked."""
    error: Json = {"code": code, "message": message}
    return as_line({"id": "batch_req_1", "custom_id": key, "response": None, "error": error})


def as_line(value: JsonValue) -> bytes:
    """Any JSON as a line."""
    return json.dumps(value).encode() + b"\n"


@dataclass
class Plan:
    """What becomes of one batch."""

    answer: Answering = answered
    error: Answering = lambda _key, _body: b""
    polls: int = 1
    """How often it is still in progress when it is looked at."""
    status: str = "completed"
    errors: Sequence[Json] = ()
    shuffled: bool = False
    extra: bytes = b""
    """What stands in the output besides the answers."""


@dataclass
class BatchOf:
    """A batch that the server has."""

    id: str
    plan: Plan
    keys: list[str]
    bodies: list[Body]
    metadata: JsonValue
    looked: int = 0


@dataclass
class Failure:
    """A call that fails: an HTTP status with an error of that code, or a connection that breaks (status 0)."""

    status: int
    code: str | None = None
    after: bool = False
    """Whether the call has its effect all the same."""
    strike: Callable[[], None] = lambda: None
    """What is done before the answer."""


@dataclass
class State:
    """All that the server has."""

    plans: list[Plan]
    failures: dict[str, list[Failure]]
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    batches: list[BatchOf] = field(default_factory=list[BatchOf])
    calls: list[str] = field(default_factory=list[str])


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"  # pyright: ignore[reportIncompatibleVariableOverride]  # socketserver types the base

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/v1/files":
            self._answer("upload", lambda api: api.take_file(_uploaded(body)))
        else:
            self._answer("create", lambda api: api.make_batch(cast("Json", json.loads(body))))

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        match parts.path.split("/")[2:]:
            case ["batches"]:
                after = parse_qs(parts.query).get("after", [""])[0]
                self._answer("list", lambda api: api.listed(after))
            case ["batches", batch_id]:
                self._answer("look", lambda api: api.look(batch_id))
            case ["files", file_id, "content"]:
                self._answer("download", lambda api: api.state.files.get(file_id))
            case _:
                self._send(404, b"{}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- http.server names it
        """Keep quiet."""

    def _answer(self, call: str, work: "Callable[[BatchApi], bytes | None]") -> None:
        with self.server.api.called(call) as failure:
            body = None if failure and not failure.after else work(self.server.api)
            if failure:
                failure.strike()
            if failure and not failure.status:
                self.close_connection = True
                if call == "download" and body is None:
                    self._send(200, work(self.server.api) or b"", missing=True)
            elif failure:
                error: Json = {"error": {"message": "no", "type": failure.code, "code": failure.code}}
                self._send(failure.status, json.dumps(error).encode())
            else:
                self._send(200 if body is not None else 404, body or b"")

    def _send(self, status: int, body: bytes, *, missing: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if missing else body)


class _Server(Server):
    api: "BatchApi"


class BatchApi:
    """The server. Batches fare as the plans say, in order, the last of them for ever."""

    def __init__(
        self, *plans: Plan, failures: Mapping[str, Sequence[Failure]] = MappingProxyType({}), page: int = 20
    ) -> None:
        self.state = State(list(plans) or [Plan()], {call: list(some) for call, some in failures.items()})
        self.looked_at = threading.Event()
        self._page = page
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.api = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def count(self, call: str) -> int:
        """How often a call was made."""
        return self.state.calls.count(call)

    @contextmanager
    def called(self, call: str) -> Generator[Failure | None]:
        """One call, and how it is to fail."""
        with self._lock:
            self.state.calls.append(call)
            if call == "look":
                self.looked_at.set()
            failures = self.state.failures.get(call)
            yield failures.pop(0) if failures else None

    def take_file(self, content: bytes) -> bytes:
        name = f"file-{len(self.state.files)}"
        self.state.files[name] = content
        return json.dumps({"id": name, "object": "file", "bytes": len(content), "purpose": "batch"}).encode()

    def make_batch(self, asked: Json) -> bytes:
        assert (asked["endpoint"], asked["completion_window"]) == ("/v1/chat/completions", "24h")
        lines = [cast("Json", json.loads(line)) for line in self.state.files[str(asked["input_file_id"])].splitlines()]
        assert {(line["method"], line["url"]) for line in lines} == {("POST", "/v1/chat/completions")}
        bodies = [cast("Body", line["body"]) for line in lines]
        assert len({str(body["model"]) for body in bodies}) == 1
        plans = self.state.plans
        plan = plans.pop(0) if len(plans) > 1 else plans[0]
        keys = [str(line["custom_id"]) for line in lines]
        batch = BatchOf(f"batch_{len(self.state.batches)}", plan, keys, bodies, asked.get("metadata"))
        self.state.batches.append(batch)
        return json.dumps(self._told(batch)).encode()

    def look(self, batch_id: str) -> bytes | None:
        batch = next((batch for batch in self.state.batches if batch.id == batch_id), None)
        if batch is None:
            return None
        batch.looked += 1
        return json.dumps(self._told(batch)).encode()

    def listed(self, after: str) -> bytes:
        newest_first = self.state.batches[::-1]
        start = next((n + 1 for n, batch in enumerate(newest_first) if batch.id == after), 0)
        page = newest_first[start : start + self._page]
        has_more = start + self._page < len(newest_first)
        return json.dumps({"object": "list", "data": [*map(self._told, page)], "has_more": has_more}).encode()

    def _told(self, batch: BatchOf) -> Json:
        plan, has_ended = batch.plan, batch.looked > batch.plan.polls
        told: Json = {"id": batch.id, "object": "batch", "metadata": batch.metadata, "created_at": 1_790_856_000}
        if not has_ended:
            return {**told, "status": "in_progress" if batch.looked else "validating"}
        output = [plan.answer(key, body) for key, body in zip(batch.keys, batch.bodies, strict=True)]
        errors = [plan.error(key, body) for key, body in zip(batch.keys, batch.bodies, strict=True)]
        if plan.shuffled:
            output.reverse()
        files = {"output_file_id": b"".join(output) + plan.extra, "error_file_id": b"".join(errors)}
        for kind, content in files.items():
            if content and plan.status != "failed":
                self.state.files[f"{batch.id}-{kind}"] = content
                told[kind] = f"{batch.id}-{kind}"
        return {**told, "status": plan.status, "errors": {"object": "list", "data": list(plan.errors)}}


def _uploaded(form: bytes) -> bytes:
    """The file in a multipart form, whose purpose is to be a batch's."""
    boundary = form[: form.index(b"\r\n")]
    parts: dict[str, bytes] = {}
    for part in form.split(boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        name = head.split(b'name="')[1].split(b'"')[0].decode()
        parts[name] = content.removesuffix(b"\r\n")
    assert parts["purpose"] == b"batch"
    return parts["file"]
