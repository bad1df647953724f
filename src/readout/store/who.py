"""Whom names stand for: from an actor's id or name to the keys of names, and from keys back to actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, or_, select

from readout.errors import InputError
from readout.store.joining import Joiner, slug
from readout.store.keys import fold
from readout.store.tables import actors, names


@dataclass(frozen=True)
class Who:
    """An actor as it is shown in a row; the party of one that is no person is, where nothing else is said, itself."""

    id: str
    name: str
    party: str | None


def find(connection: Connection, who: str, *, joiner: Callable[[], Joiner]) -> list[str]:
    """Ids of the actors that an id, a name, a family name or a name of the codebook can mean.

    Raises `InputError` where there is none.
    """
    folded = fold(who)
    ways: list[Callable[[], ColumnElement[bool]]] = [
        lambda: names.c.actor == who,
        lambda: or_(names.c.folded == folded, names.c.actor.in_(select(actors.c.id).where(actors.c.name == who))),
        lambda: names.c.actor == slug(joiner().party(folded)),
        lambda: names.c.last.in_(joiner().parts(who.title(), kind="person")[-1:]),
    ]
    for way in ways:
        found = connection.execute(select(names.c.actor).where(way()).distinct().order_by(names.c.actor)).scalars().all()
        if found:
            return list(found)
    raise InputError(f"no actor is called '{who}'; 'readout actors list' lists them")


def keys_of(connection: Connection, who: str, *, joiner: Callable[[], Joiner]) -> Sequence[int]:
    """Keys of the names of the actors that `who` can mean."""
    ids = find(connection, who, joiner=joiner)
    return connection.execute(select(names.c.key).where(names.c.actor.in_(ids)).order_by(names.c.key)).scalars().all()


def _people() -> Select[Any]:
    side = names.alias("side")
    return (
        select(names.c.key, actors.c.id, actors.c.name, actors.c.kind, side.c.actor.label("party"))
        .join(actors, actors.c.id == names.c.actor)
        .outerjoin(side, side.c.key == names.c.side)
    )


def by_name(connection: Connection, keys: Collection[int | None]) -> dict[int | None, Who]:
    """The actor behind each name."""
    wanted = {key for key in keys if key is not None}
    found = connection.execute(_people().where(names.c.key.in_(wanted))).all() if wanted else []
    return {row.key: Who(row.id, row.name, row.party or (None if row.kind == "person" else row.id)) for row in found}


def by_owner(
    connection: Connection, link: Table, owners: Collection[int], *, role: str | None = None
) -> dict[int, tuple[Who, ...]]:
    """The actors that a table of names gives to rows, in order and each once."""
    owner = next(iter(link.c))
    query = select(owner.label("owner"), link.c.name).where(owner.in_(owners)).order_by(owner, link.c.place)
    if role is not None:
        query = query.where(link.c.role == role)
    found = connection.execute(query).all()
    people = by_name(connection, {row.name for row in found})
    of: dict[int, dict[str, Who]] = defaultdict(dict)
    for row in found:
        person = people[row.name]
        of[row.owner].setdefault(person.id, person)
    return {key: tuple(persons.values()) for key, persons in of.items()}
