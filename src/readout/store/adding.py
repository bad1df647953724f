"""Adding a record: one transaction, whole or not at all, and nothing when nothing has changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from readout.document import Document
from readout.errors import InputError, StoreError
from readout.record import Made, Record
from readout.store.database import Database
from readout.store.digests import digest_of, source_digest
from readout.store.join import Join
from readout.store.keys import clean, slots
from readout.store.naming import Naming
from readout.store.rows import rows_of
from readout.store.tables import copies, documents, metadata

ORDERED = metadata.sorted_tables  # those that others point at come first


class Added(StrEnum):
    """What adding a record did."""

    added = "added"
    replaced = "replaced"
    unchanged = "unchanged"


@dataclass(frozen=True)
class Adding:
    """Adds records to a database, joining their actors with those it has."""

    database: Database
    join: Join

    def add(self, record: Record) -> Added:
        """Write a record down. Raises `RecordError` where its rows name actors or statements it does not have."""
        id, digest = clean(record.id), digest_of(record.to_json())
        with self.database.writing() as connection:
            self.database.lock(connection, "document", id)
            found = connection.execute(select(documents.c.key, documents.c.record_digest).where(documents.c.id == id)).first()
            if found and found.record_digest == digest:
                return Added.unchanged
            if found:
                connection.execute(delete(documents).where(documents.c.key == found.key))
            connection.execute(delete(copies).where(copies.c.id == id))
            self._write(connection, record)
        return Added.replaced if found else Added.added

    def add_copy(self, document: Document, *, of: str) -> Added:
        """Keep a document as a copy of another; one that is itself kept as a document stays that."""
        row = {name: clean(getattr(document, name) or "") or None for name in ("id", "outlet", "url", "title")}
        row |= {"document": clean(of), "published": str(document.published or "") or None}
        row |= {"source_digest": source_digest(document), "text": clean(document.text)}
        with self.database.writing() as connection:
            self.database.lock(connection, "document", str(row["id"]))
            there = set(
                connection.execute(select(documents.c.id).where(documents.c.id.in_([row["id"], row["document"]]))).scalars()
            )
            if row["document"] not in there:
                raise InputError(f"no document has the id '{of}'")
            found = connection.execute(select(copies).where(copies.c.id == row["id"])).first()
            if row["id"] in there or (found and dict(found._mapping) == row):
                return Added.unchanged
            connection.execute(delete(copies).where(copies.c.id == row["id"]))
            connection.execute(insert(copies), row)
        return Added.replaced if found else Added.added

    def _write(self, connection: Connection, record: Record) -> None:
        holders = self.join.joiner.holders(record)
        self.join.add(connection, Naming(record, holders).rows())
        rows = rows_of(record, key=self._free(connection, record), holders=holders)
        for table in ORDERED:
            if rows.get(table.name):
                connection.execute(insert(table), rows[table.name])

    def _free(self, connection: Connection, record: Record) -> int:
        """A key for a document that no other has."""
        for key in slots(record.id, record.published):
            self.database.lock(connection, "key", str(key))
            if connection.execute(select(documents.c.key).where(documents.c.key == key)).first() is None:
                return key
        raise StoreError(f"no room for more documents of {record.published}", where=self.database.where)


def known(connection: Connection, document: Document, made: Made) -> bool:
    """Whether a document is there as it is, read by this version, model and codebook, or as a copy of another."""
    id, digest = clean(document.id), source_digest(document)
    columns: list[Any] = [documents.c[name] for name in ("source_digest", "version", "model", "codebook")]
    found = connection.execute(select(*columns).where(documents.c.id == id)).first()
    if found is not None:
        return tuple(found) == (digest, made.version, made.model, made.codebook)
    return connection.execute(select(copies.c.source_digest).where(copies.c.id == id)).scalar() == digest
