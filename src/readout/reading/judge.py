"""A linear judge, which decides whether a candidate is a row of the record.

Rules find candidates with high recall and describe each by words of evidence ("kind=pledge", "lemma=withdraw"); the judge
weighs them (logistic regression, fitted by `training/judges.py` on the annotated corpus). Its weights are data beside the
model: the same candidates always get the same answers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parents[1] / "models" / "en" / "judges.json"


@dataclass(frozen=True)
class Judge:
    """Weights by trait, and the probability from which on a candidate counts."""

    bias: float
    threshold: float
    weights: Mapping[str, float]

    def probability(self, traits: Collection[str]) -> float:
        """How likely it is that a candidate with these traits is a row."""
        return 1 / (1 + math.exp(-self.bias - math.fsum(self.weights.get(trait, 0.0) for trait in traits)))


@cache
def judges(path: Path = WEIGHTS) -> Mapping[str, Judge]:
    """The packaged judges by the layer that they serve."""
    return {name: Judge(**judge) for name, judge in json.loads(path.read_text(encoding="utf-8")).items()}
