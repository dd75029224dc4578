"""How much of the OpenAI API a server speaks: what it refused once is not sent to it again."""

import json
from enum import IntEnum
from typing import Self

from pydantic import JsonValue

from pipeline.domain.base import Model
from pipeline.llm.request import Message, Request

FORMAT_WORDS = ("response_format", "json_schema", "json_object", "structured output", "guided_json", "grammar")


class Format(IntEnum):
    """How an answer's shape is asked for, the strictest first."""

    JSON_SCHEMA = 0
    JSON_OBJECT = 1
    WORDS = 2


class Dialect(Model):
    """What a server takes. Each refusal makes it poorer; no refusal makes it richer again."""

    format: Format = Format.JSON_SCHEMA
    old_limit: bool = False
    fixed_temperature: bool = False
    unbounded: bool = False

    def after(self, complaint: str, request: Request) -> Self | None:
        """The dialect to try after a server's complaint, or None where the complaint is about something else."""
        if not self.unbounded and "maxitems" in complaint:
            return self.model_copy(update={"unbounded": True})
        if self.format is not Format.WORDS and any(word in complaint for word in FORMAT_WORDS):
            return self.model_copy(update={"format": Format(self.format + 1)})
        if not self.old_limit and "max_completion_tokens" in complaint:
            return self.model_copy(update={"old_limit": True})
        if not self.fixed_temperature and request.temperature is not None and "temperature" in complaint:
            return self.model_copy(update={"fixed_temperature": True})
        return None

    def joined(self, other: Self) -> Self:
        """What is left when both findings hold."""
        return self.model_copy(
            update={
                "format": max(self.format, other.format),
                "old_limit": self.old_limit or other.old_limit,
                "fixed_temperature": self.fixed_temperature or other.fixed_temperature,
                "unbounded": self.unbounded or other.unbounded,
            }
        )

    def body(self, request: Request) -> dict[str, JsonValue]:
        """The request as the body of a call to `/chat/completions`."""
        messages = request.messages if self.format is Format.JSON_SCHEMA else _with_schema_in_words(request)
        body: dict[str, JsonValue] = {
            "model": request.model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "max_tokens" if self.old_limit else "max_completion_tokens": request.max_output_tokens,
        }
        if self.format is Format.JSON_SCHEMA:
            wanted = _without_bounds(request.json_schema) if self.unbounded else request.json_schema
            schema: JsonValue = {"name": request.schema_name, "strict": True, "schema": wanted}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.format is Format.JSON_OBJECT:
            body["response_format"] = {"type": "json_object"}
        if request.temperature is not None and not self.fixed_temperature:
            body["temperature"] = request.temperature
        return body


def _without_bounds(schema: JsonValue) -> JsonValue:
    """The schema without the bounds of its lists."""
    if isinstance(schema, dict):
        return {keyword: _without_bounds(value) for keyword, value in schema.items() if keyword != "maxItems"}
    return [_without_bounds(value) for value in schema] if isinstance(schema, list) else schema


def _with_schema_in_words(request: Request) -> tuple[Message, ...]:
    """The messages, the first of which also tells the shape that the server cannot be made to enforce."""
    first, *rest = request.messages
    schema = json.dumps(request.json_schema, ensure_ascii=False)
    told = f"{first.content}\n\nAnswer with one JSON object, and nothing else, that fits this JSON Schema:\n{schema}\n"
    return (first.model_copy(update={"content": told}), *rest)
