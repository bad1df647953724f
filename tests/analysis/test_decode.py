"""Viterbi finds the best path that the labels allow."""

from itertools import product

import numpy as np
import pytest

from readout.analysis.decode import broken, constrained, joined, spans, together, trimmed, viterbi

LABELS = ["O", "B-cue", "I-cue", "B-source", "I-source"]


@pytest.mark.parametrize("seed", range(10))
def test_viterbi_finds_the_best_path(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = constrained(LABELS)[None] + rng.normal(size=(1, 5, 5)).astype(np.float32)
    emissions = rng.normal(size=(5, 1, 5)).astype(np.float32)

    def total(path: tuple[int, ...]) -> float:
        steps = zip((0, *path), path, range(5), strict=False)
        return float(sum(table[0, a, b] + emissions[t, 0, b] for a, b, t in steps))

    best = max(product(range(5), repeat=5), key=total)
    assert tuple(viterbi(emissions, table)[:, 0]) == best


def test_viterbi_never_opens_a_span_inside() -> None:
    emissions = np.zeros((2, 1, 5), np.float32)
    emissions[:, 0, 2] = 9.0
    assert [LABELS[i] for i in viterbi(emissions, constrained(LABELS)[None])[:, 0]] == ["B-cue", "I-cue"]


def test_viterbi_of_no_words_is_empty() -> None:
    assert viterbi(np.zeros((0, 1, 5), np.float32), constrained(LABELS)[None]).shape == (0, 1)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ([0, 1, 2, 0], [("cue", 1, 3)]),
        ([1, 1, 3, 4], [("cue", 0, 1), ("cue", 1, 2), ("source", 2, 4)]),
        ([], []),
    ],
)
def test_spans_of_a_path(path: list[int], expected: list[tuple[str, int, int]]) -> None:
    assert spans(path, LABELS) == expected


@pytest.mark.parametrize(
    ("fresh", "expected"),
    [
        ([1, 0, 0, 0, 0], [("PERSON", 0, 3), ("ORG", 3, 4)]),
        ([1, 0, 1, 0, 0], [("PERSON", 0, 2), ("PERSON", 2, 3), ("ORG", 3, 4)]),  # one name a line
    ],
)
def test_names_of_a_kind_that_touch_are_one(fresh: list[int], expected: list[tuple[str, int, int]]) -> None:
    found = [("PERSON", 0, 2), ("PERSON", 2, 3), ("ORG", 3, 4)]
    assert joined(found, np.array(fresh, bool)) == expected
    assert joined([("LOC", 0, 2), ("LOC", 2, 3)], np.array(fresh, bool)) == [("LOC", 0, 2), ("LOC", 2, 3)]
    assert joined([("PERSON", 0, 1), ("PERSON", 2, 3)], np.array(fresh, bool)) == [("PERSON", 0, 1), ("PERSON", 2, 3)]


def test_no_name_ends_in_the_middle() -> None:
    words = "the Office of the President and".split()
    assert trimmed([("ORG", 0, 3), ("LOC", 3, 4), ("PERSON", 4, 6)], words) == [("ORG", 0, 2), ("PERSON", 4, 5)]


def test_no_span_goes_on_over_a_line_break() -> None:
    emissions = np.zeros((3, 1, 5), np.float32)
    emissions[:, 0, 3] = 1.0
    emissions[1:, 0, 4] = 5.0
    found = viterbi(broken(emissions, np.array([True, False, True]), LABELS), constrained(LABELS)[None])[:, 0]
    assert spans(found.tolist(), LABELS) == [("source", 0, 2), ("source", 2, 3)]


def test_heads_are_decoded_together_as_each_alone() -> None:
    rng = np.random.default_rng(3)
    small, large = constrained(LABELS[:3])[None], rng.normal(size=(2, 5, 5)).astype(np.float32)
    heads = [(rng.normal(size=(40, len(t), t.shape[1])).astype(np.float32), t) for t in (small, large)]
    for found, (emissions, transitions) in zip(together(heads), heads, strict=True):
        assert (found == viterbi(emissions, transitions)).all()
