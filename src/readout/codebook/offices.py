"""Who held which office when: heads of state and government, ministers, heads of organizations."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from readout.codebook.table import Table


class Tenure(Table):
    """Somebody in an office, from one day to another, both included; without `until`, to the day the table is known to."""

    name: str
    since: date
    until: date | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"{self.name}: until {self.until}, but since {self.since}")
        return self


class Office(Table):
    """An office of one state or organization; words in `alone` mean it even where nothing is said of whom."""

    called: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    held: tuple[Tenure, ...]


class Offices(Table):
    """Offices by the id of their state or organization, and the words that they are called by everywhere."""

    known: date
    called: dict[str, tuple[str, ...]]
    of: dict[str, dict[str, Office]]

    def holder(self, party: str, office: str, *, on: date) -> str | None:
        """Who held an office on a day; None where nobody, or more than one, is known to."""
        names = {tenure.name for tenure in self.of[party][office].held if tenure.since <= on <= (tenure.until or self.known)}
        return names.pop() if len(names) == 1 else None
