"""Phrases that stand side by side: coordinations ("A, B and C") and appositions inside one source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Doc, Token

from readout.reading.actors.introduce import Introduction
from readout.reading.actors.lexicon import Lexicon
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.scene import Attributed

# What may stand between the members of a coordination, and how many there may be.
BETWEEN = frozenset({",", "and", "&", "or", "both", "plus", "as", "well", "/", ";", "then", "also"})
MEMBERS = 40
# What parts two members of a source, and what may stand before the name that a title explains.
APART = frozenset({"with", "to", "by", "between"})
PARTS = frozenset({",", ";"})
SORTS = {"title": "person", "titles": "person", "group": "person", "state": "side", "body": "side"}


class Coordination:
    """The coordinations of a text; `ends` gives each by its last phrase, `bearers` who is named at the end of a source."""

    def __init__(self, doc: Doc, phrases: list[Phrase], at: Mapping[int, Phrase], lexicon: Lexicon) -> None:
        self.doc, self.phrases, self.at, self.lexicon = doc, phrases, at, lexicon
        self.bearers: dict[tuple[int, int], Phrase] = {}
        self.ends: dict[Phrase, tuple[Phrase, ...]] = {}
        self._runs: dict[Phrase, tuple[Phrase, ...]] = {}
        self._begins = [p.start for p in phrases]
        self._order = {p: n for n, p in enumerate(phrases)}

    def before(self, phrase: Phrase) -> Phrase | None:
        """The phrase before, with all that it is a part of."""
        n = self._order[phrase]
        before = self.phrases[n - 1] if n else None
        while before is not None and before.inside is not None:
            before = before.inside
        return before

    def tie(self, attributions: Iterable[Attributed]) -> None:
        """Join within each source a title and a name that are one and the same, whatever the office's own name holds."""
        for source in (a.source for a in attributions if a.source is not None):
            if (bearer := self._bearer(source.start, source.end)) is not None:
                first = self.at[source.start]
                self.bearers[source.start, source.end] = bearer
                if first.name is None and first is not bearer:
                    first.beside = first.beside or bearer
                continue
            both = list(self.members(source.start, source.end))
            if len(both) == 2 and [t.text for t in self.doc[both[0].last : both[1].opening]] == [","]:
                one, two = both
                if (one.name is None) != (two.name is None) and one.beside is None:
                    one.beside = two

    def _bearer(self, start: int, end: int) -> Phrase | None:
        """The only person named in a source, at its end, where all before are offices ("Minister of Culture and Tourism X")."""
        within = list(self.phrases_at(start, end))
        named = [p for p in within if p.name is not None]
        if len(named) != 1 or named[0].end != end or within[0] is named[0] or self.doc[start].pos_ == "PRON":
            return None
        first, bearer = within[0], named[0]
        before = self.doc[bearer.opening - 1]
        titled = bool(self.lexicon.titles(bearer.words))
        if first.opening != start or before.lower_ in APART or (before.text in PARTS and not self._single(first)):
            return None
        if before.lower_ == "and" and (titled or bearer.possessor is not None) and self.doc[start].pos_ == "DET":
            return None  # "the Prime Minister and President X"
        return bearer if self._single(first) or titled else None

    def _single(self, phrase: Phrase) -> bool:
        """Whether a phrase describes one person by a title."""
        titles = [noun for noun in (self.lexicon.noun(phrase.words), self.lexicon.noun(phrase.words[:1])) if noun is not None]
        return bool(titles) and titles[0].sort == "title"

    def phrases_at(self, start: int, end: int) -> Iterator[Phrase]:
        """The phrases that begin in a stretch of tokens."""
        n = bisect_left(self._begins, start)
        while n < len(self.phrases) and self._begins[n] < end:
            yield self.phrases[n]
            n += 1

    def of(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """The phrase and those that follow it in a coordination ("A, B and C")."""
        return self._runs.get(phrase, (phrase,))

    def find(self, introduction: Introduction) -> None:
        """Find all: neighbours of one sort with an "and" before the last, or a list of names."""
        self._introduction = introduction
        seen = set[Phrase]()
        for phrase in self.phrases:
            if phrase in seen or phrase.inside is not None or phrase.owned is not None or phrase.pronoun:
                continue
            run = self._run(phrase)
            if len(run) > 1:
                self._runs[phrase] = run
                self.ends[run[-1]] = run
                seen.update(run)

    def _run(self, first: Phrase) -> tuple[Phrase, ...]:
        run, ends = [first], 1
        for phrase in self.members(first.start, len(self.doc)):
            if phrase is first:
                continue
            if phrase.pronoun or self._sort(phrase) != self._sort(first):
                break
            run.append(phrase)
            if "and" in phrase.lower[run[-2].last : phrase.opening]:
                ends = len(run)
                break
        named = all(p in self._introduction.named for p in run)
        return tuple(run if named and len(run) > 2 else run[:ends])

    def _sort(self, phrase: Phrase) -> str:
        """Only like is coordinated with like: people, sides, groups of things."""
        named = self._introduction.named.get(phrase)
        if named is not None:
            return "person" if named.kind == "person" else "side"
        noun = self._introduction.lexicon.noun(phrase.words)
        return SORTS.get(noun.sort, "none") if noun is not None else "none"

    def members(self, start: int, end: int) -> Iterator[Phrase]:
        """The phrases that a stretch of tokens is about: its first and those coordinated with it."""
        if (bearer := self.bearers.get((start, end))) is not None:
            yield bearer
            return
        last, n, whole = None, None, False
        for i in range(start, end):
            if (phrase := self.at.get(i)) is not None:
                n = self._order[phrase]
                break
        if n is None:
            return
        for phrase in self.phrases[n : n + MEMBERS]:
            if phrase.start >= end:
                return
            if phrase.owned is not None and phrase.owned.start < end:
                continue
            if last is not None:
                if self._belongs(last, phrase):
                    continue
                gap = [t.lower_ for t in self._gap(last, phrase) if not t.is_space]
                if not self._coordinated(gap, whole=whole, touching=last.last == phrase.opening):
                    return
                whole = whole or "and" in gap
            yield phrase
            last = phrase

    def _belongs(self, last: Phrase, phrase: Phrase) -> bool:
        """Whether a phrase is a part of the member before it, or explains it, and is no member itself."""
        inside = phrase.inside is not None or phrase is last.beside or self._bracketed(phrase)
        beside = last.beside is not None and phrase.start < last.beside.last
        return inside or beside or self._explains(last, phrase)

    @staticmethod
    def _coordinated(gap: list[str], *, whole: bool, touching: bool) -> bool:
        """Whether the words between two phrases make them members of one coordination."""
        if not BETWEEN.issuperset(gap) or gap in (["as"], [",", "as"]):
            return False
        if not gap and not touching:
            return False  # "member states" of "the Organization (OAS) member states"
        return not (whole and gap == [","])  # "France and Germany, two parties to the deal"

    def _bracketed(self, phrase: Phrase) -> bool:
        """Whether a phrase stands alone in brackets, as a short form does."""
        return self.doc[phrase.opening - 1].text == "(" and self.doc[phrase.last : phrase.last + 1].text == ")"

    def _gap(self, before: Phrase, phrase: Phrase) -> list[Token]:
        """The words between two phrases, but what stands in brackets after the first."""
        words = list(self.doc[before.last : phrase.opening])
        closing = next((i for i, t in enumerate(words) if t.text == ")"), -1) if words and words[0].text == "(" else -1
        return words[closing + 1 :]

    def _explains(self, before: Phrase, phrase: Phrase) -> bool:
        """Whether a phrase with an article after a name and a comma only describes it ("Zambia, the host")."""
        gap = phrase.lower[before.last : phrase.opening]
        named = bool(phrase.units) and phrase.units[-1].end == phrase.end
        return gap == [","] and bool(before.units) and not named and self.doc[phrase.start].lower_ in {"the", "a", "an"}
