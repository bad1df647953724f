"""Where names stand in a text: those of the codebook, those that the analysis found, and those that it missed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from readout.codebook import Codebook
from readout.codebook.gazetteer import Sense
from readout.codebook.titles import plural, several
from readout.reading.actors.names import plainly
from readout.reading.actors.words import Words

Kind = Literal["party", "person", "org", "place", "people", "title", "date"]
# A dateline: the shortest place, what follows it, and how soon.
CHAIN = 14  # words of an office with the bodies that it heads
SHORT, DASHES, AFTER = 4, frozenset({"-", "–", "—", "--", "("}), 6
ENTITIES: dict[str, Kind] = {"ORG": "org", "LOC": "place", "NORP": "people", "DATE": "date"}


@dataclass(frozen=True)
class Unit:
    """Tokens `[start, end)` that name one thing; `senses` is what the codebook makes of it."""

    start: int
    end: int
    kind: Kind
    senses: tuple[Sense, ...] = ()
    adjective: bool = False


class Sightings:
    """Looks for names, one sort of place at a time; what it yields may overlap."""

    def __init__(self, words: Words, codebook: Codebook) -> None:
        self.words, self.codebook, self.titles = words, codebook, codebook.titles
        self.lasts = {title.split()[-1] for title in self.titles.titles}
        self.plurals = {plural(title) for title in self.lasts}
        self.surnames = {e[-1].lower_ for e in words.doc.ents if e.label_ == "PERSON" and len(e) > 1 and e[0].is_alpha}

    def known(self) -> Iterator[Unit]:
        """States, organizations, their places and people, from the codebook."""
        words, tokens = self.words, list(self.words.doc)
        starts = {t.idx: t.i for t in tokens if not t.is_space}
        ends = {t.idx + len(t): t.i + 1 for t in tokens}
        for hit in self.codebook.gazetteer.match(words.doc.text, starts):
            if hit.end in ends:
                first = starts[hit.start]
                people = all(s.form == "people" for s in hit.senses)
                single = ends[hit.end] - first == 1
                modifies = (words.pos[first] == "ADJ" and (single or people)) or (
                    people and words.pos[first] == "PROPN" and words.tag[first] != "NNPS"
                )
                acronym = words.text[first].replace(".", "").isupper() and len(words.text[first]) <= 4
                yield Unit(first, ends[hit.end], "people" if people else "party", hit.senses, modifies or acronym)

    def people(self) -> Iterator[Unit]:
        """What stands after a title or an honorific, given names with what follows, and the analysis's persons."""
        words = self.words
        for i in range(len(words) - 1):
            if words.pos[i] == "PROPN" and words.text[i].istitle() and words.ent[i] != "PERSON" and self._given(i):
                if words.ent[i + 1] == "PERSON" or self._nameable(i + 1) or self._goes_on(i + 1):
                    yield Unit(i, self._onward(i + 2), "person")
                continue
            if words.ent[i + 1] == "PERSON" or not self._nameable(i + 1):
                continue
            addressed = self.honorific(i)
            if addressed or (words.lower[i] in self.lasts and words.ent[i] != "PERSON"):
                end = self._onward(i + 2)
                if addressed or end - i > 2:
                    yield Unit(i + 1, end, "person")
        for ent in words.doc.ents:
            if ent.label_ == "PERSON":
                start, end = self._trim(ent.start, ent.end)
                if start < end and not (end - start == 1 and self._generic(start)):
                    yield Unit(self._backward(start), self._onward(end), "person")

    def officials(self, known: Iterable[Unit]) -> Iterator[Unit]:
        """Names after an office and its state ("President of Finland Alexander Stubb")."""
        lower = self.words.lower
        for unit in known:
            of = unit.start - (2 if lower[unit.start - 1] == "the" else 1)
            if (
                of > 0
                and lower[of] == "of"
                and self._office(of)
                and unit.end < len(lower)
                and self._nameable(unit.end)
                and self.words.text[unit.end].istitle()
            ):
                yield Unit(unit.end, self._onward(unit.end + 1), "person")

    def _office(self, end: int) -> bool:
        """Whether an office stands right before a token, or heads a chain of bodies there ("Head of the … Council")."""
        words, first = self.words, end - 1
        while first > 0 and end - first < CHAIN and words.lower[first] not in self.lasts:
            if words.lower[first] not in {"of", "the", "and", "for"} and not words.text[first][:1].isupper():
                return False
            first -= 1
        return words.lower[first] in self.lasts and (first == end - 1 or words.lower[first + 1] in {"of", "for"})

    def titles_with_links(self) -> Iterator[Unit]:
        """Titles that hold a preposition: "secretary of state"."""
        long = {form for t in self.titles.titles if " of " in t or " for " in t for form in (t, several(t))}
        firsts = {t.split()[0] for t in long}
        for i, word in enumerate(self.words.lower):
            if word in firsts:
                sizes = (n for n in (4, 3) if " ".join(self.words.lower[i : i + n]) in long)
                if size := next(sizes, 0):
                    yield Unit(i, i + size, "title")

    def others(self) -> Iterator[Unit]:
        """The analysis's organizations, places, peoples and dates."""
        words = self.words
        for ent in words.doc.ents:
            start, end = ent.start, ent.end
            while start < end and words.pos[start] in {"DET", "PUNCT"}:
                start += 1
            while end > start and (words.clitic(end - 1) or words.pos[end - 1] in {"PUNCT", "SPACE"}):
                end -= 1
            if self._dateline(start) or self._portfolio(start, end):
                continue
            if ent.label_ == "ORG" and self._title_and_surname(start, end):
                yield Unit(end - 1, end, "person")
                continue
            if ent.label_ in ENTITIES and start < end and not (end - start == 1 and self._generic(start)):
                people = ent.label_ == "NORP" and words.tag[start] != "NNPS"
                yield Unit(start, end, ENTITIES[ent.label_], (), people)

    def runs(self, taken: Container[int], surnames: Container[str]) -> Iterator[Unit]:
        """Runs of capitalised proper nouns, and surnames, that nobody took for a name."""
        start: int | None = None
        for i in range(len(self.words) + 1):
            if i < len(self.words) and i not in taken and self._capital(i, surnames):
                start = i if start is None else start
            elif start is not None:
                if i - start > 1 or not self._generic(start):
                    yield Unit(start, i, "org")
                start = None

    def honorific(self, i: int) -> bool:
        """Whether a word is "Mr", "Ms" or the like, in capitals too."""
        return self.words.text[i] in self.titles.honorifics or self.words.text[i].title() in self.titles.honorifics

    def _capital(self, i: int, surnames: Container[str]) -> bool:
        words = self.words
        if not words.text[i][:1].isupper() or words.ent[i] == "DATE" or self._dateline(i):
            return False
        if words.lower[i] in surnames and len(words.text[i]) > 2:
            return True
        generic = (
            words.lower[i] in self.titles.portfolios
            or words.lower[i] in self.titles.titles
            or words.lower[i] in self.titles.ranks
            or self.honorific(i)
        )
        return words.pos[i] == "PROPN" and not generic

    def _portfolio(self, start: int, end: int) -> bool:
        """Whether a name is none, but the field of an office ("Minister of External Affairs")."""
        fields = [w for w in self.words.lower[start:end] if w not in {"and", "&"}]
        of = start > 0 and self.words.lower[start - 1] in {"of", "for"}
        return bool(fields) and self.titles.portfolios.issuperset(fields) and (of or end - start == 1)

    def _title_and_surname(self, start: int, end: int) -> bool:
        """Whether an organization is none, but a title with a known surname ("Advisors Sullivan")."""
        lower = self.words.lower
        titled = end - start > 1 and (lower[end - 2] in self.lasts or lower[end - 2] in self.plurals)
        return titled and lower[end - 1] in self.surnames

    def _dateline(self, i: int) -> bool:
        """Whether a word in capitals opens a paragraph and a dash or a bracket follows ("TEHRAN – …")."""
        words = self.words
        if len(words.text[i]) < SHORT or not words.text[i].isupper() or (i and "\n" not in words.text[i - 1]):
            return False
        return any(t in DASHES for t in words.text[i + 1 : i + 1 + AFTER])

    def _nameable(self, i: int) -> bool:
        """Whether a word may begin the personal name after a title."""
        words = self.words
        if words.pos[i] != "PROPN" or not words.text[i][:1].isupper() or self.codebook.gazetteer[words.text[i]]:
            return False
        return words.lower[i] not in self.titles.titles and words.lower[i] not in self.titles.bodies

    def _generic(self, i: int) -> bool:
        lower = self.words.lower[i]
        known = (self.titles.titles, self.titles.bodies, self.titles.documents, self.codebook.names.suffixes)
        return any(lower in words for words in known)

    def _given(self, i: int) -> bool:
        plain = plainly(self.words.text[i])
        return plain in self.codebook.names.women or plain in self.codebook.names.men

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """Cut titles off the front of a name, and all from a possessive on off its end."""
        words = self.words
        dashes = [i for i in range(start + 1, end) if words.text[i] in {"—", "–", "--"}]
        start = dashes[-1] + 1 if dashes else start
        start = self._after_office(start, end)
        while start < end and (
            (self._leading(start) and not (start and self._given(start - 1))) or not words.text[start][:1].isalpha()
        ):
            start += 1
        end = next((i for i in range(start, end) if words.clitic(i)), end)
        while end > start and not words.text[end - 1][:1].isalpha():
            end -= 1
        while end - start > 1 and self._matter(end - 1):
            end -= 1
        return start, end

    def _after_office(self, start: int, end: int) -> int:
        """Where the name begins in "President of the European Council Charles Michel"."""
        lower = self.words.lower
        if "of" not in lower[start:end] or lower[start] not in self.lasts:
            return start
        bodies = (
            i for i in range(start, end - 1) if lower[i] in self.titles.bodies or self.codebook.gazetteer[self.words.text[i]]
        )
        return max(bodies, default=start - 1) + 1

    def _leading(self, i: int) -> bool:
        lower = self.words.lower[i]
        body = i + 1 < len(self.words) and f"{lower} {self.words.lower[i + 1]}" in self.titles.bodies
        title = lower in self.lasts or lower in self.titles.ranks or lower in self.titles.bodies
        return self.words.pos[i] == "DET" or self.honorific(i) or title or body

    def _backward(self, start: int) -> int:
        """Take in a given name before what the analysis saw of a name."""
        words = self.words
        while start > 0 and words.pos[start - 1] == "PROPN" and words.text[start - 1].istitle():
            if not self._given(start - 1) and not self._unknown(start - 1):
                break
            start -= 1
        return start

    def _unknown(self, i: int) -> bool:
        """Whether a capitalised word within a sentence is nothing but the beginning of the name after it."""
        words, lower = self.words, self.words.lower[i]
        if i == 0 or words.ent[i] not in {"", "ORG"} or words.dep[i] == "nsubj" or words.text[i - 1][:1].isupper():
            return False
        if self._generic(i) or self._leading(i) or self.codebook.gazetteer[words.text[i]] or lower in self.titles.portfolios:
            return False
        return words.pos[i - 1] in {"ADP", "VERB", "NOUN", "CCONJ"} and words.spaced[i]

    def _onward(self, end: int) -> int:
        """Take in the rest of a name."""
        while end < len(self.words) and not self._matter(end) and self._goes_on(end):
            end += 2 if self.words.text[end] == "-" else 1
        return end

    def _matter(self, i: int) -> bool:
        """Whether a word is no part of a name but what a headline is about ("Harris Call with …")."""
        return self.words.lower[i] in self.titles.things or self.words.lower[i] in self.titles.documents

    def _goes_on(self, i: int) -> bool:
        words = self.words
        following = words.text[i + 1][:1] if i + 1 < len(words) else ""
        if following == "-" and i + 2 < len(words) and not words.spaced[i]:
            following = words.text[i + 2][:1]
        if words.text[i] == "-":
            if i + 1 < len(words) and {words.lower[i - 1], words.lower[i + 1]} <= self.surnames:
                return False  # a headline's "Putin-Trump" is two people
            return not words.spaced[i - 1] and not words.spaced[i] and following.isalpha()
        if words.lower[i] in self.codebook.names.suffixes:
            return True
        if not words.spaced[i - 1] and words.text[i - 1] != "-" and not self.honorific(i - 1):
            return False
        if words.lower[i] in self.codebook.names.particles:
            again = i + 1 < len(words) and words.lower[i + 1] in self.codebook.names.particles
            return following.isupper() or (again and i + 2 < len(words) and words.text[i + 2][:1].isupper())
        place = words.ent[i] == "LOC" and not self.codebook.gazetteer[words.text[i]]
        proper = words.pos[i] == "PROPN" and words.text[i][:1].isupper() and (place or words.ent[i] in {"", "PERSON", "ORG"})
        return proper and (words.ent[i] == "PERSON" or words.lower[i] not in self.titles.titles)
