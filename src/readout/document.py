"""A text with what is known about it before it is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Document:
    """One article or official readout.

    `text` is kept exactly; every offset in a record counts its Unicode code points. `published` is the day of
    publication, against which "on Friday" is resolved; without it only absolute dates are. `id` is the caller's own, or
    derived from the text.
    """

    text: str
    id: str = ""
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.digest[:16])

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal (lone surrogates kept as they are)."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
