"""What rows are asked for, and how that is told to the full-text index of either database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, cast, column, func, literal, table
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY

from readout.store.keys import facet, fold, key_range
from readout.store.words import fts5, parse, tsfacets, tsquery

SEARCHED = {"statements": ("source", "cue", "quote"), "documents": ("title", "text")}

NamesOf = Callable[[str], Sequence[int]]
"""The keys of the names that an actor goes by, by its id or by one of its names."""


@dataclass(frozen=True)
class Filter:
    """What rows are asked for; what is None does not matter.

    `words` are searched for (see `readout.store.words`). `speaker`, `party` and `actor` are ids or names of actors; `party`
    also finds those who belong to it. `since` and `until` are days, months or years, both included.
    """

    words: str | None = None
    speaker: str | None = None
    party: str | None = None
    actor: str | None = None
    issue: str | None = None
    stance: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    document: str | None = None
    kind: str | None = None
    status: str | None = None
    mode: str | None = None

    def facets(self, names: NamesOf) -> list[list[str]]:
        """The facets a row of a searched table must have: one of each group."""
        groups = [[facet("n", key) for key in names(who)] for who in (self.speaker, self.actor) if who is not None]
        if self.party is not None:
            groups.append([facet("p", key) for key in names(self.party)])
        if self.issue is not None and self.stance is not None:
            groups.append([facet("b", self.issue, self.stance)])
        else:
            groups += [[facet(kind, value)] for kind, value in (("i", self.issue), ("t", self.stance)) if value is not None]
        if self.outlet is not None:
            groups.append([facet("o", fold(self.outlet))])
        if self.mode is not None:
            groups.append([facet("m", self.mode)])
        return groups

    def keys(self, *, rows: bool) -> tuple[int | None, int | None]:
        """First and last key of documents, or of their `rows`, in the range of dates."""
        return key_range(self.since, self.until, rows=rows)


@dataclass(frozen=True)
class Match:
    """Where to look for matching rows: what to select from beside the table, and on what conditions."""

    source: FromClause | None
    key: ColumnElement[Any]
    conditions: tuple[ColumnElement[bool], ...]


def match(searched: Table, asked: Filter, *, names: NamesOf, sqlite: bool) -> Match:
    """How rows of a searched table are found by words and facets. Raises `InputError` for words that say nothing."""
    words = None if asked.words is None else parse(asked.words)
    facets = asked.facets(names)
    if words is None and not facets:
        return Match(None, searched.c.key, ())
    if sqlite:
        name = f"{searched.name}_search"
        index = table(name, column("rowid"), column(name))
        query = fts5(words, columns=SEARCHED[searched.name], facets=facets)
        return Match(index, index.c.rowid, (index.c[name].op("MATCH")(query), searched.c.key == index.c.rowid))
    search: ColumnElement[Any] = column("search", _selectable=searched)
    conditions = []
    if words is not None:
        conditions.append(search.op("@@")(func.to_tsquery(cast(literal("readout"), REGCONFIG), tsquery(words))))
    if facets:
        conditions.append(search.op("@@")(cast(literal(tsfacets(facets)), TSQUERY)))
    return Match(None, searched.c.key, tuple(conditions))
