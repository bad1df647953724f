"""Whose side the words of a phrase put somebody on."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.units import Unit


class Sides:
    """Reads sides off phrases; `named` holds the figures of those that name one."""

    def __init__(self, doc: Doc, roster: Roster, named: Mapping[Phrase, Figure]) -> None:
        self.doc, self.roster, self.named = doc, roster, named

    def of(self, phrase: Phrase, *, stop: int | None = None) -> Figure | None:
        """Whose side a description puts somebody on: by its own words, its possessor, or what follows "of"."""
        if side := self.inside(phrase, stop=stop):
            return side
        owner = phrase.possessor
        if owner is not None:
            figure = self.named.get(owner)
            if figure is not None:
                return figure.home if figure.kind != "person" else figure.side
            if side := self.of(owner):
                return side
        regional = self.roster.codebook.titles.regional & set(self.roster.lexicon.titles(phrase.words))
        for word, other in phrase.after:
            if (
                word in {"of", "with", "at"}
                or (word == "for" and not regional)
                or (word in {"in", "from"} and self._body(phrase))
            ):
                figure = self.named.get(other)
                if word == "for" and figure is not None and figure.code is None and self._minister(phrase):
                    continue  # "Minister for Reintegration"
                if figure is not None and (figure.kind != "person" or figure.side):
                    return figure.side if figure.kind == "person" else figure.home
                if side := self.of(other):
                    return side
        return None

    def _minister(self, phrase: Phrase) -> bool:
        return bool({"minister", "secretary"} & set(phrase.words))

    def _body(self, phrase: Phrase) -> bool:
        noun = self.roster.lexicon.noun(phrase.words)
        return noun is not None and noun.sort in {"body", "state"}

    def inside(self, phrase: Phrase, *, stop: int | None = None) -> Figure | None:
        """The state or organization named within a phrase, before token `stop`."""
        for unit in phrase.units:
            if stop is not None and unit.start >= stop:
                break
            if figure := self.by(unit):
                return figure
        for token in self.doc[phrase.start : phrase.end if stop is None else stop]:
            if (
                token.text[:1].isupper()
                and token.pos_ in {"ADJ", "PROPN", "NOUN"}
                and (figure := self.roster.of_demonym(token.text))
            ):
                return figure
        return None

    def by(self, unit: Unit) -> Figure | None:
        """The side that a name stands for."""
        text = self.doc[unit.start : unit.end].text
        if self.doc[unit.end : unit.end + 2].text == "-based":
            return None
        if unit.senses:
            written = text if unit.senses[0].form == "name" else None
            return self.roster.coded(self.roster.sense(unit.senses), written=written).home
        if figure := self.roster.by_alias(text):
            return figure.home
        if unit.kind == "place":
            return (
                self.roster.place(text) if len(text) > 2 and text.lower() not in self.roster.codebook.titles.regions else None
            )
        if unit.kind == "people":
            return self.roster.of_demonym(self.doc[unit.start].text)
        return None
