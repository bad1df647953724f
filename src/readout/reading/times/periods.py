"""Weeks, months, quarters, seasons and years before, around and after the day of publication or the date last named."""

from __future__ import annotations

from typing import Final

from readout.reading.times.calendar import UNKNOWN, Period
from readout.reading.times.context import Context, Reading, dated, step
from readout.reading.times.days import calendar, year_of
from readout.reading.times.forms import Match
from readout.reading.times.lengths import count_of, unit_of

SEASON_INDEX: Final = {"SP": 0, "SU": 1, "FA": 2, "WI": 3}
ANAPHORIC: Final = ("PREVIOUS", "FOLLOWING", "THAT")
BUSINESS: Final = ("quarter", "half")


def relative(match: Match, context: Context) -> Reading | None:
    """Read "last week", "the third quarter", "next summer", "the same day"."""
    if season := match.value("SEASON") or match.value("FALL"):
        return _season(match, context, season)
    if order := match.value("ORDINAL") or match.value("QUARTER_NAME"):
        return _ordered(match, context, int(order))
    if "half" in match or "quarter" in match:
        return _ordered(match, context, 2 if "half" in match else 4)
    unit = unit_of(match)
    if unit not in UNKNOWN:
        return None
    return dated(_related(match, context, unit), UNKNOWN[unit])


def _related(match: Match, context: Context, unit: str) -> Period | None:
    """The unit before, at or after the one last named or that of publication."""
    now = context.now(unit)
    if any(item in match for item in ANAPHORIC) or (unit == "day" and "NEXT" in match):
        said = context.said(unit) or now
        return said + step(match) if said else None
    if unit in BUSINESS and not any(item in match for item in ("LAST", "NEXT", "THIS")):
        return context.named.get(unit) or (now - 1 if now else None)
    return now + _distance(match, context, unit) if now else None


def _distance(match: Match, context: Context, unit: str) -> int:
    """How many units lie between that of publication and the one meant."""
    published = context.published
    if "before" in match or "after" in match:
        return 2 if "after" in match else -2
    if "new" in match:
        return int(published is not None and published.month > 1)
    if unit == "weekend" and published and step(match) == 0 and published.isoweekday() < 4 and context.direction <= 0:
        return -1
    return -1 if "LATEST" in match and unit == "year" else step(match)


def _season(match: Match, context: Context, season: str) -> Reading | None:
    year, index = year_of(match, context), SEASON_INDEX[season]
    if year is not None:
        return dated(Period("season", year * 4 + index), "")
    now = context.now("season")
    if now is None:
        return dated(None, f"XXXX-{season}")
    same = Period("season", now.index // 4 * 4 + index)
    ahead, told = same.index - now.index, step(match)
    side = told or (0 if "THIS" in match else context.ask(True))
    if ahead * side < 0 or (ahead == 0 and told):
        same = same + 4 * side
    return dated(same, "")


def _ordered(match: Match, context: Context, order: int) -> Reading | None:
    """The nth quarter or half of a year; without a year, the last one that is over or under way."""
    unit, many = ("half", 2) if "half" in match else ("quarter", 4)
    if not 1 <= order <= many:
        return None
    year, now = year_of(match, context), context.now(unit)
    if year is None and now is None:
        return dated(None, f"XXXX-{unit[0].upper()}{order}")
    if year is None and now is not None:
        year = now.index // many
        if step(match) < 0 or (year * many + order - 1 > now.index and context.direction <= 0):
            year -= 1
    return dated(Period(unit, (year or 0) * many + order - 1), "")


def week_of(match: Match, context: Context) -> Reading | None:
    """Read "the week of March 6", "Easter week"."""
    day, unit = calendar(match, context), "weekend" if "weekend" in match else "week"
    return dated(day.period.to(unit), "") if day and day.period else dated(None, UNKNOWN[unit])


def beside(match: Match, context: Context) -> Reading | None:
    """Read "the day before Christmas", "the day after tomorrow"."""
    day = calendar(match, context)
    if day is None or day.period is None or day.period.unit != "day":
        return dated(None, UNKNOWN["day"])
    return dated(day.period + (1 if "after" in match else -1), "")


def shift(match: Match, context: Context) -> Reading | None:
    """Read "two days ago", "a year earlier", "three weeks from now"."""
    count, unit = count_of(match), unit_of(match)
    back = -1 if "AGO" in match or "EARLIER" in match else 1
    if count is None or unit not in UNKNOWN:
        return Reading("DATE", "PAST_REF" if back < 0 else "FUTURE_REF")
    whole = back * round(count)
    if "period" in match or "quarter" in match or (unit == "year" and context.last and context.last.unit in BUSINESS):
        quarter = context.named.get("quarter") or context.now("quarter")
        return dated(quarter.years(whole) if quarter else None, UNKNOWN["quarter"])
    if "AGO" in match or "now" in match or "today" in match or context.last is None:
        now = context.now(unit)
        return dated(now + whole if now else None, UNKNOWN[unit])
    if unit == "year":
        return dated(context.last.years(whole), "")
    return dated(context.last.to(unit) + whole, "")
