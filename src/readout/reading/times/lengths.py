"""Lengths of time, and times that come again."""

from __future__ import annotations

from typing import Final

from readout.reading.times.calendar import MONTHS, OutOfRangeError, Period
from readout.reading.times.context import Context, Reading
from readout.reading.times.forms import Match

LETTERS: Final = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "weekend": "W",
    "fortnight": "W",
    "month": "M",
    "half": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
}
MANY: Final = {"fortnight": 2, "half": 6, "decade": 10, "century": 100}
UNTOLD: Final = {"decade": "DE", "century": "CE"}
CLOCK: Final = ("second", "minute", "hour")
MINUTES: Final = {"minute": 1, "hour": 60}
HALVES: Final = {("hour", 0.5): ("M", 30), ("year", 0.5): ("M", 6)}
PARTS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75}
LONGEST: Final = 1e9


def duration(match: Match, context: Context) -> Reading | None:
    """Read "two weeks", "75-minute", "an hour and a half", "months"."""
    units = match.all("UNIT", "UNITS", "UNIT_TOO")
    if len(units) == 2:
        return length([(float(n), unit) for n, unit in zip(match.all("NUMBER", "A"), units, strict=True)])
    count = count_of(match)
    if quarters := match.value("QUARTERS"):
        return length([((count or 1) * float(quarters) * MINUTES.get(units[0], 0), "minute")])
    if count is not None:
        return length([(count, units[0])])
    letter = UNTOLD.get(units[0], LETTERS[units[0]])
    return Reading("DURATION", f"P{'T' if units[0] in CLOCK else ''}X{letter}")


def repeated(match: Match, context: Context) -> Reading | None:
    """Read "daily", "every Thursday", "Tuesday nights"."""
    if often := match.value("OFTEN"):
        return Reading("SET", often)
    part = match.value("PART") or match.value("PARTS")
    suffix = f"T{part}" if part else ""
    if weekday := match.value("WEEKDAY") or match.value("WEEKDAYS"):
        return Reading("SET", f"XXXX-WXX-{weekday}{suffix}")
    if part:
        return Reading("SET", f"XXXX-XX-XX{suffix}")
    every = length([(count_of(match) or 1, unit_of(match))])
    return Reading("SET", every.value) if every else None


def length(parts: list[tuple[float, str]]) -> Reading | None:
    """The TIMEX3 length of counts of units; None where it is beyond all measure."""
    days = clock = ""
    for count, unit in parts:
        whole = count * MANY.get(unit, 1)
        if whole >= LONGEST:
            return None
        text = f"{whole:.6g}{LETTERS[unit]}"
        if half := HALVES.get((unit, whole % 1)):
            text = (f"{int(whole)}{LETTERS[unit]}" if whole >= 1 else "") + f"{half[1]}{half[0]}"
        if unit in CLOCK:
            clock += text
        else:
            days += text
    told = all(unit in MINUTES for _, unit in parts)
    minutes = round(sum(count * MINUTES[unit] for count, unit in parts)) if told else None
    single = parts[0] if len(parts) == 1 else None
    return Reading("DURATION", f"P{days}" + (f"T{clock}" if clock else ""), minutes=minutes, count=single)


def horizon(reading: Reading, context: Context, signal: str) -> Period | None:
    """The end of a length that begins with publication: "within ten days", "in two weeks", "for 90 days"."""
    precision = context.table.horizon.get(signal)
    if precision is None or reading.count is None or context.published is None:
        return None
    count, unit = reading.count
    unit, count = ("week", 2 * count) if unit == "fortnight" else (unit, count)
    try:
        if unit in ("day", "week"):
            end = Period.of("day", context.published) + round(count * (7 if unit == "week" else 1))
            return end.to({"day": "day", "unit": unit, "month": "month"}[precision])
        now = context.now(unit) if unit in MONTHS else None
        return now + round(count) if now else None
    except OutOfRangeError:
        return None


def unit_of(match: Match) -> str:
    """The unit that a match counts in."""
    if "period" in match:
        return "quarter"
    return next(iter(match.all("UNIT", "UNITS", "UNIT_TOO", "SPAN")), "year")


def count_of(match: Match) -> float | None:
    """How many units; None where it is not told ("several")."""
    half = 0.5 if "half" in match else 0.0
    number, fraction, few = match.value("NUMBER"), match.value("FRACTION"), match.value("FEW")
    if number is not None:
        return float(number) + half + (_fraction(fraction) if fraction else 0)
    if fraction is not None:
        return _fraction(fraction)
    if few is not None:
        return None if few == "X" else float(few)
    if half and match.atoms[0].text != "half" and "A" not in match:
        return None
    if half and "and" not in match:
        return half
    return 1 + half if "A" in match or "EARLIER" in match or "AGO" in match else None


def _fraction(written: str) -> float:
    if written[-1] in PARTS:
        return int(written[:-1] or 0) + PARTS[written[-1]]
    whole, _, rest = written.replace("-", " ").rpartition(" ")
    above, below = rest.split("/")
    return int(whole or 0) + int(above) / max(1, int(below))
