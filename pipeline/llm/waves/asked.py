"""Who waits for answers of the Batch API, and what becomes of their requests: gathered, answered, given up."""

import asyncio
from collections.abc import Callable, Collection, Iterable

from pipeline.errors import EndpointError, Stopped
from pipeline.llm.faults import Rejected, Transient
from pipeline.llm.request import Completion, Request
from pipeline.llm.waves.gathering import Asked, Gathering
from pipeline.llm.waves.outcome import Leftover, QueueFull

MOST_WAVES = 3
"""In how many waves a request goes out before it is given up."""


class AskedFor:
    """The requests that somebody waits for, by their keys, with one gathering for each model."""

    def __init__(self, new_gathering: Callable[[], Gathering]) -> None:
        self._new_gathering = new_gathering
        self._asked: dict[str, Asked] = {}
        self._gatherings: dict[str, Gathering] = {}

    def gathering(self, model: str) -> Gathering:
        """What is gathered for a model."""
        if model not in self._gatherings:
            self._gatherings[model] = self._new_gathering()
        return self._gatherings[model]

    def find(self, request: Request, *, under_way: Callable[[str], bool]) -> Asked:
        """A request as it is waited for. One that is new is gathered, unless it is in a wave that is under way."""
        key = request.key
        if asked := self._asked.get(key):
            return asked
        gathering = self.gathering(request.model)
        asked = Asked(request, key, asyncio.get_running_loop().create_future(), gathering.dialect)
        self._asked[key] = asked
        if not under_way(key):
            gathering.add(asked)
        return asked

    def forget(self, asked: Asked) -> None:
        """Nobody waits for a request any more."""
        self.gathering(asked.request.model).take_out(asked)
        if self._asked.get(asked.key) is asked:
            del self._asked[asked.key]
        asked.answer.cancel()

    def resolve(self, key: str, completion: Completion) -> None:
        """Hand an answer to those who wait for it."""
        if (asked := self._asked.pop(key, None)) and not asked.answer.done():
            gathering = self.gathering(asked.request.model)
            gathering.take_out(asked)
            gathering.dialect = asked.dialect.joined(gathering.dialect)
            asked.answer.set_result(completion)

    def fail(self, key: str, error: Exception) -> None:
        """Let those who wait for an answer know that there will be none."""
        if (asked := self._asked.pop(key, None)) and not asked.answer.done():
            asked.answer.set_exception(error)

    def stop(self) -> None:
        """Gather nothing more, and send everybody away."""
        for gathering in self._gatherings.values():
            gathering.stop()
        for key in list(self._asked):
            self.fail(key, Stopped("the run is being stopped; the next one goes on with what is under way"))

    def again(self, keys: Iterable[str]) -> None:
        """Put requests into another wave, those that somebody waits for."""
        for key in keys:
            if asked := self._asked.get(key):
                self.gathering(asked.request.model).add(asked)

    def unanswered(self, keys: Collection[str], left: Leftover) -> None:
        """A wave ended without answers to these: ask again where that may help, and let the others know."""
        for key in keys:
            if asked := self._asked.get(key):
                if fault := self._final_fault(asked, left):
                    self.fail(key, fault)
                else:
                    self.again([key])

    def _final_fault(self, asked: Asked, left: Leftover) -> Exception | None:
        """Why a request is not to be asked again; None where it is, in the wording that is to be tried then."""
        fault = left.named.get(asked.key, left.others)
        if isinstance(fault, Rejected):
            poorer = asked.dialect.after(fault.complaint, asked.request)
            if poorer is None:
                return EndpointError(str(fault))
            asked.dialect = poorer
            return None
        if not isinstance(fault, Transient):
            return fault
        if isinstance(fault, QueueFull) and not self.gathering(asked.request.model).is_least:
            return None
        asked.waves += 1
        if asked.waves < MOST_WAVES:
            return None
        return EndpointError(f"{fault} (asked in {asked.waves} waves)")
