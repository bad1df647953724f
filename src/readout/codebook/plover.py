"""How rows of a record become PLOVER events."""

from __future__ import annotations

from readout.codebook.table import Table
from readout.record.model import ActorKind, Answer, ContactKind, Stance, Status


class Plover(Table):
    """Event codes by row and value, modes of contacts, sectors of actors, codes of states; None where there is none."""

    contacts: dict[Status, str | None]
    modes: dict[ContactKind, str | None]
    proposals: str
    responses: dict[Answer, str | None]
    positions: dict[Stance, str | None]
    commitments: str
    warnings: str
    sectors: dict[ActorKind, str | None]
    countries: dict[str, str]
