"""The actors of a store: who appears in it, under which names, how often."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, distinct, func, or_, select

from readout.errors import InputError
from readout.store import tables as t
from readout.store.views import ActorRow


@dataclass(frozen=True)
class Asked:
    """Which actors are asked for: these, of one kind, and those whose party has one of these names."""

    ids: Collection[str] | None = None
    party: Sequence[int] | None = None
    kind: str | None = None


_COUNTED = func.count(distinct(t.statement_speakers.c.statement))


def people(connection: Connection, asked: Asked, *, after: str | None, limit: int) -> list[tuple[str, ActorRow]]:
    """Actors, those who are said to have said most first."""
    n = t.names.c
    counts = select(n.actor, _COUNTED.label("said")).join(t.statement_speakers, t.statement_speakers.c.name == n.key)
    counted = counts.group_by(n.actor).subquery()
    said = func.coalesce(counted.c.said, 0)
    where: list[ColumnElement[bool]] = []
    if asked.ids is not None:
        where.append(t.actors.c.id.in_(asked.ids))
    if asked.kind is not None:
        where.append(t.actors.c.kind == asked.kind)
    if asked.party is not None:
        where.append(t.actors.c.id.in_(select(n.actor).where(or_(n.side.in_(asked.party), n.key.in_(asked.party)))))
    if after is not None:
        many, id = _place(after)
        where.append(or_(said < many, and_(said == many, t.actors.c.id > id)))
    query = select(t.actors, said.label("said")).outerjoin(counted, counted.c.actor == t.actors.c.id).where(*where)
    rows = connection.execute(query.order_by(said.desc(), t.actors.c.id).limit(limit)).all()
    found = [row.id for row in rows]
    documents, named = _documents(connection, found), _names(connection, found)
    return [(f"{row.said}:{row.id}", _view(row, documents[row.id], named[row.id])) for row in rows]


def _view(row: Any, documents: int, named: Sequence[Any]) -> ActorRow:
    sides = Counter(side for _, side in named if side and side != row.id)
    party = min(sides, key=lambda id: (-sides[id], id)) if sides else None
    aliases = dict.fromkeys(name for name, _ in named if name != row.name)
    return ActorRow(
        actor=row.id,
        name=row.name,
        kind=row.kind,
        party=party,
        aliases=tuple(aliases),
        documents=documents,
        statements=row.said,
    )


def _documents(connection: Connection, ids: Collection[str]) -> Counter[str]:
    n, d = t.names.c, t.document_actors.c
    query = select(n.actor, func.count(distinct(d.document))).join(t.document_actors, d.name == n.key)
    return Counter(dict(connection.execute(query.where(n.actor.in_(ids)).group_by(n.actor)).all()))


def _names(connection: Connection, ids: Collection[str]) -> dict[str, list[tuple[str, str | None]]]:
    n, side = t.names.c, t.names.alias("side")
    query = select(n.actor, n.name, side.c.actor.label("party")).outerjoin(side, side.c.key == n.side)
    of: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for row in connection.execute(query.where(n.actor.in_(ids)).order_by(n.actor, n.name, n.party)):
        of[row.actor].append((row.name, row.party))
    return of


def _place(after: str) -> tuple[int, str]:
    many, _, id = after.partition(":")
    if not many.isdecimal():
        raise InputError(f"'{after}' is not a place in the rows; give the one that the page before ended with")
    return int(many), id
