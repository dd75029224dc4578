"""What is kept of waves, so that no request is paid for twice however a run ends."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol

from pipeline.llm.request import Completion


class State(StrEnum):
    """How far a wave has come."""

    GATHERED = "gathered"
    """Its requests are its own; nothing is asked yet that would cost anything."""
    CREATING = "creating"
    """The batch is being asked for: it may be there or not, and is found by the wave's name if it is."""
    SENT = "sent"
    """The batch is there, under the id that is noted."""


class WaveRecord(NamedTuple):
    """One wave."""

    wave: str
    """The name that storydigest gives it, which its batch carries as metadata."""
    endpoint: str
    model: str
    state: State
    batch_id: str
    """The endpoint's id of the batch; empty until it is known."""
    since: float
    """The Unix time at which it came into this state, or at which it was last said that work on it goes on."""


class Begun(NamedTuple):
    """What became of the requests that a new wave was to have."""

    own: frozenset[str]
    """Keys of those that are the wave's now."""
    answered: Mapping[str, Completion]
    """Those that have an answer already."""

    # All others are in another wave of the same endpoint.


class Arrival(NamedTuple):
    """An answer that a wave brought; `cost` is in US dollars, if known."""

    completion: Completion
    cost: Decimal | None


class WaveBook(Protocol):
    """Where waves are kept. What a call did is safe on disk when it returns."""

    async def begin(self, record: WaveRecord, stages: Mapping[str, str]) -> Begun:
        """Note a new wave and take for it what is neither answered nor in another wave.

        `stages` says of which stage the request of each key is, in the order of the lines. A wave that gets nothing is
        not noted.
        """
        ...

    async def move(self, record: WaveRecord, to: WaveRecord) -> bool:
        """Change a record, unless it has changed since it was read. Whether it was changed."""
        ...

    async def drop(self, record: WaveRecord) -> bool:
        """Give back the requests of a wave, unless it has changed since it was read. Whether it was dropped."""
        ...

    async def look(self, wave: str) -> WaveRecord | None:
        """One wave as it is now."""
        ...

    async def under_way(self, endpoint: str) -> Sequence[WaveRecord]:
        """All waves of an endpoint that have not ended."""
        ...

    async def keys(self, wave: str) -> Sequence[str]:
        """The requests of a wave that wait for an answer, in the order of their lines."""
        ...

    async def arrived(self, record: WaveRecord, answers: Mapping[str, Arrival]) -> None:
        """Keep answers that a wave brought, and take their requests out of it."""
        ...

    async def end(self, wave: str) -> None:
        """A wave brings nothing more: what is still in it may be asked again."""
        ...
