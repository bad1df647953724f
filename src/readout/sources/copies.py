"""Which texts are the same story in print again, told from the runs of words that they share (Broder 1997)."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest
from zlib import crc32

from readout.document import Document

RUN = 5  # words
# Share of runs that a copy has in common with its first. Each word changed costs 5 runs, so that 400 words bear 9 edits or a
# short paragraph more; an update with news in it must stay a text of its own.
ALIKE = 0.8
SHORT = 50  # words below which texts are copies only where all their words are the same: short notices follow a form
DAYS = 7  # between the days of publication, where both are known: what is said again later is said anew

_SKETCH = 128  # runs kept of each text: the estimate of the share is then within 0.07, 19 times of 20
_KEYS = 8  # of these, by which texts are found: one alike shares none of them once in 400,000 times
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class _Seen:
    id: str
    published: date | None
    short: bool
    sketch: array[int]


class Copies:
    """The texts seen so far."""

    def __init__(self) -> None:
        self._seen = list[_Seen]()
        self._by_key = defaultdict[int, list[int]](list)

    def add(self, document: Document) -> None:
        """Keep a text in mind as a first, whose copies are to be known."""
        seen = _seen(document)
        for key in seen.sketch[:_KEYS]:
            self._by_key[key].append(len(self._seen))
        self._seen.append(seen)

    def first(self, document: Document) -> str | None:
        """The id of the text that this one is a copy of: the most alike, of several the one seen first."""
        new = _seen(document)
        numbers = sorted({number for key in new.sketch[:_KEYS] for number in self._by_key.get(key, ())})
        alike = [(_share(self._seen[number], new), -number) for number in numbers if _near(self._seen[number], new)]
        share, number = max(alike, default=(0.0, 0))
        return self._seen[-number].id if share >= ALIKE else None


def _seen(document: Document) -> _Seen:
    words = _WORD.findall(document.text.casefold())
    runs = {
        crc32(" ".join(words[at : at + RUN]).encode("utf-8", "surrogatepass")) for at in range(max(len(words) - RUN + 1, 1))
    }
    if len(words) < SHORT:
        runs = {crc32(" ".join(words).encode("utf-8", "surrogatepass"))} if words else set()
    return _Seen(document.id, document.published, len(words) < SHORT, array("I", nsmallest(_SKETCH, runs)))


def _near(first: _Seen, second: _Seen) -> bool:
    if first.short != second.short:
        return False
    if first.published is None or second.published is None:
        return True
    return abs(first.published - second.published) <= timedelta(days=DAYS)


def _share(first: _Seen, second: _Seen) -> float:
    """The share of all their runs that two texts have in common, told from the smallest of both."""
    both = set(first.sketch) & set(second.sketch)
    smallest = nsmallest(_SKETCH, set(first.sketch) | set(second.sketch))
    return sum(run in both for run in smallest) / len(smallest) if smallest else 0.0
