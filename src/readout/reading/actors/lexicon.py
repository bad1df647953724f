"""The codebook's nouns, ready to be looked up: what the last words of a phrase make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from readout.codebook import Codebook
from readout.codebook.people import Person
from readout.codebook.titles import plural, several
from readout.reading.actors.names import Name

Sort = Literal["title", "titles", "state", "body", "document", "group", "unknown"]
LONGEST = 4


@dataclass(frozen=True)
class Noun:
    """The last words of a phrase, in the singular where they are a title, and what sort they are."""

    word: str
    sort: Sort
    size: int


class Lexicon:
    """Nouns by their words."""

    def __init__(self, codebook: Codebook) -> None:
        titles = codebook.titles
        self.portfolios = titles.portfolios
        self._sorts: dict[str, Noun] = {}
        self._singular = {several(t): t for t in titles.titles}
        for word in titles.documents:
            self._enter(word, word, "document")
            self._enter(plural(word), word, "document")
        for word, sort in titles.bodies.items():
            self._enter(word, word, sort)
        for word in titles.groups:
            self._enter(word, word, "group")
        for title in titles.titles:
            self._enter(title, title, "title")
            self._enter(several(title), title, "titles")
        for word in titles.bodies:
            self._enter(plural(word), word, "group")
        self.people: dict[tuple[str, ...], Person] = {}
        self.surnames: dict[str, list[Person]] = {}
        for name, person in codebook.people.items():
            for form in (name, *person.aliases):
                self.people.setdefault(parts := Name.read(form, codebook.names).parts, person)
                known = self.surnames.setdefault(parts[-1], [])
                if person not in known:
                    known.append(person)

    def _enter(self, words: str, word: str, sort: Sort) -> None:
        self._sorts.setdefault(words, Noun(word, sort, len(words.split())))

    def noun(self, words: Sequence[str]) -> Noun | None:
        """What a phrase of these words in lower case is about: its longest known ending ("Resolution 2231" is a resolution)."""
        words = [w for w in words if w != "-"] or words  # "vice-president"
        while len(words) > 1 and (words[-1].isdigit() or words[-1] == "and"):
            words = words[:-1]
        for size in range(min(LONGEST, len(words)), 0, -1):
            if found := self._sorts.get(" ".join(words[-size:])):
                return found
        return None

    def singular(self, word: str) -> str:
        """The title of which a word is the plural ("leaders"), else the word."""
        return self._singular.get(word, word)

    def titles(self, words: Sequence[str]) -> list[str]:
        """All titles in the words, longest first at each place, from the last to the first."""
        out, end = list[str](), len(words)
        while end > 0:
            noun = self.noun(words[:end])
            if noun and noun.sort in {"title", "titles"}:
                out.append(noun.word)
                end -= noun.size
            else:
                end -= 1
        return out


@lru_cache(maxsize=8)
def lexicon(codebook: Codebook) -> Lexicon:
    """The lexicon of a codebook, made once."""
    return Lexicon(codebook)
