"""What a store holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from readout.store import tables as t
from readout.store.database import Database
from readout.store.schema import revision

COUNTED = (
    "documents",
    "copies",
    "actors",
    "statements",
    "contacts",
    "proposals",
    "responses",
    "positions",
    "commitments",
    "warnings",
    "spans",
)


@dataclass(frozen=True)
class Readers:
    """What some documents were read with."""

    version: str
    model: str
    codebook: str
    documents: int


@dataclass(frozen=True)
class Info:
    """What a store holds. `size` is in bytes."""

    where: str
    tables: str | None
    size: int
    counts: dict[str, int]
    since: str | None
    until: str | None
    outlets: int
    readers: tuple[Readers, ...]


def info(database: Database) -> Info:
    """Count what a store holds."""
    with database.reading() as connection:
        d = t.documents.c
        counts = {
            name: connection.execute(select(func.count()).select_from(t.metadata.tables[name])).scalar_one() for name in COUNTED
        }
        since, until, outlets = connection.execute(
            select(func.min(d.published), func.max(d.published), func.count(d.outlet.distinct()))
        ).one()
        made = (d.version, d.model, d.codebook)
        readers = connection.execute(select(*made, func.count()).group_by(*made).order_by(*made)).all()
        return Info(
            where=database.where,
            tables=revision(connection),
            size=_size(connection, database),
            counts=counts,
            since=since,
            until=until,
            outlets=outlets,
            readers=tuple(Readers(*row) for row in readers),
        )


def _size(connection: Connection, database: Database) -> int:
    if database.sqlite:
        return Path(str(database.url.database)).stat().st_size
    return int(connection.execute(select(func.pg_database_size(func.current_database()))).scalar_one())
