"""The names of a text, each read the same way all over it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from readout.codebook import Codebook
from readout.reading.actors.evidence import Evidence
from readout.reading.actors.sightings import Sightings, Unit
from readout.reading.actors.words import Words

NAMES = frozenset({"person", "org", "place"})
LONGEST_TAIL = 3

__all__ = ["Unit", "units"]


def units(words: Words, codebook: Codebook) -> list[Unit]:
    """Names in order of appearance, none overlapping; where two sources of names differ the surer one wins."""
    sight = Sightings(words, codebook)
    known = list(sight.known())
    officials = list(sight.officials(known))
    people = [*officials, *sight.people()]
    taken: dict[int, Unit] = {}
    surer = [p for p in people if _outdoes(words, p, known)]
    for unit in [*surer, *known, *sight.titles_with_links(), *people, *sight.others()]:
        if not any(i in taken for i in range(unit.start, unit.end)):
            taken.update(dict.fromkeys(range(unit.start, unit.end), unit))
    surnames = {words.lower[u.end - 1] for u in taken.values() if u.kind == "person" and u.end - u.start > 1}
    found = sorted({*taken.values(), *sight.runs(taken, surnames)}, key=lambda u: u.start)
    evidence = Evidence(words, codebook, {tuple(words.lower[u.start : u.end]) for u in officials})
    kinds = evidence.weigh([(u.start, u.end) for u in found if u.kind in NAMES])
    weighed = ((u, kinds.get(tuple(words.lower[u.start : u.end])) if u.kind in NAMES else u.kind) for u in found)
    return list(_whole([replace(u, kind=kind) for u, kind in weighed if kind is not None], words.lower))


def _outdoes(words: Words, person: Unit, known: list[Unit]) -> bool:
    """Whether a personal name holds a known one as a part ("Michael Jordan", "Chad Green")."""
    near = bisect_left(known, person.start, key=lambda k: k.start)
    inside = next((k for k in known[near : near + 3] if k.end <= person.end), None)
    if inside is None or (inside.start, inside.end) == (person.start, person.end):
        return False
    if inside.kind == "people" and inside.start == person.start:
        return False  # "Belarusian Industry"
    linked = person.start > 0 and words.lower[person.start - 1] in {"of", "and", "with"}
    return inside.start > person.start or (person.end - inside.end == 1 and not linked)


def _whole(found: list[Unit], lower: list[str]) -> Iterator[Unit]:
    """Take into the end of a full name the word before it that belongs to it ("Amir" of "Amir Abdollahian")."""
    full = [u for u in found if u.kind == "person" and u.end - u.start > 1]
    tails = {tuple(lower[i : u.end]) for u in full for i in range(u.start + 1, u.end) if u.end - i <= LONGEST_TAIL}
    end = 0
    for unit in found:
        start = unit.start
        while unit.kind == "person" and start > end and tuple(lower[start - 1 : unit.end]) in tails:
            start -= 1
        end = unit.end
        yield replace(unit, start=start) if start < unit.start else unit
