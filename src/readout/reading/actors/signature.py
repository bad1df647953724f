"""Who signs a text that speaks in the first person: "We, the leaders of …", "Statement by President …"."""

from __future__ import annotations

from typing import Protocol

from spacy.tokens import Doc

from readout.codebook import Codebook
from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.phrases import Phrase

# Signatories are named in the title or the first words; guideline 21 makes more than four of them one group.
OPENING = 60
MOST = 4
PARTICIPANTS = "participants"


class Readings(Protocol):
    """What is needed of the casting."""

    codebook: Codebook
    roster: Roster
    phrases: list[Phrase]
    meant: dict[Phrase, tuple[Figure, ...]]

    def coordinated(self, phrase: Phrase) -> tuple[Phrase, ...]: ...


class Signature:
    """Those in whose name an official text speaks."""

    def __init__(self, doc: Doc, readings: Readings) -> None:
        self.doc, self.readings = doc, readings
        self._group: Figure | None = None
        line = next((t.i for t in doc if t.is_space and "\n" in t.text and t.i), len(doc))
        self.title = doc[:line]
        self.opening = [p for p in readings.phrases[: OPENING // 2] if p.start < line + OPENING]

    def author(self, own: Figure | None) -> tuple[Figure, ...]:
        """The person who says "I" outside all quotations: the one that the title names."""
        for phrase in self.opening:
            figures = self.readings.meant.get(phrase, ())
            if phrase.start < self.title.end and len(figures) == 1 and figures[0].kind == "person" and own in {None, figures[0].side}:
                return figures
        return ()

    def jointly(self, own: Figure | None) -> tuple[Figure, ...]:
        """Those who say "we" outside all quotations."""
        if own is None or not self.is_joint():
            return () if own is None else (own,)
        best: tuple[Figure, ...] = ()
        for phrase in self.opening:
            homes = tuple(dict.fromkeys(f.home for p in self.readings.coordinated(phrase) for f in self.readings.meant.get(p, ())))
            if len(homes) > len(best) and all(h.kind in {"country", "organization"} for h in homes):
                best = homes
        if 1 < len(best) <= MOST:
            return best
        if self._group is None:
            self._group = self.readings.roster.enter(Figure("group", PARTICIPANTS, unnamed=True))
        return (self._group,)

    def is_joint(self) -> bool:
        """Whether the title says that several speak together."""
        title = self.title.text.lower()
        return any(word in title for word in self.readings.codebook.titles.joint_statements)
