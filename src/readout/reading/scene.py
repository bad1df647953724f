"""A text as the reading of stances sees it: stems, classes of predicates, topics, sentences, who is named and who speaks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from spacy.tokens import Doc, Token

from readout.analysis.evidence import of
from readout.codebook import Codebook
from readout.reading.issues import Topic, topics
from readout.reading.phrases import Phrases, stem
from readout.record import Actor, Span, Statement

NEGATOR, CONDITION, GIVEN_UP = "negator", "condition", "given-up"
FIRST = frozenset(("i", "we", "my", "our", "us"))
VOICES = 2
"""Actors at most whom the writer's own "I" and "we" mean."""
CHIEF = 2
"""Actors named most often, who may be meant where nobody is ("both sides praised …")."""

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
    """Words `[start, end)` that name actors, their head; `aside` when they do so in a phrase about something else."""

    start: int
    end: int
    head: Token
    actors: tuple[str, ...]
    aside: bool


class Scene:
    """The text, with what is known of each token."""

    def __init__(self, doc: Doc, cast: Cast, codebook: Codebook, statements: Sequence[Statement]) -> None:
        self.doc, self.cast, self.evidence = doc, cast, of(doc)
        self.book = book = codebook.stances
        self.turning, self.neutral, self.bounds = book.turning, book.neutral | {NEGATOR, CONDITION}, book.bounds
        self.words = [token.lower_ for token in doc]
        self.stems = [stem(word) for word in self.words]
        self.classes = _classes(doc, codebook)
        self.topics = topics(doc, codebook)
        self.counts = Counter(topic.issue for topic in self.topics)
        self.ranks = {issue: rank for rank, (issue, _) in enumerate(self.counts.most_common())}
        self.sentences = _sentences(doc, self.topics)
        self.mentions = sorted(_mentions(doc, cast), key=lambda mention: (mention.start, mention.aside))
        self._starts = [token.idx for token in doc]
        self._named = [mention.start for mention in self.mentions]
        self._spoken = sorted((s.content[0][0], s.speakers) for s in statements if s.speakers and s.content)
        self.voice = self._voice(statements)
        named = Counter(actor for mention in self.mentions if not mention.aside for actor in mention.actors)
        self.chief = tuple(actor for actor, _ in named.most_common(CHIEF))

    def tokens(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """The tokens that start within spans of code points, in order."""
        starts = self._starts
        return tuple(sorted({i for a, b in spans for i in range(bisect_left(starts, a), bisect_left(starts, b))}))

    def sides(self, actors: Iterable[str]) -> set[str]:
        """The actors with the parties that they speak for."""
        known = set(actors)
        return known | {party for actor in known if (party := self.cast[actor].party)}

    def named(self, start: int, end: int) -> list[Mention]:
        """The mentions that start among tokens `[start, end)`, in order."""
        return self.mentions[bisect_left(self._named, start) : bisect_left(self._named, end)]

    def last_speakers(self, token: int) -> tuple[str, ...]:
        """Who made the last statement that begins before a token."""
        place = bisect_right(self._spoken, (self._starts[token], ())) - 1
        return self._spoken[place][1] if place >= 0 else ()

    def _voice(self, statements: Sequence[Statement]) -> tuple[str, ...]:
        """Whom "I" and "we" mean in the writer's own voice."""
        quoted = set(self.tokens(span for statement in statements for span in statement.content))
        own = (i for i, word in enumerate(self.words) if word in FIRST and i not in quoted)
        meant = Counter(actor for i in own for actor in self.cast.at(self.doc[i]))
        return tuple(actor for actor, _ in meant.most_common(VOICES))


def _sentences(doc: Doc, found: list[Topic]) -> list[Sentence]:
    """The sentence of each token."""
    out: list[Sentence] = []
    for number, span in enumerate(doc.sents):
        out += [Sentence(number, span.start, span.end, [])] * len(span)
    for topic in found:
        out[topic.start].topics.append(topic)
    return out


def _mentions(doc: Doc, cast: Cast) -> Iterator[Mention]:
    """Who is named where: runs of tokens that mean the same actors, and single words that name a side."""
    start, before = 0, tuple[str, ...]()
    for token in doc:
        here = cast.at(token)
        if here != before or token.is_sent_start:
            if before:
                yield Mention(start, token.i, doc[start : token.i].root, before, aside=False)
            start, before = token.i, here
        side = cast.side(token)
        if side is not None and side not in here:
            yield Mention(token.i, token.i + 1, token, (side,), aside=True)
    if before:
        yield Mention(start, len(doc), doc[start:].root, before, aside=False)


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
