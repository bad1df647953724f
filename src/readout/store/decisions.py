"""Decisions by hand on who is who: merging, splitting and renaming actors, each of which can be taken back.

A decision is kept for the names it was about, not for rows of documents, so it holds when documents are read again and for
later documents that use these names.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count

from sqlalchemy import Connection, delete, insert, select, update

from readout.errors import InputError
from readout.store.join import Join
from readout.store.joining import slug
from readout.store.keys import fold
from readout.store.tables import actors, names, pins
from readout.store.who import find


def merge(connection: Connection, join: Join, into: str, others: Sequence[str]) -> str:
    """Make other actors one with `into`; all their names stand for it from now on. Gives its id."""
    id = one(connection, join, into)
    for other in others:
        _pin(connection, _keys(connection, [one(connection, join, other)]), id)
    _pin(connection, _keys(connection, [id]), id)
    _settle(connection, join, id)
    return id


def split(connection: Connection, join: Join, actor: str, apart: Sequence[str]) -> str:
    """Make an actor of its own of some names of an actor. Gives its id.

    Without names, every decision on the actor is taken back. Raises `InputError` for names that it does not have.
    """
    id = one(connection, join, actor)
    if not apart:
        return _reset(connection, join, id)
    rows = connection.execute(select(names.c.key, names.c.folded, names.c.joined).where(names.c.actor == id)).all()
    wanted = {fold(name) for name in apart}
    unknown = [name for name in apart if fold(name) not in {row.folded for row in rows}]
    if unknown:
        raise InputError(f"{id} is not called '{unknown[0]}'; 'readout actors list {id}' lists its names")
    moved = [row.key for row in rows if row.folded in wanted]
    if len(moved) == len(rows):
        raise InputError(f"these are all the names of {id}; nothing would be left")
    own = _unused(connection, slug(fold(apart[0])))
    _pin(connection, [row.key for row in rows], id)
    connection.execute(insert(actors), [{"id": own, "name": apart[0], "kind": "person"}])
    _pin(connection, moved, own)
    _settle(connection, join, id, own)
    return own


def rename(connection: Connection, join: Join, actor: str, name: str | None) -> str:
    """Call an actor something else, or with None what its names tell. Gives its id."""
    id = one(connection, join, actor)
    _pin(connection, _keys(connection, [id]), id)
    connection.execute(update(actors).where(actors.c.id == id).values(given=name))
    _settle(connection, join, id)
    return id


def one(connection: Connection, join: Join, who: str) -> str:
    """The id of the only actor that `who` can mean. Raises `InputError`."""
    found = find(connection, who, joiner=lambda: join.joiner)
    if len(found) > 1:
        raise InputError(f"'{who}' can be {', '.join(found)}; say which")
    return found[0]


def _reset(connection: Connection, join: Join, id: str) -> str:
    keys = _keys(connection, [id])
    connection.execute(delete(pins).where(pins.c.name.in_(keys)))
    connection.execute(update(actors).where(actors.c.id == id).values(given=None))
    joined = set(connection.execute(select(names.c.joined).where(names.c.key.in_(keys))).scalars())
    join.settle(connection, joined)
    return id


def _settle(connection: Connection, join: Join, *ids: str) -> None:
    pinned = select(pins.c.name).where(pins.c.actor.in_(ids))
    join.settle(connection, set(connection.execute(select(names.c.joined).where(names.c.key.in_(pinned))).scalars()))


def _keys(connection: Connection, ids: Sequence[str]) -> list[int]:
    return list(connection.execute(select(names.c.key).where(names.c.actor.in_(ids)).order_by(names.c.key)).scalars())


def _pin(connection: Connection, keys: Sequence[int], actor: str) -> None:
    connection.execute(delete(pins).where(pins.c.name.in_(keys)))
    connection.execute(insert(pins), [{"name": key, "actor": actor} for key in keys])


def _unused(connection: Connection, id: str) -> str:
    taken = set(connection.execute(select(actors.c.id).where(actors.c.id.startswith(id, autoescape=True))).scalars())
    taken |= set(connection.execute(select(names.c.joined).where(names.c.joined.startswith(id, autoescape=True))).scalars())
    return next(own for own in chain([id], (f"{id}-{n}" for n in count(2))) if own not in taken)
