"""Visits to addresses, kept in a store (see `readout.sources.online.visits`)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from readout.document import Document
from readout.sources.online import Visit
from readout.store import tables as t
from readout.store.database import Database
from readout.store.keys import clean


class StoreVisits:
    """What a store remembers of the addresses that were fetched for it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, url: str) -> Visit | None:
        """The last visit to an address."""
        with self._database.reading() as connection:
            found = connection.execute(select(t.visits).where(t.visits.c.url == clean(url))).mappings().first()
        if found is None:
            return None
        due = datetime.fromisoformat(found["due"]).replace(tzinfo=UTC) if found["due"] else None
        return Visit(**{**found, "settled": bool(found["settled"]), "due": due})

    def put(self, visit: Visit) -> None:
        """Keep a visit in place of the last one."""
        row: dict[str, Any] = {name: clean(value) if isinstance(value, str) else value for name, value in asdict(visit).items()}
        row |= {"settled": int(visit.settled), "due": f"{visit.due:%Y-%m-%dT%H:%M:%S}" if visit.due else None}
        with self._database.writing() as connection:
            self._database.lock(connection, "visit", row["url"])
            connection.execute(delete(t.visits).where(t.visits.c.url == row["url"]))
            connection.execute(insert(t.visits), row)

    def has(self, document: str) -> bool:
        """Whether the document made of a page has been kept."""
        with self._database.reading() as connection:
            return any(
                connection.execute(select(table.c.id).where(table.c.id == clean(document))).first() is not None
                for table in (t.documents, t.copies)
            )

    def document(self, document: str) -> Document | None:
        """That document as it was before it was read."""
        with self._database.reading() as connection:
            for table in (t.documents, t.copies):
                names = ("id", "text", "title", "outlet", "url", "published")
                query = select(*(table.c[name] for name in names)).where(table.c.id == clean(document))
                if found := connection.execute(query).mappings().first():
                    day = date.fromisoformat(found["published"]) if found["published"] else None
                    return Document(**{**found, "published": day})
        return None

    def refuse(self, document: str, reason: str) -> None:
        """Say that the document of a page is not wanted."""
        with self._database.writing() as connection:
            settled = update(t.visits).where(t.visits.c.document == clean(document))
            connection.execute(settled.values(settled=1, reason=clean(reason)))
