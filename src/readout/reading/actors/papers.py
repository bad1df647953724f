"""Who speaks through a statement, a report or a message: whoever made it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from readout.reading.actors.bonds import root_of
from readout.reading.actors.figures import Figure
from readout.reading.actors.history import History
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.unnamed import Unnamed

Figures = tuple[Figure, ...]
# How far above a paper the verb may stand whose subject made it ("said in a statement", "in the joint statement that …").
CLIMB = 3
# How many words after a paper may tell who issued it.
ISSUED = 8
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


class Papers:
    """The papers and utterances of a text, and who made them."""

    def __init__(self, unnamed: Unnamed, history: History, own: Figure | None) -> None:
        self.unnamed, self.history, self.own = unnamed, history, own
        self.introduction, self.roster, self.whose = unnamed.introduction, unnamed.roster, unnamed.whose
        self.titles = unnamed.titles
        self._at = {i: p for p in self.introduction.phrases for i in range(p.start, p.end)}
        self._made: dict[str, Figures] = {}

    def author(self, phrase: Phrase, source: bool) -> Figures:
        """Whoever made a statement, a report, an account; unnamed makers and plural reports of a source as written."""
        word = phrase.head.lower_
        found = self._told(phrase) or self._adjective(phrase)
        definite = phrase.words[0] in self.titles.definite
        if not found and definite:
            found = self._made.get(word, ()) or self._latest(word)
        found = found or (self._speaking(phrase) if not (definite or source) else ())
        if found:
            self._made[word] = found
        if not found and source and definite:
            found = self._sender(word)
        return found or (self._unknown(phrase) if source else ())

    def _told(self, phrase: Phrase) -> Figures:
        """Whose the words around it say it is: "Oman's report", "a report by Oman", "a statement issued by the ministry"."""
        makers = [phrase.possessor] if phrase.possessor is not None else []
        makers += [other for link, other in phrase.after if link in {"by", "from", "of"}]
        makers += list(self._makers(phrase))
        return next((found for maker in makers if (found := self.whose(maker) or self._named(maker))), ())

    def _makers(self, phrase: Phrase) -> Iterator[Phrase]:
        """Those by whom words after the noun say it was issued ("a statement issued on Friday by the ministry")."""
        following = phrase.doc[phrase.last : phrase.last + ISSUED]
        for before, token in pairwise(following):
            if token.lower_ == "by" and any(t.lower_ in self.titles.issued for t in phrase.doc[phrase.last : token.i]):
                maker = self._at.get(token.i + 1)
                while maker is not None and maker.owned is not None:
                    maker = maker.owned
                if maker is not None:
                    yield maker
            elif before.is_sent_end or token.pos_ == "PUNCT":
                return

    def _named(self, maker: Phrase) -> Figures:
        """A body that issued a paper, where the text has not met it yet."""
        noun = self.introduction.lexicon.noun(maker.words)
        if maker.pronoun or noun is None or noun.sort != "body":
            return ()
        return (self.roster.body(self.unnamed.name(maker), self.unnamed.side(maker)),)

    def _speaking(self, phrase: Phrase) -> Figures:
        """The subject of the verb that tells of a paper ("the ministry said in a statement", "the two issued a statement")."""
        token = phrase.head
        for _ in range(CLIMB):
            token = token.head
            if token.pos_ == "VERB":
                break
        subject = next((c for c in token.children if c.dep_ in SUBJECTS), None) if token.pos_ == "VERB" else None
        maker = self._at.get(subject.i) if subject is not None else None
        return self.whose(maker) if maker is not None and maker is not phrase else ()

    def _latest(self, word: str) -> Figures:
        """Who made the last paper of a kind that goes by another name too ("the document" of a declaration)."""
        return next(reversed(self._made.values()), ()) if word in self.titles.papers else ()

    def _sender(self, word: str) -> Figures:
        """In an official text, whoever sent the message that it quotes: the first person of its own side."""
        if self.own is None or word not in self.titles.messages:
            return ()
        named = ((p, self.introduction.named.get(p)) for p in self.introduction.phrases if root_of(p).dep_ in SUBJECTS)
        return next(((f,) for _, f in named if f is not None and f.kind == "person" and f.side is self.own), ())

    def _unknown(self, phrase: Phrase) -> Figures:
        """The maker that a report names without the text having met it ("reports from the hospital"), or the reports."""
        maker = next((other for link, other in phrase.after if link in {"by", "from"} and not other.pronoun), None)
        if maker is not None and maker.head.pos_ in {"NOUN", "PROPN"}:
            noun = self.unnamed.introduction.lexicon.noun(maker.words)
            many = maker.head.tag_ in {"NNS", "NNPS"} or (noun is not None and noun.sort in {"titles", "group"})
            return (self.roster.body(self.unnamed.name(maker), None, kind="group" if many else "organization"),)
        if phrase.head.lower_ in {"reports", "media"} and len(phrase.words) > 1:
            return (self.unnamed.enter("group", phrase, phrase.head.lower_, None, []),)
        return ()

    def _adjective(self, phrase: Phrase) -> Figures:
        """The party that an adjective or a name before the noun means ("the Turkish account", "a UN report")."""
        for unit in phrase.units:
            if unit.senses and (code := self.roster.sense(unit.senses)) in self.introduction.codebook.organizations:
                return (self.roster.coded(code, written=phrase.doc[unit.start : unit.end].text),)
        people = [u for u in phrase.units if u.kind == "people" or u.adjective]
        side = self.introduction.sides.by(people[0]) if people else None
        return (side,) if side else ()
