"""Days, months and years by name or in figures, with the time of day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from readout.reading.times.calendar import UNKNOWN, OutOfRangeError, Period
from readout.reading.times.context import Context, Reading, related, step
from readout.reading.times.forms import Match
from readout.reading.times.holidays import holiday

# So many times nearer must the next such day be than the last, to be taken although no word points ahead; and the last one,
# to be taken although a word does ("as of Sept. 30 … will" in October).
AGAINST_PAST: Final = 3
AGAINST_FUTURE: Final = 8

Dated = tuple[Period | None, str]


def calendar(match: Match, context: Context) -> Reading | None:
    """Read "Sunday, 28 December", "Friday night", "5 p.m. on May 3", "the 1990s"."""
    period, value = _day_of(match, context)
    clock, part = _clock(match), match.value("PART") or match.value("NIGHT")
    if clock:
        return Reading("TIME", f"{value}T{clock}", period)
    if part:
        return Reading("TIME", f"{value}T{part}", period)
    return Reading("DATE", value, period)


def numeric(match: Match, context: Context) -> Reading | None:
    """Read a date in figures: ISO 8601, month/day/year or else day/month/year, day.month.year."""
    if iso := match.value("ISO"):
        day, _, clock = iso.partition("T")
        period = Period.at(*(int(part) for part in day.split("-")))
        return Reading("TIME", f"{period.value}T{clock}", period) if clock else Reading("DATE", period.value, period)
    written = match.value("SLASHED") or ""
    first, second, year = (int(part) for part in written.replace(".", "/").split("/"))
    month, day_of_month = (second, first) if "." in written or first > 12 else (first, second)
    if year < 100:
        year += 2000 if year < 70 else 1900
    period = Period.at(year, month, day_of_month)
    return Reading("DATE", period.value, period)


def ordinal(match: Match, context: Context) -> Reading | None:
    """Read "the 29th": the day of that number before or after publication, by tense, else in the same month."""
    day, now = int(match.value("FIGURE_ORDINAL") or 0), context.now("month")
    if not 1 <= day <= 31:
        return None
    if now is None or context.published is None:
        return Reading("DATE", f"XXXX-XX-{day:02}")
    side = context.direction
    month = now + (side if (day - context.published.day) * side < 0 else 0)
    period = Period.at(month.first.year, month.first.month, day)
    return Reading("DATE", period.value, period)


def year_of(match: Match, context: Context) -> int | None:
    """The year a match names, by number or as "last year"."""
    if year := match.value("YEAR"):
        return int(year)
    if "year" in match and context.published:
        return context.published.year + step(match)
    return None


def _day_of(match: Match, context: Context) -> Dated:
    """The day, month or year in a match, by the first of its items that names one."""
    return next((read for item, read in NAMED if item in match), _this_day)(match, context)


def _known(period: Period) -> Dated:
    return period, period.value


def _this_day(match: Match, context: Context) -> Dated:
    """The day of a time of day that stands alone: "this morning" is the day of publication, "at 9 a.m." the day last named."""
    now = context.now("day")
    told = "LAST" in match or "THIS" in match or "NIGHT" in match
    period = context.last if context.last and context.last.unit == "day" and not told else now
    return _known(period + step(match)) if period else (None, UNKNOWN["day"])


def _decade(match: Match, context: Context) -> Dated:
    digits = "".join(c for c in match.value("DECADE") or "" if c.isdigit())
    return _known(Period("decade", int(digits) // 10 if len(digits) == 4 else 190 + int(digits) // 10))


def _century(match: Match, context: Context) -> Dated:
    return _known(Period("century", int(match.value("ORDINAL") or 0) - 1))


def _year(match: Match, context: Context) -> Dated:
    return _known(Period.at(int(match.value("YEAR") or 0)))


def _deictic(match: Match, context: Context) -> Dated:
    now = context.now("day")
    return _known(now + int(match.value("DEICTIC") or 0)) if now else (None, UNKNOWN["day"])


def _month(match: Match, context: Context) -> Dated:
    month = int(match.value("MONTH") or match.value("MONTH_TOO") or match.value("MONTH_SHORT") or 0)
    day_text = match.value("DAY") or match.value("ORDINAL")
    day = int(day_text) if day_text else None
    Period.at(2000, month, day)
    year = year_of(match, context)
    if year is None and context.published:
        year = _year_by_relation(match, context.published, month)
        if year is None:
            year = _year_by_tense(match, context, context.published, month=month, day=day)
    if year is None and context.last is not None:
        year = context.last.first.year
    if year is None:
        return None, f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    return _known(Period.at(year, month, day))


def _year_by_relation(match: Match, published: date, month: int) -> int | None:
    """The year of "last March", "this March", "next March"; None for a bare month."""
    if "WEEKDAY" in match:  # "this coming Sunday, March 8": the weekday is the one to come
        return None
    if "LAST" in match or "PREVIOUS" in match:
        return published.year - (month >= published.month)
    if "NEXT" in match or "FOLLOWING" in match:
        return published.year + (month < published.month or ("FOLLOWING" not in match and month == published.month))
    return published.year if "THIS" in match else None


def _year_by_tense(match: Match, context: Context, published: date, *, month: int, day: int | None) -> int:
    """The year of a day or month that is named without one: the weekday beside it, the tense, and nearness decide."""
    ahead = (month - published.month) % 12
    if ahead == 0 and day and day < published.day:
        ahead = 12
    future = published.year + (published.month + ahead - 1) // 12
    past = future - 1 if ahead else future
    if weekday := match.value("WEEKDAY") or match.value("WEEKDAY_SHORT"):
        fitting = [year for year in (past, future) if day and _falls_on(year, month, day, int(weekday))]
        if len(fitting) == 1:
            return fitting[0]
    back = 12 - ahead
    direction = step(match) or context.ask(True)
    if direction > 0:
        return past if day and back * AGAINST_FUTURE < ahead else future
    if direction < 0:
        return past
    return future if ahead * AGAINST_PAST < back else past


def _falls_on(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return date(year, month, day).isoweekday() == weekday
    except ValueError:
        return False


def _holiday(match: Match, context: Context) -> Dated:
    when, year = context.table.holidays[match.value("HOLIDAY") or ""], year_of(match, context)
    if year is not None:
        return _known(holiday(when, year))
    now = context.now("day")
    if now is None or context.published is None:
        return None, UNKNOWN["day"]
    years = [holiday(when, context.published.year + n) for n in (-1, 0, 1)]
    past = [day for day in years if day.index <= now.index][-1]
    future = next(day for day in years if day.index >= now.index)
    forward = step(match) or context.direction
    if forward == 0:
        forward = 1 if (future.index - now.index) * AGAINST_PAST < now.index - past.index else -1
    return _known(future if forward > 0 else past)


def _weekday(match: Match, context: Context) -> Dated:
    weekday = int(match.value("WEEKDAY") or match.value("WEEKDAY_SHORT") or 0)
    if context.published is None:
        return None, f"XXXX-WXX-{weekday}"
    now = Period.of("day", context.published)
    ahead = (weekday - context.published.isoweekday()) % 7
    if "week" in match:
        monday = now - (context.published.isoweekday() - 1)
        return _known(monday + (7 * step(match) + weekday - 1))
    if ("PREVIOUS" in match or "FOLLOWING" in match or "THAT" in match) and context.last and context.last.unit == "day":
        return _known(_beside(context.last, weekday, step(match)))
    if related(match) and "THIS" not in match:
        forward = step(match)
        return _known(now + (ahead - 7) if forward < 0 else now + (ahead or 7))
    if "THIS" in match or ahead == 0 or context.direction > 0:
        return _known(now + ahead)
    return _known(now + (ahead - 7))


def _beside(anchor: Period, weekday: int, forward: int) -> Period:
    """The weekday before, on or after another day."""
    ahead = (weekday - anchor.first.isoweekday()) % 7
    return anchor + (ahead - 7 if forward < 0 else ahead or 7 * forward)


def _clock(match: Match) -> str | None:
    if word := match.value("CLOCKWORD"):
        return word
    written = match.value("CLOCK") or match.value("HOUR")
    if written is None:
        return None
    hour, _, rest = written.replace(".", ":").partition(":")
    hours, meridiem = int(hour), match.value("MERIDIEM")
    if meridiem is None and match.value("PART") in ("AF", "EV", "NI"):
        meridiem = "12"
    if meridiem is not None and hours <= 12:
        hours = hours % 12 + int(meridiem)
    minutes = rest or "00"
    if hours > 24 or int(minutes[:2]) > 59:
        raise OutOfRangeError
    return f"{hours:02}:{minutes}"


NAMED: Final[tuple[tuple[str, Callable[[Match, Context], Dated]], ...]] = (
    ("DECADE", _decade),
    ("century", _century),
    ("MONTH", _month),
    ("MONTH_TOO", _month),
    ("MONTH_SHORT", _month),
    ("HOLIDAY", _holiday),
    ("WEEKDAY", _weekday),
    ("WEEKDAY_SHORT", _weekday),
    ("YEAR", _year),
    ("DEICTIC", _deictic),
)
