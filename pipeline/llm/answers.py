"""From a model's text to a value of its wire model, or to complaints that the model can act on."""

import json
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.llm.schema import Closed, foreign_ids

W = TypeVar("W", bound=BaseModel)

MAX_COMPLAINTS = 20
MAX_STARTS = 200
"""How many braces are tried as the start of an answer: a text full of them is not worth more time."""


class Unusable(Exception):
    """An answer is not what was asked for; `complaints` say why, in words for the model."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("; ".join(complaints))
        self.complaints = complaints


def parse_answer(text: str, wire: type[W], closed: Closed) -> W:
    """The answer in a text, which may stand in a code fence or among other words. Raises Unusable."""
    try:
        answer = wire.model_validate_json(outermost_object(text))
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        raise Unusable([_complaint(fault["loc"], fault["msg"]) for fault in faults[:MAX_COMPLAINTS]]) from error
    if foreign := foreign_ids(answer, closed):
        raise Unusable(foreign[:MAX_COMPLAINTS])
    return answer


def outermost_object(text: str) -> str:
    """The longest JSON object in a text. Raises Unusable where there is none."""
    longest = max(_objects(text), key=len, default=None)
    if longest is None:
        raise Unusable(["The answer is not a JSON object."])
    return longest


def _objects(text: str) -> Iterator[str]:
    decoder = json.JSONDecoder()
    start = text.find("{")
    for _ in range(MAX_STARTS):
        if start < 0:
            return
        try:
            _, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            end = start + 1
        else:
            yield text[start:end]
        start = text.find("{", end)


def _complaint(where: tuple[int | str, ...], what: str) -> str:
    return f"{'.'.join(map(str, where))}: {what}" if where else what
