"""The lines of the Batch API's files: requests as they are uploaded, answers as they come back, in any order."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from http import HTTPStatus
from typing import NamedTuple, cast

import httpx2
import openai
from pydantic import BaseModel, JsonValue, ValidationError

from pipeline.errors import ModelError
from pipeline.llm.bounded import MAX_ANSWER_BYTES
from pipeline.llm.faults import FILTERED, NO_CREDIT, Transient, plain, scrubbed, status_fault
from pipeline.llm.reading import read_completion, read_json
from pipeline.llm.request import Completion

ENDPOINT = "/v1/chat/completions"
PRICE_SHARE = 0.5
"""What an answer of the Batch API costs, as a part of what it costs when it is asked for at once."""
_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Characters that JSON leaves in strings and that some servers take for the end of a line."""


class Reply(NamedTuple):
    """One line that came back."""

    key: str
    outcome: Completion | ModelError


class _Response(BaseModel):
    status_code: int
    body: JsonValue = None


class _Line(BaseModel):
    custom_id: str
    response: _Response | None = None
    error: JsonValue = None


def request_line(key: str, body: Mapping[str, JsonValue]) -> bytes:
    """A request as a line, with its end."""
    line = {"custom_id": key, "method": "POST", "url": ENDPOINT, "body": body}
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":")).translate(_BREAKS)
    return text.encode("utf-8", "replace") + b"\n"


async def split_lines(pieces: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    """The lines in a body that comes in pieces. A line of more than `MAX_ANSWER_BYTES` is passed over."""
    line, too_long = bytearray(), False
    async for piece in pieces:
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            line += piece[start:end]
            if line and not too_long and len(line) <= MAX_ANSWER_BYTES:
                yield bytes(line)
            line.clear()
            too_long = False
            start = end + 1
        line += piece[start:]
        if len(line) > MAX_ANSWER_BYTES:
            line.clear()
            too_long = True
    if line and not too_long:
        yield bytes(line)


def read_reply(line: bytes, *, endpoint: str, model: str, secret: str) -> Reply | None:
    """What a line says of which request, or None where it cannot be told of which."""
    try:
        read = read_json(line, _Line)
    except ValidationError:
        return None
    return Reply(read.custom_id, _outcome(read, endpoint, model, secret))


def _outcome(line: _Line, endpoint: str, model: str, secret: str) -> Completion | ModelError:
    if line.response is None:
        return request_fault(line.error, endpoint=endpoint, model=model, secret=secret)
    if not HTTPStatus.OK <= line.response.status_code < HTTPStatus.MULTIPLE_CHOICES:
        return _status_fault(line.response.status_code, line.response.body, endpoint, model, secret)
    try:
        completion = read_completion(json.dumps(line.response.body).encode(), endpoint, secret)
    except ModelError as error:
        return error
    usage = completion.usage.model_copy(update={"price_share": PRICE_SHARE})
    return completion.model_copy(update={"usage": usage})


def request_fault(error: JsonValue, *, endpoint: str, model: str, secret: str) -> ModelError:
    """The error for a request, or a whole batch, that did not come to be asked; `error` has a code and a message."""
    fields = error if isinstance(error, dict) else {}
    if {str(fields.get("code")), str(fields.get("type"))} & (NO_CREDIT | FILTERED):
        return _status_fault(HTTPStatus.BAD_REQUEST, fields, endpoint, model, secret)
    said = plain(scrubbed(str(fields.get("message") or fields.get("code") or "no reason given"), secret))
    return Transient(f"{endpoint} did not come to answer in a batch: {said}")


def _status_fault(status: int, body: JsonValue, endpoint: str, model: str, secret: str) -> ModelError:
    inner = body.get("error", body) if isinstance(body, dict) else body
    told = cast("dict[str, JsonValue]", inner) if isinstance(inner, dict) else {}
    # The error is the one that the client raises where the same answer comes at once.
    response = httpx2.Response(status, request=httpx2.Request("POST", ENDPOINT))
    error = openai.APIStatusError("", response=response, body={k: v for k, v in told.items() if isinstance(v, str)})
    return status_fault(error, endpoint=endpoint, model=model, secret=secret, wait=None)
