"""Periods of the calendar and their arithmetic.

A period is a unit and how many of that unit lie before it, so that "three quarters later" is an addition. Seasons are
those of the northern half of the world; a winter belongs to the year in which it begins. Weeks are those of ISO 8601.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Final

MONTHS: Final = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS: Final = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
SEASONS: Final = ("SP", "SU", "FA", "WI")
SEASON_START: Final = 2
VALUES: Final = {
    "day": "{day}",
    "week": "{iso:04}-W{week:02}",
    "weekend": "{iso:04}-W{week:02}-WE",
    "fortnight": "{iso:04}-W{week:02}",
    "month": "{year:04}-{month:02}",
    "quarter": "{year:04}-Q{quarter}",
    "season": "{year:04}-{season}",
    "half": "{year:04}-H{half}",
    "year": "{year:04}",
    "decade": "{decade:03}",
    "century": "{century:02}",
}
UNKNOWN: Final = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "fortnight": "XXXX-WXX",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "season": "XXXX-XX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}


class OutOfRangeError(ValueError):
    """A period before the year 1 or after 9999, or a day that is on no calendar."""


@dataclass(frozen=True, slots=True)
class Period:
    """The `index`th unit since the year 0 (units of months) or the first of January of the year 1 (units of days)."""

    unit: str
    index: int

    @classmethod
    def of(cls, unit: str, day: date) -> Period:
        """The period of that unit in which a day lies."""
        if unit in DAYS:
            return cls(unit, (day.toordinal() - 1) // DAYS[unit])
        months = day.year * 12 + day.month - 1 - (SEASON_START if unit == "season" else 0)
        return cls(unit, months // MONTHS[unit])

    @classmethod
    def at(cls, year: int, month: int | None = None, day: int | None = None) -> Period:
        """A year, month or day by its numbers. Raises `OutOfRangeError`."""
        if not 1 <= year <= MAXYEAR or (month is not None and not 1 <= month <= 12):
            raise OutOfRangeError
        if month is None:
            return cls("year", year)
        if day is None:
            return cls("month", year * 12 + month - 1)
        try:
            return cls.of("day", date(year, month, day))
        except ValueError:
            raise OutOfRangeError from None

    def __add__(self, count: int) -> Period:
        return Period(self.unit, self.index + count)

    def __sub__(self, count: int) -> Period:
        return Period(self.unit, self.index - count)

    @property
    def first(self) -> date:
        """Its first day. Raises `OutOfRangeError`."""
        if self.unit in DAYS:
            ordinal = self.index * DAYS[self.unit] + (5 if self.unit == "weekend" else 0) + 1
            if not 1 <= ordinal <= date.max.toordinal():
                raise OutOfRangeError
            return date.fromordinal(ordinal)
        months = self.index * MONTHS[self.unit] + (SEASON_START if self.unit == "season" else 0)
        if not 12 <= months < (MAXYEAR + 1) * 12:
            raise OutOfRangeError
        return date(months // 12, months % 12 + 1, 1)

    @property
    def last(self) -> date:
        """Its last day. Raises `OutOfRangeError`."""
        return Period(self.unit, self.index + 1).first - timedelta(days=1 if self.unit != "weekend" else 6)

    def to(self, unit: str) -> Period:
        """The period of another unit in which it begins."""
        return Period.of(unit, self.first)

    def years(self, count: int) -> Period:
        """The same period so many years later, kept to its precision."""
        if self.unit in MONTHS:
            step = 12 * count / MONTHS[self.unit]
            return self + int(step)
        first = self.first
        day = min(first.day, 28) if first.month == 2 else first.day
        try:
            return Period.of(self.unit, date(first.year + count, first.month, day))
        except ValueError:
            raise OutOfRangeError from None

    @property
    def value(self) -> str:
        """Its TIMEX3 value. Raises `OutOfRangeError`."""
        first = self.first
        week, season = first.isocalendar(), (first.month - 1 - SEASON_START) // 3
        return VALUES[self.unit].format(
            day=first,
            iso=week.year,
            week=week.week,
            year=first.year,
            month=first.month,
            quarter=first.month // 3 + 1,
            half=first.month // 6 + 1,
            season=SEASONS[season],
            decade=first.year // 10,
            century=first.year // 100,
        )
