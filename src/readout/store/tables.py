"""The tables, for both databases. The migrations make them; a test compares the two.

Keys are those of `readout.store.keys`. Columns that name an actor point at `names`: a name as documents write it, with its
kind and party, and for an office who held it. Which actor it stands for is said there once, so that merging and splitting
actors touches no other row: `joined` is what the names alone tell, `actor` what holds, decisions by hand included.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
)
from sqlalchemy import Text as PlainText

# Order must not hang on the language a database was set up in.
Text = PlainText().with_variant(PlainText(collation="C"), "postgresql")
# An integer primary key is SQLite's own row number only under this name.
Key = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})


def _to(target: str, **more: Any) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE", **more)


def _name(column: str, *, optional: bool = False) -> Column[int]:
    return Column(column, Key, ForeignKey("names.key"), nullable=optional)


def _row(name: str, *columns: Any) -> Table:
    """A table of rows of documents."""
    return Table(
        name,
        metadata,
        Column("key", Key, primary_key=True, autoincrement=False),
        Column("document", Key, _to("documents.key"), nullable=False),
        *columns,
        Index(None, "document"),
    )


def _resting(name: str, *columns: Any) -> Table:
    """A table of rows that may rest on a statement."""
    statement = Column("statement", Key, _to("statements.key"), index=True)
    return _row(name, *columns, Column("quote", Text, nullable=False), statement)


def _names(name: str, owner: str, owners: str, *columns: Column[Any]) -> Table:
    """A table of the names that belong to a row, in order."""
    return Table(
        name,
        metadata,
        Column(owner, Key, _to(f"{owners}.key"), nullable=False),
        *columns,
        Column("place", Integer, nullable=False),
        _name("name"),
        PrimaryKeyConstraint(owner, *(column.name for column in columns), "place"),
        Index(None, "name", owner),
    )


documents = Table(
    "documents",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True, index=True),
    Column("outlet", Text, index=True),
    Column("url", Text),
    Column("title", Text),
    Column("published", Text),
    Column("text_digest", Text, nullable=False, index=True),
    Column("source_digest", Text, nullable=False),
    Column("record_digest", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("facets", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False),
)

actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("given", Text),
)

names = Table(
    "names",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("holder", Text, nullable=False, server_default=""),
    Column("side", Key),
    Column("first", Text, nullable=False, index=True),
    Column("last", Text, nullable=False, index=True),
    Column("joined", Text, nullable=False, index=True),
    Column("actor", Text, ForeignKey("actors.id"), nullable=False, index=True),
)

pins = Table(
    "pins",
    metadata,
    Column("name", Key, ForeignKey("names.key"), primary_key=True, autoincrement=False),
    Column("actor", Text, ForeignKey("actors.id"), nullable=False),
)

document_actors = Table(
    "document_actors",
    metadata,
    Column("document", Key, _to("documents.key"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("id", Text, nullable=False),
    _name("name"),
    Column("role", Text),
    PrimaryKeyConstraint("document", "place"),
    Index(None, "name", "document"),
)

statements = _row(
    "statements",
    Column("id", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("within", Text),
    Column("source", Text),
    Column("cue", Text),
    Column("hedge", Text),
    Column("channel", Text),
    Column("quote", Text, nullable=False),
    Column("facets", Text, nullable=False),
)

statement_speakers = _names("statement_speakers", "statement", "statements")

contacts = _resting(
    "contacts",
    Column("kind", Text, nullable=False),
    Column("date", Text, index=True),
    Column("place", Text),
    Column("minutes", Integer),
    Column("status", Text, nullable=False),
    _name("initiator", optional=True),
)

contact_participants = _names("contact_participants", "contact", "contacts")

proposals = _resting("proposals", Column("name", Text, nullable=False))

proposal_authors = _names("proposal_authors", "proposal", "proposals")

proposal_terms = Table(
    "proposal_terms",
    metadata,
    Column("proposal", Key, _to("proposals.key"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("issue", Text, nullable=False),
    PrimaryKeyConstraint("proposal", "place"),
    Index(None, "issue", "proposal"),
)

responses = Table(
    "responses",
    metadata,
    Column("proposal", Key, _to("proposals.key"), nullable=False),
    Column("place", Integer, nullable=False),
    _name("by"),
    Column("response", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("statement", Key, _to("statements.key"), index=True),
    PrimaryKeyConstraint("proposal", "place"),
    Index(None, "by", "proposal"),
)

positions = _resting(
    "positions",
    _name("party"),
    Column("issue", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Index(None, "issue", "key"),
    Index(None, "party", "key"),
)

commitments = _resting("commitments", Column("action", Text, nullable=False), Column("due", Text))

commitment_parties = _names("commitment_parties", "commitment", "commitments", Column("role", Text, nullable=False))

warnings = _resting(
    "warnings",
    _name("by"),
    _name("against", optional=True),
    Column("condition", Text),
    Column("consequence", Text, nullable=False),
    Index(None, "by", "key"),
    Index(None, "against", "key"),
)

spans = Table(
    "spans",
    metadata,
    Column("document", Key, _to("documents.key"), nullable=False),
    Column("layer", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("part", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    PrimaryKeyConstraint("document", "layer", "row", "field", "part"),
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id", deferrable=True, initially="DEFERRED"), nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("title", Text),
    Column("published", Text),
    Column("source_digest", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_copies_document", "document", "id"),
)

# What was fetched from the network, for the next time.
visits = Table(
    "visits",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("document", Text, index=True),
    Column("reason", Text),
    Column("settled", Integer, nullable=False),
    Column("fails", Integer, nullable=False),
    Column("due", Text),
)
