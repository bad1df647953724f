"""Which of those whom a text describes and never names there are people whom it names elsewhere ("the lawmaker")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from readout.reading.actors.figures import Figure
from readout.reading.actors.history import History
from readout.reading.actors.introduce import Introduction
from readout.reading.actors.phrases import Phrase

Figures = tuple[Figure, ...]
# The sentences of a lead, how many later the name may follow, and how many words back somebody named may have spoken.
LEAD, NEXT, REACH = 2, 3, 250
OURS = frozenset({"my", "our", "your"})


class Identity:
    """Finds the named speakers behind described ones, by where both speak, their sides and what they are called."""

    def __init__(self, introduction: Introduction, history: History, meant: Mapping[Phrase, Figures]) -> None:
        self.introduction, self.history, self.meant = introduction, history, meant
        self.titles = introduction.codebook.titles
        speaking = sorted((p for p in meant if history.speaks(p)), key=lambda p: p.start)
        self.named = [(p.start, m[0]) for p in speaking if len(m := meant[p]) == 1 and _named(m[0]) and not p.pronoun]
        self.described: dict[Figure, Phrase] = {}
        for phrase in speaking:
            for figure in meant[phrase][:1]:
                if figure.kind == "person" and figure.unnamed:
                    self.described.setdefault(figure, phrase)

    def same(self) -> dict[Figure, Figure]:
        """Whom each of those described is."""
        found = {figure: self._of(figure, phrase) for figure, phrase in self.described.items()}
        return {figure: other for figure, other in found.items() if other is not None}

    def _of(self, figure: Figure, phrase: Phrase) -> Figure | None:
        at = bisect_left(self.named, phrase.start, key=lambda m: m[0])
        if phrase.possessor is not None and phrase.possessor.head.lower_ in OURS:
            return None  # "my minister told me"
        indefinite = phrase.words[0] in self.titles.indefinite
        if not indefinite:
            near = [other for place, other in self.named[:at][::-1] if phrase.start - place <= REACH]
            for n, other in enumerate(dict.fromkeys(near)):
                if self._fits(figure, other, last=n == 0):
                    return other
        if (here := self.history.sentence(phrase.start)) > LEAD or self.introduction.own is not None:
            return None
        later = (m for m in self.named[at:] if self.history.sentence(m[0]) <= here + NEXT)
        before = {other for _, other in self.named[:at]}
        return next((other for _, other in later if other not in before and self._fits(figure, other, last=True)), None)

    def _fits(self, figure: Figure, other: Figure, *, last: bool) -> bool:
        """Whether nothing speaks against it; of the last to speak it is enough that both hold some public role."""
        if {figure.gender, other.gender} >= {"m", "f"} or (figure.side and other.side and figure.side is not other.side):
            return False
        held = other.titles | other.closest | other.offices
        leads = figure.closest & self.titles.leaders
        if leads or other.closest & self.titles.leaders:
            return bool(leads & held)
        if not held or held <= self.titles.general:
            return bool(figure.titles & self.titles.public)
        public = figure.titles & self.titles.public
        return bool(figure.closest & held or public & held or (last and public and held & self.titles.public))


def _named(figure: Figure) -> bool:
    return figure.kind == "person" and not figure.unnamed
