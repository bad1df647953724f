"""Evidence by levels: what a word says of it at a level, it says of all below.

Judges learn a weight for each level that is reached (`readout.analysis.evidence.steps`), so that neighbours share what they
teach; what is kept is their sum, so that one look-up tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from readout.analysis.evidence import STEPS

LEVEL = re.compile(r"@(\d+)")


def reached(traits: Iterable[str]) -> Iterator[str]:
    """The traits, those with a level at every level from one up to it."""
    for trait in traits:
        yield from _below(trait)


@cache
def _below(trait: str) -> tuple[str, ...]:
    found = LEVEL.search(trait)
    if found is None:
        return (trait,)
    before, after = trait[: found.start()], trait[found.end() :]
    return tuple(f"{before}@{level}{after}" for level in range(1, int(found[1]) + 1))


def summed(weights: Mapping[str, float], *, digits: int = 3) -> dict[str, float]:
    """The weights of traits as they are kept: those of levels added up from the lowest on."""
    families = {LEVEL.sub("@", trait, count=1) for trait in weights if LEVEL.search(trait)}
    found = {trait: round(weight, digits) for trait, weight in weights.items() if not LEVEL.search(trait)}
    for family in families:
        before, after = family.split("@", 1)
        total = 0.0
        for level in range(1, len(STEPS) + 1):
            total += weights.get(f"{before}@{level}{after}", 0.0)
            found[f"{before}@{level}{after}"] = round(total, digits)
    return {trait: weight for trait, weight in sorted(found.items()) if weight}
