"""Which names of places say where a contact takes place, and how it is called."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Span

from readout.codebook.contacts import Contacts
from readout.reading.actors import Cast
from readout.reading.contact_phrases import town


def somewhere(place: Span, cast: Cast) -> bool:
    """Whether it says where, and not between whom ("the Oslo talks", "the US-China talks")."""
    if any(cast[id].kind == "person" for id in cast.at(place.root, joint=False)):
        return False
    side = cast.side(place.root) if place.root.dep_ in ("compound", "amod") else None
    return side is None or town(place.root, cast[side])


def first(places: Sequence[Span], hosts: Collection[str], cast: Cast, book: Contacts) -> str | None:
    """The first of the places; of several stages of a journey, that of the host."""
    theirs = [place for place in places if cast.side(place.root) in hosts]
    place = next(iter(theirs or places), None)
    if place is None or place.text.lower() not in book.towns:
        return place.text if place is not None else None
    return next((cast[id].name for id in cast.at(place.root, joint=False)), place.text)  # "the Kingdom of Norvia"
