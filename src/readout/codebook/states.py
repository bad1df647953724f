"""States and other territories with a government: how each is named, and what stands for it."""

from __future__ import annotations

from readout.codebook.table import Keyed, Table


class State(Table):
    """One state; `seats` and `capitals` are the places whose names stand for its government."""

    name: str
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class States(Keyed[State]):
    """States by id."""
