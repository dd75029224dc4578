"""What SQLAlchemy Core leaves to the two dialects, and text that both databases take."""

import json
import time
from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import Connection, Insert, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert a row unless its primary key is taken. Whether it was inserted."""
    # SQLAlchemy counts what an INSERT does only when it is asked to.
    counting = {"preserve_rowcount": True}
    inserted = connection.execute(_inserting(connection.dialect.name, table), values, execution_options=counting)
    return inserted.rowcount == 1


def insert_all_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert those rows whose primary keys are not taken."""
    if rows:
        connection.execute(_inserting(connection.dialect.name, table), [dict(row) for row in rows])


def upsert(connection: Connection, table: Table, values: Mapping[str, object]) -> None:
    """Insert a row, or put these values in the place of those under the same primary key."""
    connection.execute(_upserting(connection.dialect.name, table, tuple(values)), values)


@cache
def _inserting(dialect: str, table: Table) -> Insert:
    """The statement is made once for each table: SQLAlchemy takes longer over that than SQLite over a row."""
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _upserting(dialect: str, table: Table, names: tuple[str, ...]) -> Insert:
    statement = _insert(dialect, table)
    keys = sorted(column.name for column in table.primary_key)
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def _insert(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def seconds_now(connection: Connection) -> float:
    """Unix time as all who use the database have it: a server's own clock, and that of the machine for a file on it."""
    if connection.dialect.name == "postgresql":
        return float(connection.execute(select(func.extract("epoch", func.clock_timestamp()))).scalar_one())
    return time.time()


def ascii_json(value: object) -> str:
    """Compact JSON in ASCII: neither database takes every character (NUL, halves of characters) as it is.

    Read it with `json.loads`: pydantic's own parser refuses halves of characters.
    """
    return json.dumps(value, separators=(",", ":"))
