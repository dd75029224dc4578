"""From a store's URL to an engine whose transactions mean the same on both databases.

Of transactions that write there is one at a time, whichever process it is in: what it reads stays true until it
commits, and no two wait for each other.
"""

import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import StaticPool

from pipeline.errors import StoreError, UsageError

SQLITE_FILE = "storydigest.sqlite3"
_BUSY_SECONDS = 60
"""How long a transaction waits for that of another process, and how long another may lie idle."""
_READ_ONLY = "storydigest_read_only"
_WRITERS = 0x73646967  # the number of a lock: any that nobody else takes in the database will do
_NO_ROOM_FOR_THE_LOG = "disk I/O error"
"""What SQLite says where it has no room for the index of its log; elsewhere it says that the disk is full."""
_SERVER_IS_GONE = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
"""After what silence libpq takes a server for gone; without these that is hours. A URL may say otherwise."""


def sqlite_url(folder: Path) -> str:
    """The URL of the store that a batch keeps in its output folder. Raises UsageError where none can say its name."""
    try:
        return URL.create("sqlite", database=str(folder / SQLITE_FILE)).render_as_string()
    except UnicodeEncodeError:
        raise UsageError(f"{str(folder)!a}: the name of a folder with a store has to be UTF-8") from None


def shown(url: str) -> str:
    """A store's URL without its password, wherever in it that stands."""
    return _parsed(url).set(query={}).render_as_string(hide_password=True)


def make_engine(url: str) -> Engine:
    """An engine for a store's URL. Raises UsageError for a URL that names neither SQLite nor PostgreSQL."""
    parsed = _parsed(url)
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed)
        case "postgresql" | "postgres":
            return _postgresql(parsed)
        case other:
            raise UsageError(f"--store: {other} is not supported; give a URL of sqlite or postgresql")


def only_reading(connection: Connection) -> None:
    """Say that the connection's transactions change nothing: they wait for nobody."""
    connection.execution_options(**{_READ_ONLY: True})


def reason(error: Exception) -> str:
    """What a database or its driver complains of, in one line."""
    said = error.orig if isinstance(error, DBAPIError) else error
    line = " ".join(str(said).split())[:300] or type(said).__name__
    return f"{line}; is the disk full?" if line == _NO_ROOM_FOR_THE_LOG else line


def _parsed(url: str) -> URL:
    try:
        url.encode()
        return make_url(url)
    except (ArgumentError, ValueError):  # ValueError: what is not UTF-8, or a port that is no number
        raise UsageError(
            f"--store: not a URL such as sqlite:///digests/{SQLITE_FILE} or postgresql://host/db"
        ) from None


def _only_reads(connection: Connection) -> bool:
    return connection.get_execution_options().get(_READ_ONLY, False)


def _keep_log(connection: sqlite3.Connection) -> None:
    """Have writers append to a log, so that they and readers do not wait for each other.

    Alone among statements this one does not wait while another process has the file: a transaction that does nothing
    waits in its place.
    """
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        else:
            return


def _sqlite(url: URL) -> Engine:
    if not url.database or url != URL.create(url.drivername, database=url.database):
        raise UsageError(f"--store: name a file and nothing else, such as sqlite:///digests/{SQLITE_FILE}")
    engine = create_engine(
        url.set(drivername="sqlite"),
        poolclass=StaticPool,
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where `begin` says so, not where sqlite3 guesses
        _keep_log(connection)
        connection.execute("PRAGMA synchronous = FULL")  # what was committed outlives a power cut

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads before it writes could not become a writer once another process has written.
        connection.exec_driver_sql("BEGIN" if _only_reads(connection) else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL) -> Engine:
    reached = url.set(drivername="postgresql+psycopg", query={**_SERVER_IS_GONE, **url.query})
    try:
        engine = create_engine(reached, pool_size=1, max_overflow=0)
    except ModuleNotFoundError:
        raise StoreError("PostgreSQL needs its driver; install storydigest[postgresql]") from None

    @event.listens_for(engine, "connect")
    def _configure(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = '{_BUSY_SECONDS}s'")
        cursor.execute(f"SET idle_in_transaction_session_timeout = '{_BUSY_SECONDS}s'")
        cursor.close()
        connection.commit()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not _only_reads(connection):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")

    return engine
