"""Noun phrases as the casting needs them: possessor, title, name, what follows with a preposition.

Tags and names carry them rather than the tree: they are the surest part of the analysis, and a title and the name after it are
one phrase here, whichever of the two the tree takes for the head.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.codebook.gazetteer import Sense
from readout.reading.actors.lexicon import Lexicon, lexicon
from readout.reading.actors.units import Unit, units

PRONOUNS = frozenset({"PRP", "WP", "WDT"})


@dataclass(eq=False)
class Phrase:
    """The base noun phrase of tokens `[start, end)`.

    `units` are the names and fixed titles in it; `name` the personal name that ends it; `possessor` the phrase before its
    "'s"; `after` what follows with a preposition; `beside` the phrase that stands in apposition.
    """

    doc: Doc
    start: int
    end: int
    units: tuple[Unit, ...] = ()
    possessor: Phrase | None = None
    owned: Phrase | None = None
    after: list[tuple[str, Phrase]] = field(default_factory=list)
    beside: Phrase | None = None
    inside: Phrase | None = None

    @property
    def head(self) -> Token:
        """Its last word."""
        return self.doc[self.end - 1]

    @property
    def name(self) -> Unit | None:
        """The personal name that ends it."""
        return next((u for u in self.units if u.kind == "person" and u.end == self.end), None)

    @property
    def words(self) -> list[str]:
        """The words before the name, in lower case."""
        stop = self.name.start if self.name else self.end
        return [t.lower_ for t in self.doc[self.start : stop]]

    @property
    def pronoun(self) -> bool:
        """Whether it is a pronoun of one word."""
        return self.end - self.start == 1 and (self.head.tag_ in PRONOUNS or self.head.lower_ in POSSESSIVE)

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

    def senses(self) -> Iterator[tuple[Unit, tuple[Sense, ...]]]:
        """Names of states and organizations in it, first to last."""
        yield from ((u, u.senses) for u in self.units if u.senses)


POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
LINKS = frozenset({"of", "for", "from", "in", "at", "with", "to", "on", "by", "within"})
CLITIC = frozenset({"'s", "’s", "'", "’"})


def phrases(doc: Doc, codebook: Codebook) -> list[Phrase]:
    """All base noun phrases in order, joined to their possessors and complements."""
    found: list[Phrase] = []
    at = {unit.start: unit for unit in units(doc, codebook)}
    edges = _edges(doc)
    owner: Phrase | None = None
    i = 0
    while i < len(doc):
        end, inner = _base(doc, i, at, edges)
        if end == i:
            owner = None
            i += 1
            continue
        phrase = Phrase(doc, i, end, inner, possessor=owner)
        if owner:
            owner.owned = phrase
        found.append(phrase)
        owner, i = None, end
        if i < len(doc) and doc[i].lower_ in CLITIC and (doc[i].tag_ == "POS" or doc[i].lower_ in {"'s", "’s"}) and not phrase.pronoun:
            owner, i = phrase, i + 1
        elif phrase.end - phrase.start == 1 and phrase.head.lower_ in POSSESSIVE and phrase.head.tag_ in {"PRP$", "WP$"}:
            owner = phrase
    _join(found, codebook)
    return found


def _edges(doc: Doc) -> frozenset[int]:
    """Where sources and cues begin and end: no phrase runs across."""
    attributions = doc._.attributions if doc.has_extension("attributions") else ()
    spans = [s for a in attributions for s in (a.source, a.cue) if s is not None]
    return frozenset(i for s in spans for i in (s.start, s.end))


def _base(doc: Doc, i: int, at: dict[int, Unit], edges: frozenset[int]) -> tuple[int, tuple[Unit, ...]]:
    """The end of the base noun phrase that starts at token `i`, or `i` where none does, and the units in it."""
    token = doc[i]
    if token.tag_ in PRONOUNS or token.tag_ in {"PRP$", "WP$"}:
        return i + 1, ()
    start, inner, noun = i, list[Unit](), False
    while i < len(doc):
        if i > start and i in edges:
            break
        if unit := at.get(i):
            if unit.kind == "date" or (unit.kind == "person" and inner and not _leads_to_name(doc, start, inner, unit)):
                break
            inner.append(unit)
            i, noun = unit.end, True
            continue
        token = doc[i]
        if token.pos_ == "DET" or token.lower_ in {"both", "neither", "either"}:
            if i > start and not (doc[i - 1].lower_ in {"both", "all", "half", "neither", "either"} and i - 1 == start):
                break
        elif token.pos_ in {"NOUN", "PROPN"}:
            noun = True
        elif not _modifies(doc, i, start, at):
            break
        i += 1
    while i > start and doc[i - 1].pos_ in {"PUNCT", "CCONJ", "ADV", "SYM"} and not (inner and inner[-1].end == i):
        i -= 1
    while noun and i > start + 1 and doc[i - 1].pos_ == "ADJ" and doc[i - 2].pos_ in {"NOUN", "PROPN"} and not (inner and inner[-1].end == i):
        i -= 1
    if not noun and (i == start or not _stands_alone(doc, start, i)):
        return start, ()
    return i, tuple(inner)


def _leads_to_name(doc: Doc, start: int, inner: list[Unit], unit: Unit) -> bool:
    """Whether a personal name goes on with the phrase: not after the bare name of a place or another person."""
    last = inner[-1]
    if last.end != unit.start:
        return True
    if last.kind == "person":
        return False
    bare = last.start == start or doc[start].pos_ == "DET" and last.start == start + 1
    return not (bare and start > 0 and doc[start - 1].lower_ in LINKS and not last.adjective)


def _modifies(doc: Doc, i: int, start: int, at: dict[int, Unit]) -> bool:
    token = doc[i]
    if token.pos_ in {"ADJ", "NUM"} or (token.pos_ == "SYM" and token.text in {"%", "$"}):
        return True
    if i + 1 >= len(doc):
        return False
    following = doc[i + 1]
    nominal = following.pos_ in {"ADJ", "NUM", "NOUN", "PROPN", "VERB"} or i + 1 in at
    if token.text in {"-", "–", "/"}:
        return i > start and nominal and not doc[i - 1].whitespace_ and not token.whitespace_
    if token.pos_ == "VERB":
        return token.dep_ in {"amod", "compound"} and nominal
    if token.pos_ == "ADV":
        return i > start and following.pos_ in {"ADJ", "VERB", "NUM"} and following.dep_ in {"amod", "nummod"}
    if token.pos_ == "CCONJ":
        before = doc[i - 1]
        return i > start and token.lower_ == "and" and _adjective(before, start, at) and _adjective(following, i + 1, at) and _noun_follows(doc, i + 2)
    return token.pos_ == "PART" and token.lower_ in {"-"}


def _adjective(token: Token, start: int, at: dict[int, Unit]) -> bool:
    unit = at.get(token.i)
    return token.pos_ == "ADJ" or bool(unit and unit.adjective) or (token.ent_type_ == "NORP" and token.pos_ != "NOUN")


def _noun_follows(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].pos_ in {"NOUN", "PROPN", "ADJ"}


def _stands_alone(doc: Doc, start: int, end: int) -> bool:
    """Determiners, numbers and adjectives without a noun that can name somebody: "both", "two", "the former", "some"."""
    return doc[end - 1].pos_ in {"NUM", "DET", "ADJ"} and doc[start].dep_ not in {"det", "advmod", "case"}


def _join(found: list[Phrase], codebook: Codebook) -> None:
    """Attach complements and appositions between neighbours."""
    nouns = lexicon(codebook)
    whole = [p for p in found if p.owned is None]
    for before, phrase in zip(whole, whole[1:], strict=False):
        words = [t.lower_ for t in phrase.doc[before.end : phrase.opening]]
        if len(words) == 1 and words[0] in LINKS and not before.pronoun:
            before.after.append((words[0], phrase))
            phrase.inside = before
        elif not words and not before.pronoun and phrase.name and phrase.name.start == phrase.start and phrase.possessor is None:
            _titled(before, nouns).beside = phrase
    by_start = {p.opening: p for p in whole}
    for phrase in whole:
        last = phrase.last
        if phrase.inside is None and phrase.beside is None and last < len(phrase.doc) and phrase.doc[last].text == ",":
            follower = by_start.get(last + 1)
            if follower is not None and follower is not phrase:
                phrase.beside = _apposition(phrase, follower, nouns)


def _titled(phrase: Phrase, nouns: Lexicon) -> Phrase:
    """The phrase, or the nearest that it completes, with a title to go with the name after it."""
    outer = phrase
    while not nouns.titles(outer.words) and outer.inside is not None:
        outer = outer.inside
    return outer if nouns.titles(outer.words) else phrase


def _apposition(phrase: Phrase, follower: Phrase, nouns: Lexicon) -> Phrase | None:
    """The follower, if the comma between the two sets an apposition off, and not the next of a list."""
    doc, stop = phrase.doc, follower.last
    if phrase.pronoun or follower.pronoun:
        return None
    for one, other in ((phrase, follower), (follower, phrase)):
        _take_for_person(one, other, nouns)
    if (phrase.name is None) == (follower.name is None):
        return None
    after = doc[stop] if stop < len(doc) else None
    closing = after is None or after.text in CLOSING or after.pos_ in {"VERB", "AUX", "SPACE"}
    first = doc[phrase.opening]
    noun = nouns.noun(phrase.words) if phrase.name is None else None
    titled = noun is not None and noun.sort == "title" and (first.pos_ in {"DET", "PROPN"} or phrase.possessor is not None)
    bare = follower.name is not None and follower.name.start == follower.start
    return follower if closing or (titled and bare) else None


def _take_for_person(title: Phrase, name: Phrase, nouns: Lexicon) -> None:
    """Read a capitalised name beside a title as a person, whatever the analysis took it for."""
    noun = nouns.noun(title.words) if not title.units or title.units[-1].end < title.end else None
    unit = name.units[0] if len(name.units) == 1 else None
    if noun and noun.sort == "title" and unit and unit.kind in {"org", "place"} and (unit.start, unit.end) == (name.start, name.end):
        words = [t.lower_ for t in name.doc[name.start : name.end]]
        if nouns.noun(words) is None and not name.head.text.isupper():
            name.units = (replace(unit, kind="person"),)


CLOSING = frozenset({",", ".", ")", "”", '"', ";", "-", "–", "—"})
