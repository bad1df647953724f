"""Reading documents into a store: those that are there already are passed over, one that breaks keeps no other out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from readout.document import Document
from readout.errors import InputError, RecordError
from readout.record import Made, Record
from readout.store.adding import Added
from readout.store.reprints import Reprints

if TYPE_CHECKING:
    from readout.store.store import Store

BATCH = 32  # texts read at a time; when the reading of one breaks, these are read again one by one


class Reads(Protocol):
    """What makes records of documents: a `readout.Reader`, or something like it."""

    @property
    def made(self) -> Made:
        """What its records are read with."""

    def pipe(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Read documents in their order."""


@dataclass(frozen=True)
class Outcome:
    """What became of a document: `done`, or None and the reason why it was left out; for a copy, what it is one `of`."""

    document: str
    done: Added | None
    reason: str | None = None
    of: str | None = None


def fill(
    store: Store, documents: Iterable[Document], reader: Reads, *, copies: bool = False, batch: int = BATCH
) -> Iterator[Outcome]:
    """Read documents and keep their records, saying of each what became of it."""
    rest, reprints = iter(documents), Reprints(store) if copies else None
    while some := list(islice(rest, batch)):
        there = [document for document in some if store.knows(document, reader.made)]
        yield from (Outcome(document.id, Added.unchanged) for document in there)
        new = [document for document in some if document not in there]
        again = dict[int, tuple[Document, str]]()
        if reprints is not None:
            again = {at: found for at, document in enumerate(new) if (found := reprints.part(document)) is not None}
            new = [document for at, document in enumerate(new) if at not in again]
        try:
            records = list(reader.pipe(new))
        except Exception:
            yield from (_one(store, document, reader) for document in new)
        else:
            yield from (keep(store, record) for record in records)
        yield from (_copy(store, document, of, reader) for document, of in again.values())


def keep(store: Store, record: Record) -> Outcome:
    """Keep a record, or say why it cannot be."""
    try:
        return Outcome(record.id, store.add(record))
    except RecordError as error:
        return Outcome(record.id, None, str(error).removeprefix(f"{record.id}: "))


def _copy(store: Store, document: Document, of: str, reader: Reads) -> Outcome:
    """Keep a document as a copy; where its first could not be kept, it is read in its place."""
    try:
        return Outcome(document.id, store.add_copy(document, of=of), of=of)
    except InputError:
        return _one(store, document, reader)


def _one(store: Store, document: Document, reader: Reads) -> Outcome:
    try:
        (record,) = reader.pipe([document])
    except Exception as error:
        return Outcome(document.id, None, f"{type(error).__name__} while reading: {error}")
    return keep(store, record)
