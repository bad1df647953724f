"""What the model takes every word to be evidence of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

STEPS = (-5.0, -4.0, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)
"""Odds, as logarithms, by which a linear judge tells weak evidence from strong."""
NEVER = -100.0
"""Odds, as a logarithm, that no word has."""


@dataclass(frozen=True)
class Evidence:
    """`odds` [words, labels]: the logarithms of the odds that a word is evidence of each of the `labels`, in 16 bits.

    `origin` and `target` [words, roles, 64] tell at whom a word points that is evidence of a contact or of another row
    (`roles`): their products are the logarithms of the odds. None of a model that does not tell.
    """

    labels: Sequence[str]
    odds: NDArray[Any]
    roles: Sequence[str] = ()
    origin: NDArray[Any] | None = None
    target: NDArray[Any] | None = None

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {label: n for n, label in enumerate(self.labels)}

    @cached_property
    def _sums(self) -> dict[str, NDArray[np.float64]]:
        """By label, the sums over all words before each; only of labels that were asked for, since a text may be long."""
        return {}

    def mean(self, label: str, start: int, end: int) -> float:
        """The mean over the words `[start, end)`, at least one."""
        sums = self._sums.get(label)
        if sums is None:
            sums = np.zeros(len(self.odds) + 1)
            np.cumsum(self.odds[:, self._columns[label]], dtype=np.float64, out=sums[1:])
            self._sums[label] = sums
        return float(sums[end] - sums[start]) / (end - start)

    def peak(self, label: str, start: int, end: int) -> float:
        """The highest of the words `[start, end)`, at least one."""
        return float(self.odds[start:end, self._columns[label]].max())

    def beyond(self, labels: Sequence[str], odds: float) -> frozenset[int]:
        """The words that are evidence of one of some labels, by odds that exceed these."""
        known = [self._columns[label] for label in labels if label in self._columns]
        return frozenset(np.flatnonzero(self.odds[:, known].max(1, initial=NEVER) > odds).tolist())

    def points(self, role: str, words: Sequence[int], at: Sequence[int]) -> float | None:
        """How far one of some words, on the average, points at the likeliest of others, as a row of the role does."""
        if self.origin is None or self.target is None or not words or not at:
            return None
        k = self.roles.index(role)
        origin = self.origin[list(words), k].astype(np.float32).mean(0)
        return float((self.target[list(at), k].astype(np.float32) @ origin).max())


def of(doc: Doc) -> Evidence | None:
    """The evidence in a document; None where no model has read it."""
    found: Evidence | None = doc._.evidence if doc.has_extension("evidence") else None
    return found


def steps(name: str, odds: float) -> tuple[str, ...]:
    """The odds as a word that a judge can weigh: how many of the steps they exceed; no word where they exceed none."""
    return _all(name)[bisect_left(STEPS, odds)]


def rated(name: str, odds: float, highest: float) -> tuple[str, ...]:
    """The odds by themselves, and beside the highest of those that they stand among."""
    return (*steps(name, odds), *steps(f"{name} beside", odds - highest))


@cache
def _all(name: str) -> tuple[tuple[str, ...], ...]:
    return ((), *((f"{name}@{level}",) for level in range(1, len(STEPS) + 1)))
