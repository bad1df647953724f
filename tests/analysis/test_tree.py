"""Trees: every word has a head, one root, no cycle, and no better tree exists."""

from itertools import product

import numpy as np
import pytest

from readout.analysis.tree import cycle, heads


def is_tree(found: list[int]) -> bool:
    return found.count(0) == 1 and not cycle(found)


def value(scores: np.ndarray, found: list[int]) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(found)))


@pytest.mark.parametrize("seed", range(40))
def test_heads_is_the_best_tree_with_its_root(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 6))
    scores = rng.normal(size=(n, n + 1)).astype(np.float32)
    found = heads(scores)
    assert is_tree(found)
    root = found.index(0)
    rivals = [list(r) for r in product(range(n + 1), repeat=n) if r[root] == 0 and is_tree(list(r))]
    rivals = [r for r in rivals if all(h != i + 1 for i, h in enumerate(r))]
    assert value(scores, found) == pytest.approx(max(value(scores, r) for r in rivals), abs=1e-4)


def test_heads_keeps_greedy_heads_that_are_a_tree() -> None:
    scores = np.full((3, 4), -5.0, np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5.0
    assert heads(scores) == [2, 0, 2]


def test_heads_breaks_a_cycle_where_it_costs_least() -> None:
    scores = np.full((3, 4), -9.0, np.float32)
    scores[0, 2], scores[1, 1], scores[2, 1] = 9.0, 8.0, 5.0
    scores[0, 0], scores[1, 0] = 1.0, 7.0
    assert heads(scores) == [2, 0, 1]


@pytest.mark.parametrize(("scores", "expected"), [(np.zeros((0, 1)), []), (np.zeros((1, 2)), [0])])
def test_heads_of_very_short_sentences(scores: np.ndarray, expected: list[int]) -> None:
    assert heads(scores.astype(np.float32)) == expected


def test_heads_survive_a_long_chain_of_cycles() -> None:
    scores = np.full((120, 121), -60.0, np.float32)
    for i in range(120):
        scores[i, (i ^ 1) + 1] = 1.0
    assert is_tree(heads(scores))
