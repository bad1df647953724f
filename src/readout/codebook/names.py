"""Hints about personal names: short forms, particles, gender."""

from __future__ import annotations

from readout.codebook.table import Table


class Names(Table):
    """Given names, in lower case and without accents, with what they tell."""

    nicknames: dict[str, str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    women_endings: tuple[str, ...]
    men_endings: tuple[str, ...]
