"""How times are written: the words of dates and durations, and the forms that combine them."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from readout.codebook.table import Table

Reading = Literal[
    "beside", "calendar", "duration", "fixed", "nothing", "numeric", "ordinal", "range", "relative", "set", "shift", "week"
]
NUMBERS = ("WEEKDAY", "WEEKDAY_SHORT", "WEEKDAYS", "MONTH", "MONTH_TOO", "MONTH_SHORT", "CARDINAL", "ORDINAL", "DEICTIC")
ITEM = re.compile(r"[A-Z_]+|[()|?]|[^\s()|?]+")
SHAPES = frozenset(
    {
        "NUMBER",
        "DAY",
        "HOUR",
        "YEAR",
        "ORDINAL",
        "DECADE",
        "CLOCK",
        "ISO",
        "SLASHED",
        "FRACTION",
        "HOLIDAY",
        "FIGURE_ORDINAL",
        "OTHER",
    }
)


class Form(Table):
    """One way to write a time, over words (small letters) and classes of words (capitals).

    `read` names what is made of it. `after` and `before` are words or classes of which one must stand next to it, `not_after`
    and `not_before` those that must not. `value` is the value of a fixed form.
    """

    form: str
    read: Reading
    value: str = ""
    after: str = ""
    before: str = ""
    not_after: str = ""
    not_before: str = ""

    def items(self) -> list[str]:
        """Every word and class in it."""
        parts = (self.form, self.after, self.before, self.not_after, self.not_before)
        return [item for part in parts for item in ITEM.findall(part) if item not in "()|?"]


class Tense(Table):
    """Words that tell what is past from what is to come.

    `will` are auxiliaries; `past` and `future` other words; `until` prepositions that look ahead where nothing else tells;
    `forward` verbs whose object lies ahead of them; `infinitive` verbs after "to", for a text without tags.
    """

    past: tuple[str, ...]
    will: tuple[str, ...]
    future: tuple[str, ...]
    until: tuple[str, ...]
    forward: tuple[str, ...]
    infinitive: tuple[str, ...]


class Holiday(Table):
    """A day of every year: month and day, the nth weekday of a month (and days more), or days after Easter."""

    day: Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")] | None = None
    nth: tuple[int, int, int] | None = None
    plus: int = 0
    easter: int | None = None


class Times(Table):
    """Words by class, shorthands, forms, and what tells tense."""

    words: dict[str, dict[str, str]]
    proper: tuple[str, ...]
    trigger: tuple[str, ...]
    macros: dict[str, str]
    forms: tuple[Form, ...]
    tense: Tense
    horizon: dict[str, Literal["day", "unit", "month"]]
    holidays: dict[str, Holiday]

    @model_validator(mode="after")
    def _check_numbers(self) -> Self:
        for name in NUMBERS:
            for word, value in self.words.get(name, {}).items():
                if not value.lstrip("-").isdecimal():
                    raise ValueError(f"words.{name}.{word} must be a number, not '{value}'")
        return self

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        known = SHAPES | self.words.keys() | self.macros.keys()
        for form in self.forms:
            for item in form.items():
                if item.isupper() and item not in known:
                    raise ValueError(f"the form '{form.form}' has the unknown class {item}")
        for name in (*self.proper, *self.trigger):
            if name.isupper() and name not in known:
                raise ValueError(f"unknown class {name}")
        return self
