"""A time that a text speaks of, and how other layers look one up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from readout.reading.times.calendar import OutOfRangeError, Period

Kind = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Time:
    """A date, time of day, duration or set of times.

    `value` is its TIMEX3 value. `period` is the stretch of the calendar it names, None where it names none or none
    can be told. `signal` is the word before it ("since", "by", "until"); `part` is START, MID or END where only that part of
    the period is meant ("late March"). `minutes` is the length of a duration in hours and minutes; `horizon` is when a length
    that begins with publication ends ("within ten days").
    """

    start: int
    end: int
    kind: Kind
    value: str
    period: Period | None = None
    minutes: int | None = None
    signal: str = ""
    part: str = ""
    horizon: Period | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in code points."""
        return self.start, self.end

    @property
    def date(self) -> str | None:
        """The record's form of it: a day, month or year, the nearest that holds a week, quarter or season."""
        return None if self.period is None else _recorded(self.period)

    @property
    def deadline(self) -> str | None:
        """The record's form of the latest moment meant: the end of a year is its December, that of a month its last day."""
        if self.period is None:
            return None if self.horizon is None else _recorded(self.horizon)
        if self.part != "END":
            return self.date
        unit = {"year": "month", "half": "month", "quarter": "month", "month": "day", "week": "day"}.get(self.period.unit)
        return _recorded(Period.of(unit, self.period.last)) if unit else self.date


def in_span(times: Sequence[Time], start: int, end: int) -> tuple[Time, ...]:
    """The times that lie wholly in `[start, end)`, in order of appearance."""
    return tuple(time for time in times if start <= time.start and time.end <= end)


def _recorded(period: Period) -> str | None:
    try:
        match period.unit:
            case "day" | "month" | "year":
                return period.value
            case "week" | "weekend" | "fortnight":
                return period.to("month").value
            case "quarter" | "season" | "half":
                return period.to("year").value
    except OutOfRangeError:
        pass
    return None
