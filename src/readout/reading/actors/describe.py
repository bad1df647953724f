"""Whom an unnamed phrase means: "the president", "the Russian side", "both leaders", "two European officials"."""

from __future__ import annotations

import re
from collections.abc import Callable

from readout.codebook import Codebook
from readout.codebook.titles import plural
from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.history import History, Mention
from readout.reading.actors.introduce import Introduction
from readout.reading.actors.joint import Joint
from readout.reading.actors.lexicon import Noun
from readout.reading.actors.phrases import Phrase

Figures = tuple[Figure, ...]


class Description:
    """Resolves phrases without a name. `whose` gives the figures of a possessor or complement already read."""

    def __init__(
        self, introduction: Introduction, history: History, own: Figure | None, whose: Callable[[Phrase], Figures]
    ) -> None:
        self.introduction, self.history, self.own, self.whose = introduction, history, own, whose
        self.roster: Roster = introduction.roster
        self.codebook: Codebook = introduction.codebook
        self.titles = self.codebook.titles
        self.lexicon = introduction.lexicon
        self.together = Joint(introduction, history, own, whose, self.holder)
        self._unnamed: dict[str, list[Figure]] = {}
        self._papers: dict[str, Figures] = {}

    def resolve(self, phrase: Phrase, *, source: bool) -> Figures:
        """Whom the phrase means; nobody where that cannot be told."""
        noun = self.lexicon.noun(phrase.words)
        if phrase.head.lower_ in self.titles.things:
            return ()
        if noun is None:
            return self._unknown(phrase) if source else ()
        if phrase.words[0] in {"no", "nobody"}:
            return ()
        if found := self.together.resolve(phrase, noun):
            return found
        match noun.sort:
            case "title":
                return self._title(phrase, noun, source)
            case "titles" | "group":
                return self._group(phrase, noun, source)
            case "state" | "body":
                return self._body(phrase, noun, source)
            case _:
                return self._author(phrase)

    def _leader(self, phrase: Phrase) -> Figure | None:
        """The side of the leader after whom a government is called ("the Trump administration")."""
        name = next((u for u in phrase.units if u.kind == "person" and u.end < phrase.end), None)
        return self.roster.person(phrase.doc[name.start : name.end].text).side if name else None

    def side(self, phrase: Phrase) -> Figure | None:
        """Whose side the words around the noun put it on, pronouns and descriptions included."""
        if side := self.introduction.side_of(phrase):
            return side
        owners = [phrase.possessor] if phrase.possessor is not None else []
        for other in [*owners, *(other for word, other in phrase.after if word in {"of", "for"})]:
            if (found := self.whose(other)) and (found[0].kind != "person" or found[0].side is not None):
                return found[0].home
        return None

    def _title(self, phrase: Phrase, noun: Noun, source: bool) -> Figures:
        if noun.word in self.titles.counterparts and (found := self._counterpart(phrase)):
            return (found,)
        side = self.side(phrase)
        first = phrase.words[0]
        definite = first in self.titles.definite or phrase.possessor is not None or first not in self.titles.indefinite
        titles = self.lexicon.titles(phrase.words)
        if definite and (figure := self.holder(titles[0], side, phrase)):
            return (figure,)
        if not definite and side and (figure := self._later(titles[0], side)):
            return (figure,)
        if definite and (figure := self._before(noun.word, side)):
            return (figure,)
        if not source and side is None and phrase.possessor is None:
            return ()
        return (self._new("person", phrase, noun.word, side, titles),)

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
            own = [f for f in bearers if f.side is self.own and (f in exact or title in f.offices)]
            tiers = [own, exact, [f for f in implied if f.side is self.own], implied, bearers]
        else:
            tiers = [exact, implied, bearers]
        fits = next((tier for tier in tiers if tier), None)
        if fits is None:
            return self.together.head_of(title, side)
        spoken = (m.figures[0] for m in self.history.all() if len(m.figures) == 1)
        return next((f for f in spoken if f in fits), fits[0])

    def _other_sex(self, phrase: Phrase, figure: Figure) -> bool:
        sex = self.introduction.sex(phrase)
        return bool(sex and figure.gender and figure.gender != sex)

    def _later(self, title: str, side: Figure) -> Figure | None:
        """A person of the side yet to be named with exactly this title ("a Russian negotiator … Arkady Melnitsky")."""
        later = (f for f in self.roster.bearers(title) if title in f.closest and f.side is side and not f.unnamed)
        return next((f for f in later if not self.history.counts[f] and title not in GENERAL), None)

    def _before(self, word: str, side: Figure | None) -> Figure | None:
        """The unnamed person or group that was introduced with this noun."""
        earlier = self._unnamed.get(word, [])
        return next((f for f in reversed(earlier) if side is None or f.side is side or f.side is None), None)

    def _counterpart(self, phrase: Phrase) -> Figure | None:
        """The one of the same rank on another side."""
        owner = self.whose(phrase.possessor) if phrase.possessor else ()
        side = self.introduction.side_of(phrase) if not owner or phrase.units else None
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
        side = self.side(phrase)
        bare = len(phrase.words) == noun.size or phrase.words[0] in {"the", "these", "those"}
        if bare and side is None:
            if earlier := self._before(noun.word, side):
                return (earlier,)
            if called := self._called(noun.word, phrase):
                return (called,)
        if phrase.words[0] in {"the", "these", "those"} and (earlier := self._before(noun.word, side)):
            return (earlier,)
        if not source and side is None:
            return ()
        return (self._new("group", phrase, noun.word, side, [noun.word]),)

    def _called(self, word: str, phrase: Phrase) -> Figure | None:
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

    def _body(self, phrase: Phrase, noun: Noun, source: bool) -> Figures:
        side = self.side(phrase) or (self._leader(phrase) if noun.sort == "state" else None)
        owner = self.whose(phrase.possessor) if phrase.possessor else ()
        if owner and owner[0].kind == "person" and noun.word in {"team", "side", "delegation", "office"}:
            return owner
        if (side is None and phrase.words[0] in {"the", "this", "that"}) or len(phrase.words) == noun.size:
            if figure := self._called(noun.word, phrase) or self._called(noun.word.split()[-1], phrase):
                return (figure,)
        if side is None and (earlier := self._before(noun.word, None)):
            return (earlier,)
        if noun.sort == "state":
            if side is not None:
                return (side,)
            if noun.word not in OWN_STATE:
                return ()
            return (self.own,) if self.own and self.own.kind == "country" else self._local(phrase, noun)
        if side is None and self.own is not None and noun.word in OWN_BODY:
            return (self.own,)
        if side is None:
            if not source:
                return ()
            local = self._local(phrase, noun) if noun.word in NATIONAL else ()
            side = local[0] if local else None
        name = self._name(phrase)
        for unit in phrase.units:
            if (
                unit.kind in {"place", "org"}
                and noun.word in {"rebels", "insurgents", "group", "forces"}
                and (figure := self.roster.containing(phrase.doc[unit.start : unit.end].text))
            ):
                return (figure,)
        if noun.word in {"group", "movement"} and side is None:
            return ()
        figure = self.roster.body(name, side)
        figure.titles.update({noun.word, noun.word.split()[-1], name.split()[-1].lower()})
        return (figure,)

    def _local(self, phrase: Phrase, noun: Noun) -> Figures:
        """The state that the text speaks of just before "the government", "the country"."""

        def fits(mention: Mention) -> float | None:
            homes = {f.home for f in mention.figures}
            return 0.0 if len(homes) == 1 and next(iter(homes)).kind == "country" else None

        best = self.history.best(phrase, fits)
        return (best[0].home,) if best else ()

    def _author(self, phrase: Phrase) -> Figures:
        """Whoever made a statement, a report, an account."""
        word = phrase.head.lower_
        found = self.whose(phrase.possessor) if phrase.possessor else ()
        links = [other for link, other in phrase.after if link in {"by", "from", "of"}]
        found = found or next((f for other in links if (f := self.whose(other))), ()) or self._adjective(phrase)
        if found:
            self._papers[word] = found
        return found or (self._papers.get(word, ()) if phrase.words[0] in self.titles.definite else ())

    def _adjective(self, phrase: Phrase) -> Figures:
        """The party that an adjective or a name before the noun means ("the Turkish account", "a UN report")."""
        for unit in phrase.units:
            if unit.senses and (code := self.roster.sense(unit.senses)) in self.codebook.organizations:
                return (self.roster.coded(code, written=phrase.doc[unit.start : unit.end].text),)
        people = [u for u in phrase.units if u.kind == "people" or u.adjective]
        side = self.introduction.side_by(people[0]) if people else None
        return (side,) if side else ()

    def _unknown(self, phrase: Phrase) -> Figures:
        """A source whose noun the codebook does not know is taken as written."""
        head = phrase.head
        if head.pos_ not in {"NOUN", "PROPN"}:
            return ()
        kind = "group" if head.tag_ in {"NNS", "NNPS"} else "organization" if head.pos_ == "PROPN" else "person"
        if head.pos_ == "PROPN" and (figure := self.roster.by_alias(head.text)):
            return (figure,)
        if earlier := self._before(head.lower_, None):
            return (earlier,)
        return (self._new(kind, phrase, head.lower_, self.side(phrase), [head.lower_]),)

    def _new(self, kind: str, phrase: Phrase, word: str, side: Figure | None, titles: list[str]) -> Figure:
        figure = self.roster.enter(Figure(kind, self._name(phrase), side=side, unnamed=True))  # type: ignore[arg-type]
        figure.gender = self.introduction.sex(phrase)
        self.roster.entitle(figure, titles)
        modifiers = {plural(w) for w in phrase.words[:-1] if w in self.titles.titles} if kind == "group" else set()
        for noun in {word, *modifiers}:
            self._unnamed.setdefault(noun, []).append(figure)
        return figure

    def _name(self, phrase: Phrase) -> str:
        """The phrase as written, with what follows it and without the article."""
        start = phrase.possessor.start if phrase.possessor and not phrase.possessor.pronoun else phrase.start
        text = phrase.doc[start : phrase.last].text
        return " ".join(re.sub(r"^(?:the|an?)\s+", "", text, flags=re.I).split())


GENERAL = frozenset({"official", "diplomat", "source", "person", "member", "analyst", "expert", "resident", "aide"})
OWN_STATE = frozenset(
    {
        "government",
        "authorities",
        "state",
        "country",
        "nation",
        "republic",
        "leadership",
        "administration",
        "cabinet",
        "kingdom",
        "regime",
        "presidency",
        "junta",
    }
)
OWN_BODY = frozenset({"ministry", "department", "foreign ministry", "office", "commission", "council"})
NATIONAL = frozenset(
    {
        "foreign ministry",
        "ministry",
        "defense ministry",
        "defence ministry",
        "army",
        "military",
        "parliament",
        "police",
        "opposition",
        "central bank",
        "navy",
        "embassy",
    }
)
