"""Small words that turn a clause: into the future, into its opposite, into a condition."""

from __future__ import annotations

from readout.codebook.table import Table

Words = tuple[str, ...]


class Clauses(Table):
    """Auxiliaries, negations, and what introduces conditions and asides; lower case, as written."""

    future: Words
    open: Words
    negations: Words
    conditions: Words
    nominal_conditions: Words
    inverting: Words
    indefinite: Words
    asides: Words
    first_person: Words
    relative: Words
    definite: Words
