"""CSV: a folder with one file a table.

Lists are joined by `; `. A cell that a spreadsheet would take for a formula is quoted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from readout.exports.tables import TABLES
from readout.record import Record

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> Any:
    """A cell that a spreadsheet will show, not run."""
    text = "; ".join(value) if isinstance(value, tuple) else value
    return "'" + text if isinstance(text, str) and text.startswith(FORMULA) else text


def write_csv(records: Iterable[Record], folder: Path) -> None:
    """Write `documents.csv`, `statements.csv` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            stream = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(stream)
            writers[table.name].writerow(table.columns)
        for record in records:
            for table in TABLES:
                writers[table.name].writerows(tuple(map(cell, row)) for row in table.rows(record))
