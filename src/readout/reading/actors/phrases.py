"""Noun phrases as the casting needs them: possessor, title, name, what follows with a preposition.

Tags and names carry them rather than the tree: they are the surest part of the analysis, and a title and the name after it are
one phrase here, whichever of the two the tree takes for the head.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.reading.actors.chunks import LINKS, Chunker
from readout.reading.actors.lexicon import Lexicon, lexicon
from readout.reading.actors.units import Unit, units
from readout.reading.actors.words import Words


@dataclass(eq=False)
class Phrase:
    """The base noun phrase of tokens `[start, end)`.

    `lower` are all words of the text in lower case; `units` are the names and fixed titles in it; `name` the personal name
    that ends it; `possessor` the phrase before its "'s"; `after` what follows with a preposition; `beside` the phrase that
    stands in apposition.
    """

    doc: Doc
    lower: list[str] = field(repr=False)
    start: int
    end: int
    units: tuple[Unit, ...] = ()
    possessor: Phrase | None = None
    owned: Phrase | None = None
    after: list[tuple[str, Phrase]] = field(default_factory=list)
    beside: Phrase | None = None
    inside: Phrase | None = None
    pronoun: bool = False
    depth: int = 0

    @property
    def head(self) -> Token:
        """Its last word."""
        return self.doc[self.end - 1]

    @property
    def name(self) -> Unit | None:
        """The personal name that ends it."""
        for unit in self.units:
            if unit.end == self.end and unit.kind == "person":
                return unit
        return None

    @property
    def words(self) -> list[str]:
        """The words before the name, in lower case."""
        name = self.name
        return self.lower[self.start : name.start if name else self.end]

    @property
    def opening(self) -> int:
        """The first token of its possessor, or its own."""
        phrase = self
        while phrase.possessor is not None:
            phrase = phrase.possessor
        return phrase.start

    @property
    def last(self) -> int:
        """The token after all that follows it with prepositions."""
        phrase = self
        while phrase.after:
            phrase = phrase.after[-1][1]
        return phrase.end


def phrases(words: Words, codebook: Codebook) -> list[Phrase]:
    """All base noun phrases in order, joined to their possessors and complements."""
    doc = words.doc
    found: list[Phrase] = []
    owner: Phrase | None = None
    chunker = Chunker(words, {u.start: u for u in units(words, codebook)}, _edges(doc), lexicon(codebook))
    for start, end, inner in chunker.chunks():
        if owner is not None and start > owner.end + 1:
            owner = None
        pronoun = end - start == 1 and not inner and words.pronoun(start)
        phrase = Phrase(
            doc, words.lower, start, end, inner, possessor=owner, pronoun=pronoun, depth=owner.depth + 1 if owner else 0
        )
        if owner is not None:
            owner.owned = phrase
        found.append(phrase)
        owned = words.possessive(start) if phrase.pronoun else words.clitic(end)
        owner = phrase if owned and phrase.depth < DEEPEST else None
    _join(found, codebook)
    return found


def _edges(doc: Doc) -> frozenset[int]:
    """Where sources and cues begin and end: no phrase runs across."""
    attributions = doc._.attributions if doc.has_extension("attributions") else ()
    spans = [s for a in attributions for s in (a.source, a.cue) if s is not None]
    return frozenset(i for s in spans for i in (s.start, s.end))


def _join(found: list[Phrase], codebook: Codebook) -> None:
    """Attach complements and appositions between neighbours."""
    nouns = lexicon(codebook)
    whole = [p for p in found if p.owned is None]
    for before, phrase in pairwise(whole):
        words = phrase.lower[before.end : phrase.opening]
        if len(words) == 1 and words[0] in LINKS and not before.pronoun and before.depth < DEEPEST:
            before.after.append((words[0], phrase))
            phrase.inside, phrase.depth = before, before.depth + 1
        elif (
            not words and not before.pronoun and phrase.name and phrase.name.start == phrase.start and phrase.possessor is None
        ):
            _titled(before, nouns, codebook.titles.bureaus).beside = phrase
    _share(whole, nouns)
    _offices(whole, nouns)
    by_start = {p.opening: p for p in whole}
    for phrase in whole:
        last = phrase.last
        free = phrase.inside is None or _names_a_role(phrase, nouns)
        if free and phrase.beside is None and last < len(phrase.doc) and phrase.doc[last].text == ",":
            follower = by_start.get(last + 1)
            if follower is not None and follower is not phrase:
                phrase.beside = _apposition(phrase, follower, nouns)


def _names_a_role(phrase: Phrase, nouns: Lexicon) -> bool:
    """Whether a complement is of a thing and describes one person ("a meeting with his Iranian counterpart, X, …")."""
    outer, noun = phrase.inside, nouns.noun(phrase.words)
    definite = phrase.possessor is not None or phrase.doc[phrase.start].lower_ == "the"
    return bool(definite and noun and noun.sort == "title" and outer and outer.inside is None and not nouns.titles(outer.words))


def _share(whole: list[Phrase], nouns: Lexicon) -> None:
    """Give a plural noun all of a coordination after its preposition ("the presidents of Iran, Russia and Turkey")."""
    for n, phrase in enumerate(whole):
        noun = nouns.noun(phrase.words)
        many = (noun is not None and noun.sort in {"titles", "group"}) or phrase.head.tag_ in {"NNS", "NNPS"}
        if not phrase.after or not many or not phrase.after[-1][1].units:
            continue
        word, last = phrase.after[-1]
        shared = list[Phrase]()
        for other in whole[n + 2 : n + 2 + SHARED]:
            gap = phrase.lower[last.end : other.opening]
            if (
                last.after
                or gap not in ([","], ["and"], [",", "and"])
                or not other.units
                or other.name is not None
                or other.inside is not None
            ):
                break
            shared.append(other)
            last = other
            if "and" in gap:
                phrase.after += [(word, o) for o in shared]
                for member in shared:
                    member.inside = phrase
                break


def _offices(whole: list[Phrase], nouns: Lexicon) -> None:
    """Give a name all the offices before it ("Deputy Prime Minister and Minister of Economy X", "Deputy Head - Minister X")."""
    for n, phrase in enumerate(whole):
        noun = nouns.noun(phrase.words) if phrase.name is None and not phrase.pronoun else None
        first = phrase.doc[phrase.opening]
        if (
            noun is None
            or noun.sort != "title"
            or first.pos_ == "DET"
            or phrase.beside is not None
            or phrase.inside is not None
        ):
            continue
        last = phrase.last
        other = next((p for p in whole[n + 1 : n + 1 + NEAR] if p.opening >= last), None)
        if other is None or phrase.lower[last : other.opening] not in LINKED or phrase.doc[other.opening].pos_ == "DET":
            continue
        named = other if other.name else other.beside
        if named is not None and named.name and nouns.titles(other.words) and named.start <= other.last:
            phrase.beside = named


# What joins two offices of one person, and how many phrases on the second may begin.
LINKED, NEAR = (["and"], ["-"], ["–"], ["—"], ["/"]), 4
SHARED = 40
# How deep possessors and complements go: deeper is noise, and every look through them takes as long.
DEEPEST = 6


def _titled(phrase: Phrase, nouns: Lexicon, bureaus: Collection[str]) -> Phrase:
    """The phrase, or the nearest that it completes, with a title to go with the name after it.

    The name after "the head of the Office of the President of Norway" is the head's, not the president's.
    """
    outer = phrase
    while not nouns.titles(outer.words) and outer.inside is not None:
        outer = outer.inside
    office = outer if set(outer.words) & set(bureaus) else outer.inside
    chief = office.inside if office is not None and set(office.words) & set(bureaus) else None
    if chief is not None and nouns.titles(chief.words):
        return chief
    return outer if nouns.titles(outer.words) else phrase


def _apposition(phrase: Phrase, follower: Phrase, nouns: Lexicon) -> Phrase | None:
    """The follower, if the comma between the two sets an apposition off, and not the next of a list."""
    doc, stop = phrase.doc, follower.last
    if phrase.pronoun or follower.pronoun:
        return None
    for one, other in ((phrase, follower), (follower, phrase)):
        _take_for_person(one, other, nouns)
    described = nouns.noun(follower.words) if phrase.name is not None and follower.name is None else None
    if described is not None and described.sort == "title" and doc[follower.opening].lower_ not in {"a", "an"}:
        return follower  # "X, head of A and B, said"
    if (phrase.name is None) == (follower.name is None):
        return None
    after = doc[stop] if stop < len(doc) else None
    closing = after is None or after.text in CLOSING or after.pos_ in {"VERB", "AUX", "SPACE"}
    first = doc[phrase.opening]
    noun = nouns.noun(phrase.words) if phrase.name is None else None
    titled = noun is not None and noun.sort == "title" and (first.pos_ in {"DET", "PROPN"} or phrase.possessor is not None)
    bare = follower.name is not None and follower.name.start == follower.start
    if phrase.name is None and not phrase.units and noun is None:
        return None  # "to tackle economic issues, Smith said"
    nameless = nouns.noun((phrase if phrase.name is None else follower).words)
    if nameless is not None and nameless.sort in {"body", "state", "document"}:
        return None  # "according to the ministry, Smith agreed"
    return follower if closing or (titled and bare) else None


def _take_for_person(title: Phrase, name: Phrase, nouns: Lexicon) -> None:
    """Read a capitalised name beside a title as a person, whatever the analysis took it for."""
    noun = nouns.noun(title.words) if not title.units or title.units[-1].end < title.end else None
    unit = name.units[0] if len(name.units) == 1 else None
    if (
        noun
        and noun.sort == "title"
        and unit
        and unit.kind in {"org", "place"}
        and (unit.start, unit.end) == (name.start, name.end)
    ):
        words = [t.lower_ for t in name.doc[name.start : name.end]]
        if nouns.noun(words) is None and not name.head.text.isupper():
            name.units = (replace(unit, kind="person"),)


CLOSING = frozenset({",", ".", ")", "”", '"', ";", "-", "–", "—"})
