"""Records out: one module a format. A writer takes records and a stream, and knows nothing of how records are made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from readout.record import Record


def write(records: Iterable[Record], out: TextIO, *, form: str) -> None:
    """Write records as `text`, `json`, `jsonl` or `html`."""
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
    else:
        raise ValueError(f"no such format: {form!r}; there are text, json, jsonl and html")
