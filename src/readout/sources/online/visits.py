"""What is remembered of an address that was fetched, so that it is not fetched for nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from readout.document import Document
from readout.errors import InputError
from readout.sources.online.answers import DAY
from readout.sources.online.pace import ShutError

TRIES = 10  # how often a page of a feed is asked for before it is given up: over 17 hours, by the rests between
_FIRST = 60.0  # seconds, doubled with every failure in a row: 2 minutes, 4, … at most a day


@dataclass(frozen=True)
class Visit:
    """One address as it was last asked for.

    `etag` and `modified` are the server's marks of what it gave; `document` is the id of the text made of it, `reason` why
    there is none. `fails` counts failures in a row; before `due` it is not asked for again. `settled` is what is not to be
    asked for again although it gave no text.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    document: str | None = None
    reason: str | None = None
    settled: bool = False
    fails: int = 0
    due: datetime | None = None

    @property
    def resting(self) -> bool:
        """Whether it is too early to ask again."""
        return self.due is not None and self.due > datetime.now(UTC)

    def failed(self, error: InputError) -> Visit:
        """The same address after it could not be fetched or read."""
        again, after = getattr(error, "again", False), getattr(error, "after", None)
        fails = self.fails + (not isinstance(error, ShutError))
        rest = max(min(_FIRST * 2.0 ** min(fails, 20), DAY), after or 0.0)
        due = datetime.now(UTC) + timedelta(seconds=rest)
        return replace(self, reason=error.reason, fails=fails, due=due, settled=not again or fails >= TRIES)


class Visits(Protocol):
    """Where visits are kept: in memory, or in a store."""

    def get(self, url: str) -> Visit | None:
        """The last visit to an address."""

    def put(self, visit: Visit) -> None:
        """Keep a visit in place of the last one."""

    def has(self, document: str) -> bool:
        """Whether the document made of a page has been kept."""

    def document(self, document: str) -> Document | None:
        """That document as it was before it was read."""

    def refuse(self, document: str, reason: str) -> None:
        """Say that the document of a page is not wanted."""


class Memory:
    """Visits of one run."""

    def __init__(self) -> None:
        self._visits = dict[str, Visit]()

    def get(self, url: str) -> Visit | None:
        """The last visit to an address."""
        return self._visits.get(url)

    def put(self, visit: Visit) -> None:
        """Keep a visit in place of the last one."""
        self._visits[visit.url] = visit

    def has(self, document: str) -> bool:
        """Whatever was given out in this run is taken to be kept."""
        return True

    def document(self, document: str) -> Document | None:
        """Documents are not held."""
        return None

    def refuse(self, document: str, reason: str) -> None:
        """It will not be given out again anyway."""
