"""The store: what a program does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

from sqlalchemy import Connection

from readout.codebook import Codebook
from readout.document import Document
from readout.record import Made, Record
from readout.store import decisions, found, layers, views
from readout.store import options as o
from readout.store.adding import Added, Adding, known
from readout.store.copies import copies
from readout.store.database import Database
from readout.store.explain import KINDS, check, explain
from readout.store.filling import BATCH, Outcome, Reads, fill
from readout.store.filters import Filter
from readout.store.info import Info, info
from readout.store.join import Join
from readout.store.joined import joined as join_actors
from readout.store.look import Look, record_of
from readout.store.people import Asked, people
from readout.store.reprints import texts
from readout.store.results import Rows
from readout.store.schema import upgrade
from readout.store.timeline import timeline
from readout.store.verify import Checked, verify_store
from readout.store.visits import StoreVisits
from readout.store.who import find, keys_of

T = TypeVar("T")


class Store:
    """Records kept in an SQLite file or a PostgreSQL database.

    What it finds comes as `Rows`: iterate over them, take a `page`, or all of them as a data frame with `to_frame`.
    """

    def __init__(self, database: Database, *, codebook: Codebook | None = None) -> None:
        self._database, self._codebook = database, codebook

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True, codebook: Codebook | None = None) -> Self:
        """Open a store by its path or address, bringing an older one up to date.

        Without `create`, a file must be there. `codebook` is used to join actors; the packaged one by default.
        Raises `StoreError`.
        """
        database = Database(where, create=create)
        try:
            upgrade(database)
        except BaseException:
            database.close()
            raise
        return cls(database, codebook=codebook)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, record: Record) -> Added:
        """Keep a record: all of it, or nothing. A record that is there already changes nothing; a newer one replaces it.

        Raises `RecordError` where its rows name actors or statements it does not have, `StoreError` when the database fails.
        """
        return self._adding.add(record)

    def fill(
        self, documents: Iterable[Document], reader: Reads, *, copies: bool = False, batch: int = BATCH
    ) -> Iterator[Outcome]:
        """Read documents that are not there yet and keep their records; says of each what became of it.

        `reader` is a `readout.Reader`. A document whose reading breaks is left out with the reason. With `copies`, one that
        prints again what another has is not read, but kept as its copy (see `readout.sources.copies`). `batch` documents are
        read at a time, and then kept.
        """
        return fill(self, documents, reader, copies=copies, batch=batch)

    def add_copy(self, document: Document, *, of: str) -> Added:
        """Keep a document as a copy of the one with the id `of`: it is no new voice, but it is known who printed it.

        Raises `InputError` where there is no such document.
        """
        return self._adding.add_copy(document, of=of)

    def knows(self, document: Document, made: Made) -> bool:
        """Whether a document is there as it is, read by this version, model and codebook: it need not be read again."""
        with self._database.reading() as connection:
            return known(connection, document, made)

    def record(self, id: str, *, joined: bool = False) -> Record:
        """The record of a document as it was read; `joined`, with the store's actors in place of its own.

        Raises `InputError` where there is none.
        """
        with self._database.reading() as connection:
            record = record_of(connection, id)
            return join_actors(connection, record) if joined else record

    def records(self, *, joined: bool = False, **asked: Unpack[o.OfStatements]) -> Iterator[Record]:
        """The records of documents, the newest first."""
        return (self.record(row.document, joined=joined) for row in self.documents(**asked))

    def search(self, words: str, **asked: Unpack[o.OfStatements]) -> Rows[views.StatementRow]:
        """Statements with these words (see `readout.store.words`)."""
        return self._rows(views.StatementRow, found.statements, Filter(words=words, **asked))

    def statements(self, **asked: Unpack[o.OfStatements]) -> Rows[views.StatementRow]:
        """Statements, those of the newest documents first."""
        return self._rows(views.StatementRow, found.statements, Filter(**asked))

    def documents(self, words: str | None = None, **asked: Unpack[o.OfStatements]) -> Rows[views.DocumentRow]:
        """Documents, the newest first."""
        return self._rows(views.DocumentRow, found.documents, Filter(words=words, **asked))

    def copies(self, document: str | None = None) -> Rows[views.CopyRow]:
        """The copies of a document, or of all, with what differs."""

        def fetch(after: str | None, limit: int) -> list[tuple[str, views.CopyRow]]:
            with self._database.reading() as connection:
                return copies(connection, of=document, after=after, limit=limit)

        return Rows(views.CopyRow, fetch)

    def texts(self, day: date | None) -> list[Document]:
        """The documents published on a day, or those without one, as they were before they were read."""
        with self._database.reading() as connection:
            return list(texts(connection, day))

    def contacts(self, **asked: Unpack[o.OfContacts]) -> Rows[views.ContactRow]:
        """Contacts; a range of dates is one of their own dates, where they have one."""
        return self._rows(views.ContactRow, layers.contacts, Filter(**asked))

    def proposals(self, **asked: Unpack[o.OfProposals]) -> Rows[views.ProposalRow]:
        """Proposals with the answers to them."""
        return self._rows(views.ProposalRow, layers.proposals, Filter(**asked))

    def positions(self, **asked: Unpack[o.OfPositions]) -> Rows[views.PositionRow]:
        """Positions on issues."""
        return self._rows(views.PositionRow, layers.positions, Filter(**asked))

    def commitments(self, **asked: Unpack[o.OfRows]) -> Rows[views.CommitmentRow]:
        """Commitments."""
        return self._rows(views.CommitmentRow, layers.commitments, Filter(**asked))

    def warnings(self, **asked: Unpack[o.OfRows]) -> Rows[views.WarningRow]:
        """Threats and warnings."""
        return self._rows(views.WarningRow, layers.warnings, Filter(**asked))

    def timeline(self, **asked: Unpack[o.OfEvents]) -> Rows[views.EventRow]:
        """Contacts, proposals and the answers to them, commitments and warnings in the order of days."""
        return self._rows(views.EventRow, timeline, Filter(**asked))

    def actors(self, name: str | None = None, *, party: str | None = None, kind: str | None = None) -> Rows[views.ActorRow]:
        """Actors, those who are said to have said most first; with `name`, those who can be meant by it."""

        def fetch(after: str | None, limit: int) -> list[tuple[str, views.ActorRow]]:
            check("kind of actor", kind, KINDS["actor"])
            with self._database.reading() as connection:
                ids = None if name is None else find(connection, name, joiner=self._joiner)
                side = None if party is None else keys_of(connection, party, joiner=self._joiner)
                return people(connection, Asked(ids, side, kind), after=after, limit=limit)

        return Rows(views.ActorRow, fetch)

    def merge(self, into: str, *others: str) -> str:
        """Make other actors one with `into`, by hand; it holds when documents are read again. Gives the actor's id."""
        return self._decide(partial(decisions.merge, into=into, others=others))

    def split(self, actor: str, *names: str) -> str:
        """Make an actor of its own of some of an actor's names; without names, take back every decision on it."""
        return self._decide(partial(decisions.split, actor=actor, apart=names))

    def rename(self, actor: str, name: str | None) -> str:
        """Call an actor something else; with None, what documents call it."""
        return self._decide(partial(decisions.rename, actor=actor, name=name))

    def verify(self) -> Iterator[Checked]:
        """Slice every span again, take every digest again, make every row again; documents one by one."""
        return verify_store(self._database)

    @property
    def visits(self) -> StoreVisits:
        """What is remembered of addresses that were fetched, for `readout.sources.Online`."""
        return StoreVisits(self._database)

    def info(self) -> Info:
        """What the store holds, in numbers."""
        return info(self._database)

    def _rows(self, kind: type[T], fetch: Callable[[Look, Filter], list[tuple[str, T]]], asked: Filter) -> Rows[T]:
        def look(after: str | None, limit: int) -> list[tuple[str, T]]:
            with self._database.reading() as connection:
                names = partial(keys_of, connection, joiner=self._joiner)
                rows = fetch(Look(connection, names, self._database.sqlite, after, limit), asked)
                if not rows:
                    explain(connection, asked, self._join.codebook)
                return rows

        return Rows(kind, look)

    def _decide(self, decision: Callable[[Connection, Join], str]) -> str:
        with self._database.writing() as connection:
            self._database.lock(connection, "names")
            return decision(connection, self._join)

    def _joiner(self) -> Any:
        return self._join.joiner

    @cached_property
    def _join(self) -> Join:
        return Join(self._database, lambda: self._codebook or Codebook.load())

    @cached_property
    def _adding(self) -> Adding:
        return Adding(self._database, self._join)
