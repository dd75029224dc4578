"""What SQLAlchemy Core leaves to the two dialects, and text that both databases take."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert a row unless its primary key is taken. Whether it was inserted."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(values).on_conflict_do_nothing()
    # SQLAlchemy counts what an INSERT does only when it is asked to.
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount == 1


def insert_all_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert those rows whose primary keys are not taken."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), [dict(row) for row in rows])


def upsert(connection: Connection, table: Table, values: Mapping[str, object]) -> None:
    """Insert a row, or put these values in the place of those under the same primary key."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    keys = {column.name for column in table.primary_key}
    changed = {name: value for name, value in values.items() if name not in keys}
    statement = insert(table).values(values).on_conflict_do_update(index_elements=sorted(keys), set_=changed)
    connection.execute(statement)


def ascii_json(value: object) -> str:
    """Compact JSON in ASCII: neither database takes every character (NUL, halves of characters) as it is.

    Read it with `json.loads`: pydantic's own parser refuses halves of characters.
    """
    return json.dumps(value, separators=(",", ":"))
