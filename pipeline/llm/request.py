"""What is asked of a model and what it answers, as plain values that anything can carry."""

import hashlib
import json
from functools import cached_property
from typing import Literal, NamedTuple, Protocol, Self

from pydantic import Field, JsonValue

from pipeline.domain.base import Model

JsonSchema = dict[str, JsonValue]
"""A JSON Schema, as `pipeline.llm.schema.strict_schema` makes it."""


class Message(Model):
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class Request(Model):
    """One question to a model: all that decides the answer, and nothing else."""

    stage: str
    prompt_sha256: str
    model: str
    messages: tuple[Message, ...]
    schema_name: str
    json_schema: JsonSchema
    max_output_tokens: int = Field(ge=1)
    temperature: float | None = None

    @property
    def key(self) -> str:
        """SHA-256 of the request as canonical JSON: the same question has the same key, whoever asks it and when.

        Sorting the keys drops the order of a schema's properties; its lists of required fields keep it.
        """
        return self._canonical.sha256

    @property
    def size(self) -> int:
        """The bytes of the request as canonical JSON. It has fewer tokens than that, in any byte-level vocabulary."""
        return self._canonical.size

    @cached_property
    def _canonical(self) -> "_Canonical":
        canonical = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        encoded = canonical.encode("utf-8", "surrogatepass")
        return _Canonical(hashlib.sha256(encoded).hexdigest(), len(encoded))

    def __copy__(self) -> Self:
        """A copy that does not know its key yet: `model_copy` changes fields after this."""
        copied = super().__copy__()
        vars(copied).pop("_canonical", None)
        return copied


class _Canonical(NamedTuple):
    """What is remembered of a request's canonical JSON."""

    sha256: str
    size: int


class TokenUsage(Model):
    """The tokens of one answer. Cached and written ones are part of the input, reasoning is part of the output.

    `price_share` is the part of the list price that the way of asking costs, and is told only where it is not all.
    """

    input_tokens: int = Field(default=0, ge=0)
    cached_tokens: int = Field(default=0, ge=0)
    cache_write_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    price_share: float = Field(default=1.0, ge=0, le=1, exclude_if=lambda share: share == 1)


CONTENT_FILTER = "content_filter"
"""The reason to finish of an answer that a filter stopped."""


class Completion(Model):
    """What a model answered."""

    text: str
    finish_reason: str
    refusal: str | None = None
    usage: TokenUsage = TokenUsage()

    @property
    def is_declined(self) -> bool:
        """Whether the model, or a filter, would not have the question answered."""
        return self.refusal is not None or self.finish_reason == CONTENT_FILTER


class Carrier(Protocol):
    """Takes a request to where it is answered: an endpoint, a recording of earlier answers, a batch of many."""

    async def send(self, request: Request) -> Completion:
        """Have the request answered. Raises a ModelError where that fails for good."""
        ...
