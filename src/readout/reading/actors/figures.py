"""The figures of a text while it is being read: who has been introduced, under which names and titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from readout.codebook import Codebook
from readout.codebook.gazetteer import Sense
from readout.reading.actors.lexicon import lexicon
from readout.reading.actors.names import Name, NameIndex, akin, gender, nearly, plainly

Kind = Literal["person", "organization", "country", "group"]

# How many bearers of one title are looked through, and how long a surname is whose spelling may vary by a letter.
MANY, SPELT = 64, 5
# Words in lower case that a name may hold.
LINKS = frozenset({"of", "for", "and", "the", "in", "on", "to", "with"})
# What a demonym adds to the stem of its place.
DEMONYM = re.compile(r"(n|an|ian|ean|i|ese|ish|ic|er|ite|ard|ar|on|in|ese|k|sh)s?")
VOWELS = "aeiouy"


@dataclass(eq=False)
class Figure:
    """Somebody who may act. `side` is whose part they take; `titles` what they may be called, in lower case."""

    kind: Kind
    name: str
    code: str | None = None
    side: Figure | None = None
    role: str | None = None
    gender: str | None = None
    titles: set[str] = field(default_factory=set)
    closest: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    unnamed: bool = False
    assumed: bool = False
    members: tuple[Figure, ...] = ()

    @property
    def home(self) -> Figure:
        """The side it stands for: its party's, or its own."""
        return self.side or self


