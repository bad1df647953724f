"""Proving that what is kept is what was read: every digest taken again, every row made again from its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select
from sqlalchemy.exc import DatabaseError

from readout.errors import InputError, RecordError
from readout.record import Record
from readout.record.model import spans
from readout.store import tables as t
from readout.store.database import Database
from readout.store.digests import digest_of
from readout.store.naming import Naming
from readout.store.rows import rows_of

# Tables of rows of documents, each with how its rows are found from a document's key.
_BY_OWNER = {
    t.statement_speakers: t.statements,
    t.contact_participants: t.contacts,
    t.proposal_authors: t.proposals,
    t.proposal_terms: t.proposals,
    t.responses: t.proposals,
    t.commitment_parties: t.commitments,
}
_SHARED = {t.actors, t.names, t.pins, t.documents, t.copies, t.visits}


@dataclass(frozen=True)
class Checked:
    """One document looked at: how many spans were sliced again, and what is wrong with it."""

    document: str
    spans: int
    faults: tuple[str, ...]


def verify_store(database: Database) -> Iterator[Checked]:
    """Check the documents of a store, and first the database that holds them."""
    yield Checked("", 0, tuple(_database(database)))
    with database.reading() as connection:
        keys = connection.execute(select(t.documents.c.key).order_by(t.documents.c.key)).scalars().all()
        for key in keys:
            yield _document(connection, key)


def verify_file(path: Path) -> Iterator[Checked]:
    """Check the records in a file of JSON or JSON lines. Raises `InputError` where it cannot be read."""
    try:
        with path.open("rb") as stream:
            whole = stream.read(1) == b"{" and b"\n" in stream.read(2)
            stream.seek(0)
            lines = [stream.read()] if whole else stream
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _line(line, f"line {number}" if not whole else str(path))
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower(), source=str(path)) from None


def _line(line: bytes, where: str) -> Checked:
    try:
        record = Record.from_json(line)
        rows_of(record, key=0)
    except RecordError as error:
        return Checked(where, 0, (str(error),))
    return Checked(record.id, len(spans(record)), ())


def _document(connection: Connection, key: int) -> Checked:
    row = connection.execute(select(t.documents).where(t.documents.c.key == key)).one()
    if digest_of(row.record) != row.record_digest:
        return Checked(row.id, 0, ("its record does not have the digest it was kept with",))
    try:
        record = Record.from_json(row.record)
        holders = _holders(connection, record, key)
        made = rows_of(record, key=key, holders=holders)
    except RecordError as error:
        return Checked(row.id, 0, (str(error),))
    faults = [*_differences("documents", made["documents"], [dict(row._mapping)])]
    for table in t.metadata.sorted_tables:
        if table not in _SHARED:
            faults += _differences(table.name, made.get(table.name, []), _rows(connection, table, key))
    return Checked(row.id, len(spans(record)), (*faults, *_names(connection, Naming(record, holders))))


def _rows(connection: Connection, table: Table, key: int) -> list[dict[str, Any]]:
    where: ColumnElement[bool]
    if table in _BY_OWNER:
        owner = _BY_OWNER[table]
        where = next(iter(table.c)).in_(select(owner.c.key).where(owner.c.document == key))
    else:
        where = table.c.document == key
    return [dict(row._mapping) for row in connection.execute(select(table).where(where))]


def _differences(name: str, made: Sequence[Mapping[str, Any]], kept: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What is kept otherwise than it was made."""
    ours, theirs = ({tuple(sorted(row.items(), key=lambda item: item[0])) for row in rows} for rows in (made, kept))
    if ours != theirs:
        missing, more = len(ours - theirs), len(theirs - ours)
        yield f"{name}: {missing} of {len(ours)} rows are not as its record has them, {more} are kept that it has not"


def _holders(connection: Connection, record: Record, key: int) -> dict[str, str]:
    """Who held the offices that a document names, as was known when it was added."""
    query = select(t.document_actors.c.place, t.names.c.holder).join(t.names, t.names.c.key == t.document_actors.c.name)
    rows = connection.execute(query.where(t.document_actors.c.document == key, t.names.c.holder != "")).all()
    return {record.actors[row.place].id: row.holder for row in rows if row.place < len(record.actors)}


def _names(connection: Connection, naming: Naming) -> Iterator[str]:
    rows = {row["key"]: row for row in naming.rows()}
    n = t.names.c
    columns = (n.key, n.folded, n.kind, n.party, n.holder, n.side)
    kept = {row.key: row for row in connection.execute(select(*columns).where(n.key.in_(rows)))}
    for key, row in rows.items():
        if key not in kept or any(
            row[name] != getattr(kept[key], name) for name in ("folded", "kind", "party", "holder", "side")
        ):
            yield f"names: '{row['name']}' is not as its record has it"


def _database(database: Database) -> Iterator[str]:
    if not database.sqlite:
        return
    with database.writing() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        yield from (f"the file: {line}" for line in found if line != "ok")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        yield from (f"{row[0]}: a row points at one of {row[2]} that is not there" for row in broken)
        for name in ("statements_search", "documents_search"):
            try:
                connection.exec_driver_sql(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
            except DatabaseError:
                yield f"{name}: the index does not have the words that are kept"
