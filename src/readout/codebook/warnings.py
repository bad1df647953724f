"""The words of warnings and threats."""

from __future__ import annotations

from readout.codebook.table import Table

Words = tuple[str, ...]


class Warnings(Table):
    """Words that announce a consequence, and the consequences by how they hurt; lemmas in lower case."""

    verbs: Words
    nouns: Words
    consequences: dict[str, Words]
    harmless: Words
    leads: Words
    opening: Words
