"""How a party shows where it stands: predicates and which way they point, negators, conditions."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from readout.codebook.table import Table


class Predicates(Table):
    """One class of predicates: which way they point towards the thing they govern, and their words."""

    points: Literal["for", "against", "open"]
    words: tuple[str, ...]


class Stances(Table):
    """All that marks a stance."""

    predicates: dict[str, Predicates]
    turning: frozenset[str]
    neutral: frozenset[str]
    negators: tuple[str, ...]
    conditions: tuple[str, ...]
    given_up: tuple[str, ...]
    bounds: frozenset[str]
    contrasts: frozenset[str]
    belittling: frozenset[str]
    supposing: frozenset[str]

    @model_validator(mode="after")
    def _check(self) -> Self:
        unknown = (self.turning | self.neutral) - self.predicates.keys()
        if unknown:
            raise ValueError(f"{', '.join(sorted(unknown))}: no such class of predicates")
        return self
