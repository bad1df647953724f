"""The second walk through a text: whom every phrase and pronoun means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from readout.codebook import Codebook
from readout.document import Document
from readout.reading.actors.describe import Description
from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.history import History
from readout.reading.actors.introduce import Introduction
from readout.reading.actors.issuer import issuer
from readout.reading.actors.phrases import Phrase, phrases
from readout.reading.actors.pronouns import RELATIVE, SPEAKER, SPEAKERS, Pronouns
from readout.reading.actors.scene import Attributed, Scene
from readout.reading.actors.signature import Signature
from readout.reading.actors.words import Words

Figures = tuple[Figure, ...]
# What may stand between the members of a coordination.
BETWEEN = frozenset({",", "and", "&", "or", "both", "plus", "as", "well", "/", ";", "then", "also"})
# Numbers and determiners that alone mean those just spoken of.
ALONE = (["both"], ["neither"], ["either"], ["each"], ["the", "two"], ["the", "pair"], ["the", "duo"])
# How many phrases a coordination may have, and how far up the tree a relative clause may sit below its noun.
MEMBERS = 40
CLIMB = 5


class Casting:
    """Whom each phrase of a text means."""

    def __init__(self, doc: Doc, document: Document, codebook: Codebook) -> None:
        self.doc, self.codebook = doc, codebook
        words = Words(doc)
        self.phrases = phrases(words, codebook)
        self.at: dict[int, Phrase] = {i: p for p in self.phrases for i in range(p.start, p.end)}
        self._order = {p: n for n, p in enumerate(self.phrases)}
        self.roster = Roster(codebook)
        attributions: tuple[Attributed, ...] = doc._.attributions if doc.has_extension("attributions") else ()
        self._tie(attributions)
        self.introduction = Introduction(words, codebook, self.roster, self.phrases)
        self.own = self.introduction.own = issuer(document, codebook, self.roster)
        self.meant: dict[Phrase, Figures] = {p: (f,) for p, f in self.introduction.walk().items()}
        self.scene = Scene(doc, attributions)
        self._sources = {p.start for a in attributions if a.source for p in self.members(a.source.start, a.source.end)}
        self.history = History(doc, self._sources)
        self.described = Description(self.introduction, self.history, self.own, self._whose)
        self.pronouns = Pronouns(self.history, self._quoted, self._reported)
        self._coordinations = self._coordinate()
        self._ends = {run[-1]: run for run in self._coordinations.values()}
        self._depth = 0
        self.signed = Signature(doc, self)
        self._walk()
        self.sides = dict(self._sides())

    def _sides(self) -> Iterator[tuple[int, Figure]]:
        """The states and organizations that single words name, as adjectives and in compounds too ("Israeli", "U.S.-brokered")."""
        for unit in (u for p in self.phrases for u in p.units):
            if unit.senses or self.roster.by_alias(self.doc[unit.start : unit.end].text):
                if side := self.introduction.side_by(unit):
                    yield from ((i, side) for i in range(unit.start, unit.end))
            elif side := self.roster.of_demonym(self.doc[unit.start].text):
                yield unit.start, side
        for token in self.doc:
            first, dash, _ = token.text.rpartition("-")
            if dash and (senses := self.codebook.gazetteer[first]):
                yield token.i, self.roster.coded(self.roster.sense(senses)).home

    def _tie(self, attributions: Iterable[Attributed]) -> None:
        """Join a title and a name that a comma parts inside one source: they are one and the same."""
        for source in (a.source for a in attributions if a.source is not None):
            both = list(self.members(source.start, source.end))
            if len(both) == 2 and [t.text for t in self.doc[both[0].last : both[1].opening]] == [","]:
                one, two = both
                if (one.name is None) != (two.name is None) and one.beside is None:
                    one.beside = two

    def _walk(self) -> None:
        later = []
        for phrase in self.phrases:
            if phrase.pronoun and phrase.head.lower_ in SPEAKER | SPEAKERS:
                later.append(phrase)
                continue
            if phrase not in self.meant:
                self.meant[phrase] = self._resolve(phrase)
            self.history.record(phrase, self.meant[phrase])
            if run := self._ends.get(phrase):
                self.history.record(run[0], self._union(run))
        for phrase in later:
            self.meant[phrase] = self._first_person(phrase)
        for phrase, figures in self.meant.items():
            for figure in figures[:1] if len(figures) == 1 else ():
                figure.spans.append((phrase.start, phrase.end))

    def _resolve(self, phrase: Phrase) -> Figures:
        word = phrase.head.lower_
        if phrase.pronoun or word in RELATIVE:
            return self._relative(phrase) if word in RELATIVE else self.pronouns.resolve(phrase)
        if phrase.beside is not None and phrase.beside in self.meant:
            return self.meant[phrase.beside]
        if (
            phrase.after
            and phrase.after[0][0] == "of"
            and phrase.words[-1] in {"one", "two", "both", "some", "all", "each", "many", "most", "several", "three", "neither"}
        ):
            return self._whose(phrase.after[0][1])
        if phrase.words in ALONE:
            return self._pair(phrase)
        if phrase.words in (["the", "latter"], ["the", "former"]):
            pair = self._pair(phrase) or self._latest(phrase)
            return pair[-1:] if phrase.words[1] == "latter" else pair[:1]
        return self.described.resolve(phrase, source=phrase.start in self._sources)

    def _pair(self, phrase: Phrase) -> Figures:
        """The two just spoken of."""
        for mention in self.history.recent(phrase, sentences=4):
            if len(mention.figures) == 2:
                return mention.figures
        found: dict[Figure, None] = {}
        for mention in self.history.recent(phrase, sentences=4):
            if len(mention.figures) == 1 and mention.figures[0].kind == "person":
                found[mention.figures[0]] = None
        return tuple(reversed(found)) if len(found) == 2 else ()

    def _latest(self, phrase: Phrase) -> Figures:
        """The last two figures of any kind."""
        found: dict[Figure, None] = {}
        for mention in self.history.recent(phrase, sentences=2):
            found.update(dict.fromkeys(mention.figures[:1]))
            if len(found) == 2:
                break
        return tuple(reversed(found))

    def _relative(self, phrase: Phrase) -> Figures:
        """Whom a relative pronoun stands for: the noun that its clause belongs to."""
        token = phrase.head
        for _ in range(CLIMB):
            if token.dep_.startswith("acl") and token.head.i < phrase.start and (noun := self.at.get(token.head.i)):
                return self._union(self.coordinated(noun)) if phrase.head.lower_ == "who" else self.meant.get(noun, ())
            token = token.head
        n = self._order[phrase]
        if not n:
            return ()
        before = self.phrases[n - 1]
        while before.inside is not None:
            before = before.inside
        return self.meant.get(before, ())

    def _whose(self, phrase: Phrase) -> Figures:
        """Whom a possessor or complement means, which may stand later in the text."""
        members = self.coordinated(phrase)
        for member in members:
            if member not in self.meant and self._depth < CLIMB:
                self._depth += 1
                self.meant[member] = self._resolve(member)
                self._depth -= 1
        return self._union(members)

    def _union(self, members: Iterable[Phrase]) -> Figures:
        return tuple(dict.fromkeys(f for p in members for f in self.meant.get(p, ())))

    def _speakers(self, token: int) -> frozenset[Figure]:
        source = self.scene.speaker(token)
        return frozenset(self._union(self.members(source.start, source.end))) if source is not None else frozenset()

    def _quoted(self, token: int) -> frozenset[Figure]:
        return self._speakers(token) if self.scene.quoted(token) else frozenset()

    def _reported(self, token: int) -> frozenset[Figure]:
        return frozenset() if self.scene.quoted(token) else self._speakers(token)

    def _first_person(self, phrase: Phrase) -> Figures:
        """The speaker of the words, or those the speaker speaks for."""
        token, plural = phrase.start, phrase.head.lower_ in SPEAKERS
        source = self.scene.speaker(token)
        if source is None:
            return self.signed.jointly(self.own) if plural else self.signed.author(self.own)
        if source.start <= token < source.end:
            return ()
        speakers = self._union(self.members(source.start, source.end))
        if plural and len(speakers) == 1 and speakers[0].side is not None:
            return (speakers[0].side,)
        return speakers

    def joint(self, phrase: Phrase) -> Figures:
        """Whom the coordination that starts with a phrase means."""
        return self._union(self.coordinated(phrase))

    def meaning(self, start: int, end: int, *, joint: bool) -> Figures:
        """Whom the phrase in a stretch of tokens means."""
        members = list(self.members(start, end))
        return self._union(members if joint else members[:1])

    def coordinated(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """The phrase and those that follow it in a coordination ("A, B and C")."""
        return self._coordinations.get(phrase, (phrase,))

    def _coordinate(self) -> dict[Phrase, tuple[Phrase, ...]]:
        """Coordinations by their first phrase: neighbours of one sort with an "and" before the last."""
        out: dict[Phrase, tuple[Phrase, ...]] = {}
        seen = set[Phrase]()
        for phrase in self.phrases:
            if phrase in seen or phrase.inside is not None or phrase.owned is not None or phrase.pronoun:
                continue
            run = self._run(phrase)
            if len(run) > 1:
                out[phrase] = run
                seen.update(run)
        return out

    def _run(self, first: Phrase) -> tuple[Phrase, ...]:
        run, ends = [first], 1
        for phrase in self.members(first.start, len(self.doc)):
            if phrase is first:
                continue
            if phrase.pronoun or self._sort(phrase) != self._sort(first):
                break
            run.append(phrase)
            if "and" in {t.lower_ for t in self.doc[run[-2].last : phrase.opening]}:
                ends = len(run)
                break
        named = all(p in self.introduction.named for p in run)
        return tuple(run if named and len(run) > 2 else run[:ends])

    def _sort(self, phrase: Phrase) -> str:
        """Only like is coordinated with like: people, sides, groups of things."""
        named = self.introduction.named.get(phrase)
        if named is not None:
            return "person" if named.kind == "person" else "side"
        noun = self.introduction.lexicon.noun(phrase.words)
        return (
            "none"
            if noun is None
            else "person"
            if noun.sort in {"title", "titles", "group"}
            else "side"
            if noun.sort in {"state", "body"}
            else "none"
        )

    def members(self, start: int, end: int) -> Iterator[Phrase]:
        """The phrases that a stretch of tokens is about: its first and those coordinated with it."""
        last, n = None, None
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
                gap = {t.lower_ for t in self.doc[last.last : opening] if not t.is_space}
                if not gap <= BETWEEN:
                    return
            yield phrase
            last = phrase

    def _explains(self, before: Phrase, phrase: Phrase) -> bool:
        """Whether a phrase with an article after a name and a comma only describes it ("Zambia, the host")."""
        gap = [t.lower_ for t in self.doc[before.last : phrase.opening]]
        named = bool(phrase.units) and phrase.units[-1].end == phrase.end
        return gap == [","] and bool(before.units) and not named and self.doc[phrase.start].lower_ in {"the", "a", "an"}
