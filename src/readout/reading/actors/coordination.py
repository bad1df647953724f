"""Phrases that stand side by side: coordinations ("A, B and C") and appositions inside one source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Doc

from readout.reading.actors.introduce import Introduction
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.scene import Attributed

# What may stand between the members of a coordination, and how many there may be.
BETWEEN = frozenset({",", "and", "&", "or", "both", "plus", "as", "well", "/", ";", "then", "also"})
MEMBERS = 40
SORTS = {"title": "person", "titles": "person", "group": "person", "state": "side", "body": "side"}


class Coordination:
    """The coordinations of a text; `ends` gives each by its last phrase."""

    def __init__(self, doc: Doc, phrases: list[Phrase], at: Mapping[int, Phrase]) -> None:
        self.doc, self.phrases, self.at = doc, phrases, at
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
        """Join a title and a name that a comma parts inside one source: they are one and the same."""
        for source in (a.source for a in attributions if a.source is not None):
            both = list(self.members(source.start, source.end))
            if len(both) == 2 and [t.text for t in self.doc[both[0].last : both[1].opening]] == [","]:
                one, two = both
                if (one.name is None) != (two.name is None) and one.beside is None:
                    one.beside = two

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
                if (
                    phrase.inside is not None
                    or phrase is last.beside
                    or self._explains(last, phrase)
                    or (last.beside is not None and phrase.start < last.beside.last)
                ):
                    continue
                opening = phrase.opening
                gap = [t.lower_ for t in self.doc[last.last : opening] if not t.is_space]
                if not BETWEEN.issuperset(gap) or gap in (["as"], [",", "as"]):
                    return
                if whole and gap == [","]:
                    return  # "France and Germany, two parties to the deal"
                whole = whole or "and" in gap
            yield phrase
            last = phrase

    def _explains(self, before: Phrase, phrase: Phrase) -> bool:
        """Whether a phrase with an article after a name and a comma only describes it ("Zambia, the host")."""
        gap = phrase.lower[before.last : phrase.opening]
        named = bool(phrase.units) and phrase.units[-1].end == phrase.end
        return gap == [","] and bool(before.units) and not named and self.doc[phrase.start].lower_ in {"the", "a", "an"}
