"""Statements and documents: found by words and by filters, newest first."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import func, select

from readout.store import tables as t
from readout.store.filters import Filter, match
from readout.store.look import Look
from readout.store.views import DocumentRow, StatementRow
from readout.store.who import by_owner


def statements(look: Look, asked: Filter) -> list[tuple[str, StatementRow]]:
    """Statements that are asked for."""
    rows = look.select(t.statements, asked)
    keys = [row.key for row in rows]
    speakers = by_owner(look.connection, t.statement_speakers, keys)
    spans = look.spans("statements", "content", keys)
    return [(str(row.key), _statement(row, speakers.get(row.key, ()), spans[row.key])) for row in rows]


def _statement(row: Any, speakers: Any, spans: Any) -> StatementRow:
    parties = dict.fromkeys(who.party for who in speakers if who.party)
    return StatementRow(
        document=row.document_id,
        published=row.published,
        outlet=row.outlet,
        statement=row.id,
        quote=row.quote,
        spans=spans,
        speakers=tuple(who.id for who in speakers),
        names=tuple(who.name for who in speakers),
        parties=tuple(parties),
        source=row.source,
        cue=row.cue,
        mode=row.mode,
        within=row.within,
        hedge=row.hedge,
        channel=row.channel,
    )


def documents(look: Look, asked: Filter) -> list[tuple[str, DocumentRow]]:
    """Documents that are asked for: those in which the words and every property are found, not always in one statement."""
    found = match(t.documents, asked, names=look.names, sqlite=look.sqlite)
    d = t.documents.c
    query = select(d.key, d.id, d.published, d.outlet, d.title, d.url)
    query = query.where(*found.conditions, *look.range(found.key, asked, rows=False)).order_by(found.key)
    rows = look.connection.execute(query.limit(look.limit)).all()
    s = t.statements.c
    counting = select(s.document, func.count()).where(s.document.in_([row.key for row in rows])).group_by(s.document)
    counts: Counter[int] = Counter(dict(look.connection.execute(counting).all()))
    return [(str(row.key), DocumentRow(row.id, row.published, row.outlet, row.title, row.url, counts[row.key])) for row in rows]
