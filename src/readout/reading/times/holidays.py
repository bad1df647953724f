"""Days of the year that go by name."""

from __future__ import annotations

from datetime import date

from readout.codebook.times import Holiday
from readout.reading.times.calendar import OutOfRangeError, Period


def holiday(when: Holiday, year: int) -> Period:
    """A holiday's day in a year. Raises `OutOfRangeError`."""
    if not 1 <= year <= 9998:
        raise OutOfRangeError
    if when.easter is not None:
        return Period.of("day", easter(year)) + when.easter
    if when.nth is not None:
        month, weekday, nth = when.nth
        first = Period.at(year, month, 1) if nth > 0 else Period.at(year, month + 1, 1)
        return first + ((weekday - first.first.isoweekday()) % 7 + 7 * (nth - (nth > 0))) + when.plus
    month, day = (int(part) for part in (when.day or "01-01").split("-"))
    return Period.at(year, month, day)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, as in Meeus 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * shift) // 451
    month, day = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, day + 1)
