"""Telling which new documents print again what the store, or this run, has already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from readout.document import Document
from readout.sources.copies import DAYS, Copies
from readout.store import tables as t
from readout.store.keys import HASH_BITS, LAST_DAY, key_range

if TYPE_CHECKING:
    from readout.store.store import Store


class Reprints:
    """The documents that new ones may be copies of. Those of the store are looked at for the days that come up.

    A document without a day is held against undated ones, and those of this run.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._copies = store, Copies()
        self._firsts = dict[str, Document]()
        self._days = set[date | None]()

    def part(self, document: Document) -> tuple[Document, str] | None:
        """A document as the copy that it is, and the id of its first; None where it is a first itself.

        What two outlets print word by word has one id, where that is made of the text: the copy is given one of its own.
        """
        self._look(document.published)
        same = self._firsts.get(document.id)
        if same is not None and (document.id != document.digest[:16] or _printed(same) == _printed(document)):
            return None
        if same is not None:
            of, mark = same.id, "\n".join(_printed(document)).encode()
            return replace(document, id=f"{document.id}-{hashlib.sha256(mark).hexdigest()[:8]}"), of
        first = self._copies.first(document)
        if first is None:
            self._add(document)
            return None
        return document, first

    def _look(self, day: date | None) -> None:
        """Look at the documents of the store around a day."""
        around = {None} if day is None else {None, *(day + timedelta(days=shift) for shift in range(-DAYS, DAYS + 1))}
        for new in sorted(around - self._days, key=str):
            for document in self._store.texts(new):
                self._add(document)
        self._days |= around

    def _add(self, document: Document) -> None:
        if document.id not in self._firsts:
            self._copies.add(document)
            self._firsts[document.id] = replace(document, text="")


def texts(connection: Connection, day: date | None) -> Iterator[Document]:
    """The documents published on a day, or those without one, as they were before they were read."""
    d = t.documents.c
    low, high = key_range(str(day), str(day), rows=False) if day else (LAST_DAY << HASH_BITS, None)
    query = select(d.id, d.text, d.outlet, d.url).where(d.key >= low, *((d.key <= high,) if high else ())).order_by(d.key)
    for row in connection.execute(query):
        yield Document(text=row.text, id=row.id, outlet=row.outlet, url=row.url, published=day)


def _printed(document: Document) -> tuple[str, str]:
    """Who printed a document, and where."""
    return document.outlet or "", document.url or ""
