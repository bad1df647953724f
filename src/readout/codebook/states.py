"""States and other territories with a government: how each is named, and what stands for it."""

from __future__ import annotations

from readout.codebook.table import Keyed, Table


class State(Table):
    """One state; `seats` and `capitals` are the places whose names stand for its government.

    `people` is what its side is called in a text that speaks of the people and never of the state.
    """

    name: str
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    people: str | None = None


class States(Keyed[State]):
    """States by id."""
