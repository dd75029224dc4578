"""How a recording is stored: YAML that a person can read, with nothing in it that names a machine, a key or an account.

Filters are allow-lists: what is not known to be needed is not kept. They run when traffic is recorded and again when it
is loaded, so they change nothing that they have been through already.
"""

import json
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Protocol, TypeAlias, TypedDict, cast
from urllib.parse import urlsplit

import yaml
from pydantic import JsonValue
from vcr.persisters.filesystem import CassetteNotFoundError  # pyright: ignore[reportMissingTypeStubs]  # vcr and yaml have no types
from vcr.serialize import deserialize, serialize  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]  # vcr and yaml have no types

Json = dict[str, JsonValue]
Kept: TypeAlias = "Mapping[str, Kept] | None"

ENDPOINT = "/chat/completions"
HEADERS = frozenset({"content-type"})
READ: Kept = {
    "choices": {"finish_reason": None, "message": {"content": None, "refusal": None}},
    "usage": {
        "prompt_tokens": None,
        "completion_tokens": None,
        "prompt_tokens_details": {"cached_tokens": None, "cache_write_tokens": None},
    },
    "error": {"message": None, "type": None, "param": None, "code": None},
}
"""The parts of an answer that the client reads: `pipeline.llm.reading` and `pipeline.llm.faults`."""

_TOO_MANY_REQUESTS, _SERVER_ERROR = 429, 500
_LONG = 100
_OTHER_BREAKS = frozenset("\r\x85\u2028\u2029")


class Body(TypedDict):
    """A body as vcr holds it."""

    string: bytes


class Status(TypedDict):
    """A status as vcr holds it."""

    code: int
    message: str


class StoredResponse(TypedDict):
    """A response as vcr holds it."""

    status: Status
    headers: dict[str, list[str]]
    body: Body


class StoredRequest(Protocol):
    """A request as vcr holds it."""

    method: str
    uri: str
    headers: MutableMapping[str, str]
    body: bytes


def parsed(body: bytes | str) -> Json:
    """The JSON object in a body. Raises ValueError where there is none."""
    value = cast("JsonValue", json.loads(body))
    if not isinstance(value, dict):
        raise ValueError("a body that is JSON, but no object")  # noqa: TRY004 -- as malformed as what is not JSON
    return value


def scrubbed_request(request: StoredRequest) -> StoredRequest:
    """The request without its endpoint's address, and without any header that is not listed."""
    path = urlsplit(request.uri).path
    request.uri = ENDPOINT if path.endswith(ENDPOINT) else path
    request.headers = {name.lower(): value for name, value in request.headers.items() if name.lower() in HEADERS}
    return request


def scrubbed_response(response: StoredResponse) -> StoredResponse | None:
    """The response with what the client reads of it; None, which keeps it out, for what the client asks again after.

    Replaying a server that is busy would only make tests wait.
    """
    code = response["status"]["code"]
    if code == _TOO_MANY_REQUESTS or code >= _SERVER_ERROR:
        return None
    try:
        body = parsed(response["body"]["string"])
    except ValueError:
        return None
    kept = {name.lower(): values for name, values in response["headers"].items() if name.lower() in HEADERS}
    return {
        "status": response["status"],
        "headers": kept,
        "body": {"string": json.dumps(_pruned(body, READ)).encode()},
    }


def _pruned(value: JsonValue, kept: Kept) -> JsonValue:
    if kept is None:
        return value
    if isinstance(value, list):
        return [_pruned(item, kept) for item in value]
    if isinstance(value, dict):
        return {name: _pruned(item, kept[name]) for name, item in value.items() if name in kept}
    return value


def same_body(one: StoredRequest, other: StoredRequest) -> None:
    """Hold that two requests ask the same: all of their JSON, in its order, since properties are answered in theirs."""
    if json.dumps(parsed(one.body)) != json.dumps(parsed(other.body)):
        raise AssertionError("the bodies differ")


class _Dumper(yaml.SafeDumper):
    """Writes text as it stands: nothing is folded, and nothing escaped that YAML can show."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text or len(text) > _LONG else None
    if _OTHER_BREAKS & set(text):
        style = '"'  # where they are escaped; elsewhere YAML reads them as line breaks
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)  # pyright: ignore[reportUnknownMemberType]  # vcr and yaml have no types


_Dumper.add_representer(str, _text)


def shown(value: object) -> str:
    """A value as a cassette shows it."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"))


class ReadableYaml:
    """The serializer that vcr is given: bodies are JSON in its hands, and YAML in the file."""

    @staticmethod
    def serialize(cassette: Mapping[str, JsonValue]) -> str:
        """The text of a cassette."""
        first = {name: cassette[name] for name in ("version", "metadata") if name in cassette}
        interactions = [_unfolded(interaction) for interaction in cast("list[Json]", cassette["interactions"])]
        return shown({**first, "interactions": interactions})

    @staticmethod
    def deserialize(text: str) -> Json:
        """A cassette from its text."""
        cassette = cast("Json", yaml.safe_load(text))
        interactions = [_folded(interaction) for interaction in cast("list[Json]", cassette["interactions"])]
        return {**cassette, "interactions": list[JsonValue](interactions)}


def _unfolded(interaction: Json) -> Json:
    request, response = cast("Json", interaction["request"]), cast("Json", interaction["response"])
    asked = {name: request[name] for name in ("method", "uri", "headers")}
    answered = {name: response[name] for name in ("status", "headers")}
    body = cast("dict[str, str]", response["body"])["string"]
    return {
        "request": {**asked, "body": parsed(cast("str", request["body"]))},
        "response": {**answered, "body": parsed(body)},
    }


def _folded(interaction: Json) -> Json:
    request, response = cast("Json", interaction["request"]), cast("Json", interaction["response"])
    return {
        "request": {**request, "body": json.dumps(request["body"])},
        "response": {**response, "body": {"string": json.dumps(response["body"])}},
    }


class CassetteFolder:
    """The persister that vcr is given: UTF-8 in any locale, and metadata, which that of pytest-recording drops."""

    @staticmethod
    def load_cassette(path: str, serializer: ReadableYaml) -> object:
        """The requests and responses of a cassette, and its metadata."""
        try:
            text = Path(path).read_text("utf-8")
        except FileNotFoundError:
            raise CassetteNotFoundError from None
        return cast("object", deserialize(text, serializer))

    @staticmethod
    def save_cassette(path: str, cassette: object, serializer: ReadableYaml) -> None:
        """Write a cassette."""
        Path(path).write_text(serialize(cassette, serializer), "utf-8", newline="\n")
