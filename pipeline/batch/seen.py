"""Which ids a run has met already, on disk: ten million of them do not fit in memory."""

import sqlite3
from types import TracebackType
from typing import Self

from pipeline.errors import OutputError


class Seen:
    """A set of ids in a temporary file that SQLite makes and deletes by itself. Close it, or use it in `with`."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, name: str) -> bool:
        """Note an id. Whether it is new. Raises OutputError where the disk refuses."""
        try:
            return self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (name,)).rowcount == 1
        except sqlite3.Error as error:
            message = (
                f"the ids of the stories cannot be kept in a temporary file ({error}); set TMPDIR to a disk with room"
            )
            raise OutputError(message) from error
