"""Whom a plural means that speaks of several known parties at once: "both presidents", "the two leaders", "the sides"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from readout.codebook.titles import plural
from readout.reading.actors.bonds import Bonds
from readout.reading.actors.figures import Figure
from readout.reading.actors.history import History
from readout.reading.actors.introduce import Introduction
from readout.reading.actors.lexicon import Noun
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.standing import Standing

Figures = tuple[Figure, ...]
Holder = Callable[[str, Figure | None, Phrase], Figure | None]
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "either": 2, "neither": 2, "each": 2}
DETERMINERS = frozenset({"the", "both", "these", "those", "all", "our", "their", "either", "neither", "each", "between"})
# The title, a dateline, and the first sentences.
LEAD = 3
# How many "the leaders" without a number may be, and how far back two parties are sought in one sentence.
LEAST, MOST, NEAR, FAR = 2, 4, 1, 400
# How many sentences ahead those may be named whom a headline's plural means.
AFTER = 3


class Joint:
    """Resolves plurals of people and parties. `whose` gives the figures of a complement, `holder` who bears a title."""

    def __init__(
        self,
        introduction: Introduction,
        history: History,
        bonds: Bonds,
        whose: Callable[[Phrase], Figures],
        holder: Holder,
    ) -> None:
        self.introduction, self.history, self.bonds, self.own = introduction, history, bonds, introduction.own
        self.whose, self.holder = whose, holder
        self.titles = introduction.codebook.titles
        self.standing = Standing(introduction)

    def resolve(self, phrase: Phrase, noun: Noun) -> Figures:
        """Those whom the phrase means; nobody where it is no such plural."""
        words, word = phrase.words, phrase.head.lower_
        number = next((NUMBERS[w] for w in words if w in NUMBERS), 0)
        if words[0] in {"neither", "either", "each"}:
            word = plural(word)
        people = word in self.titles.joint.people or noun.sort == "titles"
        if not (people or word in self.titles.joint.parties) or not self._plain(phrase, noun):
            return ()
        sides = self._sides(phrase)
        if len(sides) > 1:
            title = self.introduction.lexicon.singular(noun.word)
            found = [f for s in sides if (f := self.holder(title, s, phrase))] if people else []
            return tuple(found if len(found) == len(sides) else sides)
        if sides:
            return ()
        if word in self.titles.joint.parties:
            return self._parties(phrase, word, number)
        if word in self.titles.joint.teams and (teams := self._parties(phrase, word, number)):
            return teams
        return self._people(phrase, noun, number)

    def convened(self) -> Figures:
        """Those whom an official readout brings together, at its beginning; people before parties."""
        return self.met() or self.standing.foremost(2, self.own, states=False)

    def counted(self, phrase: Phrase) -> Figures:
        """The people of an official readout, where they are as many as a phrase says."""
        number = next((NUMBERS[w] for w in phrase.words if w in NUMBERS), 0)
        return self.met(number) if self.own is not None else ()

    def counted_as(self, phrase: Phrase) -> Figures:
        """The same, where it calls them by an unknown plural ("the three NSAs")."""
        words = phrase.words
        several = len(words) > LEAST and words[-1].endswith("s") and words[0] in DETERMINERS and words[-2] in NUMBERS
        return self.counted(phrase) if several else ()

    def met(self, number: int = 0) -> Figures:
        """The people whom an official readout brings together."""

        def fits(figures: Figures) -> bool:
            return self._enough(figures, number or 2)

        people = self._leading(number, lambda f: _person(f) is not None)
        return people or self.bonds.best(0, _person, fits, self.standing.together)

    def pair_with(self, phrase: Phrase, speaker: Figure) -> Figures:
        """A speaker and whom they met, where "we" did what takes two ("we agreed")."""
        agreed = self.introduction.codebook.attribution.impersonal.agreed
        if not phrase.head.dep_.startswith("nsubj") or phrase.head.head.lemma_.lower() not in agreed:
            return ()

        def fits(figures: Figures) -> bool:
            return len(figures) == 2 and speaker in figures

        return self.bonds.best(phrase.start, _person, fits, self.standing.together)

    def head_of(self, title: str, side: Figure | None) -> Figure | None:
        """In an official readout, the own leader, whom it may name without a title."""
        return self._untitled if side in {self.own, None} and title in self.titles.leaders else None

    @cached_property
    def _untitled(self) -> Figure | None:
        """The person whom an official readout names most without a title, where nobody of its side has a leader's."""
        named = Counter(f for f in self.introduction.named.values() if f.kind == "person" and f.side in {None, self.own})
        if self.own is None or any(f.side is self.own and f.closest & self.titles.leaders for f in named):
            return None
        return max((f for f in named if not f.closest), key=lambda f: named[f], default=None)

    def _plain(self, phrase: Phrase, noun: Noun) -> bool:
        """Whether nothing but a determiner and a number stands before the noun ("the rich countries" are others)."""
        words = phrase.words
        if words[0] not in DETERMINERS and words not in (["sides"], ["parties"]):
            return False
        if noun.sort in {"title", "body", "state"} and words[0] not in {"neither", "either", "each"}:
            return False
        named = {i for u in phrase.units for i in range(u.start, u.end)}
        rest = [w for i, w in enumerate(words[: -noun.size], phrase.start) if i not in named]
        strange = [w for w in rest if w not in DETERMINERS and w not in NUMBERS and w not in {"and", "same", "warring", "of"}]
        return not strange and not any(word == "to" for word, _ in phrase.after)

    def _sides(self, phrase: Phrase) -> list[Figure]:
        """The sides that the words of a plural or its complements name."""
        within = [s for u in phrase.units if (s := self.introduction.sides.by(u))]
        links = [other for word, other in phrase.after if word in {"of", "from", "between"}]
        return list(dict.fromkeys([*within, *(f.home for other in links for f in self.whose(other) if f.kind != "person")]))

    def _people(self, phrase: Phrase, noun: Noun, number: int) -> Figures:
        word = self.introduction.lexicon.singular(noun.word)
        general = noun.sort != "titles" or word in self.titles.joint.anybody

        def fits(figure: Figure) -> bool:
            if figure.kind != "person" or figure.unnamed:
                return False
            held = figure.titles | figure.closest | figure.offices
            if word == "leader" and self.own is None:
                return bool(held & self.titles.leaders) or not held
            return general or word in held or self.head_of(word, figure.side) is figure

        found = self._leading(number, fits) or self._bearing(word, number)
        found = found or self._bound(phrase, number, lambda f: f if fits(f) else None)
        found = found or self._together(number, lambda f: f if fits(f) else None)
        if not found and self.own is not None and (general or word == "leader"):
            found = self.met(number)
        found = found or self._latest(number or 2, fits) or self._coming(phrase, number or 2, fits)
        return found or (self._bound(phrase, number, _person) if number else ())

    def _bearing(self, title: str, number: int) -> Figures:
        """Those of an official readout who bear one title by their own words, of one side too ("the Secretaries")."""
        named = dict.fromkeys(f for f in self.introduction.named.values() if f.kind == "person")
        bearers = [f for f in named if title in f.closest or any(c.startswith(f"{title} of ") for c in f.closest)]
        several = len(bearers) == number if number else LEAST <= len(bearers) <= MOST
        return tuple(bearers) if self.own is not None and several else ()

    def _parties(self, phrase: Phrase, word: str, number: int) -> Figures:
        def side(figure: Figure) -> Figure | None:
            return figure.home if figure.home.kind in {"country", "organization"} or figure.home.code else None

        def leads(figure: Figure) -> bool:
            return figure.side is not None and bool((figure.closest | figure.offices) & self.titles.leaders)

        if word == "parties" and (leading := self._leading(number, leads)):
            return leading
        if word in self.titles.joint.meeting and self.own is not None and (people := self.met(number)):
            return people
        if number < 3 and (bound := self._bound(phrase, number or (0 if word in self.titles.joint.teams else 2), side)):
            return bound
        if (number > 2 or self.own is None) and (
            together := self._together(number or 2, side, sentences=NEAR if number < 3 else FAR)
        ):
            return together
        return self.standing.foremost(number or 2, self.own, states=word in self.titles.joint.states)

    def _bound(self, phrase: Phrase, number: int, whom: Callable[[Figure], Figure | None]) -> Figures:
        """Those whom the text most strongly speaks of together."""
        return self.bonds.best(phrase.start, whom, lambda figures: self._enough(figures, number), self.standing.together)

    def _coming(self, phrase: Phrase, number: int, fits: Callable[[Figure], bool]) -> Figures:
        """Those who are named next, where nobody has been yet ("Both presidents agreed …" in a headline)."""
        here, found = self.history.sentence(phrase.start), dict[Figure, None]()
        for other in self.introduction.phrases:
            if other.start < phrase.end:
                continue
            if self.history.sentence(other.start) - here > AFTER or len(found) == number:
                break
            if (figure := self.introduction.named.get(other)) is not None and fits(figure):
                found[figure] = None
        return tuple(found) if self._enough(found, number) else ()

    def _leading(self, number: int, fits: Callable[[Figure], bool]) -> Figures:
        """Those whom the title or first sentence of an official readout brings together."""
        if self.own is None:
            return ()
        found: dict[Figure, None] = {}
        sentence, last = 0, 0
        for phrase in self.introduction.phrases:
            if (here := self.history.sentence(phrase.start)) != sentence:
                if here > LEAD or self._enough(found, number):
                    break
                sentence = here
            figure = self.introduction.named.get(phrase)
            if figure is not None and fits(figure):
                if figure not in found and self._topic(last, phrase.start) and self._enough(found, number):
                    break
                found[figure] = None
                last = phrase.end
        return tuple(found) if self._enough(found, number) else ()

    def _topic(self, start: int, end: int) -> bool:
        """Whether what those in a sentence met for begins between two of its words ("… to discuss …", "… about …")."""
        words = self.introduction.doc[start:end]
        purpose = (t.dep_ == "mark" and t.tag_ == "TO" for t in words)
        return any(purpose) or any(t.lower_ in self.titles.topical for t in words)

    def _enough(self, figures: Iterable[Figure], number: int) -> bool:
        """Whether there are as many as said, each of another side, the own among them in an official readout."""
        size, homes = len(set(figures)), {f.home for f in figures}
        return (size == number if number else 2 <= size <= MOST) and len(homes) == size and self.own in {None, *homes}

    def _latest(self, number: int, fits: Callable[[Figure], bool]) -> Figures:
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

    def _together(self, number: int, whom: Callable[[Figure], Figure | None], *, sentences: int = FAR) -> Figures:
        """Those who were last spoken of together, in one mention or one sentence, and are as many as it says."""
        sentence, found = -1, dict[Figure, None]()
        for mention in self.history.all():
            if mention.sentence != sentence:
                if self._enough(found, number):
                    return tuple(reversed(found))
                if sentences < 0:
                    return ()
                sentences, sentence, found = sentences - 1, mention.sentence, {}
            those = [f for figure in mention.figures if (f := whom(figure))]
            if len(those) == len(mention.figures) > 1 and self._enough(those, number):
                return tuple(dict.fromkeys(those))
            found.update(dict.fromkeys(those))
        return tuple(reversed(found)) if self._enough(found, number) else ()


def _person(figure: Figure) -> Figure | None:
    return figure if figure.kind == "person" and not figure.unnamed else None
