"""A Datasette-ready SQLite file: plain tables with keys and full-text search, to be opened as `datasette FILE`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from readout.exports.tables import TABLES, Table
from readout.record import Record

TYPES = {"text": "TEXT", "integer": "INTEGER", "list": "TEXT"}
SEARCHED = {"documents": ("title", "text"), "statements": ("speakers", "content")}


def create(table: Table) -> str:
    """The statement that makes a table; documents are what the others point at. Lists are JSON arrays."""
    columns = [f'"{name}" {TYPES[kind]}' for name, kind in table.columns.items()]
    columns[0] += " PRIMARY KEY" if table.name == "documents" else " NOT NULL REFERENCES documents(document)"
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def cell(value: Any) -> Any:
    """Lists as JSON, lone surrogates as question marks: SQLite's text is UTF-8."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else text


def write_sqlite(records: Iterable[Record], path: Path) -> None:
    """Write the file anew; it appears whole or not at all."""
    made = path.with_name(path.name + ".part")
    made.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(made)) as database:
            for table in TABLES:
                database.execute(create(table))
            for record in records:
                for table in TABLES:
                    marks = ", ".join("?" * len(table.columns))
                    rows = (tuple(map(cell, row)) for row in table.rows(record))
                    database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
            for table in TABLES[1:]:
                database.execute(f'CREATE INDEX "{table.name}_document" ON "{table.name}" (document)')
            for name, columns in SEARCHED.items():
                listed = ", ".join(columns)
                database.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({listed}, content={name})")
                database.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild')")
            database.commit()
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
