"""Keeping the names of a store joined to actors: what the names tell, and over it what has been decided by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence, Set
from functools import cached_property
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, bindparam, delete, insert, or_, select, update

from readout.codebook import Codebook
from readout.store.database import Database
from readout.store.joining import Joiner, Name
from readout.store.keys import fold
from readout.store.tables import actors, names, pins

KINDS = ("country", "person", "organization", "group")  # of kinds that as many names of an actor have, it is the first


class Join:
    """Joins names to actors in a database. `codebook` is called when names are new."""

    def __init__(self, database: Database, codebook: Callable[[], Codebook]) -> None:
        self._database, self._codebook = database, codebook

    @cached_property
    def codebook(self) -> Codebook:
        """What is known of states, people and issues."""
        return self._codebook()

    @cached_property
    def joiner(self) -> Joiner:
        """What joins names."""
        return Joiner(self.codebook)

    def add(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Add the names of a document that are not yet known, and join them. `rows` are those of `Naming`."""
        fresh = self._fresh(connection, rows)
        if not fresh:
            return
        self._database.lock(connection, "names")
        fresh = self._fresh(connection, rows)
        if fresh:
            self._insert(connection, fresh)
            changed = self._people(connection, [row for row in fresh if row["last"]])
            self.settle(connection, changed | {row["joined"] for row in fresh})

    def settle(self, connection: Connection, joined: Set[str]) -> None:
        """Say which actors the names joined under these ids stand for, decisions by hand included."""
        rows = _select(connection, names.c.joined.in_(joined))
        chosen = _chosen(connection, rows)
        touched = set(chosen.values()) | {row.actor for row in rows}
        self._make(connection, {chosen[row.key]: row.kind for row in rows})
        _put(connection, names.c.actor, {row.key: chosen[row.key] for row in rows if row.actor != chosen[row.key]})
        self._describe(connection, touched)

    def _fresh(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        keys = [row["key"] for row in rows]
        found = set(connection.execute(select(names.c.key).where(names.c.key.in_(keys))).scalars())
        return [row for row in rows if row["key"] not in found]

    def _insert(self, connection: Connection, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            parts = self.joiner.parts(row["holder"] or row["name"], kind=row["kind"], party=row["party"])
            row |= {"first": parts[0] if parts else "", "last": parts[-1] if parts else ""}
            row["joined"] = row["actor"] = self.joiner.fixed(_name(row))
        self._make(connection, {row["actor"]: row["kind"] for row in rows})
        connection.execute(insert(names), rows)

    def _people(self, connection: Connection, rows: list[dict[str, Any]]) -> set[str]:
        """Join persons again whose names have to do with new ones; gives the ids that some names came or left under."""
        if not rows:
            return set()
        lasts = {row["last"] for row in rows}
        near = _select(connection, names.c.last.in_(lasts))
        alone = lasts | {row.first for row in near}
        there = _select(connection, or_(names.c.last.in_(alone), names.c.first.in_(alone)))
        every = _select(connection, names.c.last.in_(alone | {row.last for row in there}))
        found = self.joiner.people([_name(row._mapping) for row in every], alone=alone)
        moved = [row for row in every if found.get(row.key, row.joined) != row.joined]
        _put(connection, names.c.joined, {row.key: found[row.key] for row in moved})
        return {row.joined for row in moved} | {found[row.key] for row in moved}

    def _make(self, connection: Connection, kinds: dict[str, str]) -> None:
        """See that actors of these ids are there; `_describe` says more of them."""
        have = set(connection.execute(select(actors.c.id).where(actors.c.id.in_(kinds))).scalars())
        new = [{"id": id, "name": id, "kind": kinds[id]} for id in sorted(kinds.keys() - have)]
        if new:
            connection.execute(insert(actors), new)

    def _describe(self, connection: Connection, ids: Set[str]) -> None:
        """Give actors the name and kind that their names tell; drop those that no name stands for any more."""
        of: dict[str, list[Row[Any]]] = defaultdict(list)
        for row in _select(connection, names.c.actor.in_(ids)):
            of[row.actor].append(row)
        gone = sorted(ids - of.keys())
        if gone:
            connection.execute(delete(actors).where(actors.c.id.in_(gone)))
        changed = []
        for row in connection.execute(select(actors).where(actors.c.id.in_(of)).order_by(actors.c.id)).all():
            kind = self._kind(of[row.id])
            title = row.given if row.given is not None else self.joiner.title([_name(name._mapping) for name in of[row.id]])
            if (row.name, row.kind) != (title, kind):
                changed.append({"actor": row.id, "title": title, "sort": kind})
        if changed:
            new = update(actors).where(actors.c.id == bindparam("actor"))
            connection.execute(new.values(name=bindparam("title"), kind=bindparam("sort")), changed)

    def _kind(self, rows: Sequence[Row[Any]]) -> str:
        """The kind that most names of an actor have; somebody well known is a person, whatever a text took the name for."""
        if any(self.joiner.known(_name(row._mapping)) for row in rows):
            return "person"
        kinds = Counter[str](row.kind for row in rows)
        return min(kinds, key=lambda kind: (-kinds[kind], KINDS.index(kind)))


def _put(connection: Connection, column: Column[Any], values: dict[int, str]) -> None:
    """Write new values into a column of names, by the keys of names."""
    if values:
        new = update(names).where(names.c.key == bindparam("name_key")).values({column: bindparam("value")})
        connection.execute(new, [{"name_key": key, "value": value} for key, value in values.items()])


def _chosen(connection: Connection, rows: Sequence[Row[Any]]) -> dict[int, str]:
    """The actor of each name: the one it was given by hand; else that of the names it is joined with; else their own."""
    keys = [row.key for row in rows]
    pinned = dict(connection.execute(select(pins.c.name, pins.c.actor).where(pins.c.name.in_(keys))).all())
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.key in pinned:
            votes[row.joined][pinned[row.key]] += 1
    most = {joined: min(votes[joined], key=lambda id: (-votes[joined][id], id)) for joined in votes}
    return {row.key: pinned.get(row.key) or most.get(row.joined) or row.joined for row in rows}


def _select(connection: Connection, which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    return connection.execute(select(names).where(which).order_by(names.c.key)).all()


def _name(row: Any) -> Name:
    """A row as a name to be joined; an office is joined by the name of who held it."""
    fields = {field: row[field] for field in ("key", "name", "folded", "kind", "party", "first", "last")}
    return Name(**(fields | ({"name": row["holder"], "folded": fold(row["holder"])} if row["holder"] else {})))
