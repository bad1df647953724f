"""How much a text speaks of each party, and which of them only stand between the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Token

from readout.reading.actors.figures import Figure
from readout.reading.actors.introduce import Introduction
from readout.reading.actors.phrases import Phrase

Figures = tuple[Figure, ...]
# The first words, which count more; what the standing of two parties weighs beside their being spoken of together, and what
# is left of all that where one of them mediates.
HEADLINE, FIRST = 40, 3.0
WEIGHT, MEDIATOR = 0.5, 0.25


class Standing:
    """The standing of the parties of a text."""

    def __init__(self, introduction: Introduction) -> None:
        self.introduction, self.doc = introduction, introduction.doc
        self.titles = introduction.codebook.titles

    def together(self, figures: Figures) -> tuple[float, float]:
        """What a set of parties has by itself, and by how much all that speaks for it is to be multiplied."""
        least = min(self.scores.get(f.home, 0.0) for f in figures)
        return WEIGHT * float(least**0.5), MEDIATOR if any(f.home in self.mediators for f in figures) else 1.0

    def foremost(self, number: int, own: Figure | None, *, states: bool) -> Figures:
        """The parties of which a text speaks most, its own party among them in an official readout."""
        own = None if own in self.mediators else own
        scores: dict[Figure, float] = {own: float("inf")} if own else {}
        for home, weight in self.scores.items():
            if home.kind == "country" or (not states and home.kind != "person"):
                scores.setdefault(home, weight * (MEDIATOR if home in self.mediators else 1.0))
        best = sorted(scores, key=lambda f: -scores[f])[:number]
        return tuple(best) if len(best) == number else ()

    @cached_property
    def scores(self) -> dict[Figure, float]:
        """How much a text speaks of each party and its people."""
        scores: dict[Figure, float] = {}
        for start, home in self._homes:
            scores[home] = scores.get(home, 0.0) + (FIRST if start < HEADLINE else 1.0)
        return scores

    @cached_property
    def _homes(self) -> list[tuple[int, Figure]]:
        """Where a text speaks of a party or its people, not as of a place."""
        found: list[tuple[int, Figure]] = []
        for phrase in self.introduction.phrases:
            figure = self.introduction.named.get(phrase)
            homes = {figure.home: None} if figure else {}
            for unit in phrase.units:
                place = phrase.inside is not None and any(s.form == "capital" for s in unit.senses)
                if unit.kind in {"party", "people"} and not place and (home := self.introduction.sides.by(unit)):
                    homes[home] = None
            found.extend((phrase.start, home) for home in homes)
        return found

    @cached_property
    def mediators(self) -> frozenset[Figure]:
        """Parties that mediate, host or carry messages: by the noun or as the subject or agent of the verb."""
        at = {i: p for p in self.introduction.phrases for i in range(p.start, p.end)}
        found: set[Figure] = set()
        for token in self.doc:
            first, _, word = token.lower_.rpartition("-")
            if word in self.titles.mediation:
                near = [at[i] for i in self._near(token, compound=bool(first)) if i in at]
                found.update(f.home for p in near for f in self._of(p))
        return frozenset(h for h in found if h.kind in {"country", "organization"})

    def _near(self, token: Token, *, compound: bool) -> Iterator[int]:
        """The word itself, its subject, its agent."""
        yield token.i
        if token.pos_ == "VERB" and not compound:
            for child in token.children:
                agent = child.dep_ in {"obl", "obl:agent"} and any(c.lower_ == "by" for c in child.children)
                if child.dep_ == "nsubj" or agent:
                    yield child.i

    def _of(self, phrase: Phrase) -> Iterator[Figure]:
        """The parties in a phrase, of its possessor, and after "of", "from" or "by"."""
        owners = [phrase.possessor] if phrase.possessor is not None else []
        for part in (phrase, *owners, *(other for word, other in phrase.after if word in {"of", "from", "by"})):
            if (figure := self.introduction.named.get(part)) is not None:
                yield figure
            yield from (side for unit in part.units if (side := self.introduction.sides.by(unit)) is not None)
