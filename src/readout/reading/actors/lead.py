"""Whom the lead of a news report describes before the report names them: "A top official says …. Ola Berg told reporters …"."""

from __future__ import annotations

from collections.abc import Iterable

from readout.reading.actors.bonds import root_of
from readout.reading.actors.figures import Figure
from readout.reading.actors.history import History
from readout.reading.actors.introduce import Introduction
from readout.reading.actors.phrases import Phrase

# The title, a dateline and the first sentence; how many sentences on the name may follow.
LEAD, NEXT = 2, 2
STOPS = frozenset({".", "”", '"', "?", "!"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


class Lead:
    """The beginning of a news report."""

    def __init__(self, introduction: Introduction, history: History) -> None:
        self.introduction, self.history = introduction, history
        self.titles = introduction.codebook.titles

    def named(self, phrase: Phrase, side: Figure | None, titles: Iterable[str]) -> Figure | None:
        """The person first named as the subject of one of the next sentences, who may be the one described."""
        here = self.history.sentence(phrase.start)
        if self.introduction.own is not None or here > LEAD:
            return None
        before = set[Figure]()
        for other in self.introduction.phrases:
            figure = self.introduction.named.get(other)
            if figure is None or figure.kind != "person":
                continue
            there = self.history.sentence(other.start)
            if there > here + NEXT:
                return None
            if other.start > phrase.end and figure not in before and self._opens(other):
                return figure if self._fits(figure, side, titles) else None
            before.add(figure)
        return None

    def _opens(self, phrase: Phrase) -> bool:
        """Whether a phrase opens a sentence, as its subject."""
        before = phrase.doc[phrase.opening - 1]
        opens = before.text in STOPS or before.is_space or phrase.doc[phrase.opening].is_sent_start
        return bool(opens) and root_of(phrase).dep_ in SUBJECTS

    def _fits(self, figure: Figure, side: Figure | None, titles: Iterable[str]) -> bool:
        """Whether nothing speaks against it: another side, another sort of office, a leader for "an official"."""
        general = self.titles.general.issuperset(titles)
        leader = bool(figure.closest & self.titles.leaders)
        return not (figure.side and side and figure.side is not side) and not (general and leader)
