"""The words of commitments."""

from __future__ import annotations

from readout.codebook.table import Table

Words = tuple[str, ...]


class Commitments(Table):
    """Words that promise, by part of speech and kind; the small words around what is promised."""

    verbs: dict[str, Words]
    nouns: dict[str, Words]
    adjectives: dict[str, Words]
    things: Words
    promisers: Words
    contacts: Words
    binding: Words
    adding: Words
