"""Base noun phrases: from the first determiner or modifier to the last noun, names and titles included."""

from __future__ import annotations

from collections.abc import Iterator

from readout.reading.actors.lexicon import Lexicon
from readout.reading.actors.units import Unit
from readout.reading.actors.words import Words

LINKS = frozenset({"of", "for", "from", "in", "at", "with", "to", "on", "by", "within"})
LOOSE = frozenset({"PUNCT", "CCONJ", "ADV", "SYM"})
NOUNS = frozenset({"NOUN", "PROPN"})
BOTH = frozenset({"both", "all", "half", "neither", "either"})
# "Commerce and Industry Minister"
OFFICES = frozenset({"minister", "secretary", "commissioner"})
Chunk = tuple[int, int, tuple[Unit, ...]]


class Chunker:
    """Finds base noun phrases. `at` holds the names by their first token; no phrase runs across an edge."""

    def __init__(self, words: Words, at: dict[int, Unit], edges: frozenset[int], nouns: Lexicon) -> None:
        self.words, self.at, self.edges, self.nouns = words, at, edges, nouns

    def chunks(self) -> Iterator[Chunk]:
        """First and last token of each phrase, and the names in it."""
        i = 0
        while i < len(self.words):
            end, inner = self._chunk(i)
            if end == i and i in self.edges and self.nouns.noun(self.words.lower[i : i + 1]):
                end = i + 1
            if end > i:
                yield i, end, inner
            i = max(end, i + 1)

    def _chunk(self, start: int) -> tuple[int, tuple[Unit, ...]]:
        words = self.words
        if words.pos[start] == "PRON" and words.pronoun(start) and start not in self.at:
            return start + 1, ()
        inner = list[Unit]()
        end, noun = self._extent(start, inner)
        end = self._trim(start, end, inner, noun)
        if not noun and (end == start or not self._stands_alone(start, end)):
            return start, ()
        return end, tuple(inner)

    def _extent(self, start: int, inner: list[Unit]) -> tuple[int, bool]:
        """How far determiners, modifiers, nouns and names go on."""
        words, i, noun = self.words, start, False
        while i < len(words) and (i == start or i not in self.edges):
            if unit := self.at.get(i):
                if unit.kind == "person" and self._portfolio(start, i):
                    break
                if unit.kind == "date" or (unit.kind == "person" and inner and not self._leads_to_name(start, inner[-1], unit)):
                    break
                inner.append(unit)
                i, noun = unit.end, True
                continue
            pos = words.pos[i]
            if inner and inner[-1].kind == "person" and inner[-1].end == i and self._verbal(i):
                break
            if pos == "DET" or words.lower[i] in {"both", "neither", "either"}:
                if i > start and not (i - 1 == start and words.lower[start] in BOTH):
                    break
            elif pos in NOUNS:
                noun = True
            elif not self._modifies(i, start):
                break
            i += 1
        return i, noun

    def _verbal(self, i: int) -> bool:
        """Whether a word after a name is no noun, though taken for a name in a headline ("Berg held talks with …")."""
        return self.words.text[i].islower() and self.words.tag[i] in {"NNP", "VBD", "VBZ"}

    def _portfolio(self, start: int, i: int) -> bool:
        """Whether what stands before a name is the field of an office ("Minister of Economy X")."""
        lower = self.words.lower
        return i > start > 0 and lower[start - 1] in {"of", "for"} and lower[i - 1] in self.nouns.portfolios

    def _trim(self, start: int, end: int, inner: list[Unit], noun: bool) -> int:
        """Give back loose words at the end, and an adjective that belongs to what follows ("a source familiar with …")."""
        words, fixed = self.words, inner[-1].end if inner else start
        while end > max(start, fixed) and words.pos[end - 1] in LOOSE:
            end -= 1
        while noun and end > max(start + 1, fixed) and words.pos[end - 1] == "ADJ" and words.pos[end - 2] in NOUNS:
            end -= 1
        return end

    def _leads_to_name(self, start: int, last: Unit, unit: Unit) -> bool:
        """Whether a personal name goes on with the phrase: not after the bare name of a place or another person."""
        if last.end != unit.start:
            return True
        if last.kind == "person":
            return False
        bare = last.start == start or (self.words.pos[start] == "DET" and last.start == start + 1)
        return not (bare and start > 0 and self.words.lower[start - 1] in LINKS and not last.adjective)

    def _modifies(self, i: int, start: int) -> bool:
        """Whether a word that is no noun goes on with the phrase."""
        words, pos = self.words, self.words.pos[i]
        if pos in {"ADJ", "NUM"} or words.text[i] in {"%", "$"}:
            return True
        following = words.pos[i + 1] if i + 1 < len(words) else ""
        nominal = following in {"ADJ", "NUM", "NOUN", "PROPN", "VERB"} or i + 1 in self.at
        if words.text[i] in {"-", "–", "/"}:
            return i > start and nominal and not words.spaced[i - 1] and not words.spaced[i]
        if pos == "ADV":
            return i > start and following in {"ADJ", "VERB", "NUM"} and words.dep[i + 1] in {"amod", "nummod"}
        if pos == "CCONJ":
            return self._joins(i, start)
        return pos == "VERB" and words.dep[i] in {"amod", "compound"} and nominal

    def _joins(self, i: int, start: int) -> bool:
        """Whether an "and" stands between modifiers ("the Russian and Turkish presidents", "Trade and Industry Minister")."""
        words = self.words
        if words.lower[i] != "and" or i == start or i + 2 >= len(words):
            return False
        offices = i - 1 == start and words.pos[start] in NOUNS and start not in self.at and words.lower[i + 2] in OFFICES
        return offices or (self._adjective(i - 1) and self._adjective(i + 1) and words.pos[i + 2] in {"NOUN", "PROPN", "ADJ"})

    def _adjective(self, i: int) -> bool:
        unit = self.at.get(i)
        return (
            self.words.pos[i] == "ADJ"
            or bool(unit and unit.adjective)
            or (self.words.ent[i] == "NORP" and self.words.pos[i] != "NOUN")
        )

    def _stands_alone(self, start: int, end: int) -> bool:
        """Determiners, numbers and adjectives without a noun that can mean somebody: "both", "two", "the former", "some"."""
        return self.words.pos[end - 1] in {"NUM", "DET", "ADJ", "PRON"} and self.words.dep[start] not in {
            "det",
            "advmod",
            "case",
        }
