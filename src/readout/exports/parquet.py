"""Parquet: a folder with one typed file a table; lists stay lists."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from readout.errors import MissingExtraError
from readout.exports.tables import TABLES
from readout.record import Record

ROWS = 20_000
"""Rows gathered before a group is written: a few megabytes of text."""


def write_parquet(records: Iterable[Record], folder: Path) -> None:
    """Write `documents.parquet`, `statements.parquet` and so on. Raises `MissingExtraError` without pyarrow."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("Parquet", extra="exports") from None
    types = {"text": pa.string(), "integer": pa.int64(), "list": pa.list_(pa.string())}
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        schemas = {t.name: pa.schema([(column, types[kind]) for column, kind in t.columns.items()]) for t in TABLES}
        writers = {n: stack.enter_context(parquet.ParquetWriter(folder / f"{n}.parquet", s)) for n, s in schemas.items()}
        waiting: dict[str, list[tuple[Any, ...]]] = {n: [] for n in schemas}

        def flush(name: str) -> None:
            columns = list(zip(*waiting[name], strict=True)) or [()] * len(schemas[name])
            arrays = [pa.array(list(c), type=f.type) for c, f in zip(columns, schemas[name], strict=True)]
            writers[name].write_table(pa.Table.from_arrays(arrays, schema=schemas[name]))
            waiting[name].clear()

        for record in records:
            for table in TABLES:
                waiting[table.name] += table.rows(record)
                if len(waiting[table.name]) >= ROWS:
                    flush(table.name)
        for name in schemas:
            flush(name)
