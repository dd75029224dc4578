"""What all pages of the desk work with."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pipeline.desk.jobs import Jobs
from pipeline.desk.session import Sessions
from pipeline.llm.request import Carrier
from pipeline.store import Store
from pipeline.writers.drafts import Writer


class Writers(Protocol):
    """Opens writers by the names of their models."""

    @property
    def names(self) -> tuple[str, ...]:
        """The models that an editor may choose from, the usual one first."""
        ...

    def open(self, model: str, watched: Callable[[Carrier], Carrier]) -> AbstractAsyncContextManager[Writer]:
        """A writer for one candidate; what it asks goes through `watched`."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk, on one store.

    `token` is what editors sign in with; None where nobody but this machine can reach the desk. `out` is the folder
    that published digests are written to; None where the store is all there is.
    """

    store: Store
    writers: Writers
    jobs: Jobs
    sessions: Sessions
    clock: Callable[[], datetime]
    token: str | None = None
    out: Path | None = None
