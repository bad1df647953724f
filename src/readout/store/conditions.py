"""What rows other than statements and documents are asked for, as conditions on their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select

from readout.store import tables as t
from readout.store.filters import Filter
from readout.store.keys import fold, period
from readout.store.look import Look


def conditions(look: Look, table: Table, asked: Filter, *, own: Sequence[str] = (), links: Sequence[Table] = ()) -> list[Any]:
    """The conditions of a filter. `own` are the table's columns that name actors, `links` the tables that name more."""
    found: list[ColumnElement[bool]] = []
    if asked.actor is not None:
        found.append(_named(table, select(t.names.c.key).where(t.names.c.key.in_(look.names(asked.actor))), own, links))
    if asked.party is not None:
        found.append(_named(table, _belonging(look.names(asked.party)), own, links))
    if asked.speaker is not None:
        said = select(t.statement_speakers.c.statement).where(t.statement_speakers.c.name.in_(look.names(asked.speaker)))
        found.append(table.c.statement.in_(said))
    if asked.outlet is not None:
        of = table.c.document if "document" in table.c else t.proposals.c.document
        found.append(of.in_(select(t.documents.c.key).where(t.documents.c.outlet.in_(list(_outlets(look, asked.outlet))))))
    for name in ("kind", "status", "stance"):
        if getattr(asked, name) is not None:
            found.append(table.c[name] == getattr(asked, name))
    if asked.issue is not None:
        found.append(_about(table, asked.issue))
    return found


def dated(asked: Filter, column: ColumnElement[Any], *, otherwise: Sequence[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """Rows whose own date touches the range asked for; `otherwise` holds for undated ones."""
    bounds = touching(asked, column)
    return [or_(and_(column.is_not(None), *bounds), and_(column.is_(None), *otherwise))] if bounds else []


def touching(asked: Filter, column: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """Dates, which may be months or years, that have a day in the range asked for."""
    bounds = []
    if asked.since is not None:
        bounds.append(column >= func.substr(period(asked.since)[0].isoformat(), 1, func.length(column)))
    if asked.until is not None:
        bounds.append(column <= func.substr(period(asked.until)[1].isoformat(), 1, func.length(column)))
    return bounds


def _named(table: Table, keys: Select[Any], own: Sequence[str], links: Sequence[Table]) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = [table.c[name].in_(keys) for name in own]
    for link in links:
        owner = next(iter(link.c))
        who = link.c.by if link is t.responses else link.c.name
        ways.append(table.c.key.in_(select(owner).where(who.in_(keys))))
    return or_(*ways)


def _about(table: Table, issue: str) -> ColumnElement[bool]:
    if "issue" in table.c:
        return table.c.issue == issue
    proposal = table.c.proposal if table is t.responses else table.c.key
    return proposal.in_(select(t.proposal_terms.c.proposal).where(t.proposal_terms.c.issue == issue))


def _belonging(keys: Sequence[int]) -> Select[Any]:
    """The names of a party and of all that belong to it, over one body between them."""
    n = t.names.c
    bodies = select(n.key).where(n.side.in_(keys))
    return select(n.key).where(or_(n.key.in_(keys), n.side.in_(keys), n.side.in_(bodies)))


def _outlets(look: Look, asked: str) -> Iterator[str]:
    every = look.connection.execute(select(t.documents.c.outlet).where(t.documents.c.outlet.is_not(None)).distinct())
    return (outlet for outlet in every.scalars() if fold(outlet) == fold(asked))
