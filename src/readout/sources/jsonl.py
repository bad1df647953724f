"""Documents as JSON: one object a line, or a whole file of one object or a list of them (see `fields` for what they hold)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from readout.document import Document
from readout.errors import InputError
from readout.sources import limits
from readout.sources.fields import Columns, document, kind
from readout.sources.known import Known, OnError, text_of


def documents(
    stream: BinaryIO, *, source: str, known: Known, columns: Columns | None = None, on_error: OnError | None = None
) -> Iterator[Document]:
    """The document of each line that is not blank."""
    for number, line in enumerate(limits.lines(stream), 1):
        if line is not None and not line.strip():
            continue
        try:
            if line is None:
                raise limits.too_long("line")
            yield document(_object(_value(line)), known=known, columns=columns)
        except InputError as error:
            wrong = InputError(error.reason, source=source, line=number)
            if on_error is None:
                raise wrong from None
            on_error(wrong)


def listed(
    stream: BinaryIO, *, source: str, known: Known, columns: Columns | None = None, on_error: OnError | None = None
) -> Iterator[Document]:
    """The documents of a JSON file: one, or a list of them."""
    value = _value(limits.whole(stream))
    if not isinstance(value, list):
        yield document(_object(value), known=known, columns=columns)
        return
    for number, each in enumerate(value, 1):
        try:
            yield document(_object(each), known=known, columns=columns)
        except InputError as error:
            wrong = InputError(f"number {number} of the list: {error.reason}", source=source)
            if on_error is None:
                raise wrong from None
            on_error(wrong)


def _value(data: bytes) -> Any:
    text = text_of(data).strip()
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"broken JSON at character {error.pos + 1}: {error.msg}") from None
    except (RecursionError, ValueError) as error:
        raise InputError(f"broken JSON: {error}") from None


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{kind(value)}, not an object with a 'text'")
    return value
