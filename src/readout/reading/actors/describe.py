"""Whom an unnamed phrase means: "the president", "the Russian side", "both leaders", "two European officials"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from readout.codebook import Codebook
from readout.codebook.titles import plural
from readout.reading.actors.figures import Figure, Roster
from readout.reading.actors.history import History, Mention
from readout.reading.actors.introduce import Introduction
from readout.reading.actors.lexicon import Noun
from readout.reading.actors.phrases import Phrase

Figures = tuple[Figure, ...]
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "either": 2, "neither": 2, "each": 2}


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
        self._unnamed: dict[str, list[Figure]] = {}

    def resolve(self, phrase: Phrase, *, source: bool) -> Figures:
        """Whom the phrase means; nobody where that cannot be told."""
        noun = self.lexicon.noun(phrase.words)
        if phrase.head.lower_ in self.titles.things:
            return ()
        if noun is None:
            return self._unknown(phrase) if source else ()
        if phrase.words[0] in {"no", "nobody"}:
            return ()
        if found := self._jointly(phrase, noun):
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
        if definite and (figure := self._holder(titles[0], side, phrase)):
            return (figure,)
        if not definite and side and (figure := self._later(titles[0], side)):
            return (figure,)
        if definite and (figure := self._before(noun.word, side)):
            return (figure,)
        if not source and side is None and phrase.possessor is None:
            return ()
        return (self._new("person", phrase, noun.word, side, titles),)

    def _holder(self, title: str, side: Figure | None, phrase: Phrase) -> Figure | None:
        """The named person who bears a title, the latest spoken of; else the first who will be named."""
        wanted = {side} if side is not None else {self.own} if title in self.titles.offices_held else set()
        for own_only in (True, False) if wanted - {None} else (False,):
            if found := self._bearer(title, phrase, wanted if own_only else None, unsided=side is not None):
                return found
        return self._head_of(title, side)

    def _bearer(self, title: str, phrase: Phrase, sides: set[Figure | None] | None, *, unsided: bool) -> Figure | None:
        """The latest who bears a title, rather by its own words than by what it implies, or by an office known of them."""
        for bears in (
            lambda f: title in f.closest or any(c.endswith(" " + title) for c in f.closest),
            lambda f: title in f.titles,
            lambda f: title in f.offices,
        ):
            fits = [f for f in self.roster.figures if f.kind == "person" and bears(f) and not self._other_sex(phrase, f)]
            if sides is not None:
                fits = [f for f in fits if f.side in sides]
            elif unsided:
                fits = [f for f in fits if f.side is None]
            if fits:
                pool = set(fits)
                spoken = (m.figures[0] for m in self.history.all() if len(m.figures) == 1)
                return next((f for f in spoken if f in pool), fits[0])
        return None

    def _head_of(self, title: str, side: Figure | None) -> Figure | None:
        """In an official readout, the own leader, whom it may name without a title."""
        if self.own is None or side not in {self.own, None} or title not in self.titles.leaders:
            return None
        if any(f.side is self.own and f.closest & self.titles.leaders for f in self._persons()):
            return None
        plain = [f for f in self._persons() if f.side in {None, self.own} and not f.closest]
        return max(plain, key=lambda f: self._named[f], default=None)

    @cached_property
    def _named(self) -> Counter[Figure]:
        """How often each figure is named in the whole text."""
        return Counter(self.introduction.named.values())

    def _other_sex(self, phrase: Phrase, figure: Figure) -> bool:
        sex = self.introduction.sex(phrase)
        return bool(sex and figure.gender and figure.gender != sex)

    def _persons(self) -> Iterable[Figure]:
        return (f for f in self.roster.figures if f.kind == "person" and not f.unnamed)

    def _later(self, title: str, side: Figure) -> Figure | None:
        """A person of the side yet to be named with exactly this title ("a Russian negotiator … Arkady Melnitsky")."""
        return next(
            (
                f
                for f in self._persons()
                if title in f.closest and f.side is side and not self.history.counts[f] and title not in GENERAL
            ),
            None,
        )

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
            later = [f for f in self._persons() if f.side is side and (base is None or base.closest & f.closest)]
            return later[0] if later else None
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
        side = self.side(phrase)
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
            return (self.own,) if self.own else self._local(phrase, noun)
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
        if phrase.possessor and (found := self.whose(phrase.possessor)):
            return found
        for word, other in phrase.after:
            if word in {"by", "from", "of"} and (found := self.whose(other)):
                return found
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

    def _jointly(self, phrase: Phrase, noun: Noun) -> Figures:
        """Those of "the two leaders", "both sides"."""
        words = phrase.words
        joint = self.titles.joint
        word = phrase.head.lower_
        number = next((NUMBERS[w] for w in words if w in NUMBERS), 0)
        if words[0] in {"neither", "either", "each"}:
            word = plural(word)
        if noun.sort in {"title", "body", "state"} and not number:
            return ()
        definite = words[0] in {"the", "both", "these", "those", "all", "our", "their", "either", "neither", "each"} or (
            len(words) == 1 and word in {"sides", "parties"}
        )
        if not definite or (
            word not in joint.people and word not in joint.parties and not (number and noun.sort in {"title", "titles"})
        ):
            return ()
        sides = self._sides(phrase)
        if word in joint.people and len(sides) > 1:
            found = [f for s in sides if (f := self._holder(noun.word, s, phrase))]
            return tuple(found if len(found) == len(sides) else sides)
        if len(sides) > 1:
            return tuple(sides)
        if sides:
            return ()
        if word in joint.parties:
            return self._parties(phrase, number or 2)
        return self._people(phrase, noun, number) or (self._parties(phrase, 2) if word in {"delegations", "teams"} else ())

    def _sides(self, phrase: Phrase) -> list[Figure]:
        """The sides that the words of a plural or its complements name."""
        within = [s for u in phrase.units if (s := self.introduction.side_by(u))]
        after = [f.home for word, other in phrase.after if word in {"of", "from", "between"} for f in self.whose(other) if f.kind != "person"]
        return list(dict.fromkeys([*within, *after]))

    def _people(self, phrase: Phrase, noun: Noun, number: int) -> Figures:
        word = noun.word
        general = noun.sort != "titles" or word in self.titles.joint.anybody

        def fits(figure: Figure) -> bool:
            if figure.kind != "person" or figure.unnamed:
                return False
            if word == "leader":
                held = figure.titles | figure.closest | figure.offices
                return bool(held & self.titles.leaders) or not held
            return (
                general
                or word in figure.titles
                or word in figure.closest
                or word in figure.offices
                or self._head_of(word, figure.side) is figure
            )

        return (
            self._leading(number, fits)
            or self._together(phrase, number, lambda f: f if fits(f) else None)
            or self._latest(phrase, number or 2, fits)
        )

    def _leading(self, number: int, fits: Callable[[Figure], bool]) -> Figures:
        """Those whom the title and first sentence of an official readout bring together."""
        if self.own is None:
            return ()
        found: dict[Figure, None] = {}
        sentence = 0
        for phrase in self.introduction.phrases:
            if (here := self.history.sentence(phrase.start)) != sentence:
                if here > LEAD or self._enough(found, number):
                    break
                sentence = here
            figure = self.introduction.named.get(phrase)
            if figure is not None and fits(figure):
                found[figure] = None
        return tuple(found) if self._enough(found, number) else ()

    def _enough(self, figures: Iterable[Figure], number: int) -> bool:
        """Whether there are as many as said, each of another side, the own among them in an official readout."""
        size, homes = len(set(figures)), {f.home for f in figures}
        return (size == number if number else 2 <= size <= 4) and len(homes) == size and (self.own is None or self.own in homes)

    def _latest(self, phrase: Phrase, number: int, fits: Callable[[Figure], bool]) -> Figures:
        """The last few who fit, one a side."""
        found: dict[Figure, None] = {}
        homes = set[Figure]()
        for mention in self.history.all():
            for figure in mention.figures:
                if fits(figure) and figure not in found and (figure.side is None or figure.home not in homes):
                    found[figure] = None
                    homes.add(figure.home)
            if len(found) >= number:
                return tuple(reversed(found))[-number:]
        return ()

    def _together(self, phrase: Phrase, number: int, whom: Callable[[Figure], Figure | None]) -> Figures:
        """Those who were last spoken of together, in one mention or one sentence, and are as many as it says."""
        sentence, found = -1, dict[Figure, None]()

        for mention in self.history.all():
            if mention.sentence != sentence:
                if self._enough(found, number):
                    return tuple(reversed(found))
                sentence, found = mention.sentence, {}
            those = [f for figure in mention.figures if (f := whom(figure))]
            if len(those) == len(mention.figures) > 1 and self._enough(those, number):
                return tuple(dict.fromkeys(those))
            found.update(dict.fromkeys(those))
        return tuple(reversed(found)) if self._enough(found, number) else ()

    def _parties(self, phrase: Phrase, number: int) -> Figures:
        def side(figure: Figure) -> Figure | None:
            return figure.home if figure.home.kind in {"country", "organization"} or figure.home.code else None

        word = phrase.head.lower_
        if word == "parties" and (leading := self._leading(number, lambda f: bool(f.side and (f.closest | f.offices) & self.titles.leaders))):
            return leading
        states = word in self.titles.joint.states
        if number and (best := self._foremost(number, states=states)):
            return best
        return self._together(phrase, number, side)

    def _foremost(self, number: int, *, states: bool) -> Figures:
        """The parties of which a text speaks most, its own party among them in an official readout."""
        scores: dict[Figure, float] = {self.own: 1000.0} if self.own else {}
        for home, weight in self._standing.items():
            if home.kind == "country" or (not states and home.kind != "person"):
                scores[home] = scores.get(home, 0.0) + weight
        best = sorted(scores, key=lambda f: -scores[f])[:number]
        return tuple(best) if len(best) == number else ()

    @cached_property
    def _standing(self) -> dict[Figure, float]:
        """How much a text speaks of each party and its people."""
        scores: dict[Figure, float] = {}
        for phrase in self.introduction.phrases:
            figure = self.introduction.named.get(phrase)
            homes = [figure.home] if figure else []
            for unit in phrase.units:
                place = any(s.form == "capital" for s in unit.senses) and phrase.inside is not None
                if (
                    unit.kind in {"party", "people"}
                    and not place
                    and (home := self.introduction.side_by(unit))
                    and home not in homes
                ):
                    homes.append(home)
            for home in homes:
                scores[home] = scores.get(home, 0.0) + (3.0 if phrase.start < HEADLINE else 1.0)
        return scores


HEADLINE = 40
# The title, a dateline, and the first sentences.
LEAD = 3
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
