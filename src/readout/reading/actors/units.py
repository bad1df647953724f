"""The fixed names in a text: what the codebook knows, what the analysis found, titles of several words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.codebook.gazetteer import Sense

Kind = Literal["party", "person", "org", "place", "people", "title", "date"]


@dataclass(frozen=True)
class Unit:
    """Tokens `[start, end)` that name one thing; `senses` is what the codebook makes of it."""

    start: int
    end: int
    kind: Kind
    senses: tuple[Sense, ...] = ()
    adjective: bool = False


def units(doc: Doc, codebook: Codebook) -> list[Unit]:
    """Names in order of appearance, none overlapping; where two sources of names differ the surer one wins."""
    taken: dict[int, Unit] = {}
    known = list(_known(doc, codebook))
    persons = [u for u in _persons(doc, codebook)]
    for unit in [*(p for p in persons if _outdoes(p, known)), *known, *_titles(doc, codebook), *persons, *_others(doc)]:
        if not any(i in taken for i in range(unit.start, unit.end)):
            taken.update(dict.fromkeys(range(unit.start, unit.end), unit))
    return sorted(set(taken.values()), key=lambda u: u.start)


def _outdoes(person: Unit, known: list[Unit]) -> bool:
    """Whether a personal name holds a known one as a part ("Chad Green", "Israel Katz")."""
    return any(person.start <= k.start and k.end <= person.end and (k.end - k.start) < (person.end - person.start) for k in known)


def _known(doc: Doc, codebook: Codebook) -> list[Unit]:
    ends = {t.idx + len(t): t.i + 1 for t in doc}
    starts = {t.idx: t.i for t in doc if not t.is_space}
    out = []
    for hit in codebook.gazetteer.match(doc.text, starts):
        if hit.end in ends:
            people = all(s.form == "people" for s in hit.senses)
            first = doc[starts[hit.start]]
            modifies = first.pos_ == "ADJ" or (people and not hit.senses[0].form == "name" and first.pos_ == "PROPN" and first.tag_ != "NNPS")
            acronym = first.text.replace(".", "").isupper() and len(first.text) <= 4
            out.append(Unit(starts[hit.start], ends[hit.end], "people" if people else "party", hit.senses, modifies or acronym))
    return out


def _persons(doc: Doc, codebook: Codebook) -> list[Unit]:
    out, covered = [], set[int]()
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            start, end = _trim(doc, ent.start, ent.end, codebook)
            start, end = _widen(doc, start, end, codebook)
            if start < end and not covered & set(range(start, end)):
                out.append(Unit(start, end, "person"))
                covered.update(range(start, end))
    for token in doc:
        if token.text in codebook.titles.honorifics and token.i not in covered and token.i + 1 < len(doc):
            start, end = _widen(doc, token.i + 1, token.i + 1, codebook)
            if start == token.i + 1 < end and not covered & set(range(start, end)):
                out.append(Unit(start, end, "person"))
                covered.update(range(start, end))
    return out


def _trim(doc: Doc, start: int, end: int, codebook: Codebook) -> tuple[int, int]:
    """Cut titles off the front of a name, and a possessive off its end."""
    titles = codebook.titles
    last = {title.split()[-1] for title in titles.titles}
    while start < end and (
        doc[start].pos_ == "DET" or doc[start].text in titles.honorifics or doc[start].lower_ in last or doc[start].lower_ in titles.ranks or not doc[start].text[0].isalpha()
    ):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].text in {"'s", "’s"} or not doc[end - 1].text[0].isalpha()):
        end -= 1
    return start, end


def _widen(doc: Doc, start: int, end: int, codebook: Codebook) -> tuple[int, int]:
    """Take in the rest of a name of which the analysis saw a part."""
    while end < len(doc) and _goes_on(doc, end, codebook):
        end += 2 if doc[end].text == "-" else 1
    return start, end


def _goes_on(doc: Doc, i: int, codebook: Codebook) -> bool:
    token = doc[i]
    if token.text == "-":
        return i > 0 and i + 1 < len(doc) and not doc[i - 1].whitespace_ and not token.whitespace_ and doc[i + 1].text[0].isalpha()
    if token.lower_ in codebook.names.suffixes:
        return True
    follows = i > 0 and bool(doc[i - 1].whitespace_)
    name = token.pos_ == "PROPN" and token.text[0].isupper() and token.ent_type_ in {"", "PERSON"} and token.lower_ not in codebook.titles.titles
    return (name or (token.lower_ in codebook.names.particles and i + 1 < len(doc) and doc[i + 1].text[0].isupper())) and (follows or i > 0 and doc[i - 1].text == "-" or doc[i - 1].text in codebook.titles.honorifics)


def _titles(doc: Doc, codebook: Codebook) -> list[Unit]:
    """Titles that hold a preposition: "secretary of state"."""
    long = {t for t in codebook.titles.titles if " of " in t or " for " in t}
    firsts = {t.split()[0] for t in long}
    out = []
    for token in doc:
        if token.lower_ in firsts:
            for size in (4, 3):
                words = " ".join(t.lower_ for t in doc[token.i : token.i + size])
                if words in long:
                    out.append(Unit(token.i, token.i + size, "title"))
                    break
    return out


def _others(doc: Doc) -> list[Unit]:
    kinds: dict[str, Kind] = {"ORG": "org", "LOC": "place", "NORP": "people", "DATE": "date"}
    out = []
    for ent in doc.ents:
        start, end = ent.start, ent.end
        while start < end and (doc[start].pos_ == "DET" or doc[start].is_punct):
            start += 1
        while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].is_space):
            end -= 1
        if ent.label_ in kinds and start < end:
            out.append(Unit(start, end, kinds[ent.label_], (), ent.label_ == "NORP" and doc[start].tag_ != "NNPS"))
    return out
