"""The carrier that keeps a copy of everything said, for people who want to see it."""

import itertools
import json
from pathlib import Path

from pydantic import JsonValue

from pipeline.errors import ModelError, UsageError
from pipeline.llm.request import Carrier, Completion, Request


class TracingCarrier:
    """Writes each request that goes through another carrier, with its answer or error, as a JSON file of its own.

    `outline-0123456789ab.json` holds the stage and the start of the request's key; the same request once more gets
    `-2` behind it. Headers and keys never come this far. Raises UsageError where the folder cannot be written.
    """

    def __init__(self, inner: Carrier, folder: Path) -> None:
        self._inner = inner
        self._folder = folder

    async def send(self, request: Request) -> Completion:
        """Have the request answered by the other carrier."""
        try:
            completion = await self._inner.send(request)
        except ModelError as error:
            self._write(request, "error", f"{type(error).__name__}: {error}")
            raise
        self._write(request, "completion", completion.model_dump(mode="json"))
        return completion

    def _write(self, request: Request, outcome: str, value: JsonValue) -> None:
        record = {"key": request.key, "request": request.model_dump(mode="json"), outcome: value}
        text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        name = f"{request.stage}-{request.key[:12]}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for number in itertools.count(1):
                try:
                    with (self._folder / f"{name}{f'-{number}' if number > 1 else ''}.json").open("xb") as file:
                        file.write(text.encode("utf-8", "replace"))
                except FileExistsError:
                    continue
                return
        except OSError as error:
            raise UsageError(f"the trace cannot be written to {self._folder}: {error.strerror}") from error
