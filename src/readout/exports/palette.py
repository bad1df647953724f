"""One colour a party, the same in every view."""

from __future__ import annotations

from zlib import crc32

SIZE = 8


class Palette:
    """Gives each party of a record a colour from 0 to `SIZE` - 1.

    No two of a record's first `SIZE` parties look alike. A party keeps the colour it had in an earlier record where it can;
    its first colour follows from its id, so that it looks the same from page to page.
    """

    def __init__(self) -> None:
        self._before: dict[str, int] = {}
        self._given: dict[str, int] = {}

    def turn(self) -> None:
        """Go on to the next record."""
        self._before |= self._given
        self._given = {}

    def __getitem__(self, party: str) -> int:
        if party not in self._given:
            first = self._before.get(party, crc32(party.encode("utf-8", "surrogatepass")) % SIZE)
            taken = set(self._given.values())
            order = [(first + step) % SIZE for step in range(SIZE)]
            self._given[party] = next((colour for colour in order if colour not in taken), first)
        return self._given[party]
