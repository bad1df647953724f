"""What happened, in the order of days: contacts, proposals and the answers to them, commitments and warnings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, literal, select, tuple_, union_all

from readout.errors import InputError
from readout.store import tables as t
from readout.store.conditions import conditions, touching
from readout.store.explain import check
from readout.store.filters import Filter
from readout.store.look import Look
from readout.store.views import EventRow
from readout.store.who import Who, by_name, by_owner

UNDATED = "~"  # sorts after every date

_EVENTS: dict[str, tuple[Table, ColumnElement[Any], ColumnElement[Any]]] = {
    # event: its table, its own day, and what is told of it
    "contact": (t.contacts, t.contacts.c.date, t.contacts.c.kind + ", " + t.contacts.c.status),
    "proposal": (t.proposals, literal(None), t.proposals.c.name),
    "response": (t.responses, literal(None), t.responses.c.response + ": " + t.proposals.c.name),
    "commitment": (t.commitments, literal(None), t.commitments.c.action),
    "warning": (t.warnings, literal(None), t.warnings.c.consequence),
}
_NAMED: dict[str, dict[str, Any]] = {
    "contact": {"own": ["initiator"], "links": [t.contact_participants]},
    "proposal": {"links": [t.proposal_authors]},
    "response": {"own": ["by"]},
    "commitment": {"links": [t.commitment_parties]},
    "warning": {"own": ["by", "against"]},
}
EVENTS = tuple(_EVENTS)


def timeline(look: Look, asked: Filter) -> list[tuple[str, EventRow]]:
    """Events, the oldest first and those without any date last. An issue leaves only proposals and the answers to them."""
    check("kind of event", asked.kind, EVENTS)
    events = [event for event in EVENTS if asked.kind in (None, event)]
    if asked.issue is not None:
        events = [event for event in events if event in ("proposal", "response")]
    if not events:
        raise InputError(f"an event of the kind '{asked.kind}' has no issue; only proposals and responses do")
    every = union_all(*(_event(look, event, replace(asked, kind=None)) for event in events)).subquery()
    place = (every.c.day, every.c.key, every.c.event, every.c.place)
    query = select(every).where(
        *touching(asked, every.c.day), *([every.c.day != UNDATED] if asked.since or asked.until else [])
    )
    if look.after is not None:
        query = query.where(tuple_(*place) > tuple_(*_place(look.after)))
    rows = look.connection.execute(query.order_by(*place).limit(look.limit)).all()
    people = {(row.event, row.key, row.place): () for row in rows} | _people(look, rows)
    return [(f"{row.day}:{row.key}:{row.event}:{row.place}", _view(row, people)) for row in rows]


def _event(look: Look, event: str, asked: Filter) -> Select[Any]:
    table, own, what = _EVENTS[event]
    base = t.proposals if event == "response" else table
    joined: Any = base.join(t.documents, t.documents.c.key == base.c.document)
    if event == "response":
        joined = joined.join(table, table.c.proposal == base.c.key)
    joined = joined.outerjoin(t.statements, t.statements.c.key == table.c.statement)
    columns = {
        "event": literal(event),
        "key": base.c.key,
        "place": table.c.place if event == "response" else literal(0),
        "day": func.coalesce(own, t.documents.c.published, UNDATED),
        "what": what,
        "quote": table.c.quote,
        "document": t.documents.c.id,
        "outlet": t.documents.c.outlet,
        "statement": t.statements.c.id,
    }
    where = conditions(look, table, asked, **_NAMED[event])
    return select(*(column.label(name) for name, column in columns.items())).select_from(joined).where(*where)


def _people(look: Look, rows: Iterable[Any]) -> dict[tuple[str, int, int], tuple[Who, ...]]:
    """Who acts in each event."""
    found: dict[tuple[str, int, int], tuple[Who, ...]] = {}
    keys = {event: [row.key for row in rows if row.event == event] for event in EVENTS}
    links = {"contact": t.contact_participants, "proposal": t.proposal_authors, "commitment": t.commitment_parties}
    for event, link in links.items():
        role = "by" if event == "commitment" else None
        found |= {(event, key, 0): who for key, who in by_owner(look.connection, link, keys[event], role=role).items()}
    w, r = t.warnings.c, t.responses.c
    single = select(literal("warning"), w.key, literal(0), w.by).where(w.key.in_(keys["warning"]))
    answers = select(literal("response"), r.proposal, r.place, r.by).where(r.proposal.in_(keys["response"]))
    told = look.connection.execute(union_all(single, answers)).all()
    people = by_name(look.connection, {row[3] for row in told})
    return found | {(row[0], row[1], row[2]): (people[row[3]],) for row in told}


def _view(row: Any, people: dict[tuple[str, int, int], tuple[Who, ...]]) -> EventRow:
    who = people[row.event, row.key, row.place]
    return EventRow(
        date=None if row.day == UNDATED else row.day,
        event=row.event,
        what=row.what,
        actors=tuple(one.id for one in who),
        names=tuple(one.name for one in who),
        quote=row.quote,
        document=row.document,
        outlet=row.outlet,
        statement=row.statement,
    )


def _place(after: str) -> tuple[Any, ...]:
    parts = after.split(":")
    if len(parts) != 4 or not parts[1].isdecimal() or not parts[3].isdecimal():
        raise InputError(f"'{after}' is not a place in the rows; give the one that the page before ended with")
    return parts[0], int(parts[1]), parts[2], int(parts[3])
