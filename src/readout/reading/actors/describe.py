"""Whom an unnamed phrase means: "the president", "the Russian side", "both leaders", "two European officials"."""

from __future__ import annotations

import re
from collections.abc import Callable

from readout.codebook import Codebook
from readout.reading.actors.bodies import Bodies
from readout.reading.actors.bonds import Bonds
from readout.reading.actors.figures import Figure, Kind, Roster
from readout.reading.actors.history import History, Mention
from readout.reading.actors.introduce import Introduction
from readout.reading.actors.joint import Joint
from readout.reading.actors.lead import Lead
from readout.reading.actors.lexicon import Noun
from readout.reading.actors.papers import Papers
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.unnamed import Unnamed

Figures = tuple[Figure, ...]
# How many words before a group the "with" may stand that opens a list of those met.
COMPANY = 40


class Description:
    """Resolves phrases without a name. `whose` gives the figures of a possessor or complement already read."""

    def __init__(
        self,
        introduction: Introduction,
        history: History,
        bonds: Bonds,
        whose: Callable[[Phrase], Figures],
    ) -> None:
        self.introduction, self.history, self.own, self.whose = introduction, history, introduction.own, whose
        self.roster: Roster = introduction.roster
        self.codebook: Codebook = introduction.codebook
        self.titles = self.codebook.titles
        self.lexicon = introduction.lexicon
        self.together = Joint(introduction, history, bonds, whose, self.holder)
        self.unnamed = Unnamed(introduction, whose)
        self.lead = Lead(introduction, history)
        self.bodies = Bodies(self.unnamed, history, self.own)
        self._president: Figure | None = None
        self.papers = Papers(self.unnamed, history, self.own)

    def resolve(self, phrase: Phrase, *, source: bool, group: bool = False) -> Figures:
        """Whom the phrase means; nobody where that cannot be told.

        Who says something is somebody, whatever he is called, and so is a `group` that takes part in something.
        """
        group = group and phrase.head.tag_ in {"NNS", "NNPS"}
        noun = self.lexicon.noun(phrase.words)
        if phrase.head.lower_ in self.titles.things or phrase.words[0] in {"no", "nobody"}:
            return ()
        if noun is None:
            found = self.together.counted_as(phrase)
            return found if found or not (source or group) else self._unknown(phrase)
        return self.together.resolve(phrase, noun) or self._single(phrase, noun, source or group)

    def _single(self, phrase: Phrase, noun: Noun, source: bool) -> Figures:
        match noun.sort:
            case "title":
                return self._title(phrase, noun, source)
            case "titles" | "group":
                return self._group(phrase, noun, source)
            case "state" | "body":
                return self.bodies.resolve(phrase, noun, source)
            case _:
                return self.papers.author(phrase, source)

    def _title(self, phrase: Phrase, noun: Noun, source: bool) -> Figures:
        if noun.word in self.titles.counterparts and (found := self._counterpart(phrase)):
            return (found,)
        if own := self._presiding(phrase, noun):
            return (own,)
        side, titles = self.unnamed.side(phrase), self.lexicon.titles(phrase.words)
        if figure := self._borne(phrase, noun, side, titles[0]):
            return (figure,)
        if not source:
            return () if side is None and phrase.possessor is None else (self._entered(phrase, noun, side, titles),)
        if named := self.lead.named(phrase, side, titles):
            self.roster.entitle(named, titles)
            named.side = named.side or side
        return (named or self._entered(phrase, noun, side, titles),)

    def _presiding(self, phrase: Phrase, noun: Noun) -> Figure | None:
        """The head of state whose office the outlet is, whom it calls "the President", named elsewhere or never."""
        others = any(word in {"of", "for", "from"} for word, _ in phrase.after)
        alone = phrase.words == ["the", *noun.word.split()] and phrase.possessor is None and not others
        if not self.introduction.presiding or noun.word not in self.titles.presiding or not alone or not phrase.head.is_title:
            return None
        if self._president is None:
            own = [f for f in self.introduction.named.values() if f.side is self.own and "president" in f.closest | f.offices]
            titled = [f for f in own if "president" in f.closest] or own
            self._president = max(titled, key=titled.count, default=None)
        if self._president is None:
            self._president = self._entered(phrase, noun, self.own, self.lexicon.titles(phrase.words))
            self._president.name = phrase.doc[phrase.start + 1 : phrase.end].text
        return self._president

    def _borne(self, phrase: Phrase, noun: Noun, side: Figure | None, title: str) -> Figure | None:
        """Somebody known who bears the title: named, yet to be named, or met without a name."""
        first = phrase.words[0]
        if first in self.titles.definite or phrase.possessor is not None or first not in self.titles.indefinite:
            return self.holder(title, side, phrase) or self.unnamed.latest(noun.word, side)
        return self._later(title, side) if side else None

    def _entered(self, phrase: Phrase, noun: Noun, side: Figure | None, titles: list[str]) -> Figure:
        return self.unnamed.enter("person", phrase, noun.word, side, titles)

    def holder(self, title: str, side: Figure | None, phrase: Phrase) -> Figure | None:
        """The person who bears a title, the latest spoken of; else the first who will be named.

        One who bears it by its own words goes before one whose title implies it; in an official readout the own before others.
        """
        bearers = [f for f in self.roster.bearers(title) if not self._other_sex(phrase, f)]
        exact = [f for f in bearers if title in f.closest or any(c.endswith(" " + title) for c in f.closest)]
        implied = [f for f in bearers if title in f.titles]
        if side is not None:
            tiers = [[f for f in tier if f.side is home] for home in (side, None) for tier in (exact, implied, bearers)]
        elif self.own is not None and title in self.titles.offices_held:
            own = [f for f in bearers if f.side is self.own and (f in exact or (title in f.offices and not f.closest))]
            tiers = [own, exact, [f for f in implied if f.side is self.own], implied, bearers]
        else:
            tiers = [exact, implied, bearers]
        fits = next((tier for tier in ([f for f in bearers if self._in_full(phrase, f)], *tiers) if tier), None)
        if fits is None:
            return self.together.head_of(title, side)
        spoken = (m.figures[0] for m in self.history.all() if len(m.figures) == 1)
        return next((f for f in spoken if f in fits), None) or min(fits, key=self.introduction.first)

    def _in_full(self, phrase: Phrase, figure: Figure) -> bool:
        """Whether a role has all words of a title with its complements ("the head of the President's Office"), and its rank."""
        nouns = {t.lower_ for t in phrase.doc[phrase.opening : phrase.last] if t.pos_ in {"NOUN", "PROPN", "ADJ"}}
        if figure.role is None or nouns <= set(phrase.words):
            return False
        role = set(re.findall(r"\w+", figure.role.lower()))
        return nouns <= role and nouns & self.titles.ranks == role & self.titles.ranks

    def _other_sex(self, phrase: Phrase, figure: Figure) -> bool:
        sex = self.introduction.sex(phrase)
        return bool(sex and figure.gender and figure.gender != sex)

    def _later(self, title: str, side: Figure) -> Figure | None:
        """A person of the side yet to be named with exactly this title ("a Russian negotiator … Arkady Melnitsky")."""
        later = (f for f in self.roster.bearers(title) if title in f.closest and f.side is side and not f.unnamed)
        return next((f for f in later if not self.history.counts[f] and title not in self.titles.general), None)

    def _counterpart(self, phrase: Phrase) -> Figure | None:
        """The one of the same rank on another side."""
        owner = self.whose(phrase.possessor) if phrase.possessor else ()
        side = self.introduction.sides.of(phrase) if not owner or phrase.units else None
        base = owner[0] if owner else None
        if phrase.beside is not None and (named := self.introduction.named.get(phrase.beside)):
            if named.side is None and side is not None:
                named.side = side
            if base:
                self.roster.entitle(named, base.closest)
            return named

        def fits(mention: Mention) -> float | None:
            figure = mention.figures[0]
            if (
                len(mention.figures) > 1
                or figure.kind != "person"
                or figure is base
                or (base and figure.side and figure.side is base.side)
            ):
                return None
            if side is not None and figure.side is not side:
                return None
            return 1.0 if base is None or base.titles & figure.titles else 0.0

        best = self.history.best(phrase, fits)
        if not best and side is not None:
            titles = sorted(base.closest) if base else []
            return next((f for t in titles for f in self.roster.bearers(t) if f.side is side and t in f.closest), None)
        return best[0] if best else None

    def _group(self, phrase: Phrase, noun: Noun, source: bool) -> Figures:
        side = self.unnamed.side(phrase)
        bare = len(phrase.words) == noun.size or phrase.words[0] in {"the", "these", "those"}
        if bare and side is None:
            if earlier := self.unnamed.latest(noun.word, side):
                return (earlier,)
            if called := self.bodies.called(noun.word, phrase):
                return (called,)
        if phrase.words[0] in {"the", "these", "those"} and (earlier := self.unnamed.latest(noun.word, side)):
            return (earlier,)
        if not source and side is None and not self._met(phrase):
            return ()
        return (self.unnamed.enter("group", phrase, noun.word, side, [noun.word]),)

    def _met(self, phrase: Phrase) -> bool:
        """Whether a group stands among those whom somebody deals with ("met with officials and civil society")."""
        for token in reversed(phrase.doc[max(0, phrase.opening - COMPANY) : phrase.opening]):
            if token.lower_ == "with":
                return True
            if token.pos_ in {"VERB", "AUX"} or token.is_space or token.text in {".", ";", ":"}:
                return False
        return False

    def _unknown(self, phrase: Phrase) -> Figures:
        """A source whose noun the codebook does not know is taken as written."""
        head = phrase.head
        if head.pos_ not in {"NOUN", "PROPN"}:
            return ()
        kind: Kind = "group" if head.tag_ in {"NNS", "NNPS"} else "organization" if head.pos_ == "PROPN" else "person"
        if head.pos_ == "PROPN" and (figure := self.roster.by_alias(head.text)):
            return (figure,)
        if earlier := self.unnamed.latest(head.lower_, None):
            return (earlier,)
        return (self.unnamed.enter(kind, phrase, head.lower_, self.unnamed.side(phrase), [head.lower_]),)
