"""Numbers in words: "twenty-five", "two hundred and fifty", and years as they are spoken ("nineteen ninety-seven")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def spoken(words: Sequence[str], cardinals: Mapping[str, int]) -> tuple[int, int]:
    """Read the number that begins with `words[0]`; its value, and how many words it took.

    A hyphen joins tens and units, "and" follows a hundred or thousand. Two numbers below a hundred make a year.
    """
    value, taken = _below_hundred(words, 0, cardinals)
    if 13 <= value <= 20 and taken < len(words):
        rest, more = _below_hundred(words, taken, cardinals)
        if more and rest >= 10:
            return value * 100 + rest, taken + more
    total = 0
    while taken < len(words) and (scale := _scale(words[taken], cardinals)):
        value, taken = max(1, value) * scale, taken + 1
        joined = taken + (taken < len(words) and words[taken] == "and")
        rest, more = _below_hundred(words, joined, cardinals)
        if scale >= 1000:
            total, value = total + value, rest
        else:
            value += rest
        taken = joined + more if more else taken
    return total + value, taken


def _below_hundred(words: Sequence[str], at: int, cardinals: Mapping[str, int]) -> tuple[int, int]:
    first = cardinals.get(words[at], 0) if at < len(words) else 0
    if not 0 < first < 100 or words[at] == "dozen":
        return 0, 0
    if first >= 20 and first % 10 == 0:
        step = 2 if at + 2 < len(words) and words[at + 1] in "-‐‑" else 1
        unit = cardinals.get(words[at + step], 0) if at + step < len(words) else 0
        if 0 < unit < 10:
            return first + unit, step + 1
    return first, 1


def _scale(word: str, cardinals: Mapping[str, int]) -> int:
    value = cardinals.get(word, 0)
    return value if value >= 100 or word == "dozen" else 0
