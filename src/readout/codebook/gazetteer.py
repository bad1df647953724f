"""The names in the codebook, ready to be found in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Form = Literal["name", "capital", "seat", "people"]

# Long enough to part most phrases, short enough for "UN" and "G7".
KEY = 2


@dataclass(frozen=True)
class Sense:
    """What a phrase may mean: the actor it stands for, and how."""

    actor: str
    form: Form


@dataclass(frozen=True)
class Hit:
    """A phrase found at `[start, end)` in code points."""

    start: int
    end: int
    senses: tuple[Sense, ...]


class Gazetteer:
    """Finds the longest known phrase at a place; upper and lower case matter ("US", "us"), the kind of apostrophe does not."""

    def __init__(self, phrases: Iterable[tuple[str, Sense]]) -> None:
        senses: dict[str, dict[Sense, None]] = defaultdict(dict)
        for phrase, sense in phrases:
            senses[straight(phrase)][sense] = None
        self._senses = {phrase: tuple(found) for phrase, found in senses.items()}
        self._starts: dict[str, list[str]] = defaultdict(list)
        for phrase in sorted(self._senses, key=len, reverse=True):
            self._starts[phrase[:KEY]].append(phrase)

    def __getitem__(self, phrase: str) -> tuple[Sense, ...]:
        """What a whole phrase may mean; nothing where it is unknown."""
        return self._senses.get(straight(phrase), ())

    def match(self, text: str, starts: Iterable[int]) -> Iterator[Hit]:
        """Hits at the given offsets in rising order, none overlapping; a hit ends where a word ends."""
        text, end = straight(text), 0
        for start in starts:
            if start < end:
                continue
            for phrase in self._starts.get(text[start : start + KEY], ()):
                stop = start + len(phrase)
                if text.startswith(phrase, start) and not (text[stop : stop + 1].isalnum() and phrase[-1].isalnum()):
                    yield Hit(start, stop, self._senses[phrase])
                    end = stop
                    break


def straight(text: str) -> str:
    """The text with straight apostrophes, as long as before."""
    return text.replace("’", "'").replace("‘", "'")
