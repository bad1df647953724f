"""Sentence bounds and the trees inside them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from readout.analysis.encoder import Trees
from readout.analysis.tree import heads

QUOTES = frozenset(('"', "”", "''", "’", "»"))
ENDS = frozenset(".!?…\"'”’»)")

LONGEST = 240
"""Words a sentence may have: no window holds more, and a tree's cost is their square."""


def sentences(doc: Doc, inside: Sequence[int], scores: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Bounds of the sentences over the words `inside`: where the model says, after every blank line, and every 240 words.

    No sentence starts inside a word ("Moscow-Kyiv"): there is white space before it, or the end of another sentence. Nor does
    one start on the line of a comma right before it, nor of one that a quotation ends with (“Talks go on,” she said).
    """
    starts = scores > 0
    starts[0] = True
    for i in range(1, len(inside)):
        before, at = inside[i - 1], inside[i]
        if at - before > 1:
            starts[i] |= sum(doc[k].text.count("\n") for k in range(before + 1, at)) > 1
        elif starts[i] and not doc[before].whitespace_:
            starts[i] = doc[before].text[-1] in ENDS
        if starts[i] and at - before == 1:
            last = before - 1 if before and doc[before].text in QUOTES else before
            starts[i] = doc[last].text != ","
    out: list[tuple[int, int]] = []
    found = [int(i) for i in np.flatnonzero(starts)]
    for a, b in zip(found, [*found[1:], len(inside)], strict=True):
        out += [(k, min(k + LONGEST, b)) for k in range(a, b, LONGEST)]
    return out


def trees(bounds: Sequence[tuple[int, int]], windows: Sequence[Trees]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Head (index of the word; the root's own) and relation (index) of every word.

    Each sentence is read from the window that holds most of it, the one with the sentence nearest its middle.
    """
    n = bounds[-1][1]
    head, rel = np.arange(n), np.zeros(n, np.int64)
    first = 0
    for a, b in bounds:
        while first + 1 < len(windows) and windows[first].window.end <= a:
            first += 1
        near = [t for t in windows[first : first + 3] if t.window.start < b and t.window.end > a]
        best = max(near, key=lambda t: (cover(t, a, b), -abs(t.window.start + t.window.end - a - b)))
        head[a:b], rel[a:b] = tree(best, a, b)
    return head, rel


def cover(trees: Trees, start: int, end: int) -> int:
    """Words of `[start, end)` inside the window."""
    return min(end, trees.window.end) - max(start, trees.window.start)


def tree(found: Trees, start: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Heads and relations of one sentence, from the likeliest heads of its words; outside the window, the root's."""
    n, base = end - start, found.window.start
    scores = np.full((n, n + 1), -60.0, np.float32)
    scores[:, 0] = -50.0
    low, high = max(start, base), min(end, found.window.end)
    rows = np.repeat(np.arange(low - start, high - start), found.head.shape[1])
    columns = found.head[low - base : high - base].reshape(-1)
    inner = np.where(columns == 0, 0, columns + base - start)
    values = found.arc[low - base : high - base].reshape(-1)
    ok = (columns == 0) | ((inner > 0) & (inner <= n))
    scores[rows[ok], inner[ok]] = values[ok]
    best = np.array(heads(scores))
    local = np.where(best == 0, 0, best + start - base)
    rel = np.zeros(n, np.int64)
    table = found.head[low - base : high - base]
    hit = table == local[low - start : high - start, None]
    rel[low - start : high - start] = found.rel[low - base : high - base][np.arange(high - low), hit.argmax(1)]
    return np.where(best == 0, np.arange(start, end), best - 1 + start), rel
