"""Whose own voice an official readout is: the party and the office behind its outlet."""

from __future__ import annotations

import re

from readout.codebook import Codebook
from readout.document import Document
from readout.reading.actors.figures import Figure, Roster

KINDS = "Republic|State|Kingdom|Federation|Government|Union|Sultanate|Principality|Commonwealth"
CAPITALS = r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*"
PLACE = re.compile(rf"\bof (?:the )?(?:(?:{KINDS}) of )*(?:the )?({CAPITALS})")


def presiding(document: Document, codebook: Codebook) -> bool:
    """Whether the outlet is the office of a head of state, so that "the President" is its own."""
    outlet = document.outlet or ""
    words = set(re.findall(r"[\w’'-]+", outlet.lower()))
    seats = (s.form == "seat" for hit in codebook.gazetteer.match(outlet, _starts(outlet)) for s in hit.senses)
    return not words & codebook.titles.press and (bool(words & codebook.titles.presidencies) or any(seats))


def _starts(outlet: str) -> list[int]:
    return [m.start() for m in re.finditer(r"[\w’'.&-]+", outlet)]


def issuer(document: Document, codebook: Codebook, roster: Roster) -> Figure | None:
    """The party whose press office the outlet is; None for a newspaper, an agency or an unknown outlet."""
    outlet = document.outlet or ""
    words = set(re.findall(r"[\w’'-]+", outlet.lower()))
    if not outlet or words & codebook.titles.press:
        return None
    hits = list(codebook.gazetteer.match(outlet, _starts(outlet)))
    seat = any(s.form == "seat" for hit in hits for s in hit.senses)
    if not seat and not words & codebook.titles.offices:
        return None
    if hits:
        owner = next((h for h in hits if h.senses[0].actor in codebook.organizations), hits[-1])
        return roster.coded(roster.sense(owner.senses)).home
    if figure := next((f for w in outlet.split() if (f := roster.of_demonym(w) or roster.by_place(w.strip(",")))), None):
        return figure
    names = [n for n in PLACE.findall(outlet) if document.text.count(n) > 1]
    if names:
        return roster.place(max(names, key=document.text.count))
    return roster.body(outlet.split(",")[0], None)
