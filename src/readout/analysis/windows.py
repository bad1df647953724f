"""Windows of word pieces over a whole document, and which of them answers for which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LENGTH = 256
"""Pieces a window holds, [CLS] and [SEP] included: the length the encoder was trained at."""

OVERLAP = 64
"""Pieces two neighbouring windows share, so that no word is read at a border: longer costs speed and won nothing on dev."""


@dataclass(frozen=True)
class Window:
    """Words `[start, end)` of a document; it answers for words `[low, high)`, those nearer its middle than any other's."""

    start: int
    end: int
    low: int
    high: int


def windows(sizes: Sequence[int], *, length: int = LENGTH, overlap: int = OVERLAP) -> list[Window]:
    """Cut words of the given piece counts into overlapping windows that answer for every word exactly once."""
    room = length - 2
    bounds: list[tuple[int, int]] = []
    start = end = used = 0
    while end < len(sizes):
        while end < len(sizes) and used + sizes[end] <= room:
            used += sizes[end]
            end += 1
        bounds.append((start, end))
        if end == len(sizes):
            break
        back, shared = end, 0
        while back > start + 1 and shared + sizes[back - 1] <= overlap:
            back -= 1
            shared += sizes[back]
        start, used = back, shared
    cuts = [0, *((a + b) // 2 for (_, b), (a, _) in pairwise(bounds)), len(sizes)]
    return [Window(a, b, cuts[i], cuts[i + 1]) for i, (a, b) in enumerate(bounds)]
