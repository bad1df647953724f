"""Whose side somebody is on where no word beside the name tells: by what is known, the paper's home, the state spoken of."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from readout.document import Document
from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.names import Name
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.sides import Sides

# How many words back the state that "the prime minister" belongs to may stand.
REACH = 60


class Affiliation:
    """Gives sides to people who have none."""

    def __init__(self, doc: Doc, document: Document, roster: Roster, sides: Sides) -> None:
        self.doc, self.roster, self.sides = doc, roster, sides
        self.titles, self.names = roster.codebook.titles, roster.codebook.names
        outlet = (document.outlet or "").lower()
        self.home = next((code for name, code in self.titles.homes.items() if f" {name} " in f" {outlet} "), None)

    @property
    def country(self) -> Figure | None:
        """The state that a paper writes from."""
        return self.roster.coded(self.home) if self.home is not None else None

    def settle(self, phrases: list[Phrase], named: Mapping[Phrase, Figure], *, own: Figure | None) -> None:
        """Settle all people, each by the first mention that tells."""
        state: tuple[int, Figure] | None = None
        for phrase in phrases:
            figure = named.get(phrase)
            if figure is not None and figure.kind == "person":
                near = state[1] if state is not None and phrase.start - state[0] <= REACH else None
                self._settle(figure, near if own is None else None)
            elif (spoken := self._state(phrase, figure)) is not None:
                state = (phrase.start, spoken)

    def _settle(self, figure: Figure, near: Figure | None) -> None:
        if figure.side is not None or figure.closest & self.titles.counterparts:
            return
        code = self._known(figure) or next((c for t, c in self.titles.title_states.items() if t in figure.closest), None)
        official = bool(figure.closest & self.titles.national_offices)
        if code is None and official and self.home is not None:
            code = self.home
        if code is not None:
            figure.side = self.roster.coded(code)
        elif official and near is not None:
            figure.side = near

    def _known(self, figure: Figure) -> str | None:
        """The party of the only well-known bearer of a bare surname, whose office does not speak against it."""
        parts = Name.read(figure.name, self.names).parts
        bearers = self.roster.lexicon.surnames.get(parts[-1], ()) if len(parts) == 1 else ()
        table = self.titles.titles
        fitting = [
            p
            for p in bearers
            if not figure.closest
            or {t for o in p.offices for t in (o, *table.get(o, ()))}
            & {w for t in figure.closest for w in (t, *table.get(t, ()))}
        ]
        parties = {p.party for p in fitting}
        return next(iter(parties)) if len(parties) == 1 else None

    def _state(self, phrase: Phrase, figure: Figure | None) -> Figure | None:
        """The state that a phrase speaks of, but not as of a place ("in Moscow")."""
        if figure is not None:
            before = self.doc[phrase.start - 1].lower_ if phrase.start else ""
            return figure if figure.kind == "country" and before not in self.titles.places else None
        side = self.sides.inside(phrase) if phrase.units else None
        return side if side is not None and side.kind == "country" else None
