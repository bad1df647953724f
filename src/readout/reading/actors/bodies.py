"""Whom a ministry, a government or a delegation stands for."""

from __future__ import annotations

from readout.reading.actors.figures import Figure
from readout.reading.actors.history import History, Mention
from readout.reading.actors.lexicon import Noun
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.unnamed import Unnamed

Figures = tuple[Figure, ...]


class Bodies:
    """Resolves bodies of a side."""

    def __init__(self, unnamed: Unnamed, history: History, own: Figure | None) -> None:
        self.unnamed, self.history, self.own = unnamed, history, own
        self.introduction, self.roster, self.whose = unnamed.introduction, unnamed.roster, unnamed.whose
        self.titles = unnamed.titles

    def called(self, word: str, phrase: Phrase) -> Figure | None:
        """The organization that is called by this noun, the latest spoken of."""

        def fits(mention: Mention) -> float | None:
            figure = mention.figures[0]
            return (
                0.0
                if len(mention.figures) == 1 and figure.kind in {"organization", "group"} and word in figure.titles
                else None
            )

        found = self.history.best(phrase, fits)
        if found:
            return found[0]
        return next(
            (
                m.figures[0]
                for m in self.history.all()
                if len(m.figures) == 1 and m.figures[0].kind == "organization" and word in m.figures[0].titles
            ),
            None,
        )

    def resolve(self, phrase: Phrase, noun: Noun, source: bool) -> Figures:
        """Whom a body of a side, or the side itself under the name of one, means."""
        owner = self.whose(phrase.possessor) if phrase.possessor else ()
        if owner and owner[0].kind == "person" and noun.word in self.titles.entourage:
            return owner
        side = self.unnamed.side(phrase) or (self._leader(phrase) if noun.sort == "state" else None)
        if earlier := self._earlier(phrase, noun, side):
            return (earlier,)
        if noun.sort == "state":
            return (side,) if side is not None else self._state(phrase, noun)
        if side is None and self.own is not None and noun.word in self.titles.own_bodies:
            return (self.own,)
        return self._entered(phrase, noun, side) if side is not None or source else ()

    def _earlier(self, phrase: Phrase, noun: Noun, side: Figure | None) -> Figure | None:
        """The body or group that the text has introduced with this noun."""
        bare = len(phrase.words) == noun.size or (side is None and phrase.words[0] in {"the", "this", "that"})
        found = (self.called(noun.word, phrase) or self.called(noun.word.split()[-1], phrase)) if bare else None
        return found or (self.unnamed.latest(noun.word, None) if side is None else None)

    def _state(self, phrase: Phrase, noun: Noun) -> Figures:
        """The own state of an official text, else the one spoken of."""
        if noun.word not in self.titles.own_state:
            return ()
        own = self.own if self.own and self.own.kind == "country" and noun.word not in self.titles.not_own else None
        return (own,) if own else self._local(phrase)

    def _entered(self, phrase: Phrase, noun: Noun, side: Figure | None) -> Figures:
        """A body under the name that the text gives it."""
        if side is None and noun.word in self.titles.national_bodies:
            side = next(iter(self._local(phrase)), None)
        for unit in phrase.units:
            named = unit.kind in {"place", "org"} and noun.word in self.titles.fighters
            if named and (figure := self.roster.containing(phrase.doc[unit.start : unit.end].text)):
                return (figure,)
        if side is None and noun.word in self.titles.fighters:
            return ()
        name = self.unnamed.name(phrase)
        figure = self.roster.body(name, side)
        figure.titles.update({noun.word, noun.word.split()[-1], name.split()[-1].lower()})
        return (figure,)

    def _local(self, phrase: Phrase) -> Figures:
        """The state that the text speaks of just before "the government", "the country"."""

        def fits(mention: Mention) -> float | None:
            homes = {f.home for f in mention.figures}
            other = len(homes) == 1 and next(iter(homes)).kind == "country" and homes != {self.own}
            return 0.0 if other else None

        best = self.history.best(phrase, fits)
        return (best[0].home,) if best else ()

    def _leader(self, phrase: Phrase) -> Figure | None:
        """The side of the leader after whom a government is called ("the Trump administration")."""
        name = next((u for u in phrase.units if u.kind == "person" and u.end < phrase.end), None)
        return self.roster.person(phrase.doc[name.start : name.end].text).side if name else None
