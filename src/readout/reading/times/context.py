"""What a form is resolved against, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from readout.codebook.times import Times
from readout.reading.times.calendar import Period
from readout.reading.times.forms import Match
from readout.reading.times.model import Kind

STEPS: Final = ("LAST", "NEXT", "PREVIOUS", "FOLLOWING")
FINENESS: Final = ("day", "weekend", "week", "fortnight", "month", "quarter", "season", "half", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value before it is placed in the text; `count` is how many of one unit a length has."""

    kind: Kind
    value: str
    period: Period | None = None
    minutes: int | None = None
    count: tuple[float, str] | None = None


@dataclass
class Context:
    """The day of publication, what was named so far, and on which side of it the time at hand lies."""

    published: date | None
    table: Times
    last: Period | None = None
    named: dict[str, Period] = field(default_factory=dict)
    ask: Callable[[bool], int] = lambda far: 0

    def now(self, unit: str) -> Period | None:
        """The unit in which the text was published."""
        return None if self.published is None else Period.of(unit, self.published)

    @property
    def direction(self) -> int:
        """Past (-1), future (1), or not known (0)."""
        return self.ask(False)

    def said(self, unit: str) -> Period | None:
        """The unit in which the date last named lies, or the last such unit where that date is no finer."""
        if self.last is not None and FINENESS.index(self.last.unit) <= FINENESS.index(unit):
            return self.last.to(unit)
        return self.named.get(unit)

    def remember(self, period: Period) -> None:
        """Take a period as the one that "the same day" and "a year earlier" mean."""
        self.last = self.named[period.unit] = period


def step(match: Match) -> int:
    """How far from the anchor: -1 for "last", 1 for "next"."""
    return next((int(value) for item in STEPS if (value := match.value(item))), 0)


def related(match: Match) -> bool:
    """Whether a word says on which side the time lies."""
    return "THIS" in match or any(item in match for item in STEPS)


def dated(period: Period | None, unknown: str) -> Reading | None:
    """A date, or its form with X where it cannot be told."""
    value = period.value if period else unknown
    return Reading("DATE", value, period) if value else None
