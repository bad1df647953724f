"""How names of people are compared across documents."""

from __future__ import annotations

import re

from pydantic import field_validator

from readout.codebook.table import Table


class Joining(Table):
    """What of a name does not count, which spellings are one, and which given names stand for each other."""

    suffixes: tuple[str, ...]
    particles: tuple[str, ...]
    spelling: tuple[tuple[str, str], ...]
    given: tuple[tuple[str, ...], ...]

    @field_validator("spelling")
    @classmethod
    def _check(cls, rules: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        for expression, _ in rules:
            try:
                re.compile(expression)
            except re.error as error:
                raise ValueError(f"{expression!r}: not an expression: {error}") from None
        return rules
