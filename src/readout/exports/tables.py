"""Records as flat tables, for the formats that have rows: CSV, Parquet, SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from readout.record import Record, Span
from readout.record.model import spans

Kind = Literal["text", "integer", "list"]
Cells = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """A table: its columns with their kinds, and the rows a record has in it (lists as tuples of strings)."""

    name: str
    columns: dict[str, Kind]
    rows: Callable[[Record], Iterable[Cells]]


def names(record: Record, ids: Iterable[str]) -> tuple[str, ...]:
    """The names of actors."""
    known = {actor.id: actor.name for actor in record.actors}
    return tuple(known.get(i, i) for i in ids)


def name(record: Record, actor: str | None) -> str | None:
    """The name of an actor, if any."""
    return None if actor is None else names(record, [actor])[0]


def words(record: Record, found: Iterable[Span | None]) -> str | None:
    """The quoted words of spans, parts joined by an ellipsis."""
    return " … ".join(record.quote(s) for s in found if s) or None


def documents(record: Record) -> Iterator[Cells]:
    """One row."""
    made = record.readout
    yield (
        record.id,
        record.outlet,
        record.url,
        record.title,
        record.published,
        record.text,
        made.version,
        made.model,
        made.codebook,
    )


def actors(record: Record) -> Iterator[Cells]:
    """One row an actor."""
    for a in record.actors:
        yield record.id, a.id, a.name, a.kind, a.role, a.party


def statements(record: Record) -> Iterator[Cells]:
    """One row a statement."""
    for s in record.statements:
        quoted = (words(record, [s.source]), words(record, [s.cue]), words(record, s.content))
        aside = (words(record, [s.hedge]), words(record, [s.channel]))
        yield record.id, s.id, s.speakers, names(record, s.speakers), *quoted, s.mode, s.within, *aside


def contacts(record: Record) -> Iterator[Cells]:
    """One row a contact."""
    for i, c in enumerate(record.contacts):
        who = (c.participants, names(record, c.participants), name(record, c.initiator))
        yield record.id, f"c{i}", c.kind, c.status, *who, c.date, c.place, c.minutes, words(record, c.evidence), c.statement


def proposals(record: Record) -> Iterator[Cells]:
    """One row a proposal."""
    for i, p in enumerate(record.proposals):
        yield (
            record.id,
            f"p{i}",
            record.quote(p.name),
            p.by,
            names(record, p.by),
            p.terms,
            words(record, p.evidence),
            p.statement,
        )


def responses(record: Record) -> Iterator[Cells]:
    """One row an answer to a proposal."""
    for i, p in enumerate(record.proposals):
        for r in p.responses:
            yield record.id, f"p{i}", r.by, name(record, r.by), r.response, record.quote(r.evidence), r.statement


def positions(record: Record) -> Iterator[Cells]:
    """One row a position."""
    for p in record.positions:
        yield record.id, p.party, name(record, p.party), p.issue, p.stance, record.quote(p.evidence), p.statement


def commitments(record: Record) -> Iterator[Cells]:
    """One row a commitment."""
    for c in record.commitments:
        who = (c.by, names(record, c.by), names(record, c.to))
        yield record.id, *who, record.quote(c.action), c.due, c.statement


def warnings(record: Record) -> Iterator[Cells]:
    """One row a warning."""
    for w in record.warnings:
        who = (w.by, name(record, w.by), name(record, w.against))
        yield record.id, *who, words(record, [w.condition]), record.quote(w.consequence), w.statement


def evidence(record: Record) -> Iterator[Cells]:
    """One row a span: which row and field it proves, its offsets and its words."""
    for layer in ("actors", "statements", "contacts", "proposals", "positions", "commitments", "warnings", "times"):
        for i, row in enumerate(getattr(record, layer)):
            for field in type(row).model_fields:
                for start, end in spans(getattr(row, field)):
                    yield record.id, layer, i, field, start, end, record.quote((start, end))


DOCUMENT: dict[str, Kind] = {"document": "text"}
TABLES = (
    Table(
        "documents",
        DOCUMENT
        | dict.fromkeys(
            ("outlet", "url", "title", "published", "text", "readout_version", "model_digest", "codebook_digest"), "text"
        ),
        documents,
    ),
    Table("actors", DOCUMENT | dict.fromkeys(("actor", "name", "kind", "role", "party"), "text"), actors),
    Table(
        "statements",
        DOCUMENT
        | {"statement": "text", "speaker_ids": "list", "speakers": "list"}
        | dict.fromkeys(("source", "cue", "content", "mode", "within", "hedge", "channel"), "text"),
        statements,
    ),
    Table(
        "contacts",
        DOCUMENT
        | {"contact": "text", "kind": "text", "status": "text", "participant_ids": "list", "participants": "list"}
        | {"initiator": "text", "date": "text", "place": "text", "minutes": "integer", "evidence": "text", "statement": "text"},
        contacts,
    ),
    Table(
        "proposals",
        DOCUMENT
        | {
            "proposal": "text",
            "name": "text",
            "by_ids": "list",
            "by": "list",
            "terms": "list",
            "evidence": "text",
            "statement": "text",
        },
        proposals,
    ),
    Table(
        "responses",
        DOCUMENT | dict.fromkeys(("proposal", "by_id", "by", "response", "evidence", "statement"), "text"),
        responses,
    ),
    Table(
        "positions",
        DOCUMENT | dict.fromkeys(("party_id", "party", "issue", "stance", "evidence", "statement"), "text"),
        positions,
    ),
    Table(
        "commitments",
        DOCUMENT | {"by_ids": "list", "by": "list", "to": "list", "action": "text", "due": "text", "statement": "text"},
        commitments,
    ),
    Table(
        "warnings",
        DOCUMENT | dict.fromkeys(("by_id", "by", "against", "condition", "consequence", "statement"), "text"),
        warnings,
    ),
    Table(
        "spans",
        DOCUMENT | {"layer": "text", "row": "integer", "field": "text", "start": "integer", "end": "integer", "quote": "text"},
        evidence,
    ),
)
