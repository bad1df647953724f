"""Whom a pronoun means."""

from __future__ import annotations

from collections.abc import Callable

from readout.reading.actors.figures import Figure
from readout.reading.actors.history import UNSURE, History, Mention
from readout.reading.actors.phrases import Phrase

Figures = tuple[Figure, ...]
HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PARTIES = frozenset({"country", "organization"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
# What a mention weighs at least that stands as a subject; what a state weighs less for "they" of a quotation.
SUBJECT, STATE = 1.0, 1.0
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})


class Pronouns:
    """Resolves third persons from what was said before; `quoted` gives who is speaking directly around a token."""

    def __init__(
        self,
        history: History,
        quoted: Callable[[int], frozenset[Figure]],
        reported: Callable[[int], frozenset[Figure]],
        spoken_of: Callable[[int], frozenset[Figure]],
        met: Callable[[], Figures] | None = None,
    ) -> None:
        self.history, self.quoted, self.reported, self.met = history, quoted, reported, met
        self.spoken_of = spoken_of

    def resolve(self, phrase: Phrase) -> Figures:
        """Whom a third person means; nobody where that cannot be told."""
        word = phrase.head.lower_
        if word in HE:
            return self._find(
                phrase, lambda f: f.kind == "person" and f.gender in {HE[word], None}, lambda f: f.gender != HE[word]
            )
        if word in IT:
            return self._find(phrase, lambda f: f.kind in {"organization", "country"}, lambda _: False)
        if word in THEY:
            return self._they(phrase)
        return ()

    def _find(self, phrase: Phrase, fits: Callable[[Figure], bool], unsure: Callable[[Figure], bool]) -> Figures:
        barred = self.quoted(phrase.start) | self.spoken_of(phrase.start)

        def score(mention: Mention) -> float | None:
            figure = mention.figures[0]
            if len(mention.figures) > 1 or not fits(figure) or figure in barred or self._same_clause(phrase, mention.phrase):
                return None
            if figure.kind == "country" and _where(mention.phrase):
                return None
            return -UNSURE if unsure(figure) else 0.0

        return self.history.best(phrase, score, enclosing=self.reported(phrase.start))

    def _they(self, phrase: Phrase) -> Figures:
        barred = self.quoted(phrase.start)
        if not barred and (company := self._company(phrase)):
            return company

        aside = self._aside(phrase)

        def score(mention: Mention) -> float | None:
            figures = mention.figures
            if self._same_clause(phrase, mention.phrase) or (barred and set(figures) <= barred):
                return None
            if aside is not None and mention.weight < SUBJECT and any(f.kind in aside for f in figures):
                return None
            if len(figures) > 1:
                return 0.5
            if figures[0].kind == "group":
                return 0.5
            acts = barred and mention.weight >= SUBJECT and figures[0].kind == "country"
            return -1.0 if figures[0].kind == "organization" else -STATE if acts else None

        found = self.history.best(phrase, score, enclosing=self.reported(phrase.start))
        if found or self.met is None or barred or self.reported(phrase.start) or phrase.head.dep_ != "nsubj":
            return found
        return self.met()

    def _aside(self, phrase: Phrase) -> frozenset[str] | None:
        """The kinds of those whom an official readout names within phrases only, and so does not mean by "they"."""
        if self.met is None:
            return None
        opens = phrase.head.dep_ == "nsubj" and phrase.head.head.dep_ == "root"
        return PARTIES | {"group"} if opens and self.met() else PARTIES

    def _company(self, phrase: Phrase) -> Figures:
        """The people whom the sentence before brings together ("A spoke with B. They …")."""
        here = self.history.sentence(phrase.start)
        found: dict[Figure, None] = {}
        for mention in self.history.recent(phrase, sentences=1):
            if mention.sentence < here and mention.phrase.owned is None and _takes_part(mention.phrase):
                if any(f.kind in {"group"} for f in mention.figures) and mention.weight > 1:
                    return ()
                people = [f for f in mention.figures if f.kind == "person" and not f.unnamed]
                found.update(dict.fromkeys(people))
        homes = {f.home for f in found}
        return tuple(reversed(found)) if 2 <= len(found) <= 3 and len(homes) > 1 else ()

    def _same_clause(self, phrase: Phrase, other: Phrase) -> bool:
        """Whether both are arguments of one verb, which then are different people."""
        mine, theirs = phrase.head, other.head
        if mine.dep_ in {"nmod:poss"} or mine.lower_.endswith("self") or mine.lower_.endswith("selves"):
            return False
        return mine.head == theirs.head and mine.dep_ != theirs.dep_ and theirs.dep_ in {"nsubj", "obj", "iobj", "obl"}


def _takes_part(phrase: Phrase) -> bool:
    """Whether somebody stands in the sentence as subject, object or company, not inside another phrase."""
    outer = phrase.inside
    return outer is None or any(word == "with" and other is phrase for word, other in outer.after)


def _where(phrase: Phrase) -> bool:
    """Whether a name stands for the place itself ("in Moscow")."""
    before = phrase.doc[phrase.start - 1] if phrase.start else None
    return before is not None and before.lower_ in {"in", "at", "from", "near", "to", "into", "through", "outside", "inside"}
