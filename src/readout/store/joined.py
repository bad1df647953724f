"""Records as the store knows their actors: one id and one name for somebody, whichever document names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from readout.record import Actor, Record
from readout.store import tables as t
from readout.store.keys import clean

# The fields of rows that name actors, by layer.
_NAMING = {
    "statements": ("speakers",),
    "contacts": ("participants", "initiator"),
    "proposals": ("by", "responses"),
    "positions": ("party",),
    "commitments": ("by", "to"),
    "warnings": ("by", "against"),
}


def joined(connection: Connection, record: Record) -> Record:
    """A record whose actors are the store's; what is said, and where it stands, is as it was read."""
    people = _people(connection, record)
    ids = {local: actor.id for local, actor in people.items()}
    rows = {layer: tuple(_renamed(row, fields, ids) for row in getattr(record, layer)) for layer, fields in _NAMING.items()}
    return record.model_copy(update={**rows, "actors": _merged(record, people)})


def _people(connection: Connection, record: Record) -> dict[str, Actor]:
    """The store's actors by the ids they have in a record."""
    d, n, a = t.document_actors.c, t.names.c, t.actors.c
    query = select(d.place, a.id, a.name, a.kind).join(t.names, n.key == d.name).join(t.actors, a.id == n.actor)
    query = query.join(t.documents, t.documents.c.key == d.document).where(t.documents.c.id == clean(record.id))
    found = {row.place: Actor(id=row.id, name=row.name, kind=row.kind) for row in connection.execute(query)}
    return {actor.id: found[place] for place, actor in enumerate(record.actors) if place in found}


def _merged(record: Record, people: Mapping[str, Actor]) -> tuple[Actor, ...]:
    """The actors in the order of the record, those that are one in the store put together."""
    made: dict[str, Actor] = {}
    for actor in record.actors:
        whole = people.get(actor.id, actor)
        before = made.get(whole.id)
        party = people.get(actor.party or "")
        made[whole.id] = whole.model_copy(
            update={
                "role": (before.role if before else None) or actor.role,
                "party": (before.party if before else None) or (party.id if party else actor.party),
                "mentions": tuple(sorted({*(before.mentions if before else ()), *actor.mentions})),
            }
        )
    return tuple(made.values())


def _renamed(row: Any, fields: tuple[str, ...], ids: Mapping[str, str]) -> Any:
    changes: dict[str, Any] = {}
    for field in fields:
        value = getattr(row, field)
        if field == "responses":
            changes[field] = tuple(_renamed(answer, ("by",), ids) for answer in value)
        elif isinstance(value, tuple):
            changes[field] = tuple(dict.fromkeys(ids.get(id, id) for id in value))
        elif value is not None:
            changes[field] = ids.get(value, value)
    return row.model_copy(update=changes)
