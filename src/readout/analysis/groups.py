"""Noun groups whose words the tree has hung one by one on what the group hangs on, put together again.

For "presidential aide Ola Berg told" the likeliest head of each of the four words may be the verb: then each is its subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

NOMINAL = frozenset(("NOUN", "PROPN"))
PARTS = {"DET": "det", "ADJ": "amod", "NOUN": "compound", "PROPN": "compound"}
ROLES = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod"))

Ints = NDArray[np.int64]


def put_together(heads: Ints, rels: Ints, tags: Sequence[str], relations: Sequence[str]) -> None:
    """Hang the words of such groups on their noun, or on the first word of the name that ends them, in place."""
    number = {name: i for i, name in enumerate(relations)}
    roles = {number[name] for name in ROLES if name in number}
    for start, end in _runs(heads, rels, tags, roles):
        over = end - 1
        while over > start and tags[over] == tags[over - 1] == "PROPN":
            over -= 1
        for i in range(start, end):
            if i > over:
                heads[i], rels[i] = over, number["flat"]
            elif i < over:
                nearest = next((k for k in range(i + 1, over) if tags[k] == "NOUN"), over) if tags[i] == "ADJ" else over
                heads[i], rels[i] = nearest, number[PARTS[tags[i]]]


def _runs(heads: Ints, rels: Ints, tags: Sequence[str], roles: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of two words or more, `[start, end)`, that end in a noun and fill one place beside another word."""
    i, size = 0, len(heads)
    while i < size:
        end = i + 1
        if tags[i] in PARTS and heads[i] != i and int(rels[i]) in roles:
            while end < size and heads[end] == heads[i] and rels[end] == rels[i] and tags[end] in PARTS:
                end += 1
            last = end
            while last > i and tags[last - 1] not in NOMINAL:
                last -= 1
            if last - i > 1 and not i <= heads[i] < last:
                yield i, last
        i = end
