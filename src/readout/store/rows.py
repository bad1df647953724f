"""A record as rows of the tables: a pure function, which adding writes down and verifying compares with what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from readout.errors import RecordError
from readout.record import Contact, Position, Proposal, Record, Span, Statement
from readout.record.model import Row
from readout.store.digests import digest_of, source_digest
from readout.store.keys import MOST_ROWS, clean, facet, facets, fold, row_key
from readout.store.naming import Naming

Rows = dict[str, list[dict[str, Any]]]

GAP = " … "  # between the parts of a quotation that other words stand between
LAYERS = ("actors", "statements", "contacts", "proposals", "positions", "commitments", "warnings", "times")


def rows_of(record: Record, *, key: int, holders: Mapping[str, str] | None = None) -> Rows:
    """All rows of a record by table, except those of `names`. `key` is the document's, `holders` are those of `Naming`.

    Raises `RecordError` where a row names an actor or a statement that the record does not have.
    """
    for layer in LAYERS:
        if len(getattr(record, layer)) > MOST_ROWS:
            raise RecordError(f"{record.id}: more than {MOST_ROWS} {layer}; divide the document")
    return _Rowing(record, key, Naming(record, holders)).rows()


class _Rowing:
    """One record on its way into rows."""

    def __init__(self, record: Record, key: int, names: Naming) -> None:
        self.record, self.key, self.names = record, key, names
        self.text = clean(record.text)
        self.keys = {row.id: row_key(key, place) for place, row in enumerate(record.statements)}
        self.properties: dict[str, set[str]] = defaultdict(set)
        self.made: Rows = defaultdict(list)

    def rows(self) -> Rows:
        for layer in LAYERS[1:-1]:
            fill = getattr(self, f"_{layer}")
            for place, row in enumerate(getattr(self.record, layer)):
                fill(row, {"key": row_key(self.key, place), "document": self.key})
        for row, statement in zip(self.made["statements"], self.record.statements, strict=True):
            row["facets"] = facets(self.properties[statement.id])
        self.made["document_actors"] = [
            {
                "document": self.key,
                "place": place,
                "id": clean(a.id),
                "name": self.names[a.id],
                "role": a.role and clean(a.role),
            }
            for place, a in enumerate(self.record.actors)
        ]
        self.made["spans"] = list(_spans(self.record, self.key))
        self.made["documents"] = [self._document()]
        return self.made

    def _document(self) -> dict[str, Any]:
        record, whole = self.record, self.record.to_json()
        own = set().union(*self.properties.values(), _outlet(record))
        return {
            "key": self.key,
            **{name: _clean(getattr(record, name)) for name in ("id", "outlet", "url", "title", "published")},
            "text_digest": digest_of(record.text),
            "source_digest": source_digest(record),
            "record_digest": digest_of(whole),
            **{name: clean(getattr(record.readout, name)) for name in ("version", "model", "codebook")},
            "facets": facets(own),
            "text": self.text,
            "record": whole,
        }

    def _statements(self, row: Statement, first: dict[str, Any]) -> None:
        words = {
            name: self._quote([span] if (span := getattr(row, name)) else []) for name in ("source", "cue", "hedge", "channel")
        }
        self.made["statements"].append(
            first
            | {name: found or None for name, found in words.items()}
            | {"id": clean(row.id), "mode": row.mode, "within": _clean(row.within), "quote": self._quote(row.content)}
        )
        self._link("statement_speakers", "statement", first["key"], row.speakers)
        found = self.properties[row.id]
        found |= _outlet(self.record)
        found.add(facet("m", row.mode))
        for speaker in row.speakers:
            found.add(facet("n", self.names[speaker]))
            found.update(facet("p", side) for side in self.names.sides(speaker))

    def _contacts(self, row: Contact, first: dict[str, Any]) -> None:
        plain = {name: _clean(getattr(row, name)) for name in ("kind", "date", "place", "status")}
        initiator = self.names[row.initiator] if row.initiator else None
        self.made["contacts"].append(
            self._resting(row, first, row.evidence) | plain | {"minutes": row.minutes, "initiator": initiator}
        )
        self._link("contact_participants", "contact", first["key"], row.participants)

    def _proposals(self, row: Proposal, first: dict[str, Any]) -> None:
        self.made["proposals"].append(self._resting(row, first, row.evidence) | {"name": self._quote([row.name])})
        self._link("proposal_authors", "proposal", first["key"], row.by)
        for place, issue in enumerate(row.terms):
            self.made["proposal_terms"].append({"proposal": first["key"], "place": place, "issue": clean(issue)})
            self._property(row.statement, facet("i", issue))
        for place, answer in enumerate(row.responses):
            values = {"proposal": first["key"], "place": place, "by": self.names[answer.by], "response": answer.response}
            self.made["responses"].append(self._resting(answer, values, [answer.evidence]))

    def _positions(self, row: Position, first: dict[str, Any]) -> None:
        values = {"party": self.names[row.party], "issue": clean(row.issue), "stance": row.stance}
        self.made["positions"].append(self._resting(row, first, [row.evidence]) | values)
        both = facet("b", row.issue, row.stance)
        self._property(row.statement, facet("i", row.issue), facet("t", row.stance), both)

    def _commitments(self, row: Any, first: dict[str, Any]) -> None:
        quote = self._resting(row, first, row.evidence or [row.action])
        self.made["commitments"].append(quote | {"action": self._quote([row.action]), "due": _clean(row.due)})
        self._link("commitment_parties", "commitment", first["key"], row.by, role="by")
        self._link("commitment_parties", "commitment", first["key"], row.to, role="to")

    def _warnings(self, row: Any, first: dict[str, Any]) -> None:
        quote = self._resting(row, first, row.evidence or [row.consequence])
        against = self.names[row.against] if row.against else None
        condition = self._quote([row.condition]) if row.condition else None
        values = {"by": self.names[row.by], "against": against, "condition": condition}
        self.made["warnings"].append(quote | values | {"consequence": self._quote([row.consequence])})

    def _quote(self, spans: Iterable[Span]) -> str:
        return GAP.join(self.text[start:end] for start, end in spans)

    def _resting(self, row: Any, first: dict[str, Any], evidence: Iterable[Span]) -> dict[str, Any]:
        if row.statement is not None and row.statement not in self.keys:
            raise RecordError(f"{self.record.id}: '{row.statement}' is not among its statements")
        return first | {"quote": self._quote(evidence), "statement": self.keys.get(row.statement)}

    def _link(self, table: str, owner: str, key: int, ids: Iterable[str], **more: str) -> None:
        names = enumerate(self.names[id] for id in ids)
        self.made[table] += [{owner: key, **more, "place": place, "name": name} for place, name in names]

    def _property(self, statement: str | None, *found: str) -> None:
        """Note what a row says of the statement it rests on, or of the document alone."""
        self.properties[statement or ""].update(found)


def _outlet(record: Record) -> set[str]:
    return {facet("o", fold(record.outlet))} if record.outlet else set()


def _clean(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _spans(record: Record, key: int) -> Iterator[dict[str, Any]]:
    """Every span of a record with the place it has there: layer, row, field, and its number in the field."""
    for layer in LAYERS:
        for place, row in enumerate(getattr(record, layer)):
            for field, part, (start, end) in _placed(row):
                at = {"layer": layer, "row": place, "field": field, "part": part}
                yield {"document": key, **at, "start": start, "end": end}


def _placed(row: Row, prefix: str = "") -> Iterator[tuple[str, int, Span]]:
    for field, value in row:
        if not isinstance(value, tuple) or not value:
            continue
        if isinstance(value[0], int):
            yield prefix + field, 0, value
        elif isinstance(value[0], Row):
            for place, inner in enumerate(value):
                yield from _placed(inner, f"{prefix}{field}.{place}.")
        elif isinstance(value[0], tuple):
            yield from ((prefix + field, part, span) for part, span in enumerate(value))
