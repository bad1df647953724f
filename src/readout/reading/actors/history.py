"""What has been spoken of, and how strongly it comes to mind: who a pronoun may mean.

Salience is after Lappin & Leass (1994), with the sources of attributions above subjects: in news the last to speak is "he".
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log

from spacy.tokens import Doc

from readout.reading.actors.figures import Figure
from readout.reading.actors.phrases import Phrase

# How far back an antecedent is sought; pronouns of the corpus reach eight sentences back at most.
SENTENCES = 8
MENTIONS = 60
AGE = 0.7
ROLES = {"nsubj": 1.6, "nsubj:pass": 1.2, "obj": 0.4, "iobj": 0.3, "obl": 0.2, "conj": 0.8, "nmod:poss": -0.2, "nmod": -0.4}
SOURCE = 2.0
ENCLOSING = 1.5
FREQUENT = 0.5
UNSURE = 1.0


@dataclass(frozen=True, eq=False)
class Mention:
    """A phrase and whom it means; several figures where it is plural."""

    phrase: Phrase
    figures: tuple[Figure, ...]
    sentence: int
    weight: float


class History:
    """The mentions of a text so far."""

    def __init__(self, doc: Doc, sources: set[int]) -> None:
        self._starts = [s.start for s in doc.sents] if doc.has_annotation("SENT_START") else [0]
        self._sources = sources
        self._mentions: list[Mention] = []
        self.counts: Counter[Figure] = Counter()

    def sentence(self, token: int) -> int:
        """The number of the sentence that holds a token."""
        return bisect_right(self._starts, token) - 1

    def speaks(self, phrase: Phrase) -> bool:
        """Whether a phrase is the source of a statement."""
        return phrase.start in self._sources

    def record(self, phrase: Phrase, figures: tuple[Figure, ...]) -> None:
        """Remember a mention."""
        if not figures:
            return
        head = phrase.head
        weight = max((ROLES.get(t.dep_, 0.0) for t in (head, phrase.doc[phrase.start])), key=abs)
        if phrase.start in self._sources:
            weight = SOURCE
        elif phrase.inside is not None or phrase.owned is not None:
            weight = min(weight, ROLES["nmod"])
        self._mentions.append(Mention(phrase, figures, self.sentence(phrase.start), weight))
        self.counts.update(figures)

    def recent(self, phrase: Phrase, *, sentences: int = SENTENCES, mentions: int = MENTIONS) -> Iterator[Mention]:
        """Mentions before a phrase, the latest first."""
        here = self.sentence(phrase.start)
        for mention in self._mentions[: -mentions - 1 : -1]:
            if here - mention.sentence > sentences:
                return
            yield mention

    def all(self) -> Iterator[Mention]:
        """The latest few hundred mentions, the latest first."""
        yield from self._mentions[:-400:-1]

    def best(
        self, phrase: Phrase, fits: Callable[[Mention], float | None], *, enclosing: frozenset[Figure] = frozenset()
    ) -> tuple[Figure, ...]:
        """Whom the most salient fitting mention means. `fits` adds to its score, or bars it by None."""
        here, top = self.sentence(phrase.start), float("-inf")
        best: tuple[Figure, ...] = ()
        for mention in self.recent(phrase):
            extra = fits(mention)
            if extra is None:
                continue
            score = mention.weight + extra - AGE * (here - mention.sentence)
            score += FREQUENT * log(1 + min(self.counts[f] for f in mention.figures))
            if enclosing and set(mention.figures) <= enclosing:
                score += ENCLOSING
            if score > top + 1e-9:
                best, top = mention.figures, score
        return best
