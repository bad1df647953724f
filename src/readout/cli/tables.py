"""Rows of a store as a table on a terminal, CSV or JSON."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Self, TextIO

from readout.cli.command import complain
from readout.cli.outputs import opened
from readout.cli.store import Form

if TYPE_CHECKING:
    from readout.store.results import Rows

PAGE = 50

# The columns that a table on a terminal shows; the other forms have all.
SHOWN = {
    "StatementRow": ("published", "outlet", "names", "quote", "document", "statement"),
    "DocumentRow": ("published", "outlet", "title", "statements", "document"),
    "ContactRow": ("date", "kind", "status", "names", "place", "quote", "document"),
    "ProposalRow": ("published", "names", "name", "terms", "responses", "document"),
    "PositionRow": ("published", "name", "issue", "stance", "quote", "document"),
    "CommitmentRow": ("published", "names", "action", "to", "due", "document"),
    "WarningRow": ("published", "name", "against", "condition", "consequence", "document"),
    "ActorRow": ("name", "kind", "party", "aliases", "documents", "statements", "actor"),
    "EventRow": ("date", "event", "names", "what", "outlet", "document"),
}
# Columns that are never broken, as they are copied into other commands, or short.
WHOLE = {"actor", "date", "document", "issue", "kind", "published", "stance", "statement", "status"}


@dataclass(frozen=True)
class Shown:
    """Which rows are to be written, and how."""

    form: Form | None = None
    limit: int | None = None
    after: str | None = None
    output: str | None = None

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> Self:
        """As the options of a command say."""
        return cls(**{field.name: asked[field.name] for field in fields(cls)})

    def write(self, rows: Rows[Any]) -> None:
        """Write rows; where more follow, say on standard error how to go on."""
        from readout.store.results import plain

        form = self.form or (Form.table if self.output is None and sys.stdout.isatty() else Form.jsonl)
        limit = self.limit or (PAGE if form is Form.table else None)
        if limit is None:
            found, more = rows.after(self.after), None
        else:
            page = rows.page(limit, after=self.after)
            found, more = iter(page.rows), page.next
        with opened(self.output) as out:
            _WRITERS[form](rows, map(plain, found), out)
        if more is not None:
            complain(f"more rows follow: --after {more}")


def _table(rows: Rows[Any], found: Iterable[dict[str, Any]], out: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table

    from readout.exports.terminal import printable

    shown = SHOWN[rows.kind.__name__]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in shown:
        table.add_column(name, overflow="fold", no_wrap=name in WHOLE)
    for row in found:
        table.add_row(*(printable(_cell(row[name])) for name in shown))
    Console(file=out, highlight=False, markup=False, emoji=False).print(table)


def _csv(rows: Rows[Any], found: Iterable[dict[str, Any]], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([_cell(value) for value in row.values()] for row in found)


def _json(rows: Rows[Any], found: Iterable[dict[str, Any]], out: TextIO) -> None:
    json.dump(list(found), out, ensure_ascii=False, indent=2)
    out.write("\n")


def _jsonl(rows: Rows[Any], found: Iterable[dict[str, Any]], out: TextIO) -> None:
    for row in found:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _cell(value: Any) -> str:
    """A value in one cell: the parts of a list by semicolons, those of a pair by a colon (spans are start:end)."""
    if isinstance(value, list):
        return "; ".join(":".join(map(str, part)) if isinstance(part, list) else str(part) for part in value)
    return "" if value is None else str(value)


_WRITERS = {Form.table: _table, Form.csv: _csv, Form.json: _json, Form.jsonl: _jsonl}
