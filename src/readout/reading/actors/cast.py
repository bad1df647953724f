"""The cast of a text: its actors, and whom each noun phrase means."""

from __future__ import annotations

import re
from functools import cached_property
from typing import cast

from spacy.tokens import Doc, Span, Token

from readout.codebook import Codebook
from readout.document import Document
from readout.reading.actors.casting import Casting, Figures
from readout.reading.actors.figures import Figure
from readout.reading.actors.names import plainly
from readout.record import Actor


class Cast:
    """The actors of one text."""

    def __init__(self, casting: Casting) -> None:
        self._casting = casting
        self._ids = _identify(casting.roster.figures)
        self.actors: tuple[Actor, ...] = tuple(self._actor(f) for f in casting.roster.figures)
        self._by_id = {a.id: a for a in self.actors}
        self._meant: dict[tuple[int, bool], tuple[str, ...]] = {}

    def __getitem__(self, actor: str) -> Actor:
        return self._by_id[actor]

    def __contains__(self, actor: object) -> bool:
        return actor in self._by_id

    def party(self, actor: str) -> str | None:
        """The id of the side that an actor speaks or acts for."""
        return self._by_id[actor].party

    @property
    def issuer(self) -> str | None:
        """The party whose own voice the text is, where the outlet is an official press office."""
        own = self._casting.own
        return self._ids[own] if own else None

    @cached_property
    def convened(self) -> tuple[str, ...]:
        """Those whom an official readout brings together: the people who met or spoke, else their parties."""
        return tuple(self._ids[f] for f in self._casting.convened())

    @cached_property
    def principal(self) -> str | None:
        """The one of them who speaks for the readout's own side."""
        return next((a for a in self.convened if self.issuer in {a, self.party(a)}), None)

    def at(self, where: Span | Token, *, joint: bool = True) -> tuple[str, ...]:
        """Ids of those whom a noun phrase means, given by a span or a token of it; nobody where that cannot be told.

        With `joint`, everybody of a coordination that starts there.
        """
        place: int | None = getattr(where, "i", None)
        if place is None:
            span = cast("Span", where)
            return tuple(self._ids[f] for f in self._casting.meaning(span.start, span.end, joint=joint))
        if (known := self._meant.get((place, joint))) is not None:
            return known
        phrase = self._casting.at.get(place)
        found = () if phrase is None else self._casting.joint(phrase) if joint else self._casting.meant.get(phrase, ())
        self._meant[place, joint] = tuple(self._ids[f] for f in found)
        return self._meant[place, joint]

    def side(self, token: Token) -> str | None:
        """The id of the side that a word names within a phrase about something else ("the Israeli-Palestinian talks")."""
        figure = self._casting.sides.get(token.i)
        return None if figure is None else self._ids.get(figure)

    def _actor(self, figure: Figure) -> Actor:
        doc = self._casting.doc
        spans = tuple(sorted({(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in figure.spans}))
        side = figure.side
        party = self._ids[side] if side is not None else self._ids[figure] if figure.kind == "organization" else None
        return Actor(id=self._ids[figure], name=figure.name, kind=figure.kind, role=figure.role, party=party, mentions=spans)


def _identify(figures: list[Figure]) -> dict[Figure, str]:
    """An id for each figure, made of its name; numbered where two names give one."""
    ids: dict[Figure, str] = {}
    taken: set[str] = set()
    for figure in figures:
        base = figure.code or re.sub(r"[^a-z0-9]+", "-", plainly(figure.name)).strip("-") or "actor"
        slug, n = base, 1
        while slug in taken:
            n += 1
            slug = f"{base}-{n}"
        taken.add(slug)
        ids[figure] = slug
    return ids


def resolve(doc: Doc, document: Document, codebook: Codebook) -> Cast:
    """Read who is who in an analysed document."""
    return Cast(Casting(doc, document, codebook))


__all__ = ["Cast", "Figures", "resolve"]
