"""From a store's URL to an engine whose transactions mean what they say."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from pipeline.errors import StoreError, UsageError

SQLITE_FILE = "storydigest.sqlite3"
_BUSY_SECONDS = 60
_READ_ONLY = "storydigest_read_only"


def sqlite_url(folder: Path) -> str:
    """The URL of the store that a batch keeps in its output folder."""
    return f"sqlite:///{folder / SQLITE_FILE}"


def shown(url: str) -> str:
    """A store's URL without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "the store"


def make_engine(url: str) -> Engine:
    """An engine for a store's URL. Raises UsageError for a URL that names neither SQLite nor PostgreSQL."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UsageError(
            f"--store: not a URL such as sqlite:///digests/{SQLITE_FILE} or postgresql://host/db"
        ) from None
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed)
        case "postgresql" | "postgres":
            return _postgresql(parsed)
        case other:
            raise UsageError(f"--store: {other} is not supported; give a URL of sqlite or postgresql")


def _sqlite(url: URL) -> Engine:
    if not url.database:
        raise UsageError(f"--store: name a file, such as sqlite:///digests/{SQLITE_FILE}")
    engine = create_engine(
        url, poolclass=StaticPool, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where `begin` says so, not where sqlite3 guesses
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was committed outlives a power cut

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads before it writes could not become a writer once another process has written.
        only_reads = connection.get_execution_options().get(_READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=1)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise StoreError("PostgreSQL needs its driver; install storydigest[postgresql]") from None


def only_reading(connection: Connection) -> None:
    """Say that the connection's transactions change nothing."""
    connection.execution_options(**{_READ_ONLY: True})
