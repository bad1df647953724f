"""Those whom a text never names: entered once under the words by which it first speaks of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from readout.codebook.titles import plural
from readout.reading.actors.figures import Figure, Kind
from readout.reading.actors.introduce import Introduction
from readout.reading.actors.phrases import Phrase

Figures = tuple[Figure, ...]


class Unnamed:
    """The unnamed figures of a text by their nouns. `whose` gives the figures of a possessor or complement."""

    def __init__(self, introduction: Introduction, whose: Callable[[Phrase], Figures]) -> None:
        self.introduction, self.whose, self.roster = introduction, whose, introduction.roster
        self.titles = introduction.codebook.titles
        self._by_noun: dict[str, list[Figure]] = {}

    def side(self, phrase: Phrase) -> Figure | None:
        """Whose side the words around the noun put it on, pronouns and descriptions included."""
        if side := self.introduction.sides.of(phrase):
            return side
        owners = [phrase.possessor] if phrase.possessor is not None else []
        for other in [*owners, *(other for word, other in phrase.after if word in {"of", "for"})]:
            if (found := self.whose(other)) and (found[0].kind != "person" or found[0].side is not None):
                return found[0].home
        return None

    def latest(self, word: str, side: Figure | None) -> Figure | None:
        """The unnamed person or group that was introduced with this noun."""
        earlier = self._by_noun.get(word, [])
        return next((f for f in reversed(earlier) if side is None or f.side is side or f.side is None), None)

    def enter(self, kind: Kind, phrase: Phrase, word: str, side: Figure | None, titles: list[str]) -> Figure:
        """Add somebody as the phrase describes them."""
        figure = self.roster.enter(Figure(kind, self.name(phrase), side=side, unnamed=True))
        figure.gender = self.introduction.sex(phrase)
        self.roster.entitle(figure, titles)
        modifiers = {plural(w) for w in phrase.words[:-1] if w in self.titles.titles} if kind == "group" else set()
        for noun in {word, *modifiers}:
            self._by_noun.setdefault(noun, []).append(figure)
        return figure

    def name(self, phrase: Phrase) -> str:
        """The phrase as written, with what follows it and without the article."""
        start = phrase.possessor.start if phrase.possessor and not phrase.possessor.pronoun else phrase.start
        text = phrase.doc[start : phrase.last].text
        return " ".join(re.sub(r"^(?:the|an?)\s+", "", text, flags=re.I).split())
