"""Text to atoms: words, numbers and marks with the classes that the codebook gives them.

Each set of classes has one character, so that a text becomes a string over which the codebook's forms are regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from readout.codebook.times import Times
from readout.reading.times.numbers import spoken

OTHER: Final = "x"
MARK: Final = "·"
BREAK: Final = "¶"
FIRST_CODE: Final = 0x1000
LONGEST_NUMBER: Final = 12  # words: "one thousand nine hundred and ninety-seven" has nine

SCALES: Final = ("hundred", "thousand", "million", "billion")

ATOM: Final = re.compile(
    r"""(?P<BREAK>\n[ \t\r\f\v]*\n\s*)
    |(?P<ISO>\d{4}-\d{2}(?:-\d{2})?(?:T\d{2}:\d{2}(?::\d{2})?)?Z?(?![\w-]))
    |(?P<SLASHED>\d{1,2}([/.])\d{1,2}\4(?:\d{4}|\d{2})(?![\w/]|\.\d))
    |(?P<FRACTION>(?:\d+[ -])?\d/\d{1,2}(?![\w/])|\d*[½¼¾])
    |(?P<CLOCK>\d{1,2}:\d{2}(?::\d{2})?(?![\w:])|\d{1,2}\.\d{2}(?=\s?[ap]\.?m\b))
    |(?P<DECADE>\d{3}0'?s\b|['’`]\d0s\b|\b\d0s\b)
    |(?P<ORDINAL>\d+(?:st|nd|rd|th)\b)
    |(?P<NUMBER>\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?)
    |(?P<WORD>(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W\d_])|[^\W\d_]+\.?)
    |(?P<MARK>['’]s\b|\S)""",
    re.VERBOSE,
)


class Atom(NamedTuple):
    """A word, number or mark of the text; `values` has what it means in each of its classes."""

    text: str
    start: int
    end: int
    code: str
    values: dict[str, str]


class Lexicon:
    """The words of the codebook by class, and a character for every set of classes."""

    def __init__(self, table: Times) -> None:
        self._cardinals = {word: int(value) for word, value in table.words["CARDINAL"].items()}
        self._classes: dict[str, dict[str, str]] = {}
        self._proper: dict[str, dict[str, str]] = {}
        self._codes: dict[frozenset[str], str] = {}
        for name, words in table.words.items():
            for word, value in words.items():
                home = self._proper if name in table.proper else self._classes
                home.setdefault(word, {})[name] = value
        used = {item for form in table.forms for item in form.items()}
        used |= {item for macro in table.macros.values() for item in re.findall(r"[^\s()|?]+", macro)}
        for word in used:
            if not word.isupper():
                self._classes.setdefault(word, {})[word] = word
        self._known: dict[str, tuple[str, dict[str, str]]] = {}
        self._holidays: dict[str, list[tuple[str, list[str]]]] = {}
        for name in sorted(table.holidays, key=len, reverse=True):
            parts = [match.group() for match in ATOM.finditer(name)]
            self._holidays.setdefault(parts[0], []).append((name, parts))

    def atoms(self, text: str) -> list[Atom]:
        """Cut a text into atoms."""
        atoms: list[Atom] = []
        for match in ATOM.finditer(text):
            kind, written = match.lastgroup or "MARK", match.group()
            start = match.start()
            if kind == "WORD" and written.endswith(".") and not self._is_known(written):
                atoms.append(self._word(written.rstrip("."), start))
                atoms.append(Atom(".", match.end() - 1, match.end(), MARK, {}))
            elif kind in ("WORD", "MARK"):
                atoms.append(self._word(written, start))
            elif kind == "BREAK":
                atoms.append(Atom(written, start, match.end(), BREAK, {}))
            else:
                values = _shaped(kind, written)
                atoms.append(Atom(written, start, match.end(), self._code(values), values))
        return list(self._join(atoms))

    def codes_of(self, item: str) -> str:
        """The characters of all sets that hold this class or word, for a character class."""
        return "".join(code for classes, code in self._codes.items() if item in classes)

    def close(self) -> None:
        """Give every possible set of classes its character, before the forms are compiled."""
        self._code({"HOLIDAY": ""})
        for word in {*self._classes, *self._proper}:
            self.atoms(word)
            self.atoms(word.capitalize())
        self.atoms("0 1 25 31 99 1066 99999 2025-12-28 12/28/2025 ½ 10:30 1990s 1st")

    def _is_known(self, written: str) -> bool:
        lower = written.lower()
        return lower in self._classes or lower in self._proper

    def _word(self, written: str, start: int) -> Atom:
        lower = written.lower().replace("’", "'")
        known = self._known.get(written)
        if known is None:
            values = dict(self._classes.get(lower, {}))
            if written[:1].isupper():
                values |= self._proper.get(lower, {})
            known = self._code(values) if values or lower.isalpha() else MARK, values
            if values:
                self._known[written] = known
        return Atom(lower, start, start + len(written), *known)

    def _code(self, values: dict[str, str]) -> str:
        if not values:
            return OTHER
        return self._codes.setdefault(frozenset(values), chr(FIRST_CODE + len(self._codes)))

    def _join(self, atoms: list[Atom]) -> Iterator[Atom]:
        """Make one atom of the words of a holiday or of a number."""
        at = 0
        while at < len(atoms):
            atom, taken = atoms[at], 1
            if atom.text in self._holidays:
                atom, taken = self._holiday(atoms, at)
            elif "CARDINAL" in atom.values:
                atom, taken = self._number(atoms, at)
            yield atom
            at += taken

    def _holiday(self, atoms: list[Atom], at: int) -> tuple[Atom, int]:
        for name, words in self._holidays[atoms[at].text]:
            if [atom.text for atom in atoms[at : at + len(words)]] == words:
                return self._merged(atoms[at : at + len(words)], {"HOLIDAY": name}), len(words)
        return atoms[at], 1

    def _number(self, atoms: list[Atom], at: int) -> tuple[Atom, int]:
        value, taken = spoken([atom.text for atom in atoms[at : at + LONGEST_NUMBER]], self._cardinals)
        words = atoms[at : at + max(1, taken)]
        values = _shaped("NUMBER", str(value)) | (words[0].values if len(words) == 1 else {})
        values.pop("DAY", None)
        if words[-1].text in SCALES:
            values.pop("YEAR", None)
        return self._merged(words, values), len(words)

    def _merged(self, atoms: list[Atom], values: dict[str, str]) -> Atom:
        return Atom(" ".join(atom.text for atom in atoms), atoms[0].start, atoms[-1].end, self._code(values), values)


def _shaped(kind: str, written: str) -> dict[str, str]:
    """The classes and values of a number or of a date in figures."""
    if kind == "ORDINAL":
        return {"ORDINAL": written[:-2], "FIGURE_ORDINAL": written[:-2]}
    if kind != "NUMBER":
        return {kind: written}
    plain = written.replace(",", "")
    values = {"NUMBER": plain}
    if plain.isascii() and plain.isdigit() and plain == written:
        number = int(plain) if len(plain) <= 4 else 0
        if len(plain) <= 2 and 1 <= number <= 31:
            values["DAY"] = plain
        if len(plain) <= 2 and number <= 24:
            values["HOUR"] = plain
        if len(plain) == 4 and 1000 <= number < 3000:
            values["YEAR"] = plain
    return values
