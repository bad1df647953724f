"""A linear judge, which decides whether a candidate is a row of the record.

Rules find candidates with high recall and describe each by words of evidence ("kind=pledge", "lemma=withdraw"); the judge
weighs them (logistic regression, fitted by `training/judges.py` on the annotated corpus). Its weights are data beside the
model: the same candidates always get the same answers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from spacy.tokens import Span

Code = TypeVar("Code", bound=str)
WEIGHTS = Path(__file__).parents[1] / "models" / "en" / "judges.json"


LENGTH = 5.0
"""Length of a meaning beside traits, each of which has length one: of 2, 5 and 10, 5 gave the best cross-validated ranking."""


@dataclass(frozen=True)
class Judge:
    """Weights by trait, of the meaning too where it is weighed, and the probability from which on a candidate counts."""

    bias: float
    threshold: float
    weights: Mapping[str, float]
    meaning: Sequence[float] = ()
    average: float = 0.0
    """What the meaning of an average candidate adds: the same as that of one without an encoder."""

    @cached_property
    def _direction(self) -> np.ndarray:
        return np.asarray(self.meaning)

    def probability(self, traits: Collection[str], meaning: np.ndarray | None = None) -> float:
        """How likely it is that a candidate with these traits, and words of this meaning, is a row."""
        score = self.bias + math.fsum(self.weights.get(trait, 0.0) for trait in traits)
        if meaning is not None and len(self.meaning) == len(meaning):  # another model's vectors say nothing here
            score += float(meaning @ self._direction) - self.average
        return 1 / (1 + math.exp(-score))


def choice(codes: Sequence[Code], judges: Mapping[str, Judge], traits: Collection[str]) -> Code:
    """The likeliest of some codes, each with a judge of its own; of equals the first."""
    return max(codes, key=lambda code: judges[code].probability(traits))


def meaning(words: Span) -> np.ndarray | None:
    """The mean of the encoder's vectors of some words, in a set length; None without an encoder."""
    if not len(words.doc.tensor):
        return None
    mean: np.ndarray = words.doc.tensor[words.start : words.end].astype(np.float64).mean(axis=0)
    length = float(np.linalg.norm(mean))
    return mean * (LENGTH / length) if length else mean


@cache
def judges(path: Path = WEIGHTS) -> Mapping[str, Judge]:
    """The packaged judges by the layer that they serve."""
    return {name: Judge(**judge) for name, judge in json.loads(path.read_text(encoding="utf-8")).items()}
