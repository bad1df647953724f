"""The fixed names in a text: what the codebook knows, what the analysis found, titles of several words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.codebook.gazetteer import Sense
from readout.reading.actors.evidence import Evidence
from readout.reading.actors.names import plainly

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
    known = list(_known(doc, codebook))
    persons = _persons(doc, codebook)
    taken: dict[int, Unit] = {}
    for unit in [
        *(p for p in persons if _outdoes(doc, p, known)),
        *known,
        *_titles(doc, codebook),
        *persons,
        *_others(doc, codebook),
    ]:
        if not any(i in taken for i in range(unit.start, unit.end)):
            taken.update(dict.fromkeys(range(unit.start, unit.end), unit))
    for unit in _runs(doc, codebook, taken):
        taken.update(dict.fromkeys(range(unit.start, unit.end), unit))
    found = sorted(set(taken.values()), key=lambda u: u.start)
    names = [u for u in found if u.kind in NAMES]
    kinds = Evidence(doc, codebook).weigh([(u.start, u.end) for u in names])
    lower = [t.lower_ for t in doc]
    weighed = {u: kinds.get(tuple(lower[u.start : u.end])) if u.kind in NAMES else u.kind for u in found}
    sure = [replace(u, kind=kind) for u, kind in weighed.items() if kind is not None]
    return list(_whole(sure, lower))


NAMES = frozenset({"person", "org", "place"})


def _whole(found: list[Unit], lower: list[str]) -> Iterator[Unit]:
    """Take into the end of a full name the word before it that belongs to it ("Amir" of "Amir Abdollahian")."""
    full = [u for u in found if u.kind == "person" and u.end - u.start > 1]
    tails = {tuple(lower[i : u.end]) for u in full for i in range(u.start + 1, u.end) if u.end - i <= LONGEST_TAIL}
    end = 0
    for unit in found:
        start = unit.start
        while unit.kind == "person" and start > end and tuple(lower[start - 1 : unit.end]) in tails:
            start -= 1
        end = unit.end
        yield replace(unit, start=start) if start < unit.start else unit


def _runs(doc: Doc, codebook: Codebook, taken: dict[int, Unit]) -> Iterator[Unit]:
    """Runs of capitalised proper nouns that nobody took for a name."""
    start = None
    for i in range(len(doc) + 1):
        token = doc[i] if i < len(doc) else None
        name = (
            token is not None
            and i not in taken
            and token.pos_ == "PROPN"
            and token.text[0].isupper()
            and token.ent_type_ != "DATE"
        )
        generic = token is not None and (
            token.lower_ in codebook.titles.titles
            or token.lower_ in codebook.titles.ranks
            or token.text in codebook.titles.honorifics
        )
        if name and not generic:
            start = i if start is None else start
        elif start is not None:
            yield Unit(start, i, "org")
            start = None


LONGEST_TAIL = 3


def _outdoes(doc: Doc, person: Unit, known: list[Unit]) -> bool:
    """Whether a personal name holds a known one as a part ("Michael Jordan", "Chad Green")."""
    near = bisect_left(known, person.start, key=lambda k: k.start)
    inside = [k for k in known[near : near + 3] if person.start <= k.start and k.end <= person.end]
    first = bool(inside) and inside[0].start == person.start
    linked = person.start > 0 and doc[person.start - 1].lower_ in {"of", "and", "with"}
    whole = bool(inside) and inside[0].end - inside[0].start == person.end - person.start
    return bool(inside) and not whole and (not first or (person.end - inside[0].end == 1 and not linked))


def _known(doc: Doc, codebook: Codebook) -> list[Unit]:
    ends = {t.idx + len(t): t.i + 1 for t in doc}
    starts = {t.idx: t.i for t in doc if not t.is_space}
    out = []
    for hit in codebook.gazetteer.match(doc.text, starts):
        if hit.end in ends:
            people = all(s.form == "people" for s in hit.senses)
            first = doc[starts[hit.start]]
            modifies = first.pos_ == "ADJ" or (
                people and not hit.senses[0].form == "name" and first.pos_ == "PROPN" and first.tag_ != "NNPS"
            )
            acronym = first.text.replace(".", "").isupper() and len(first.text) <= 4
            out.append(Unit(starts[hit.start], ends[hit.end], "people" if people else "party", hit.senses, modifies or acronym))
    return out


def _persons(doc: Doc, codebook: Codebook) -> list[Unit]:
    """Personal names: those that the analysis found, and what stands after a title or an honorific."""
    out, covered = list[Unit](), set[int]()

    def add(start: int, end: int) -> None:
        if start < end and not covered & set(range(start, end)):
            out.append(Unit(start, end, "person"))
            covered.update(range(start, end))

    lasts = {title.split()[-1] for title in codebook.titles.titles}
    for token in doc[:-1] if len(doc) else ():
        following = doc[token.i + 1]
        addressed = token.text in codebook.titles.honorifics or token.text.title() in codebook.titles.honorifics
        if (addressed or token.lower_ in lasts) and following.ent_type_ != "PERSON" and _nameable(following, codebook):
            start, end = _widen(doc, token.i + 1, token.i + 2, codebook)
            if addressed or end - start > 1:
                add(start, end)
        elif (
            token.pos_ == following.pos_ == "PROPN"
            and token.ent_type_ != "PERSON"
            and token.text.istitle()
            and _given(token, codebook)
            and _nameable(following, codebook)
        ):
            add(*_widen(doc, token.i, token.i + 2, codebook))
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            start, end = _trim(doc, ent.start, ent.end, codebook)
            add(*_widen(doc, start, end, codebook))
    return out


def _nameable(token: Token, codebook: Codebook) -> bool:
    """Whether a word may begin the personal name after a title."""
    name = token.pos_ == "PROPN" and token.text[0].isupper() and not codebook.gazetteer[token.text]
    return name and token.lower_ not in codebook.titles.titles and token.lower_ not in codebook.titles.bodies


def _trim(doc: Doc, start: int, end: int, codebook: Codebook) -> tuple[int, int]:
    """Cut titles off the front of a name, and a possessive off its end."""
    titles = codebook.titles
    last = {title.split()[-1] for title in titles.titles}
    dash = next((i for i in range(end - 1, start, -1) if doc[i].text in {"—", "–", "--"}), None)
    start = start if dash is None else dash + 1
    end = next((i for i in range(start + 1, end) if doc[i].tag_ == "POS" or doc[i].text in {"'s", "’s"}), end)
    while start < end and (
        doc[start].pos_ == "DET"
        or doc[start].text in titles.honorifics
        or doc[start].lower_ in last
        or doc[start].lower_ in titles.ranks
        or not doc[start].text[0].isalpha()
    ):
        start += 1
    while end > start and (
        doc[end - 1].tag_ == "POS" or doc[end - 1].text in {"'s", "’s"} or not doc[end - 1].text[0].isalpha()
    ):
        end -= 1
    return start, end


def _widen(doc: Doc, start: int, end: int, codebook: Codebook) -> tuple[int, int]:
    """Take in the rest of a name of which the analysis saw a part."""
    while (
        0 < start < end
        and doc[start - 1].pos_ == "PROPN"
        and doc[start - 1].text.istitle()
        and _given(doc[start - 1], codebook)
    ):
        start -= 1
    while end < len(doc) and _goes_on(doc, end, codebook):
        end += 2 if doc[end].text == "-" else 1
    return start, end


def _given(token: Token, codebook: Codebook) -> bool:
    """Whether a word is a given name."""
    plain = plainly(token.text)
    return plain in codebook.names.women or plain in codebook.names.men


def _goes_on(doc: Doc, i: int, codebook: Codebook) -> bool:
    token = doc[i]
    if token.text == "-":
        return (
            i > 0 and i + 1 < len(doc) and not doc[i - 1].whitespace_ and not token.whitespace_ and doc[i + 1].text[0].isalpha()
        )
    if token.lower_ in codebook.names.suffixes:
        return True
    follows = i > 0 and bool(doc[i - 1].whitespace_)
    name = (
        token.pos_ == "PROPN"
        and token.text[0].isupper()
        and token.ent_type_ in {"", "PERSON", "ORG"}
        and token.lower_ not in codebook.titles.titles
    )
    return (name or (token.lower_ in codebook.names.particles and i + 1 < len(doc) and doc[i + 1].text[0].isupper())) and (
        follows or (i > 0 and doc[i - 1].text == "-") or doc[i - 1].text in codebook.titles.honorifics
    )


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


def _others(doc: Doc, codebook: Codebook) -> Iterator[Unit]:
    kinds: dict[str, Kind] = {"ORG": "org", "LOC": "place", "NORP": "people", "DATE": "date"}
    for ent in doc.ents:
        start, end = ent.start, ent.end
        while start < end and (doc[start].pos_ == "DET" or doc[start].is_punct):
            start += 1
        while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].is_space):
            end -= 1
        generic = end - start == 1 and (
            doc[start].lower_ in codebook.titles.titles or doc[start].lower_ in codebook.titles.bodies
        )
        if ent.label_ in kinds and start < end and not generic:
            yield Unit(start, end, kinds[ent.label_], (), ent.label_ == "NORP" and doc[start].tag_ != "NNPS")
