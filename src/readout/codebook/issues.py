"""The issues of a negotiation, and the words that name them."""

from __future__ import annotations

from pydantic import Field, field_validator

from readout.codebook.table import Keyed, Table


class Issue(Table):
    """One issue; `words` name the thing, `reverse` its opposite, `not` phrases in which the words mean something else."""

    label: str
    thing: str
    words: tuple[str, ...] = ()
    reverse: tuple[str, ...] = ()
    excluded: tuple[str, ...] = Field((), alias="not")

    @field_validator("words", "reverse", "excluded")
    @classmethod
    def _check(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            if not all(part.strip() for part in pattern.split("~")) or pattern.count("~") > 1:
                raise ValueError(f"{pattern!r}: write a phrase, or two phrases with one ~ between them")
            if any(not word for place in pattern.split() for word in place.split("|")):
                raise ValueError(f"{pattern!r}: an empty alternative")
        return patterns


class Issues(Keyed[Issue]):
    """Issues by code."""
