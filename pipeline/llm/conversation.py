"""One stage's talk with a model: ask, and ask again with reasons until the answer can be used."""

import json
from collections.abc import Mapping, Sequence
from typing import Generic

from pipeline.errors import CutOff, Filtered, Refused, Unparsable
from pipeline.llm.answers import Unusable, W, parse_answer
from pipeline.llm.faults import plain
from pipeline.llm.ledger import Ledger
from pipeline.llm.prompt import Prompt
from pipeline.llm.request import CONTENT_FILTER, Carrier, Completion, Message, Request
from pipeline.llm.schema import Closed, strict_schema

MAX_REASKS = 2
REPEATED_CHARACTERS = 6_000
"""How much of a faulty answer the model is shown again."""
MAX_REASONS = 20
REASON_CHARACTERS = 500
"""What is wrong with an answer repeats its words, which may be as many as a server cares to send."""


class Conversation(Generic[W]):
    """Asks for one value of a wire model, first with `answer`, then with `again` as long as `can_ask_again`.

    All re-asks draw on one allowance, whether the answer could not be read or the stage was not content with it.
    Every answer is recorded in the ledger, under the prompt's stage.
    """

    def __init__(
        self,
        carrier: Carrier,
        *,
        model: str,
        prompt: Prompt,
        variables: Mapping[str, object],
        wire: type[W],
        closed: Closed,
        temperature: float | None,
        ledger: Ledger,
        max_reasks: int = MAX_REASKS,
    ) -> None:
        self._carrier = carrier
        self._model = model
        self._prompt = prompt
        self._wire = wire
        self._closed = closed
        self._temperature = temperature
        self._ledger = ledger
        self._reasks_left = max_reasks
        self._messages = prompt.render(**variables)
        self._schema = strict_schema(wire, closed)
        self._limit = prompt.max_output_tokens
        self._last = ""
        self._keys: list[str] = []

    @property
    def can_ask_again(self) -> bool:
        """Whether `again` may be called."""
        return self._reasks_left > 0

    async def answer(self) -> W:
        """Ask until the answer is a value of the wire model that uses no ids but the closed ones.

        Raises Refused, CutOff where twice the limit is too little, Unparsable when the re-asks are used up, or the
        carrier's EndpointError.
        """
        while True:
            completion = await self._ask()
            self._last = completion.text
            try:
                answer = parse_answer(completion.text, self._wire, self._closed)
            except Unusable as fault:
                if completion.finish_reason == "length":
                    self._make_room()
                elif self.can_ask_again:
                    # The shape is told in words as well: servers exist that take a schema and do not heed it.
                    shape = json.dumps(self._schema, ensure_ascii=False)
                    self._object(fault.complaints, f"as one JSON object that fits this JSON Schema: {shape}")
                else:
                    message = f"{self._about()} answered with something that cannot be used: {plain(str(fault))}"
                    raise Unparsable(message, raw=completion.text) from fault
            else:
                self._ledger.uses(self._keys)
                return answer

    async def again(self, reasons: Sequence[str]) -> W:
        """Ask once more, for an answer that does not have the faults named. Raises as `answer` does.

        The answer that the caller holds stays usable where this raises. Raises ValueError if not `can_ask_again`.
        """
        if not self.can_ask_again:
            raise ValueError("the re-asks of this conversation are used up")
        self._object(reasons, "in the same shape, without these faults.")
        return await self.answer()

    def _object(self, reasons: Sequence[str], how: str) -> None:
        """Put the last answer and what is wrong with it into the conversation."""
        self._reasks_left -= 1
        listed = [_item(reason) for reason in reasons[:MAX_REASONS]]
        if more := len(reasons) - len(listed):
            listed.append(f"- … and {more} more faults like these")
        objection = "\n".join(["This answer cannot be used:", *listed, f"Answer again in full, {how}"])
        said = self._last[:REPEATED_CHARACTERS] or "(nothing)"
        self._messages += (
            Message(role="assistant", content=said.encode("utf-8", "replace").decode()),
            Message(role="user", content=objection.encode("utf-8", "replace").decode()),
        )

    def _make_room(self) -> None:
        """Allow twice the tokens, once in a conversation."""
        if self._limit > self._prompt.max_output_tokens:
            message = f"{self._about()} did not finish its answer within {self._limit} tokens"
            raise CutOff(message, raw=self._last)
        self._limit *= 2

    async def _ask(self) -> Completion:
        request = Request(
            stage=self._prompt.stage,
            prompt_sha256=self._prompt.sha256,
            model=self._model,
            messages=self._messages,
            schema_name=self._prompt.stage,
            json_schema=self._schema,
            max_output_tokens=self._limit,
            temperature=self._temperature,
        )
        self._keys.append(request.key)
        with self._ledger.timing(request.stage):
            completion = await self._carrier.send(request)
        self._ledger.record(request.stage, completion.usage, request.key)
        if completion.refusal is not None:
            message = f"{self._about()} declined to answer: {plain(completion.refusal)}"
            raise Refused(message, raw=completion.refusal)
        if completion.finish_reason == CONTENT_FILTER:
            message = f"{self._about()} was stopped by a content filter"
            raise Filtered(message, raw=completion.text)
        return completion

    def _about(self) -> str:
        return f"stage {self._prompt.stage}: {plain(self._model)}"


def _item(reason: str) -> str:
    """A reason as an item of a list: one line, and no longer than a model needs to see what is meant."""
    line = " ".join(reason[: 2 * REASON_CHARACTERS].split())
    return f"- {line}" if len(line) <= REASON_CHARACTERS else f"- {line[: REASON_CHARACTERS - 1]}…"
