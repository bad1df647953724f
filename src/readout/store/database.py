"""A connection to SQLite or PostgreSQL that behaves alike on both."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from readout.errors import MissingExtraError, StoreError
from readout.store.keys import number

BUSY_SECONDS = 60  # how long a writer waits for another before it gives up


class Database:
    """One database: an engine, and transactions that either happen whole or not at all."""

    def __init__(self, where: str | Path, *, create: bool) -> None:
        self.url = _url(where)
        self.where = str(where) if self.sqlite else self.url.set(drivername="postgresql").render_as_string()
        if self.sqlite and not create and not Path(self.url.database or "").is_file():
            raise StoreError("no such store; 'readout add SOURCE --store FILE' makes one", where=self.where)
        self.engine = _sqlite(self.url) if self.sqlite else _postgres(self.url)

    @property
    def sqlite(self) -> bool:
        """Whether it is an SQLite file."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store throughout."""
        with self._explained(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept, or nothing when anything goes wrong."""
        engine = self.engine.execution_options(writes=True)
        with self._explained(), engine.begin() as connection:
            yield connection

    def lock(self, connection: Connection, *what: str) -> None:
        """Make other writers of `what` wait until this transaction ends. SQLite has one writer at a time anyway."""
        if not self.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": number("lock", *what)})

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(" ".join(str(error.orig).split()) or "the database failed", where=self.where) from error


def _url(where: str | Path) -> URL:
    written = str(where)
    if "://" not in written:
        return URL.create("sqlite", database=str(Path(written).expanduser()))
    try:
        url = make_url(written)
    except ArgumentError:
        raise StoreError("not an address: write a path or postgresql://user@host/database", where=written) from None
    if url.get_backend_name() == "postgres" or url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError("a store is an SQLite file or postgresql://user@host/database", where=url.render_as_string())
    return url


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _: Any) -> None:
        # NORMAL in WAL mode: a crash of the machine may cost the last documents added, never a part of one.
        _write_ahead(connection)
        for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "cache_size = -32768"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE: a transaction that reads first and then writes must not find that another has written in between.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keep changes in a log of their own. SQLite does not wait here while another process makes the same change: try again."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _postgres(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise MissingExtraError("a store in PostgreSQL", extra="postgres") from None
