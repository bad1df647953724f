"""From arc scores to trees: the best head of every word, and where that makes a cycle, a maximum spanning tree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def heads(scores: Scores) -> list[int]:
    """Head of every word of a sentence: 0 for its one root, else 1 + the index of the head.

    `scores[i, j]` is the score of word `i` hanging on `j` (0 the root, else word `j - 1`). Greedy where that already is a
    tree, Chu-Liu/Edmonds (Edmonds 1967) where it is not, the best single root in both cases.
    """
    n = len(scores)
    if n == 0:
        return []
    scores = scores.copy()
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    best: list[int] = scores.argmax(1).tolist()
    if best.count(0) == 1 and not cycle(best):
        return best
    root = single_root(scores)
    scores[:, 0] = -np.inf
    scores[root, 1:] = -np.inf
    scores[root, 0] = 0.0
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    return [int(h) for h in spanning_tree(full)[1:]]


def single_root(scores: Scores) -> int:
    """The word that wins most by being root rather than hanging on its best head."""
    rest = scores[:, 1:].max(1) if len(scores) > 1 else np.zeros(1, np.float32)
    return int((scores[:, 0] - np.where(np.isfinite(rest), rest, 0.0)).argmax())


def cycle(best: list[int]) -> list[int]:
    """Nodes (1-based words) of a cycle in the head list, none where it is a tree."""
    seen = [0] * (len(best) + 1)
    for start in range(1, len(best) + 1):
        node, path = start, []
        while node and not seen[node]:
            seen[node] = start
            path.append(node)
            node = best[node - 1]
        if node and seen[node] == start:
            return path[path.index(node) :]
    return []


def spanning_tree(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Heads of the maximum arborescence rooted at node 0; `scores[d, h]` is the score of `d` hanging on `h`."""
    n = len(scores)
    best: NDArray[np.int64] = scores.argmax(1)
    best[0] = 0
    loop = cycle([int(h) for h in best[1:]])
    if not loop:
        return best
    inside = np.zeros(n, bool)
    inside[loop] = True
    outer = np.flatnonzero(~inside)
    gain = scores[loop] - scores[loop, best[loop]][:, None]
    k = len(outer)
    small = np.full((k + 1, k + 1), -np.inf)
    small[:k, :k] = scores[outer][:, outer]
    leave = scores[outer][:, loop]
    small[:k, k] = leave.max(1)
    enter = gain[:, outer]
    small[k, :k] = enter.max(0)
    small[0] = -np.inf
    found = spanning_tree(small)
    best[outer[1:]] = [outer[h] if h < k else loop[int(leave[d + 1].argmax())] for d, h in enumerate(found[1:k])]
    breaker = int(enter[:, found[k]].argmax())
    best[loop[breaker]] = outer[found[k]]
    return best
