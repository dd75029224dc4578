"""Where a stage has work done that needs nobody's answer: here, or in a process that has nobody to answer meanwhile."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Computing(Protocol):
    """Calls a pure function of a module with some values, in another process if need be."""

    def __call__(self, work: Callable[[*Ts], T], *given: *Ts) -> Awaitable[T]:
        """What the function makes of the values. Raises what it raises, and WorkerLost where it ends its process."""
        ...


async def compute_here(work: Callable[[*Ts], T], *given: *Ts) -> T:
    """Call it in this process."""
    return work(*given)
