"""PLOVER events as JSON lines (the Political Language Ontology for Verifiable Event Records; Halterman et al. 2023).

The codes are the codebook's (`plover.yaml`). Every event carries the statement it rests on, and its words with offsets: an
event that someone merely claims can so be told from one the writer reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from readout.codebook import Codebook
from readout.codebook.plover import Plover
from readout.exports.tables import words
from readout.record import Actor, Record, Span


class _Events:
    """The events of one record."""

    def __init__(self, record: Record, codes: Plover) -> None:
        self.record, self.codes = record, codes
        self.actors: dict[str, Actor] = {a.id: a for a in record.actors}

    def entity(self, id: str) -> dict[str, Any]:
        """An actor in PLOVER's form: the code of its country, and who it stands for."""
        actor = self.actors.get(id)
        if actor is None:
            return {"entity_text": id}
        side = self.actors.get(actor.party or "") or actor
        found = {
            "entity_text": actor.name,
            "code": self.codes.countries.get(side.id),
            "party": side.name,
            "sector": self.codes.sectors[side.kind],
            "office": actor.role,
        }
        return {key: value for key, value in found.items() if value}

    def statement(self, id: str | None) -> dict[str, Any] | None:
        """The statement an event rests on: whose word it is, and its words."""
        for s in self.record.statements if id is not None else ():
            if s.id == id:
                quoted = (
                    {"text": words(self.record, s.content), "start": s.content[0][0], "end": s.content[-1][1]}
                    if s.content
                    else {}
                )
                return {"id": id, "speaker": [self.entity(speaker) for speaker in s.speakers], "mode": s.mode, **quoted}
        return None

    def event(  # noqa: PLR0913 (an event has as many parts)
        self,
        key: str,
        code: str | None,
        actors: Sequence[str],
        recipients: Sequence[str],
        span: Span,
        *,
        statement: str | None,
        mode: str | None = None,
        when: str | None = None,
        **more: Any,
    ) -> Iterator[dict[str, Any]]:
        """One event, none where the codebook gives no code or nobody is known to act."""
        if code is None or not actors:
            return
        record = self.record
        yield {
            "id": f"{record.id}#{key}",
            "date": when or record.published,
            "actor": [self.entity(a) for a in actors],
            "recipient": [self.entity(a) for a in recipients],
            "event": [code],
            "mode": [mode] if mode else [],
            "event_text": [record.quote(span)],
            "text_info": {"start": span[0], "end": span[1]},
            "cite_info": {"citation": record.id, "url": record.url, "title": record.title, "publication": record.outlet},
            "statement": self.statement(statement),
            **more,
        }

    def all(self) -> Iterator[dict[str, Any]]:
        """The events of every layer, in order."""
        r, codes = self.record, self.codes
        for i, c in enumerate(r.contacts):
            first = (c.initiator,) if c.initiator in c.participants else c.participants[:1]
            rest = [p for p in c.participants if p not in first]
            mode = codes.modes[c.kind] if c.status == "held" else None
            place = {"event_loc": [{"text": c.place}]} if c.place else {}
            yield from self.event(
                f"c{i}", codes.contacts[c.status], [a for a in first if a], rest, c.evidence[0],
                statement=c.statement, mode=mode, when=c.date, status=c.status, **place,
            )  # fmt: skip
        for i, p in enumerate(r.proposals):
            yield from self.event(f"p{i}", codes.proposals, p.by, (), p.name, statement=p.statement, context=list(p.terms))
            for k, a in enumerate(p.responses):
                yield from self.event(f"p{i}r{k}", codes.responses[a.response], [a.by], p.by, a.evidence, statement=a.statement)
        for i, o in enumerate(r.positions):
            yield from self.event(
                f"o{i}", codes.positions[o.stance], [o.party], (), o.evidence, statement=o.statement, context=[o.issue]
            )
        for i, m in enumerate(r.commitments):
            yield from self.event(f"m{i}", codes.commitments, m.by, m.to, m.action, statement=m.statement)
        for i, w in enumerate(r.warnings):
            against = [w.against] if w.against else []
            yield from self.event(f"w{i}", codes.warnings, [w.by], against, w.consequence, statement=w.statement)


def write_plover(records: Iterable[Record], out: TextIO, *, codebook: Codebook | None = None) -> None:
    """One event a line."""
    codes = (codebook or Codebook.load()).plover
    for record in records:
        for event in _Events(record, codes).all():
            out.write(json.dumps(event, ensure_ascii=False) + "\n")
