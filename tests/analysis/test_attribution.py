"""Spans that point at one another become attributions."""

import numpy as np
import pytest

from readout.analysis.attribution import Flat, Links, assemble


def links(size: int, pairs: dict[int, int]) -> Links:
    """Vectors under which each word points at its partner, and the others at nothing."""
    target = np.eye(size, 64, dtype=np.float16)
    origin = np.zeros((size, 64), np.float16)
    for word, partner in pairs.items():
        origin[word, partner] = 1
    return Links(origin, target, np.full(size, 0.5, np.float16))


S, C, A, B = ("source", 0, 2), ("cue", 2, 3), ("content", 3, 6), ("content", 7, 9)


@pytest.mark.parametrize(
    ("spans", "pairs", "expected"),
    [
        ([S, C, A], {2: 0, 3: 2}, [(S, C, [A])]),
        ([S, C, A, B], {2: 0, 3: 2, 7: 2}, [(S, C, [A, B])]),
        ([S, A], {3: 0}, [(S, None, [A])]),
        ([C, A], {3: 2}, [(None, C, [A])]),
        ([S, C, A], {}, [(None, None, [A])]),
        ([S, C], {2: 0}, []),
        ([S, C, A, ("cue", 6, 7), B], {2: 0, 3: 2, 6: 0, 7: 6}, [(S, C, [A]), (S, ("cue", 6, 7), [B])]),
    ],
    ids=["whole", "two contents", "no cue", "no source", "nothing linked", "no content", "shared source"],
)
def test_assemble(spans: list[Flat], pairs: dict[int, int], expected: list[object]) -> None:
    assert assemble(spans, links(10, pairs)) == expected
