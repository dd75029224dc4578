"""Reading chat completions, as lenient as the servers that speak the OpenAI API are different."""

import json
import re
from typing import TypeVar

from pydantic import BaseModel, Field, JsonValue, ValidationError

from pipeline.llm.faults import Transient, plain, scrubbed
from pipeline.llm.request import CONTENT_FILTER, Completion, TokenUsage

CUT_OFF = frozenset({"length", "max_tokens", "model_length"})
"""What servers call it when an answer did not fit its limit."""


MOST_TOKENS = 10_000_000
"""More than any model takes: a larger count is nonsense, for which nobody waits and which uses up no budget."""

_HALF = re.compile("[\ud800-\udfff]")
M = TypeVar("M", bound=BaseModel)


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Answer(BaseModel):
    """What is read of a chat completion. Servers leave out and add what they like; nothing else is relied on."""

    choices: list[_Choice] | None = None
    usage: JsonValue = None
    error: JsonValue = None


class _Details(BaseModel):
    cached_tokens: int | None = None
    cache_write_tokens: int | None = None


class _Usage(BaseModel):
    prompt_tokens: int = Field(0, le=MOST_TOKENS)
    completion_tokens: int = Field(0, le=MOST_TOKENS)
    prompt_tokens_details: _Details | None = None


def read_completion(body: bytes, endpoint: str, secret: str) -> Completion:
    """What the model answered, from the body of a chat completion.

    Raises Transient, naming the endpoint, for whatever is not one or has nothing in it.
    """
    try:
        answer = read_json(body, _Answer)
    except ValidationError as error:
        shape = "JSON of another shape" if _is_json(error) else "something that is not JSON"
        raise Transient(f"{endpoint} answered with {shape} where a chat completion was expected") from error
    if not answer.choices:
        said = plain(scrubbed(str(answer.error), secret)) if answer.error else "no choices in it"
        raise Transient(f"{endpoint} sent an answer without content: {said}")
    choice = answer.choices[0]
    refusal = choice.message.refusal or None
    finish_reason = plain(choice.finish_reason or "stop", 40)
    finish_reason = "length" if finish_reason in CUT_OFF else finish_reason
    if choice.message.content is None and refusal is None and finish_reason not in {"length", CONTENT_FILTER}:
        raise Transient(f"{endpoint} sent an answer without content: finish_reason {finish_reason}")
    return Completion(
        text=choice.message.content or "",
        finish_reason=finish_reason,
        refusal=refusal,
        usage=_read_usage(answer.usage),
    )


def read_json(body: bytes, model: type[M]) -> M:
    r"""What a server sent, as a value of a model. Raises ValidationError.

    Half of a character (a lone surrogate), which no text has, is read as the six characters of its escape, `\ud800`: an
    answer with one in it is an answer all the same, and it is for its reader to say whether it can be used.
    """
    try:
        return model.model_validate_json(body)
    except ValidationError:
        written_out = _with_halves_written_out(body)
        if written_out is None:
            raise
    return model.model_validate_json(written_out)


def _with_halves_written_out(body: bytes) -> bytes | None:
    """The same JSON with halves of characters written out; None where there are none, or where it is no JSON."""
    try:
        text = json.dumps(json.loads(body), ensure_ascii=False)
    except (ValueError, RecursionError):
        return None
    written_out, count = _HALF.subn(lambda half: f"\\\\u{ord(half[0]):04x}", text)
    return written_out.encode() if count else None


def _is_json(error: ValidationError) -> bool:
    return all(fault["type"] != "json_invalid" for fault in error.errors(include_url=False, include_input=False))


def _read_usage(block: JsonValue) -> TokenUsage:
    """The tokens as the server counted them; none where it did not, or counted nonsense."""
    try:
        usage = _Usage.model_validate(block)
        details = usage.prompt_tokens_details or _Details()
        cached = min(details.cached_tokens or 0, usage.prompt_tokens)
        return TokenUsage(
            input_tokens=usage.prompt_tokens,
            cached_tokens=cached,
            cache_write_tokens=min(details.cache_write_tokens or 0, usage.prompt_tokens - cached),
            output_tokens=usage.completion_tokens,
        )
    except ValidationError:
        return TokenUsage()
