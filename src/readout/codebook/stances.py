"""How a party shows where it stands: predicates and which way they point, negators, conditions."""

from __future__ import annotations

from typing import Literal

from readout.codebook.table import Table


class Predicates(Table):
    """One class of predicates: which way they point towards the thing they govern, and their words."""

    points: Literal["for", "against", "open"]
    words: tuple[str, ...]


class Stances(Table):
    """All that marks a stance."""

    predicates: dict[str, Predicates]
    negators: tuple[str, ...]
    conditions: tuple[str, ...]
    given_up: tuple[str, ...]
