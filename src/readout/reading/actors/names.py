"""Personal names: which of them are variants of one another."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from readout.codebook.names import Names

T = TypeVar("T")

# Letters and endings that transliterations of one name differ in, brought to one form; applied in order.
SAME = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"ph", "f"),
        (r"kh", "h"),
        (r"gh", "k"),
        (r"dh", "d"),
        (r"tch|tsch", "ch"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(iy|ii|yy|ij|yi|ei|ey|ie|i|y)$", "y"),
        (r"[yj]", "i"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"e", "a"),
        (r"o", "u"),
        (r"(.)\1", r"\1"),
        (r"^(al|el)-?", ""),
    )
)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word of a name without accents, case and the choices of transliteration ("Zelenskyy", "Zelensky" give the same)."""
    plain = plainly(word).replace("'", "")
    folded = plain
    for pattern, letter in SAME:
        folded = pattern.sub(letter, folded)
    return folded or plain


def plainly(word: str) -> str:
    """A word in lower case without accents."""
    word = (
        word.replace("’", "'")
        .replace("ı", "i")
        .replace("ł", "l")
        .replace("Ł", "L")
        .replace("ø", "o")
        .replace("Ø", "O")
        .replace("đ", "d")
    )
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()


@dataclass(frozen=True)
class Name:
    """A personal name as written, and its words folded, particles and suffixes left out."""

    text: str
    parts: tuple[str, ...]

    @classmethod
    def read(cls, text: str, names: Names) -> Name:
        """Read a name; "al-Rawi" and "Al Rawi" give the same parts, initials count as none."""
        words = [w for w in re.split(r"[\s\-–]+", text) if w]
        kept = [
            w
            for w in words
            if plainly(w) not in names.suffixes and plainly(w) not in names.particles and not re.fullmatch(r"\W*\w\.?", w)
        ]
        return cls(text, tuple(fold(w.strip('[]().,"“”')) for w in kept or words))

    def covers(self, other: Name) -> bool:
        """Whether the other may be a shorter form: its words are among these, in order, and it is no bare first of three."""
        rest = iter(self.parts)
        return bool(other.parts) and all(part in rest for part in other.parts)


def akin(one: Name, two: Name, names: Names) -> bool:
    """Whether two full names are forms of one: one surname, and given names that are nicknames or initials of each other."""
    if one.parts[-1:] != two.parts[-1:] or len(one.parts) < 2 or len(two.parts) < 2:
        return False
    a, b = plainly(one.text.split()[0]).strip("."), plainly(two.text.split()[0]).strip(".")
    short = names.nicknames
    alike = fold(short.get(a, a)) == fold(short.get(b, b)) or (min(len(a), len(b)) <= 2 and a[:1] == b[:1])
    return alike or (a[:3] == b[:3] and len(a) > 3 and len(b) > 3)


def nearly(one: str, two: str) -> bool:
    """Whether two words differ by one letter, put in, left out or changed, but not the first."""
    if one[:1] != two[:1] or abs(len(one) - len(two)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    short, long = sorted((one[same:], two[same:]), key=len)
    return short[len(short) == len(long) :] == long[1:]


def gender(name: Name, names: Names) -> str | None:
    """M or f, where the given name or the ending of the surname tells."""
    words = [plainly(w) for w in re.split(r"[\s\-–]+", name.text) if w]
    for word in words[:-1] or words:
        if word in names.women:
            return "f"
        if word in names.men:
            return "m"
    if words and words[-1].endswith(names.women_endings):
        return "f"
    return "m" if words and words[-1].endswith(names.men_endings) else None


class NameIndex(Generic[T]):
    """People by every word of their names, so that a surname is looked up without comparing it to all."""

    def __init__(self) -> None:
        self._by_part: dict[str, list[tuple[Name, T]]] = defaultdict(list)

    def add(self, name: Name, who: T) -> None:
        """Enter a form of somebody's name."""
        for part in set(name.parts):
            self._by_part[part].append((name, who))

    def near(self, name: Name) -> list[tuple[Name, T]]:
        """Entries that share the rarest word of a name, oldest first."""
        lists = [self._by_part[part] for part in name.parts if part in self._by_part]
        return min(lists, key=len) if lists else []
