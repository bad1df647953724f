"""The tables: made from blank and from every earlier version with rows in it, always the same in the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from readout.codebook import Codebook
from readout.errors import StoreError
from readout.store import Store
from readout.store.database import Database
from readout.store.schema import HEAD, MIGRATIONS, migrate, revision
from readout.store.tables import metadata
from tests.store.dump import dump
from tests.store.records import WRITTEN


def _revisions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [script.revision for script in reversed(list(ScriptDirectory.from_config(config).walk_revisions()))]


REVISIONS = _revisions()


def test_the_head_is_the_last_migration() -> None:
    assert REVISIONS[-1] == HEAD


def test_migrations_make_the_tables_of_the_code(where: str) -> None:
    Store.open(where).close()
    database = Database(where, create=False)

    def ours(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
        # The full-text index is no table of the code: it is written by the database and asked for by name.
        return "search" not in (name or "")

    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        # SQLAlchemy does not read ON DELETE from SQLite's columns: there, what points where is asked of SQLite itself.
        ignored = {"add_fk", "remove_fk"} if database.sqlite else set()
        assert [change for change in compare_metadata(context, metadata) if change[0] not in ignored] == []
        for table in metadata.tables.values() if database.sqlite else ():
            rows = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table.name})").mappings().all()
            found = {(row["from"], f"{row['table']}.{row['to']}", row["on_delete"]) for row in rows}
            keys = {(key.parent.name, key.target_fullname, key.ondelete or "NO ACTION") for key in table.foreign_keys}
            assert found == keys, table.name
    database.close()


@pytest.mark.parametrize("old", REVISIONS)
def test_an_older_store_is_brought_up_to_date(blank: Callable[[], str], codebook: Codebook, old: str) -> None:
    where, other = blank(), blank()
    with Store.open(other, codebook=codebook) as fresh:
        for record in WRITTEN:
            fresh.add(record)
        expected = dump(fresh)
    database = Database(where, create=True)
    with database.writing() as connection:
        migrate(connection, to=old)
        _fill(connection, expected)
    database.close()
    with Store.open(where, codebook=codebook) as store:
        assert dump(store) == expected
        assert [row.statement for row in store.search("foreign troops")] == ["s1"]
        assert not [checked for checked in store.verify() if checked.faults]
        assert store.info().tables == HEAD


def _fill(connection: Connection, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    """Put rows into those tables and columns that an older version has."""
    found = inspect(connection)
    for table in metadata.sorted_tables:
        if not rows[table.name] or not found.has_table(table.name):
            continue
        have = {column["name"] for column in found.get_columns(table.name)}
        columns = [column.name for column in table.columns]
        kept = [name for name in columns if name in have]
        into = ", ".join(f'"{name}"' for name in kept)
        statement = text(f"INSERT INTO {table.name} ({into}) VALUES ({', '.join(f':{name}' for name in kept)})")
        connection.execute(statement, [{name: row[columns.index(name)] for name in kept} for row in rows[table.name]])


def test_a_store_of_a_later_version_is_refused(where: str) -> None:
    Store.open(where).close()
    database = Database(where, create=False)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreError, match="made by a later version of Readout"):
        Store.open(where)


def test_a_migration_that_fails_leaves_nothing(where: str) -> None:
    database = Database(where, create=True)
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        migrate(connection, to=HEAD)
        1 / 0  # noqa: B018
    with database.reading() as connection:
        assert revision(connection) is None
        assert inspect(connection).get_table_names() == []
    database.close()


@pytest.mark.parametrize("where", ["mysql://host/db", "nothing://", "http://example.com"])
def test_an_address_of_something_else_is_an_error(where: str) -> None:
    with pytest.raises(StoreError, match="postgresql://user@host/database"):
        Store.open(where)


def test_a_server_that_does_not_answer_is_an_error() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match=r"postgresql://nobody:\*\*\*@127.0.0.1:1/x: connection"):
        Store.open("postgresql://nobody:secret@127.0.0.1:1/x")


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be read as one" * 20, b"SQLite format 3\0" + b"x" * 200]
)
def test_a_file_of_something_else_is_an_error(tmp_path, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"notes.db: .*(not a database|malformed)"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_store_that_is_not_there_is_an_error(tmp_path) -> None:
    with pytest.raises(StoreError, match="no such store"):
        Store.open(tmp_path / "none.db", create=False)
    with pytest.raises(StoreError, match="unable to open"):
        Store.open(tmp_path / "no" / "folder.db")
