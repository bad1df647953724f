"""What the judges of positions weigh: words of evidence, and what the encoder made of the words themselves.

The encoder's vectors are weighed by four parts of a claim: the topic, its clause, the word that heads the clause, the cue. A
part's share is linear in the mean of its vectors, so one product of a matrix with the weights gives every token's share at
once, and sums of these the part's.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from readout.reading.claims import Claim
from readout.reading.judge import Judge

WEIGHTS = Path(__file__).parents[1] / "models" / "en" / "positions.json"
PARTS = ("topic", "clause", "head", "cue")
CLAUSES = frozenset(("ROOT", "root", "conj", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis", "advcl:relcl"))


@dataclass(frozen=True)
class Weights:
    """The judges by name, and for each part of a claim its weights [width] and the share of an average part."""

    judges: Mapping[str, Judge]
    vectors: Mapping[str, NDArray[np.float64]]
    averages: Mapping[str, float]


class Meanings:
    """The shares of the parts of a text's claims."""

    def __init__(self, doc: Doc, weights: Weights) -> None:
        self._averages = np.array([weights.averages[part] for part in PARTS])
        self._sums: NDArray[np.float64] | None = None
        width = len(weights.vectors[PARTS[0]])
        if len(doc.tensor) and doc.tensor.shape[1] == width:  # another model's vectors say nothing here
            shares = doc.tensor.astype(np.float64) @ np.array([weights.vectors[part] for part in PARTS]).T
            self._sums = np.vstack([np.zeros(len(PARTS)), np.cumsum(shares, axis=0)])

    def share(self, claim: Claim) -> float:
        """What the vectors add to the evidence; nothing without an encoder."""
        if self._sums is None:
            return 0.0
        total = -float(self._averages.sum())
        for number, (start, end) in enumerate(parts(claim)):
            if end > start:
                total += float(self._sums[end, number] - self._sums[start, number]) / (end - start)
        return total


def parts(claim: Claim) -> list[tuple[int, int]]:
    """The parts of a claim as tokens `[start, end)`, in the order of `PARTS`; the cue may be empty."""
    topic, inner = claim.topic, claim.views[0]
    head = clause(inner.scene.doc[topic.start : topic.end].root)
    cue = (inner.cue[0], inner.cue[-1] + 1) if inner.cue else (0, 0)
    return [(topic.start, topic.end), (head.left_edge.i, head.right_edge.i + 1), (head.i, head.i + 1), cue]


def clause(token: Token, region: Collection[int] | None = None) -> Token:
    """The head of the clause that a word stands in, no farther up than a region reaches."""
    while token.head.i != token.i and (region is None or token.head.i in region):
        if token.dep_ in CLAUSES and token.pos_ in ("VERB", "AUX", "ADJ"):
            break
        token = token.head
    return token


def probability(judge: Judge, signs: Collection[str], share: float = 0.0) -> float:
    """How likely a judge takes it to be so, given the evidence and the share of the vectors."""
    return 1 / (1 + math.exp(-judge.bias - share - math.fsum(judge.weights.get(sign, 0.0) for sign in signs)))


@cache
def weights(path: Path = WEIGHTS) -> Weights:
    """The packaged weights."""
    data = json.loads(path.read_text(encoding="utf-8"))
    vectors: Mapping[str, Sequence[float]] = data["vectors"]
    return Weights(
        judges={name: Judge(**judge) for name, judge in data["judges"].items()},
        vectors={part: np.array(vector, np.float64) for part, vector in vectors.items()},
        averages=data["averages"],
    )
