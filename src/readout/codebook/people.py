"""Well-known people: whose side they are on, so that a bare surname is enough."""

from __future__ import annotations

from typing import Literal

from readout.codebook.table import Keyed, Table


class Person(Table):
    """One person; `offices` are in lower case, as in the titles."""

    party: str | None = None
    gender: Literal["m", "f"] | None = None
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


class People(Keyed[Person]):
    """People by full name."""
