"""The codebook's forms as regular expressions over classes of words, and where they match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from readout.codebook.times import ITEM, Form, Times
from readout.reading.times.lexicon import BREAK, MARK, OTHER, Atom, Lexicon


@dataclass(frozen=True, slots=True)
class Match:
    """Atoms that a form fits, and which of them fill its items."""

    form: Form
    atoms: tuple[Atom, ...]
    slots: dict[str, tuple[Atom, ...]]
    first: int

    def __contains__(self, item: str) -> bool:
        return item in self.slots

    def value(self, item: str) -> str | None:
        """What the first atom that fills an item means there; None where none does."""
        atoms = self.slots.get(item)
        return atoms[0].values[item] if atoms else None

    def all(self, *items: str) -> list[str]:
        """What every atom that fills one of these items means there, in the order of the text."""
        filled = sorted((atom.start, atom.values[item]) for item in items for atom in self.slots.get(item, ()))
        return [value for _, value in filled]

    def parts(self) -> tuple[Match, Match]:
        """The two days of a range, each with the month and year that they share."""
        days = sorted(atom.start for item in ("DAY", "ORDINAL") for atom in self.slots.get(item, ()))
        at = next(i for i, atom in enumerate(self.atoms) if atom.start == days[1])
        cut = next(i for i, atom in enumerate(self.atoms) if atom.start == days[0]) + 1
        return self._part(self.atoms[:cut], 0, days[1]), self._part(self.atoms[at:], at, days[0])

    def _part(self, atoms: tuple[Atom, ...], at: int, other_day: int) -> Match:
        slots = {item: tuple(atom for atom in filled if atom.start != other_day) for item, filled in self.slots.items()}
        return Match(self.form, atoms, {item: filled for item, filled in slots.items() if filled}, self.first + at)

    @property
    def last(self) -> int:
        """The index of its last atom."""
        return self.first + len(self.atoms) - 1

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in the text."""
        return self.atoms[0].start, self.atoms[-1].end


REMEMBERED: Final = 64  # classes in a row; the stretches of ordinary text are shorter and come again and again

# A form's index, the atoms it takes, and its items with their places: all relative to a stretch of codes.
Found = tuple[int, int, int, tuple[tuple[str, tuple[int, ...]], ...]]


class Forms:
    """All forms, compiled for one lexicon."""

    def __init__(self, table: Times, lexicon: Lexicon) -> None:
        self._table, self._lexicon = table, lexicon
        self._forms = table.forms
        self._regexes = [self._compile(form) for form in table.forms]
        trigger = "".join(lexicon.codes_of(name) for name in table.trigger)
        self._trigger = re.compile(f"[{trigger}]")
        self._stretch = re.compile(f"[^{OTHER}{MARK}{BREAK}]+{OTHER}?")  # the word after it, for forms that must end a phrase
        self._find = lru_cache(maxsize=20_000)(self._find_in_stretch)

    def matches(self, atoms: list[Atom]) -> Iterator[Match]:
        """The longest form at each place, from left to right, without overlap."""
        codes = "".join(atom.code for atom in atoms)
        for stretch in self._stretch.finditer(codes):
            text, at = stretch.group(), stretch.start()
            if not self._trigger.search(text):
                continue
            find = self._find if len(text) <= REMEMBERED else self._find_in_stretch
            for form, start, end, slots in find(text):
                filled = {item: tuple(atoms[at + i] for i in places) for item, places in slots}
                yield Match(self._forms[form], tuple(atoms[at + start : at + end]), filled, at + start)

    def _find_in_stretch(self, codes: str) -> tuple[Found, ...]:
        found: list[Found] = []
        for index, (regex, items) in enumerate(self._regexes):
            for match in regex.finditer(codes):
                slots: dict[str, list[int]] = {}
                for group, item in enumerate(items, 1):
                    if match.start(group) >= 0:
                        slots.setdefault(item, []).append(match.start(group))
                found.append((index, match.start(), match.end(), tuple((k, tuple(v)) for k, v in slots.items())))
        found.sort(key=lambda f: (f[1], -f[2], f[0]))
        chosen: list[Found] = []
        for candidate in found:
            if not chosen or candidate[1] >= chosen[-1][2]:
                chosen.append(candidate)
        return tuple(chosen)

    def _compile(self, form: Form) -> tuple[re.Pattern[str], list[str]]:
        items: list[str] = []
        body = self._expand(form.form, items)
        after = f"(?<={self._class(form.after)})" if form.after else ""
        not_after = f"(?<!{self._class(form.not_after)})" if form.not_after else ""
        before = f"(?={self._class(form.before)})" if form.before else ""
        not_before = f"(?!{self._class(form.not_before)})" if form.not_before else ""
        return re.compile(after + not_after + body + before + not_before), items

    def _expand(self, text: str, items: list[str]) -> str:
        parts = []
        for item in ITEM.findall(text):
            if item in "()|?":
                parts.append("(?:" if item == "(" else item)
            elif item in self._table.macros:
                parts.append(f"(?:{self._expand(self._table.macros[item], items)})")
            else:
                items.append(item)
                parts.append(f"([{self._lexicon.codes_of(item) or BREAK}])")
        return "".join(parts)

    def _class(self, text: str) -> str:
        codes = "".join(
            OTHER if item == "OTHER" else self._lexicon.codes_of(item) for item in ITEM.findall(text) if item not in "()|?"
        )
        return f"[{codes or BREAK}]"
