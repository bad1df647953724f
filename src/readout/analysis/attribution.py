"""From flat spans and links to attributions: which source and which contents belong to which cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span

Flat = tuple[str, int, int]


@dataclass(frozen=True)
class Attribution:
    """A source, a cue and what is attributed (PARC, Pareti 2012; PolNeAR, Newell et al. 2018).

    Source and cue may be missing; a content in several parts is discontinuous. `level` is 0 for an outer attribution, 1
    for one nested inside another's content.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    level: int


@dataclass(frozen=True)
class Links:
    """Link vectors of a document's words: `origin` and `target` [words, 64], `none` [words] the score of no link."""

    origin: NDArray[np.float16]
    target: NDArray[np.float16]
    none: NDArray[np.float16]

    def best(self, word: int, candidates: Sequence[int]) -> int | None:
        """The candidate word that `word` points at, None where no link scores higher."""
        if not candidates:
            return None
        scores = self.target[list(candidates)].astype(np.float32) @ self.origin[word].astype(np.float32)
        top = int(scores.argmax())
        return candidates[top] if scores[top] > self.none[word] else None


BACK, AHEAD = 50, 90
"""Words a link may span, to a target before and after its word: 99.5 % of the links of PolNeAR and the corpus do."""


def assemble(spans: Sequence[Flat], links: Links) -> list[tuple[Flat | None, Flat | None, list[Flat]]]:
    """Group flat spans (word indices) into (source, cue, contents), in order of their first word.

    A cue points at its source, a content at its cue, or, without one, at its source. Spans that nothing points at and that
    point at nothing are a content of their own (a free-standing quote) or nothing.
    """
    first = {kind: {s[1]: s for s in spans if s[0] == kind} for kind in ("source", "cue")}
    near = {kind: np.array(sorted(first[kind]), np.int64) for kind in first}

    def around(kind: str, word: int) -> list[int]:
        low, high = np.searchsorted(near[kind], (word - BACK, word + AHEAD))
        return [int(i) for i in near[kind][low:high]]

    groups: dict[tuple[str, int], list[Flat]] = {}
    for content in (s for s in spans if s[0] == "content"):
        word = content[1]
        target = links.best(word, around("cue", word) + around("source", word))
        kind = "content" if target is None else "cue" if target in first["cue"] else "source"
        key = (kind, word if target is None else target)
        groups.setdefault(key, []).append(content)
    out = []
    for (kind, word), contents in groups.items():
        source = cue = None
        if kind == "cue":
            cue = first["cue"][word]
            at = links.best(word, around("source", word))
            source = None if at is None else first["source"][at]
        elif kind == "source":
            source = first["source"][word]
        out.append((source, cue, contents))
    return sorted(out, key=lambda g: min(s[1] for s in (g[0], g[1], *g[2]) if s))
