"""A store of any age is brought to the present shape, with everything that it holds."""

from collections.abc import Mapping, Sequence

import pytest
from sqlalchemy import Connection, MetaData, Table, insert, inspect, select

from pipeline.errors import StoreError
from pipeline.store import Store
from pipeline.store.engine import make_engine
from pipeline.store.migrations import MIGRATIONS, Step, migrate
from pipeline.store.tables import METADATA
from tests.store.apart import at_once

Rows = list[dict[str, object]]
ONE_MORE = (*MIGRATIONS, ("ALTER TABLE answers ADD COLUMN endpoint TEXT NOT NULL DEFAULT ''",))
BROKEN = (*MIGRATIONS, ("CREATE TABLE begun (number INTEGER PRIMARY KEY)", "CREATE TABLE answers (number INTEGER)"))


def stored_tables(connection: Connection) -> dict[str, Table]:
    """The tables of a store by their names, as the database tells them."""
    metadata = MetaData()
    metadata.reflect(connection)
    return {table.name: table for table in metadata.tables.values() if table.name != "migrations"}


def shape(connection: Connection) -> Mapping[str, object]:
    """All that the database tells of the tables: columns in order, keys, indexes."""
    inspector = inspect(connection)
    return {
        name: (
            [(column["name"], repr(column["type"]), column["nullable"]) for column in inspector.get_columns(name)],
            inspector.get_pk_constraint(name)["constrained_columns"],
            [(index["name"], index["column_names"], index["unique"]) for index in inspector.get_indexes(name)],
        )
        for name in stored_tables(connection)
    }


def fill(connection: Connection, rows: int = 3) -> None:
    """Put some rows into every table there is, with a value of its own in every column."""
    for table in stored_tables(connection).values():
        for row in range(rows):
            values = {
                column.name: f"{column.name} “{row}”" if column.type.python_type is str else row + place
                for place, column in enumerate(table.columns, 1)
            }
            connection.execute(insert(table).values(values))


def contents(connection: Connection, columns: Mapping[str, Sequence[str]]) -> dict[str, Rows]:
    """The rows of some columns of each table."""
    tables = stored_tables(connection)
    return {
        name: [
            dict(row)
            for row in connection.execute(
                select(*(tables[name].c[column] for column in wanted)).order_by(*tables[name].primary_key)
            ).mappings()
        ]
        for name, wanted in columns.items()
    }


def opened(url: str, _number: int) -> list[str]:
    Store(url).close()
    engine = make_engine(url)
    with engine.connect() as connection:
        tables = sorted(stored_tables(connection))
    engine.dispose()
    return tables


@pytest.mark.parametrize("age", range(1, len(MIGRATIONS) + 1))
@pytest.mark.parametrize("steps", [MIGRATIONS, ONE_MORE], ids=["today", "one step later"])
def test_a_store_of_any_age_keeps_what_it_holds(store_url: str, age: int, steps: tuple[Step, ...]) -> None:
    engine = make_engine(store_url)
    with engine.begin() as connection:
        migrate(connection, steps[:age])
        fill(connection)
        columns = {name: table.columns.keys() for name, table in stored_tables(connection).items()}
        before = contents(connection, columns)
    with engine.begin() as connection:
        migrate(connection, steps)
        assert contents(connection, columns) == before
    engine.dispose()
    assert set(before) >= {"answers", "revisions", "stories"}
    assert all(len(rows) == 3 for rows in before.values())


def test_the_steps_make_the_tables_that_queries_see(store_url: str) -> None:
    engine = make_engine(store_url)
    with engine.begin() as connection:
        migrate(connection)
        made = shape(connection)
        for table in stored_tables(connection).values():
            table.drop(connection)
    with engine.begin() as connection:
        assert shape(connection) == {}
        METADATA.create_all(connection)
        assert made == shape(connection)
    engine.dispose()


def test_each_step_is_taken_once(store_url: str) -> None:
    engine = make_engine(store_url)
    for steps in (MIGRATIONS, ONE_MORE, ONE_MORE):
        with engine.begin() as connection:
            migrate(connection, steps)
    with engine.connect() as connection:
        assert "endpoint" in stored_tables(connection)["answers"].columns
    engine.dispose()


def test_a_step_that_fails_leaves_nothing_half_done(store_url: str) -> None:
    engine = make_engine(store_url)
    with pytest.raises(Exception, match=r"answers.* already exists"), engine.begin() as connection:
        migrate(connection, BROKEN)
    with engine.connect() as connection:
        assert stored_tables(connection) == {}
    engine.dispose()
    Store(store_url).close()


def test_processes_that_open_a_new_store_at_once_all_find_it_whole(store_url: str) -> None:
    assert at_once(opened, store_url) == [sorted(METADATA.tables)] * 3


def test_a_store_of_a_newer_version_is_refused_in_one_line(store_url: str) -> None:
    engine = make_engine(store_url)
    with engine.begin() as connection:
        migrate(connection, ONE_MORE)
    engine.dispose()
    wanted = r"^the store \S+ cannot be opened: a newer version [^\n]*; install that one, or use another store$"
    with pytest.raises(StoreError, match=wanted):
        Store(store_url)
