"""The version of a store's tables, and bringing an older store up to it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from readout.errors import StoreError
from readout.store.database import Database

HEAD = "0005"
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database, *, to: str = "head") -> None:
    """Bring the tables to the newest version, in one transaction.

    Raises `StoreError` where a later version of Readout made them.
    """
    with database.reading() as connection:
        if revision(connection) == HEAD:
            return
    with database.writing() as connection:
        database.lock(connection, "schema")
        found = revision(connection)
        if found != HEAD:
            _check(found, database)
            migrate(connection, to=to)


def revision(connection: Connection) -> str | None:
    """The version of the tables in a database, or None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: Connection, *, to: str) -> None:
    """Run the migrations up to a version, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _check(found: str | None, database: Database) -> None:
    known = {path.name.split("_")[0].removeprefix("m") for path in (MIGRATIONS / "versions").glob("m*.py")}
    if found is not None and found not in known:
        raise StoreError(f"made by a later version of Readout (tables {found}); upgrade Readout", where=database.where)
