"""Where a party may show a stance: an issue named in what it says."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.reading.issues import Topic, topics
from readout.reading.phrases import Phrases, stem
from readout.record import Actor, Span, Statement

NEGATOR, CONDITION, GIVEN_UP = "negator", "condition", "given-up"

# Compiling takes 20 ms, so each codebook is compiled once; its digest tells it from others.
_COMPILED: dict[str, Phrases[str]] = {}


class Cast(Protocol):
    """What this needs of the cast."""

    def at(self, where: Token) -> tuple[str, ...]:
        """Ids of those whom the noun phrase of a token means."""

    def __getitem__(self, actor: str) -> Actor: ...


@dataclass(frozen=True)
class Sentence:
    """A sentence as tokens `[start, end)`, and the topics in it."""

    number: int
    start: int
    end: int
    topics: list[Topic]


class Scene:
    """A text as the reading of stances sees it: stems, classes of predicates, topics and sentences by token."""

    def __init__(self, doc: Doc, cast: Cast, codebook: Codebook) -> None:
        self.doc, self.cast = doc, cast
        book = codebook.stances
        self.turning, self.neutral, self.bounds = book.turning, book.neutral | {NEGATOR, CONDITION}, book.bounds
        self.words = [token.lower_ for token in doc]
        self.stems = [stem(word) for word in self.words]
        self.classes = _classes(doc, codebook)
        self.topics = topics(doc, codebook)
        self.counts = Counter(topic.issue for topic in self.topics)
        self.ranks = {issue: rank for rank, (issue, _) in enumerate(self.counts.most_common())}
        self.sentences = _sentences(doc, self.topics)
        self._starts = [token.idx for token in doc]

    def tokens(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """The tokens that start within spans of code points, in order."""
        starts = self._starts
        return tuple(sorted({i for a, b in spans for i in range(bisect_left(starts, a), bisect_left(starts, b))}))

    def sides(self, actors: Iterable[str]) -> set[str]:
        """The actors with the parties that they speak for."""
        known = set(actors)
        return known | {party for actor in known if (party := self.cast[actor].party)}


class Said:
    """A statement in tokens; `inner` are those of statements within it that others make."""

    def __init__(self, scene: Scene, statement: Statement, inner: Iterable[Statement]) -> None:
        self.scene, self.statement = scene, statement
        self.cue = scene.tokens([statement.cue] if statement.cue else [])
        self.content = scene.tokens(statement.content)
        self.region = frozenset((*self.cue, *self.content))
        others = (s for s in inner if set(s.speakers) != set(statement.speakers))
        self.inner = frozenset(scene.tokens(span for other in others for span in other.content))

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of predicates in the content."""
        return frozenset(name for i in self.content for name in self.scene.classes[i])

    @cached_property
    def conditions(self) -> tuple[int, ...]:
        """The tokens of the content that may open a condition."""
        return tuple(i for i in self.content if CONDITION in self.scene.classes[i])


@dataclass(frozen=True)
class Claim:
    """An issue that a statement names at a place."""

    said: Said
    topic: Topic


def claims(scene: Scene, statements: Sequence[Statement]) -> Iterator[Claim]:
    """Every issue named in a statement whose speakers are known, by statement, in order."""
    within: dict[str | None, list[Statement]] = {}
    for statement in statements:
        within.setdefault(statement.within, []).append(statement)
    starts = [topic.start for topic in scene.topics]
    for statement in statements:
        said = Said(scene, statement, within.get(statement.id, ()))
        if statement.speakers and said.content:
            first, last = bisect_left(starts, min(said.region)), bisect_left(starts, max(said.region) + 1)
            yield from (Claim(said, topic) for topic in scene.topics[first:last] if topic.start in said.region)


def _sentences(doc: Doc, found: list[Topic]) -> list[Sentence]:
    """The sentence of each token."""
    out: list[Sentence] = []
    for number, span in enumerate(doc.sents):
        out += [Sentence(number, span.start, span.end, [])] * len(span)
    for topic in found:
        out[topic.start].topics.append(topic)
    return out


def _classes(doc: Doc, codebook: Codebook) -> list[frozenset[str]]:
    """The classes of predicates that each token belongs to."""
    found: dict[int, set[str]] = {}
    for match in _phrases(codebook).find(doc):
        for i in range(match.start, match.end):
            found.setdefault(i, set()).add(match.key)
    none: frozenset[str] = frozenset()
    return [frozenset(found[i]) if i in found else none for i in range(len(doc))]


def _phrases(codebook: Codebook) -> Phrases[str]:
    if codebook.digest not in _COMPILED:
        book = codebook.stances
        lists = {name: entry.words for name, entry in book.predicates.items()}
        lists |= {NEGATOR: book.negators, CONDITION: book.conditions, GIVEN_UP: book.given_up}
        _COMPILED[codebook.digest] = Phrases((name, word) for name, words in lists.items() for word in words)
    return _COMPILED[codebook.digest]
