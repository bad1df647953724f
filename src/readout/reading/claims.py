"""Where a party may show a stance: an issue named in what it says."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

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

    @property
    def issuer(self) -> str | None:
        """The party whose own voice the text is."""

    def at(self, where: Token) -> tuple[str, ...]:
        """Ids of those whom the noun phrase of a token means."""

    def side(self, token: Token) -> str | None:
        """The party that a word names within a phrase about something else."""

    def __getitem__(self, actor: str) -> Actor: ...


@dataclass(frozen=True)
class Sentence:
    """A sentence as tokens `[start, end)`, and the topics in it."""

    number: int
    start: int
    end: int
    topics: list[Topic]


class Mention(NamedTuple):
    """Words that name actors, as tokens `[start, end)`; `aside` when they do so in a phrase about something else."""

    start: int
    end: int
    actors: tuple[str, ...]
    aside: bool


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
        self._mentions: dict[int, list[Mention]] = {}

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """Who is named in a sentence, in order."""
        if sentence.number not in self._mentions:
            self._mentions[sentence.number] = list(_mentions(self.doc, self.cast, sentence))
        return self._mentions[sentence.number]

    def tokens(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """The tokens that start within spans of code points, in order."""
        starts = self._starts
        return tuple(sorted({i for a, b in spans for i in range(bisect_left(starts, a), bisect_left(starts, b))}))

    def sides(self, actors: Iterable[str]) -> set[str]:
        """The actors with the parties that they speak for."""
        known = set(actors)
        return known | {party for actor in known if (party := self.cast[actor].party)}


class Said:
    """A statement in tokens, or, where `statement` is None, a sentence in the writer's own voice.

    `inner` are the tokens of statements within it that others make.
    """

    def __init__(self, scene: Scene, statement: Statement | None, content: tuple[int, ...], inner: Iterable[Statement] = ()) -> None:
        self.scene, self.statement, self.content = scene, statement, content
        self.speakers = statement.speakers if statement else ()
        self.sides = scene.sides(self.speakers)
        self.cue = scene.tokens([statement.cue] if statement and statement.cue else [])
        self.region = frozenset((*self.cue, *content))
        others = (s for s in inner if set(s.speakers) != set(self.speakers))
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
    """An issue that is named at a place, and the statements around it, from the inside out; the last is the writer's voice."""

    topic: Topic
    views: tuple[Said, ...]


def claims(scene: Scene, statements: Sequence[Statement]) -> Iterator[Claim]:
    """Every issue named in a text, in order."""
    within: dict[str | None, list[Statement]] = {}
    for statement in statements:
        within.setdefault(statement.within, []).append(statement)
    around: dict[int, list[Said]] = {}
    starts = [topic.start for topic in scene.topics]
    for statement in statements:
        said = Said(scene, statement, scene.tokens(statement.content), within.get(statement.id, ()))
        if said.content:
            first, last = bisect_left(starts, min(said.region)), bisect_left(starts, max(said.region) + 1)
            for number in range(first, last):
                if starts[number] in said.region:
                    around.setdefault(number, []).append(said)
    told: dict[int, Said] = {}
    for number, topic in enumerate(scene.topics):
        home = scene.sentences[topic.start]
        if home.number not in told:
            told[home.number] = Said(scene, None, tuple(range(home.start, home.end)))
        views = sorted(around.get(number, ()), key=lambda said: len(said.content))
        yield Claim(topic, (*views, told[home.number]))


def _mentions(doc: Doc, cast: Cast, sentence: Sentence) -> Iterator[Mention]:
    start, found = sentence.start, tuple[str, ...]()
    for i in range(sentence.start, sentence.end + 1):
        here = cast.at(doc[i]) if i < sentence.end else ()
        if here != found:
            if found:
                yield Mention(start, i, found, aside=False)
            start, found = i, here
        if i < sentence.end and (side := cast.side(doc[i])) and side not in here:
            yield Mention(i, i + 1, (side,), aside=True)


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
