"""Who is spoken of together: the pairs that meet, call, stand against each other, which a later "both sides" means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from readout.reading.actors.coordination import Coordination
from readout.reading.actors.figures import Figure
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.sides import Sides

Figures = tuple[Figure, ...]
Whom = Callable[[Figure], Figure | None]
# How strongly each way of being spoken of together binds; set by hand on the training part of the corpus.
BETWEEN, LISTED, ARGUMENTS, COMPOUND, REPEATED = 2.0, 1.0, 1.5, 1.0, 0.7
# What a bond in the title and the first sentence weighs more, how it fades with each sentence, what one yet to come keeps.
LEADING, FADING, AHEAD = 1.5, 0.9, 0.35
LEAD = 2
MANY, LEAST = 4, 2
# Objects of a verb that its subject deals with, by the preposition before them.
COMPANY = frozenset({"with", "to", ""})
# "A called B" may be read as "named": there B is an xcomp.
OBJECTS = frozenset({"obj", "iobj", "obl", "obl:arg", "nmod", "xcomp"})


@dataclass(frozen=True)
class Bond:
    """Figures spoken of together at a token, and how strongly that binds them."""

    token: int
    figures: Figures
    weight: float


class Bonds:
    """The bonds of a text. `sentence` numbers the sentence of a token."""

    def __init__(
        self, doc: Doc, coordination: Coordination, named: Mapping[Phrase, Figure], sides: Sides, sentence: Callable[[int], int]
    ) -> None:
        self.doc, self.coordination, self.named, self.sides, self.sentence = doc, coordination, named, sides, sentence
        self._found = sorted((*self._lists(), *self._arguments(), *self._compounds()), key=lambda b: b.token)

    def record(self, token: int, figures: Figures) -> None:
        """Add that a phrase there meant several."""
        if 1 < len(figures) <= MANY:
            self._found.append(Bond(token, figures, REPEATED))

    def best(
        self,
        token: int,
        whom: Whom,
        fits: Callable[[Figures], bool],
        together: Callable[[Figures], tuple[float, float]],
    ) -> Figures:
        """The set that is most strongly bound around a token, seen through `whom`, of those that fit.

        `together` gives what a set has by itself, and a factor.
        """
        here, scores = self.sentence(token), dict[frozenset[Figure], float]()
        shown: dict[frozenset[Figure], Figures] = {}
        for bond in self._found:
            those = tuple(dict.fromkeys(f for figure in bond.figures if (f := whom(figure)) is not None))
            if len(those) < len(bond.figures) or len(those) < LEAST or not fits(those):
                continue
            key, there = frozenset(those), self.sentence(bond.token)
            fade = AHEAD if bond.token > token else 1.0
            weight = bond.weight * fade * FADING ** abs(here - there) + (LEADING * bond.weight if there < LEAD else 0.0)
            scores[key] = scores.get(key, 0.0) + weight
            shown.setdefault(key, those)
        for key, those in shown.items():
            more, factor = together(those)
            scores[key] = factor * (scores[key] + more)
        if not scores:
            return ()
        return shown[max(scores, key=lambda k: (scores[k], sorted(f.name for f in k)))]

    def _lists(self) -> Iterator[Bond]:
        """Coordinations: "A and B", "between A and B"."""
        for run in self.coordination.ends.values():
            figures = tuple(dict.fromkeys(self.named[p] for p in run if p in self.named))
            if len(figures) == len(run) <= MANY:
                before = self.doc[run[0].opening - 1].lower_ if run[0].opening else ""
                yield Bond(run[0].start, figures, BETWEEN if before == "between" else LISTED)

    def _arguments(self) -> Iterator[Bond]:
        """A subject and whom it deals with: "A called B", "A met with B", "A's call with B"."""
        heads: dict[int, list[tuple[Phrase, Token]]] = {}
        for phrase in sorted(self.named, key=lambda p: p.start):
            root = root_of(phrase)
            heads.setdefault(root.head.i, []).append((phrase, root))
        for found in heads.values():
            subjects = [p for p, t in found if t.dep_ in {"nsubj", "nsubj:pass", "nmod:poss"}]
            objects = [p for p, t in found if t.dep_ in OBJECTS and self._before(p) in COMPANY]
            for one in subjects[:1]:
                for other in objects[:1]:
                    figures = (self.named[one], self.named[other])
                    if figures[0] is not figures[1] and figures[0].kind == figures[1].kind:
                        yield Bond(one.start, figures, ARGUMENTS)

    def _before(self, phrase: Phrase) -> str:
        before = self.doc[phrase.opening - 1] if phrase.opening else None
        return before.lower_ if before is not None and before.pos_ in {"ADP", "SCONJ", "PART"} else ""

    def _compounds(self) -> Iterator[Bond]:
        """Names side by side in one phrase: "the Putin-Trump call", "Russian-Turkish talks", "the Russian and US leaders"."""
        for phrase in self.coordination.phrases:
            units = [u for u in phrase.units if u.kind in {"party", "people", "place"}]
            figures = tuple(dict.fromkeys(f for u in units if (f := self.sides.by(u)) is not None))
            if 1 < len(figures) == len(units) <= MANY:
                yield Bond(phrase.start, figures, COMPOUND)


def root_of(phrase: Phrase) -> Token:
    """The word of a phrase that hangs on one outside it."""
    inside = range(phrase.start, phrase.end)
    return next((t for t in phrase.doc[phrase.start : phrase.end] if t.head.i not in inside or t.head == t), phrase.head)
