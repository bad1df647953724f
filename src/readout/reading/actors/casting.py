"""The second walk through a text: whom every phrase and pronoun means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from readout.analysis.evidence import of
from readout.codebook import Codebook
from readout.document import Document
from readout.reading.actors.bonds import Bonds
from readout.reading.actors.coordination import Coordination
from readout.reading.actors.describe import Description
from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.first_person import SPEAKER, SPEAKERS, FirstPerson
from readout.reading.actors.history import History
from readout.reading.actors.identity import Identity
from readout.reading.actors.introduce import Introduction
from readout.reading.actors.issuer import issuer, presiding
from readout.reading.actors.joint import NUMBERS
from readout.reading.actors.labels import Labels
from readout.reading.actors.phrases import Phrase, phrases
from readout.reading.actors.pronouns import RELATIVE, Pronouns
from readout.reading.actors.scene import Attributed, Scene
from readout.reading.actors.signature import MOST, Signature
from readout.reading.actors.words import Words

Figures = tuple[Figure, ...]
# Numbers and determiners that alone mean those just spoken of; a bare number or "all" only as a subject.
ALONE = (["both"], ["neither"], ["either"], ["each"], ["the", "two"], ["the", "pair"], ["the", "duo"], ["the", "three"])
SUBJECT_ALONE = (["two"], ["three"], ["all"], ["all", "three"], ["all", "sides"])
# How a name hangs that is a subject, its last words too.
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "flat"})
# What evidence tells that somebody stands in a row, and the odds, as a logarithm, from which on a group is somebody.
STANDING = ("participant", "proposer", "answerer", "promiser", "warner", "holder")
LIKELY = -1.0
# How far up the tree a relative clause may sit below its noun, and how deep complements are read ahead.
CLIMB = 5


class Casting:
    """Whom each phrase of a text means."""

    def __init__(self, doc: Doc, document: Document, codebook: Codebook) -> None:
        self.doc, self.codebook = doc, codebook
        words = Words(doc)
        self.phrases = phrases(words, codebook)
        self.at: dict[int, Phrase] = {i: p for p in self.phrases for i in range(p.start, p.end)}
        self.roster = Roster(codebook)
        attributions: tuple[Attributed, ...] = doc._.attributions if doc.has_extension("attributions") else ()
        self.coordination = Coordination(doc, self.phrases, self.at, self.roster.lexicon)
        self.coordination.tie(attributions)
        self.introduction = Introduction(words, codebook, self.roster, self.phrases)
        self.own = self.introduction.own = issuer(document, codebook, self.roster)
        self.introduction.presiding = self.own is not None and presiding(document, codebook)
        self.meant: dict[Phrase, Figures] = {p: (f,) for p, f in self.introduction.walk().items()}
        self.meant.update((p, figures) for p in self.phrases if (figures := self._side_by_side(p)))
        self.introduction.affiliate(document)
        self.scene = Scene(doc, attributions)
        self._sources = {
            p.start for a in attributions if a.source for p in self.coordination.members(a.source.start, a.source.end)
        }
        self._sources.update(self._cited(words.lower))
        self._rows = self._standing()
        self.history = History(doc, self._sources)
        self.coordination.find(self.introduction)
        self.bonds = Bonds(doc, self.coordination, self.introduction.named, self.introduction.sides, self.history.sentence)
        self.described = Description(self.introduction, self.history, self.bonds, self._whose)
        self.pronouns = Pronouns(
            self.history,
            self._quoted,
            self._reported,
            self._spoken_of,
            self.described.together.met if self.own is not None else None,
        )
        self._depth = 0
        self.signed = Signature(doc, self.roster, self.coordination, self.meant, self.own)
        labels = Labels(doc, self.at, self.meant, self.roster)
        self.speaking = FirstPerson(self.scene, labels, self.signed, self._of_source, self.described.together)
        self._walk()
        self.sides = dict(self._sides())

    def _side_by_side(self, phrase: Phrase) -> Figures:
        """Those whom a headline names without a comma or an "and" between ("Iran Russia Turkey agree", "Raisi Macron meet")."""
        units = [u for u in phrase.units if u.kind == "party" and not u.adjective]
        if len(units) > 1 and sum(u.end - u.start for u in units) == phrase.end - phrase.start:
            found = [self.introduction.sides.by(u) for u in units]
        elif len(phrase.units) == 1 and phrase.units[0].kind == "org":
            found = [self.roster.surnamed(t.text) for t in self.doc[phrase.start : phrase.end]]
        else:
            return ()
        figures = tuple(dict.fromkeys(f for f in found if f is not None))
        return figures if len(figures) == len(found) > 1 else ()

    def _sides(self) -> Iterator[tuple[int, Figure]]:
        """The sides that single words name, as adjectives and in compounds too ("Israeli", "U.S.-brokered")."""
        for unit in (u for p in self.phrases for u in p.units):
            if unit.senses or self.roster.by_alias(self.doc[unit.start : unit.end].text):
                if side := self.introduction.sides.by(unit):
                    yield from ((i, side) for i in range(unit.start, unit.end))
            elif side := self.roster.of_demonym(self.doc[unit.start].text):
                yield unit.start, side
        for token in self.doc:
            first, dash, _ = token.text.rpartition("-")
            if dash and (senses := self.codebook.gazetteer[first]):
                yield token.i, self.roster.coded(self.roster.sense(senses)).home

    def _cited(self, lower: list[str]) -> Iterator[int]:
        """Where those stand whom a source cites ("Reuters, citing officials, …")."""
        verbs = self.codebook.attribution.chains.participles
        for i in (i for i, word in enumerate(lower) if word in verbs):
            yield from (p.start for c in self.doc[i].children if c.dep_ == "obj" and (p := self.at.get(c.i)) is not None)

    def _standing(self) -> frozenset[int]:
        """The nouns that the model takes for somebody who stands in a row ("business leaders" who were met)."""
        evidence = of(self.doc)
        return evidence.beyond(STANDING, LIKELY) if evidence is not None else frozenset()

    def _walk(self) -> None:
        later = []
        for phrase in self.phrases:
            if phrase.pronoun and phrase.head.lower_ in SPEAKER | SPEAKERS:
                later.append(phrase)
                continue
            if phrase not in self.meant:
                self.meant[phrase] = self._resolve(phrase)
            elif phrase.possessor is not None and phrase.possessor.pronoun:
                self._belong(phrase)
            self.history.record(phrase, self.meant[phrase])
            self.bonds.record(phrase.start, self.meant[phrase])
            if run := self.coordination.ends.get(phrase):
                self.history.record(run[0], self._union(run))
        self._identify()
        for phrase in later:
            self.meant[phrase] = self.speaking.means(phrase)
        for phrase, figures in self.meant.items():
            for figure in figures[:1] if len(figures) == 1 else ():
                figure.spans.append((phrase.start, phrase.end))

    def _identify(self) -> None:
        """Put those named in the place of those described who are the same."""
        same = Identity(self.introduction, self.history, self.meant).same()
        for figure, other in same.items():
            self.roster.entitle(other, figure.closest)
            other.side, other.role = other.side or figure.side, other.role or figure.name
        if same:
            self.roster.figures[:] = [f for f in self.roster.figures if f not in same]
            for phrase, figures in self.meant.items():
                self.meant[phrase] = tuple(dict.fromkeys(same.get(f, f) for f in figures))

    def _belong(self, phrase: Phrase) -> None:
        """Put a named person on the side of whom a pronoun before the title means ("Its spokesman, X")."""
        owner = self.meant.get(phrase.possessor, ()) if phrase.possessor else ()
        figure = next(iter(self.meant[phrase]), None)
        if (
            figure is not None
            and figure.kind == "person"
            and figure.side is None
            and len(owner) == 1
            and owner[0] is not figure
        ):
            figure.side = owner[0].side if owner[0].kind == "person" else owner[0].home

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
        if phrase.words in ALONE or self._all(phrase):
            return self.described.together.counted(phrase) or self._pair(phrase)
        if phrase.words in (["the", "latter"], ["the", "former"]):
            pair = self._pair(phrase) or self._latest(phrase)
            return pair[-1:] if phrase.words[1] == "latter" else pair[:1]
        return self.described.resolve(phrase, source=phrase.start in self._sources, group=phrase.head.i in self._rows)

    def _all(self, phrase: Phrase) -> bool:
        """Whether it is a subject that counts those spoken of: "all agreed", "the three agreed" (but not "two died")."""
        before = self.doc[phrase.start - 1].lower_ if phrase.start else ""
        definite = phrase.words[0] == "all" or before in {"the", "all"}
        return phrase.words in SUBJECT_ALONE and definite and phrase.head.dep_ in SUBJECTS

    def _pair(self, phrase: Phrase) -> Figures:
        """Those just spoken of together: two, or as many as it says."""
        number = next((NUMBERS[w] for w in phrase.words if w in NUMBERS), 0 if "all" in phrase.words else 2)
        for mention in self.history.recent(phrase, sentences=4):
            if len(mention.figures) == number or (number == 0 and len(mention.figures) > 1):
                return mention.figures
        if number != 2:
            return ()
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
                return self._union(self.coordination.of(noun)) if phrase.head.lower_ == "who" else self.meant.get(noun, ())
            token = token.head
        before = self.coordination.before(phrase)
        return self.meant.get(before, ()) if before is not None else ()

    def _whose(self, phrase: Phrase) -> Figures:
        """Whom a possessor or complement means, which may stand later in the text."""
        members = self.coordination.of(phrase)
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
        return frozenset(self._of_source(source)) if source is not None else frozenset()

    def _of_source(self, source: Span) -> Figures:
        return self._union(self.coordination.members(source.start, source.end))

    def _spoken_of(self, source: int) -> frozenset[Figure]:
        """Those whom somebody names as subjects, and so is not ("Putin stressed the need for talks, he added")."""
        said = (phrase for words in self.scene.said(source) for i in words if (phrase := self.at.get(i)) is not None)
        named = (self.introduction.named.get(phrase) for phrase in said if phrase.head.dep_ in SUBJECTS)
        return frozenset(figure for figure in named if figure is not None and figure.kind == "person")

    def _quoted(self, token: int) -> frozenset[Figure]:
        return self._speakers(token) if self.scene.quoted(token) else frozenset()

    def _reported(self, token: int) -> frozenset[Figure]:
        return frozenset() if self.scene.quoted(token) else self._speakers(token)

    def convened(self) -> Figures:
        """Those whom the title and the first sentences of an official readout bring together."""
        return self.described.together.convened()

    def _included(self, start: int, end: int) -> Figures:
        """Those whom a phrase names as examples ("several ministers, including X and Y")."""
        after = next((t.i + 1 for t in self.doc[start:end] if t.lower_ == "including"), None)
        return () if after is None else self._union(self.coordination.members(after, end))

    def _introduces(self, phrase: Phrase) -> bool:
        """Whether it is the "we" of "We, the leaders of …"."""
        after = [t.lower_ for t in self.doc[phrase.end : phrase.end + 2]]
        return phrase.head.lower_ in SPEAKERS and after == [",", "the"]

    def joint(self, phrase: Phrase) -> Figures:
        """Whom the coordination that starts with a phrase means."""
        return self._union(self.coordination.of(phrase))

    def meaning(self, start: int, end: int, *, joint: bool) -> Figures:
        """Whom the phrase in a stretch of tokens means."""
        members = list(self.coordination.members(start, end))
        if members and self._introduces(members[0]):
            members = members[:1]
        found = self._union(members if joint else members[:1])
        if joint and found and (more := self._included(start, end)):
            return tuple(dict.fromkeys((*found, *more)))
        if len(found) > MOST and self.own in found and self.signed.is_joint():
            return (self.signed.group,)
        owner = self.at.get(start)
        if not found and owner is not None and owner.owned is not None:
            return self.meant.get(owner, ())
        return found
