"""Looking into the tables: rows that are asked for, in the order of their keys, after a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, select

from readout.errors import InputError
from readout.record import Record, Span
from readout.store import tables as t
from readout.store.filters import Filter, NamesOf, match
from readout.store.keys import MOST_ROWS, ROW_BITS, clean, document_of

NEAR = 20_000
"""Rows that are read in order before PostgreSQL's full-text index is asked: it takes 30 ms."""


@dataclass(frozen=True)
class Look:
    """One look into a database: rows after a place, at most so many."""

    connection: Connection
    names: NamesOf
    sqlite: bool
    after: str | None
    limit: int

    def select(self, table: Table, asked: Filter, *conditions: ColumnElement[bool]) -> Sequence[Row[Any]]:
        """Rows of a table, with `document_id`, `published`, `outlet` and the id of the statement they rest on."""
        keys = self._keys(table, asked, conditions)
        below = t.statements.alias("below")
        columns: list[Any] = [table, t.documents.c.id.label("document_id"), t.documents.c.published, t.documents.c.outlet]
        joined: Any = table.join(t.documents, t.documents.c.key == table.c.document)
        if "statement" in table.c:
            columns.append(below.c.id.label("statement_id"))
            joined = joined.outerjoin(below, below.c.key == table.c.statement)
        query = select(*columns).select_from(joined).where(table.c.key.in_(keys))
        return self.connection.execute(query.order_by(table.c.key)).all()

    def _keys(self, table: Table, asked: Filter, conditions: Sequence[ColumnElement[bool]]) -> Sequence[int]:
        """The keys of the rows that `select` gives: found first, so that only these rows are put together."""
        found = match(table, asked, names=self.names, sqlite=self.sqlite) if table is t.statements else None
        key = found.key if found else table.c.key
        bounds = self.range(key, asked, rows=True)
        if found is None or self.sqlite or not found.conditions:
            return self._first(key, *conditions, *(found.conditions if found else ()), *bounds)
        return self._searched(key, [*conditions, *found.conditions], bounds)

    def _first(self, key: ColumnElement[Any], *where: ColumnElement[bool]) -> Sequence[int]:
        return self.connection.execute(select(key).where(*where).order_by(key).limit(self.limit)).scalars().all()

    def _searched(
        self, key: ColumnElement[Any], where: Sequence[ColumnElement[bool]], bounds: Sequence[ColumnElement[bool]]
    ) -> Sequence[int]:
        """The keys of rows that PostgreSQL has a full-text index for.

        It cannot tell words that often stand together from such that never do, and reads a million rows in order to find
        none. So the next rows are read in order, which is enough for what is frequent; only then is the index asked for all
        that match, which are few.
        """
        ordered = select(key).where(*bounds).order_by(key)
        border = self.connection.execute(ordered.offset(NEAR).limit(1)).scalar()
        if border is None:
            return self._first(key, *where, *bounds)
        near = self._first(key, *where, *bounds, key <= border)
        if len(near) == self.limit:
            return near
        rest = select(key.label("key")).where(*where, *bounds, key > border).cte("rest").prefix_with("MATERIALIZED")
        query = select(rest.c.key).order_by(rest.c.key).limit(self.limit - len(near))
        return [*near, *self.connection.execute(query).scalars()]

    def range(self, key: ColumnElement[Any], asked: Filter, *, rows: bool) -> list[ColumnElement[bool]]:
        """The conditions on keys: dates, one document, and what has been shown before."""
        first, last = asked.keys(rows=rows)
        if asked.document is not None:
            own = self.document(asked.document)
            low, high = (own << ROW_BITS, (own << ROW_BITS) + MOST_ROWS - 1) if rows else (own, own)
            first, last = max(first or low, low), min(last or high, high)
        if self.after is not None:
            first = max(first or 0, place_of(self.after) + 1)
        bounds = [None if first is None else key >= first, None if last is None else key <= last]
        return [bound for bound in bounds if bound is not None]

    def document(self, id: str) -> int:
        """The key of a document. Raises `InputError` where there is none."""
        found = self.connection.execute(select(t.documents.c.key).where(t.documents.c.id == clean(id))).scalar()
        if found is None:
            raise InputError(f"no document has the id '{id}'")
        return int(found)

    def spans(self, layer: str, field: str, keys: Collection[int]) -> dict[int, tuple[Span, ...]]:
        """The spans of a field, by the key of their row."""
        s = t.spans.c
        query = select(s.document, s.row, s.start, s.end).where(
            s.document.in_({document_of(key) for key in keys}), s.layer == layer, s.field == field
        )
        of: dict[int, list[Span]] = defaultdict(list)
        for row in self.connection.execute(query.order_by(s.document, s.row, s.part)):
            of[(row.document << ROW_BITS) | row.row].append((row.start, row.end))
        return {key: tuple(of[key]) for key in keys}


def place_of(after: str) -> int:
    """The key that a place stands for. Raises `InputError`."""
    try:
        return int(after)
    except ValueError:
        raise InputError(f"'{after}' is not a place in the rows; give the one that the page before ended with") from None


def record_of(connection: Connection, id: str) -> Record:
    """The record of a document as it was kept. Raises `InputError` where there is none."""
    found = connection.execute(select(t.documents.c.record).where(t.documents.c.id == clean(id))).scalar()
    if found is None:
        raise InputError(f"no document has the id '{id}'")
    return Record.from_json(found)
