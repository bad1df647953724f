"""Organizations, armed groups and bodies that speak for a state."""

from __future__ import annotations

from readout.codebook.table import Keyed, Table


class Organization(Table):
    """One organization; `party` is the side it speaks for, where it is not one of its own."""

    name: str
    aliases: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    party: str | None = None


class Organizations(Keyed[Organization]):
    """Organizations by id."""
