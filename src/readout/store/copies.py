"""Copies of documents: who printed the same, and what each changed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from sqlalchemy import Connection, select

from readout.store import tables as t
from readout.store.keys import clean
from readout.store.views import CopyRow

Change = tuple[int, int, str]

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def copies(connection: Connection, *, of: str | None, after: str | None, limit: int) -> list[tuple[str, CopyRow]]:
    """The copies of a document, or of all, by their ids."""
    c, d = t.copies.c, t.documents.c
    query = select(t.copies, d.text.label("first")).join(t.documents, d.id == c.document)
    if of is not None:
        query = query.where(c.document == clean(of))
    if after is not None:
        query = query.where(c.id > after)
    rows = connection.execute(query.order_by(c.id).limit(limit)).all()
    return [
        (row.id, CopyRow(row.id, row.document, row.published, row.outlet, row.title, row.url, changes(row.first, row.text)))
        for row in rows
    ]


def changes(first: str, second: str) -> tuple[Change, ...]:
    """What a text changes in another: start and end of what it leaves out there, and the words that it puts instead."""
    ours, theirs = _WORD.findall(first), _WORD.findall(second)
    ends = [0]
    for word in ours:
        ends.append(ends[-1] + len(word))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return tuple(
        (ends[start], ends[end], "".join(theirs[low:high]))
        for kind, start, end, low, high in matcher.get_opcodes()
        if kind != "equal"
    )
