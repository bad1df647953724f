"""What is known of a text besides its words, and how a wrong one is dealt with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from readout.errors import InputError

OnError = Callable[[InputError], None]
"""Called with each text that cannot be read, which is then left out; where None is given instead, the error is raised."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ][0-9:.,]+ ?(?:Z|[+-]\d{2}:?\d{2})?)?\Z")


@dataclass(frozen=True)
class Known:
    """What the user says of the texts: holds wherever a text does not say it of itself."""

    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None


def day(value: str) -> date:
    """The day of an ISO 8601 date, or of a date with a time. Raises `InputError`."""
    found = _DAY.match(value.strip())
    if found:
        try:
            return date.fromisoformat(found[1])
        except ValueError:
            pass
    raise InputError(f"{value!r} is not a date; write it as YYYY-MM-DD")


def text_of(data: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark. Raises `InputError`, with the line inside `data`."""
    if b"\0" in data:
        raise InputError("not a text file (it holds NUL bytes)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"not UTF-8 (byte 0x{data[error.start]:02x}); save it as UTF-8 first", line=line) from None
