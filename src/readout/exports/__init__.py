"""Records out: one module a format. A writer takes records and a stream, and knows nothing of how records are made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from readout.record import Record

FOLDERS = ("csv", "parquet")
STREAMS = ("jsonld", "webannotation", "plover")
BINARIES = ("graphml", "docbin")
FORMATS = ("jsonl", *FOLDERS, *STREAMS, *BINARIES, "sqlite")


def export(records: Iterable[Record], target: Path, *, form: str) -> None:
    """Write records to a file, or, as `csv` and `parquet`, to a folder with a file a table.

    A file appears only when it is whole. Raises `MissingExtraError` where a format's library is not installed.
    """
    if form in FOLDERS or form == "sqlite":
        _writer(form)(records, target)
        return
    made = target.with_name(target.name + ".part")
    try:
        if form in BINARIES:
            with made.open("wb") as stream:
                _writer(form)(records, stream)
        else:
            with made.open("w", encoding="utf-8", newline="") as text:
                write(records, text, form=form)
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)


def _writer(form: str) -> Callable[[Iterable[Record], Any], None]:
    """The function that writes a format, from the module of its name."""
    found: Callable[[Iterable[Record], Any], None] = getattr(import_module(f"readout.exports.{form}"), f"write_{form}")
    return found


def write(records: Iterable[Record], out: TextIO, *, form: str) -> None:
    """Write records as `text`, `json`, `jsonl`, `html`, or one of the formats of other programs that are text."""
    if form == "text":
        from readout.exports.terminal import print_records

        print_records(records, out)
    elif form == "html":
        from readout.exports.html import page

        out.write(page(list(records)))
    elif form == "json":
        whole = [record.to_dict() for record in records]
        json.dump(whole[0] if len(whole) == 1 else whole, out, ensure_ascii=False, indent=2)
        out.write("\n")
    elif form == "jsonl":
        for record in records:
            out.write(record.to_json() + "\n")
            out.flush()
    elif form in STREAMS:
        _writer(form)(records, out)
    else:
        raise ValueError(f"no such format: {form!r}; there are text, json, html and {', '.join(FORMATS)}")
