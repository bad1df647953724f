"""From a form that fits to the time it names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from readout.reading.times.calendar import OutOfRangeError
from readout.reading.times.context import Context, Reading
from readout.reading.times.days import calendar, numeric, ordinal
from readout.reading.times.forms import Match
from readout.reading.times.lengths import duration, repeated
from readout.reading.times.periods import beside, relative, shift, week_of


def resolve(match: Match, context: Context) -> Reading | None:
    """What a form means there; None when it is no time after all ("February 30", "a 6-year-old")."""
    try:
        return READERS[match.form.read](match, context)
    except (OutOfRangeError, OverflowError):
        return None


def _fixed(match: Match, context: Context) -> Reading | None:
    return Reading("DATE", match.form.value or match.value("REFERENCE") or "")


READERS: Final[dict[str, Callable[[Match, Context], Reading | None]]] = {
    "beside": beside,
    "calendar": calendar,
    "duration": duration,
    "fixed": _fixed,
    "nothing": lambda match, context: None,
    "numeric": numeric,
    "ordinal": ordinal,
    "range": calendar,
    "relative": relative,
    "set": repeated,
    "shift": shift,
    "week": week_of,
}
