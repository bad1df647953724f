"""Why nothing was found, where that is because of a value that nothing can have: a slip must not look like an answer."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, get_args

from sqlalchemy import Connection, exists, or_, select

from readout.codebook import Codebook
from readout.errors import InputError
from readout.record import model
from readout.store import tables as t
from readout.store.filters import Filter
from readout.store.keys import fold

SHOWN = 40  # values that an error lists

_VALUES: dict[str, tuple[str, ...]] = {
    "stance": get_args(model.Stance),
    "mode": get_args(model.Mode),
    "status": get_args(model.Status),
}
KINDS: dict[str, tuple[str, ...]] = {"contact": get_args(model.ContactKind), "actor": get_args(model.ActorKind)}


def check(name: str, value: str | None, among: Iterable[str]) -> None:
    """Raise `InputError` for a value that is not among those that there are."""
    known = tuple(among)
    if value is not None and value not in known:
        near = get_close_matches(value, known, n=1)
        listed = ", ".join(known[:SHOWN]) + (" …" if len(known) > SHOWN else "")
        rest = f"did you mean {near[0]}?" if near else f"there are {listed or 'none'}"
        raise InputError(f"'{value}' is no {name}; {rest}")


def explain(connection: Connection, asked: Filter, codebook: Codebook) -> None:
    """Raise `InputError` where a filter that found nothing names what does not exist."""
    for name, values in _VALUES.items():
        check(name, getattr(asked, name), values)
    if asked.issue is not None and not _there(connection, asked.issue):
        check("issue", asked.issue, codebook.issues.keys())
    if asked.outlet is not None:
        column: Any = t.documents.c.outlet
        outlets = connection.execute(select(column).where(column.is_not(None)).distinct().order_by(column)).scalars().all()
        if fold(asked.outlet) not in map(fold, outlets):
            check("outlet", asked.outlet, outlets)


def _there(connection: Connection, issue: str) -> bool:
    """Whether a store has an issue, be it one of somebody's own codebook."""
    position, term = (exists().where(table.c.issue == issue) for table in (t.positions, t.proposal_terms))
    return bool(connection.execute(select(or_(position, term))).scalar())
