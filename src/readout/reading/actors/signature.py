"""Who signs a text that speaks in the first person: "We, the leaders of …", "Statement by President …"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from spacy.tokens import Doc

from readout.reading.actors.coordination import Coordination
from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.phrases import Phrase

Figures = tuple[Figure, ...]
# Signatories are named in the title or the first words; guideline 21 makes more than four of them one group.
OPENING = 100
LEAST, MOST = 2, 4
TWO = 2
PARTICIPANTS = "participants"
SIGNED = frozenset({"of", "by", "from"})
# Before somebody in a title who does not sign.
ADDRESSED = frozenset({"to", "with", "for", "on", "and"})
# How many lines may hold who signs, how long such a line is, and what may follow the name in it.
BYLINES, SHORT, ENDS = 4, 16, frozenset({"", ",", "."})


class Signature:
    """Those in whose name an official text speaks."""

    def __init__(
        self, doc: Doc, roster: Roster, coordination: Coordination, meant: Mapping[Phrase, Figures], own: Figure | None
    ) -> None:
        self.own = own
        self.doc, self.roster, self.coordination, self.meant = doc, roster, coordination, meant
        self.lexicon = roster.lexicon
        line = next((t.i for t in doc if t.is_space and "\n" in t.text and t.i), len(doc))
        self.title = doc[:line]
        self.opening = [p for p in coordination.phrases[:OPENING] if p.start < line + OPENING]

    def author(self) -> Figures:
        """The person who says "I" outside all quotations: who signs in a line of their own, else whom the title names."""
        return self._signing(self.own) or self._titled(self.own)

    def _signing(self, own: Figure | None) -> Figures:
        """Who stands in a short line after the title or at the end ("Antony J. Blinken, Secretary of State")."""
        lines = self._lines[1:BYLINES] + self._lines[BYLINES:][-BYLINES:]
        for start, end in lines:
            phrase = next((p for p in self.coordination.phrases_at(start, end) if p.name), None)
            if (
                phrase is None
                or phrase.opening != start
                or end - start > SHORT
                or self.doc[phrase.end : end][:1].text not in ENDS
            ):
                continue
            figures = self.meant.get(phrase, ())
            if figures and (own is None or figures[0].side in {None, own}):
                return self._on_side(figures, own)
        return ()

    def _titled(self, own: Figure | None) -> Figures:
        """The person in the title: after "by" or "from", else one of the own side that nobody speaks to or about."""
        people = [
            (phrase, figures)
            for phrase in self.opening
            if phrase.start < self.title.end
            and len(figures := self.meant.get(phrase, ())) == 1
            and figures[0].kind == "person"
            and (own is None or figures[0].side in {None, own})
        ]
        before = {phrase: self.doc[phrase.opening - 1].lower_ if phrase.opening else "" for phrase, _ in people}
        signed = [figures for phrase, figures in people if before[phrase] in SIGNED]
        others = [f for phrase, f in people if before[phrase] not in ADDRESSED and own in {None, f[0].side}]
        return self._on_side(next(iter(signed + others), ()), own)

    def _on_side(self, figures: Figures, own: Figure | None) -> Figures:
        """Who signs, put on the side whose office publishes it."""
        for figure in figures:
            figure.side = figure.side or own
        return figures

    @cached_property
    def _lines(self) -> list[tuple[int, int]]:
        """The first and the last token of every line."""
        breaks = [t.i for t in self.doc if t.is_space and "\n" in t.text]
        return [(a, b) for a, b in zip([0, *(i + 1 for i in breaks)], [*breaks, len(self.doc)], strict=True) if a < b]

    def jointly(self) -> Figures:
        """Those who say "we" outside all quotations."""
        own = self.own
        if own is None or not self.is_joint():
            return () if own is None else (own,)
        signed = self._as_parties(self._signatories(own))
        if len(signed) > MOST or (not signed and self._called() is not None):
            return (self.group,)
        return signed or self._jointly_named(own) or (own,)

    def _as_parties(self, signed: Figures) -> Figures:
        """Those who sign, or their states where the text itself says what these declare ("The United States and Japan …")."""
        homes = tuple(dict.fromkeys(f.home for f in signed))
        after = (run for run in self.coordination.ends.values() if run[0].start > self.title.end)
        declared = any(set(self._meant(run)) == set(homes) for run in after)
        return homes if declared and len(homes) == len(signed) else signed

    @cached_property
    def group(self) -> Figure:
        """All who sign, where they are too many to name."""
        return self.roster.enter(Figure("group", self._called() or self._listed() or PARTICIPANTS, unnamed=True))

    def _signatories(self, own: Figure) -> Figures:
        """The parties, or their people, whom the title, "We, the …" or the first sentences bring together."""
        best: Figures = ()
        for phrase in self.opening:
            signed = self._together(phrase, own)
            homes = {f.home for f in signed}
            if len(signed) > len(best) and len(homes) == len(signed) and all(f.kind != "group" for f in signed):
                best = signed
        if len(best) < LEAST:
            return ()
        return best if own in {f.home for f in best} else (own, *best)

    def _jointly_named(self, own: Figure) -> Figures:
        """The first parties that the text speaks of together with the own one ("the EU and the United States are …")."""
        runs = (self._meant(run) for run in self.coordination.ends.values())
        return next((r for r in runs if own in r and LEAST <= len(r) <= MOST), ())

    def _meant(self, phrases: Iterable[Phrase]) -> Figures:
        return tuple(dict.fromkeys(f for p in phrases for f in self.meant.get(p, ())))

    def _together(self, phrase: Phrase, own: Figure) -> Figures:
        """Those whom a coordination, or a plural with several complements, brings together as signatories."""
        titled, we = phrase.start < self.title.end or self._issued(phrase), self._we_the(phrase)
        if we and len(people := self._people(phrase)) >= LEAST:
            return people
        if titled and phrase.inside is not None and self.doc[phrase.opening - 1].lower_ not in SIGNED:
            return ()
        after = [other for word, other in phrase.after if word in SIGNED]
        if titled and len(after) == 1:
            after = list(self.coordination.members(after[0].start, max(self.title.end, after[0].last)))
        members = after or list(self.coordination.of(phrase))
        found = self._meant(members)
        together = phrase.inside is None and len(members) > 1 and own in {f.home for f in found}
        return found if titled or we or together else ()

    def _people(self, phrase: Phrase) -> Figures:
        """The people of different sides who are named in the sentence that a phrase opens."""
        sentence = phrase.head.sent
        named = (f for p in self.opening if phrase.start <= p.start < sentence.end and p.name for f in self.meant.get(p, ()))
        found = tuple(dict.fromkeys(f for f in named if f.kind == "person"))
        return found if len({f.home for f in found}) == len(found) else ()

    def _we_the(self, phrase: Phrase) -> bool:
        return [t.lower_ for t in self.doc[max(0, phrase.start - 2) : phrase.start]] == ["we", ","]

    def _issued(self, phrase: Phrase) -> bool:
        """Whether a line before the text says that a phrase issued it ("the following statement was released by …")."""
        before = [t.lower_ for t in self.doc[max(0, phrase.opening - 2) : phrase.opening]]
        return len(before) == 2 and before[1] == "by" and before[0] in self.roster.codebook.titles.issued

    def _listed(self) -> str | None:
        """The people in the title, as written, where it lists all who sign."""
        runs = (run for run in self.coordination.ends.values() if run[0].start < self.title.end and all(p.name for p in run))
        longest = max(runs, key=len, default=())
        return self.doc[longest[0].start : longest[-1].end].text if len(longest) > MOST else None

    def _called(self) -> str | None:
        """What the signatories call themselves: a plural after "We, the" or in the title."""
        for phrase in self.opening:
            titled = phrase.start < self.title.end or self._issued(phrase)
            before = self.doc[phrase.start - 1].lower_ if phrase.start else ""
            signs = self._we_the(phrase) or (titled and (before in SIGNED or phrase.owned is not None))
            noun = self.lexicon.noun(phrase.words)
            named = bool(phrase.units) and phrase.units[-1].end == phrase.end and bool(phrase.units[-1].senses)
            if not signs or named or noun is None or noun.sort not in {"titles", "group"} or phrase.words == [noun.word]:
                continue
            if len(phrase.words) > TWO or (phrase.after and titled):
                return self.doc[phrase.start : phrase.last if titled else phrase.end].text.removeprefix("the ")
        return None

    def is_joint(self) -> bool:
        """Whether the title says that several speak together."""
        title = self.title.text.lower()
        return any(word in title for word in self.roster.codebook.titles.joint_statements)
