"""The names by which a record knows its actors: what actors are joined by across documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from readout.errors import RecordError
from readout.record import Actor, Record
from readout.store.keys import clean, fold, number


class Naming:
    """The names of a record's actors. A name is a name as written, its kind, and the name of the party it stands for.

    Where it is an office ("the secretary of state"), who held it is part of it: `holders` says so by the ids of actors.
    """

    def __init__(self, record: Record, holders: Mapping[str, str] | None = None) -> None:
        self._record, self._holders = record.id, holders or {}
        self._actors = {actor.id: actor for actor in record.actors}

    def __getitem__(self, id: str) -> int:
        """The key of an actor's name. Raises `RecordError` where the record has no such actor."""
        if id not in self._keys:
            raise RecordError(f"{self._record}: '{id}' is not among its actors")
        return self._keys[id]

    def sides(self, id: str) -> Iterator[int]:
        """Keys of an actor's name and of the parties it belongs to, nearest first."""
        seen: set[str] = set()
        at: str | None = id
        while at is not None and at in self._actors and at not in seen:
            seen.add(at)
            yield self._keys[at]
            at = self._actors[at].party

    def rows(self) -> list[dict[str, Any]]:
        """The names as rows, without what they are joined to, in the order of their keys."""
        rows = {self._keys[id]: self._row(actor) for id, actor in self._actors.items()}
        return [rows[key] for key in sorted(rows)]

    @cached_property
    def _keys(self) -> dict[str, int]:
        return {id: number("name", *self._parts(actor)) for id, actor in self._actors.items()}

    def _parts(self, actor: Actor) -> list[str]:
        holder = self._holders.get(actor.id)
        return [actor.kind, folded(actor), self.party(actor), *([holder] if holder else [])]

    def party(self, actor: Actor) -> str:
        """The name, as it is compared, of the party an actor stands for; empty where it has none but itself."""
        if actor.party is None or actor.party == actor.id:
            return ""
        side = self._actors.get(actor.party)
        return folded(side) if side else fold(actor.party)

    def _row(self, actor: Actor) -> dict[str, Any]:
        side = self._keys.get(actor.party or "")
        key = self._keys[actor.id]
        return {
            "key": key,
            "name": clean(actor.name),
            "folded": folded(actor),
            "kind": actor.kind,
            "party": self.party(actor),
            "holder": self._holders.get(actor.id, ""),
            "side": side if side != key else None,
        }


def folded(actor: Actor) -> str:
    """An actor's name as it is compared."""
    return fold(actor.name) or clean(actor.name)
