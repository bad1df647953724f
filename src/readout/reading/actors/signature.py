"""Who signs a text that speaks in the first person: "We, the leaders of …", "Statement by President …"."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from readout.reading.actors.coordination import Coordination
from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.phrases import Phrase

Figures = tuple[Figure, ...]
# Signatories are named in the title or the first words; guideline 21 makes more than four of them one group.
OPENING = 60
MOST = 4
PARTICIPANTS = "participants"
SIGNED = frozenset({"of", "by", "from"})


class Signature:
    """Those in whose name an official text speaks."""

    def __init__(self, doc: Doc, roster: Roster, coordination: Coordination, meant: Mapping[Phrase, Figures]) -> None:
        self.doc, self.roster, self.coordination, self.meant = doc, roster, coordination, meant
        self._group: Figure | None = None
        line = next((t.i for t in doc if t.is_space and "\n" in t.text and t.i), len(doc))
        self.title = doc[:line]
        self.opening = [p for p in coordination.phrases[: OPENING // 2] if p.start < line + OPENING]

    def author(self, own: Figure | None) -> Figures:
        """The person who says "I" outside all quotations: the one that the title names."""
        for phrase in self.opening:
            figures = self.meant.get(phrase, ())
            if (
                phrase.start < self.title.end
                and len(figures) == 1
                and figures[0].kind == "person"
                and own in {None, figures[0].side}
            ):
                return figures
        return ()

    def jointly(self, own: Figure | None) -> Figures:
        """Those who say "we" outside all quotations."""
        if own is None or not self.is_joint():
            return () if own is None else (own,)
        best: Figures = ()
        for phrase in self.opening:
            signed = self._together(phrase)
            if (
                len(signed) > len(best)
                and len({f.home for f in signed}) == len(signed)
                and all(f.kind != "group" for f in signed)
            ):
                best = signed
        if len(best) > 1:
            best = best if own in {f.home for f in best} else (own, *best)
            if len(best) <= MOST:
                return best
        if self._group is None:
            self._group = self.roster.enter(Figure("group", self._name(), unnamed=True))
        return (self._group,)

    def _together(self, phrase: Phrase) -> Figures:
        """Those whom a coordination, or a plural with several complements, brings together as signatories."""
        if phrase.inside is not None and self.doc[phrase.opening - 1].lower_ not in SIGNED:
            return ()
        members = [other for word, other in phrase.after if word in SIGNED] or list(self.coordination.of(phrase))
        return tuple(dict.fromkeys(f for p in members for f in self.meant.get(p, ())))

    def _name(self) -> str:
        """What the signatories call themselves after "We, the"."""
        for phrase in self.opening:
            before = [t.lower_ for t in self.doc[max(0, phrase.start - 2) : phrase.start]]
            signs = before == ["we", ","] or (phrase.start < self.title.end and before[-1:] and before[-1] in SIGNED)
            if (
                signs
                and phrase.head.tag_ in {"NNS", "NNPS"}
                and (len(phrase.words) > 2 or (phrase.after and phrase.start < self.title.end))
            ):
                return (
                    self.doc[phrase.start : phrase.last].text.removeprefix("the ")
                    if phrase.start < self.title.end
                    else self.doc[phrase.start : phrase.end].text.removeprefix("the ")
                )
        return PARTICIPANTS

    def is_joint(self) -> bool:
        """Whether the title says that several speak together."""
        title = self.title.text.lower()
        return any(word in title for word in self.roster.codebook.titles.joint_statements)
