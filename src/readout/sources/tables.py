"""Tables of documents: CSV with a header, and Parquet (see `fields` for the columns)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from readout.document import Document
from readout.errors import InputError, MissingExtraError
from readout.sources import limits
from readout.sources.fields import Columns, document
from readout.sources.known import Known, OnError

_SEPARATORS = ",;\t|"
_BATCH = 64  # rows held at a time
_TOO_LONG = "\udc00"  # stands for a line that is; decoding cannot give it


def separated(
    stream: BinaryIO, *, source: str, known: Known, columns: Columns | None = None, on_error: OnError | None = None
) -> Iterator[Document]:
    """The document of each row of a CSV file, whose first line names the columns."""
    # The bound that the csv module sets by itself, 128 KB, is for the whole process and below what articles reach.
    csv.field_size_limit(max(csv.field_size_limit(), limits.LIMIT))
    lines = _lines(stream)
    header = next(lines, "")
    if _TOO_LONG in header:
        raise limits.too_long("line")
    separator = max(_SEPARATORS, key=header.count)
    names = next(csv.reader([header], delimiter=separator), [])
    rows = csv.reader(lines, delimiter=separator)
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return
            if row:
                yield document(_filled(names, row), known=known, columns=columns)
        except (InputError, csv.Error) as error:
            reason = error.reason if isinstance(error, InputError) else str(error)
            wrong = InputError(reason, source=source, line=rows.line_num + 1)
            if on_error is None:
                raise wrong from None
            on_error(wrong)


def parquet(
    stream: BinaryIO, *, source: str, known: Known, columns: Columns | None = None, on_error: OnError | None = None
) -> Iterator[Document]:
    """The document of each row of a Parquet file."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise MissingExtraError("reading Parquet", extra="tables") from None
    number = 0
    try:
        for batch in ParquetFile(stream).iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield document(row, known=known, columns=columns)
                except InputError as error:
                    wrong = InputError(error.reason, source=source, line=number)
                    if on_error is None:
                        raise wrong from None
                    on_error(wrong)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"a broken Parquet file ({str(error).splitlines()[0]})", source=source) from None


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Lines as text. A line too long is given as a half character, and bytes that are not UTF-8 are: their row is refused."""
    for number, line in enumerate(limits.lines(stream)):
        yield f"{_TOO_LONG}\n" if line is None else line.decode("utf-8" if number else "utf-8-sig", "surrogateescape")


def _filled(names: list[str], row: list[str]) -> dict[str, str | None]:
    """A row by the names of its columns; a cell that is empty is as good as none. Raises `InputError`."""
    if len(row) > len(names):
        raise InputError(f"{len(row)} cells where the header names {len(names)}")
    for cell in row:
        try:
            cell.encode()
        except UnicodeEncodeError:
            raise limits.too_long("line") if _TOO_LONG in cell else InputError("not UTF-8; save it as UTF-8 first") from None
    return {name: cell or None for name, cell in zip(names, row, strict=False)}