class Roster:
    """All figures of one text, each entered once."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.lexicon = lexicon(codebook)
        self.figures: list[Figure] = []
        self._coded: dict[str, Figure] = {}
        self._places: dict[str, Figure] = {}
        self._stems: dict[str, list[tuple[str, Figure]]] = {}
        self._bodies: dict[str, Figure] = {}
        self._people: NameIndex[Figure] = NameIndex()
        self._forms: dict[str, Figure] = {}
        self._surnames: dict[str, Figure] = {}
        self._bearers: dict[str, dict[Figure, None]] = defaultdict(dict)
        self._named_first: dict[str, Figure] = {}

    def enter(self, figure: Figure) -> Figure:
        """Add a figure as it is."""
        self.figures.append(figure)
        return figure

    def coded(self, code: str, *, written: str | None = None) -> Figure:
        """The state or organization of the codebook with this id; `written` is its name in the text."""
        figure = self._coded.get(code)
        if figure is None:
            if code in self.codebook.states:
                state = self.codebook.states[code]
                people = state.people if written is None else None
                figure = self.enter(Figure("group" if people else "country", people or state.name, code))
            else:
                entry = self.codebook.organizations[code]
                figure = self.enter(Figure("organization", entry.name, code, assumed=True))
                figure.titles.update(entry.called)
                self._coded[code] = figure
                figure.side = self.coded(entry.party) if entry.party else None
            self._coded[code] = figure
        if written and figure.kind == "organization" and self._better(written, figure):
            figure.name, figure.assumed = written, False
        elif written and figure.kind == "group":
            figure.kind, figure.name = "country", self.codebook.states[code].name
        return figure

    def _better(self, written: str, figure: Figure) -> bool:
        """Whether a name is the fullest yet; what only describes an organization is none ("the UN refugee agency")."""
        root = self.codebook.organizations[figure.code or ""].name.lower().rstrip("s")
        described = any(w[:1].islower() and w not in LINKS for w in written.split()) and root not in written.lower()
        return not described and (figure.assumed or fuller(written, figure.name))

    def containing(self, word: str) -> Figure | None:
        """The organization whose name begins with a word."""
        return self._named_first.get(word)

    def place(self, name: str) -> Figure:
        """A place that the codebook does not know but that acts like a state."""
        figure = self._places.get(name)
        if figure is None:
            figure = self._places[name] = self.enter(Figure("country", name))
            stem = name.lower().rstrip(VOWELS)
            self._stems.setdefault(stem[:3], []).append((stem, figure))
        return figure

    def by_place(self, name: str) -> Figure | None:
        """The unknown place of this name, if the text has it."""
        return self._places.get(name)

    def of_demonym(self, word: str) -> Figure | None:
        """The unknown place whose people or adjective the word is ("Karsovian" of Karsovia)."""
        word = word.lower()
        for stem, figure in self._stems.get(word[:3], ()):
            if len(stem) >= 3 and word.startswith(stem) and DEMONYM.fullmatch(word[len(stem) :].lstrip("aeiou") or "n"):
                return figure
        return None

    def body(self, name: str, side: Figure | None, *, kind: Kind = "organization") -> Figure:
        """An organization or a body of a side that the codebook does not know, by its name."""
        words = sorted(w for w in re.findall(r"\w+", name.lower()) if w not in {"the", "of", "for", "and", "s"})
        key = (
            " ".join(words)
            if side is None
            else f"{side.name}: " + " ".join(w for w in words if not side.name.lower().startswith(w[:4]))
        )
        figure = self._bodies.get(key)
        if figure is None:
            figure = self._bodies[key] = self.enter(Figure(kind, name, side=side))
            self._named_first.setdefault(name.split(" ", 1)[0], figure)
        return figure

    def alias(self, short: str, figure: Figure) -> None:
        """Let a short form ("UKLF", "the Front") stand for a figure."""
        self._forms.setdefault(short, figure)

    def by_alias(self, short: str) -> Figure | None:
        """Whom a short form stands for."""
        return self._forms.get(short)

    def person(self, text: str, *, sex: str | None = None, at: int = 0) -> Figure:
        """The person of this name, known under a fuller or shorter one, or new."""
        names = self.codebook.names
        name = Name.read(text, names)
        best = self._same(name, sex)
        if best is None:
            best = self.enter(Figure("person", text, gender=sex))
            self._learn(best, name)
        elif plainly(text) != plainly(best.name):
            if len(name.parts) > len(Name.read(best.name, names).parts) or (len(text) > len(best.name) and len(name.parts) > 1):
                best.name = text
                best.gender = best.gender or gender(name, names)
                self._learn(best, name)
            self._people.add(name, best)
        best.gender = best.gender or sex
        return best

    def _same(self, name: Name, sex: str | None) -> Figure | None:
        names, found = self.codebook.names, list[tuple[int, int, Figure]]()
        for rank, (other, who) in enumerate(self._people.near(name)[-64:]):
            if sex in {"m", "f"} and who.gender in {"m", "f"} and sex != who.gender:
                continue
            if other.parts == name.parts:
                found.append((0, -rank, who))
            elif other.covers(name) or name.covers(other):
                surname = other.parts[-1] == name.parts[-1]
                found.append((1 if surname else 2, -rank, who))
            elif akin(name, other, names):
                found.append((3, -rank, who))
        return min(found, key=lambda f: f[:2])[2] if found else self._misspelt(name, sex)

    def surnamed(self, word: str) -> Figure | None:
        """The person with a full name that ends with a word."""
        return self._surnames.get(plainly(word))

    def _misspelt(self, name: Name, sex: str | None) -> Figure | None:
        """The only person whose surname is written nearly so ("Saree" of "Yahya Sarea")."""
        surname = plainly(name.text)
        if len(name.parts) > 1 or len(surname) < SPELT:
            return None
        alike = {who for other, who in self._surnames.items() if nearly(surname, other) and {sex, who.gender} != {"m", "f"}}
        return next(iter(alike)) if len(alike) == 1 else None

    def _learn(self, figure: Figure, name: Name) -> None:
        """Take from the codebook what is known of the person, and file the name."""
        self._people.add(name, figure)
        if len(name.parts) > 1:
            self._surnames.setdefault(plainly(name.text.split()[-1]), figure)
        figure.gender = figure.gender or gender(name, self.codebook.names)
        known = self.lexicon.people.get(name.parts)
        if known is not None:
            figure.gender = figure.gender or known.gender
            table = self.codebook.titles.titles
            figure.offices.update(known.offices, *(table.get(office, ()) for office in known.offices))
            for office in figure.offices:
                self._bearers[office][figure] = None
            if figure.side is None and known.party:
                figure.side = self.coded(known.party)

    def bearers(self, title: str) -> list[Figure]:
        """People who bear a title in some sense, in order; of very many only the latest."""
        return list(self._bearers.get(title, ()))[-MANY:]

    def entitle(self, figure: Figure, titles: Iterable[str]) -> None:
        """Give a figure titles, with the more general words that they imply."""
        table = self.codebook.titles.titles
        for title in titles:
            figure.closest.add(title)
            words = title.split()
            figure.titles.update((title, head(title), *table.get(title, ())))
            for borne in (title, head(title), *table.get(title, ()), *(" ".join(words[i:]) for i in range(1, len(words)))):
                self._bearers[borne][figure] = None

    def sense(self, senses: Iterable[Sense]) -> str:
        """The likeliest of several actors that share a word: one already met, else the first."""
        codes = [s.actor for s in senses]
        return next((c for c in codes if c in self._coded), codes[0])


def head(title: str) -> str:
    """The noun of a title ("minister" of "minister for foreign affairs")."""
    return title.split(" of ", maxsplit=1)[0].split(" for ", maxsplit=1)[0].rsplit(maxsplit=1)[-1]


def fuller(new: str, old: str) -> bool:
    """Whether a name says more than another: words rather than an acronym, then length."""
    return (" " in new, len(new)) > (" " in old, len(old)) and not (" " in old and new.isupper())
