"""`readout export`: records in the forms other programs read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from readout.errors import InputError, RecordError
from readout.exports import STREAMS
from readout.record import Record

EXAMPLES = """
\b
Examples:
  readout export desk.db --format csv -o tables/
      one CSV file a table, for a spreadsheet
  readout export records.jsonl --format parquet -o tables/
      the same, typed, for pandas, polars or DuckDB
  readout export desk.db --format sqlite -o desk-public.db && datasette desk-public.db
      a site to look around in
  readout export records.jsonl --format plover > events.jsonl
      PLOVER events, each with the statement it rests on

\b
jsonl          records, one a line
csv, parquet   a folder with a file a table
sqlite         plain tables with full-text search, ready for Datasette
jsonld         schema.org and PROV-O
webannotation  W3C Web Annotation, a page a document
plover         PLOVER events, codes from the codebook
graphml        who speaks of whom, who meets whom (needs readout[exports])
docbin         spaCy DocBin with a span group a layer

\b
From a store, actors are those that 'readout actors' shows: one id and one name for somebody, in whatever document. Only
jsonl gives the records as they were kept.
"""


class Format(StrEnum):
    """The forms of `readout.exports.FORMATS`."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    sqlite = "sqlite"
    jsonld = "jsonld"
    webannotation = "webannotation"
    plover = "plover"
    graphml = "graphml"
    docbin = "docbin"


def register(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command(epilog=EXAMPLES, no_args_is_help=True)(export)


def export(
    source: Annotated[str, typer.Argument(metavar="STORE|FILE", help="A store, or a file of records (JSONL).")],
    form: Annotated[Format, typer.Option("--format", help="The form to write, see below.")],
    output: Annotated[str | None, typer.Option("--output", "-o", help="File or folder; default: standard output.")] = None,
) -> None:
    """Write records in the forms other programs read."""
    from readout.cli.outputs import opened
    from readout.exports import export as export_records
    from readout.exports import write

    # Records go on as they were kept; tables and graphs are of use when somebody is one row, one node, whoever named them.
    records = records_of(source, joined=form != Format.jsonl)
    if output not in (None, "-"):
        target = Path(str(output))
        if not target.parent.is_dir():
            raise InputError("there is no such folder", source=str(target.parent))
        export_records(records, target, form=form)
    elif form in ("jsonl", *STREAMS):
        with opened(None) as out:
            write(records, out, form=form)
    else:
        raise InputError(f"{form} cannot go to standard output: name a file or folder with -o")


def records_of(source: str, *, joined: bool = False) -> Iterator[Record]:
    """The records of a store, or of a file of JSON lines (`-` for standard input). `joined`, a store's actors are its own."""
    path = Path(source)
    if source == "-" or path.suffix in (".jsonl", ".json"):
        yield from _lines(source)
        return
    from readout.store import Store

    with Store.open(source, create=False) as store:
        yield from store.records(joined=joined)


def _lines(source: str) -> Iterator[Record]:
    try:
        with nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield _record(line, source, number)
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower(), source=source) from None


def _record(line: bytes, source: str, number: int) -> Record:
    try:
        return Record.from_json(line)
    except RecordError as error:
        raise InputError(str(error), source=source, line=number) from None
