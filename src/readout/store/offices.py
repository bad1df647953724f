"""Offices that a text names without a name: "the secretary of state" is who held that office when the text was published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache

from readout.codebook import Codebook
from readout.store.keys import fold

_SMALL = frozenset({"the", "of", "s", "for"})  # words that come and go: "Ukraine's minister", "the minister of Ukraine"

Seat = tuple[str, str]
"""A state or organization and one of its offices, by their ids."""


class Offices:
    """The offices of a codebook, by the words that texts use for them."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._bare = lru_cache(maxsize=1 << 14)(self._bared)

    def holder(self, folded: str, party: str, published: str | None) -> str | None:
        """Who held the office that a description ("ukrainian foreign minister") names, on a day of publication.

        `party` is the codebook's id for whom the description is said to stand, or empty. None where the day is not known to
        the day, the words name no office, or the codebook does not know.
        """
        seat = self._seat(folded, party)
        if seat is None or published is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", published):
            return None
        return self._codebook.offices.holder(*seat, on=date.fromisoformat(published))

    def describes(self, folded: str, party: str) -> bool:
        """Whether words are a title and no name, such as "secretary of state"."""
        return self._bare(folded, party) in self._titles

    def _seat(self, folded: str, party: str) -> Seat | None:
        return self._seats.get((party, self._bare(folded, party))) or (None if party else self._alone.get(_words(folded)))

    def _bared(self, folded: str, party: str) -> str:
        """What a description says beside for whom: "foreign minister" of "ukraine s foreign minister"."""
        around = f" {folded} "
        for form in self._forms.get(party, ()):
            around = around.replace(f" {form} ", "  ")
        return _words(around)

    @cached_property
    def _seats(self) -> Mapping[Seat, Seat]:
        """Offices by the party and the words for them there."""
        found: dict[Seat, Seat] = {}
        every = self._codebook.offices
        for party, offices in every.of.items():
            for name, office in offices.items():
                for word in (name, *office.called, *office.alone, *every.called.get(name, ())):
                    found[party, _words(fold(word))] = (party, name)
        return found

    @cached_property
    def _alone(self) -> Mapping[str, Seat]:
        """Offices by the words that mean them wherever they stand."""
        every = self._codebook.offices.of.items()
        return {
            _words(fold(word)): (party, name)
            for party, offices in every
            for name, office in offices.items()
            for word in office.alone
        }

    @cached_property
    def _titles(self) -> frozenset[str]:
        titles = frozenset(_words(fold(title)) for title in self._codebook.titles.titles)
        return titles | {words for _, words in self._seats}

    @cached_property
    def _forms(self) -> Mapping[str, tuple[str, ...]]:
        """How states and organizations are named in a description, by id: the longest first."""
        found: dict[str, set[str]] = {}
        for id, state in self._codebook.states.items():
            found[id] = {state.name, *state.aliases, *state.demonyms}
        for id, body in self._codebook.organizations.items():
            found[id] = {body.name, *body.aliases, *body.members}
        return {id: tuple(sorted(map(fold, forms), key=lambda form: (-len(form), form))) for id, forms in found.items()}


def _words(folded: str) -> str:
    return " ".join(word for word in folded.split() if word not in _SMALL)
