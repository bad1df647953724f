"""The words of proposals."""

from __future__ import annotations

from readout.codebook.table import Table

Words = tuple[str, ...]


class Proposals(Table):
    """Words that put something forward or name what is put forward; lemmas in lower case."""

    verbs: dict[str, Words]
    ready: Words
    nouns: dict[str, Words]
    again: Words
    indefinite: Words
    another: Words
    qualifiers: Words
    occasions: Words
    proposers: Words
    like: Words
    making: Words
