"""Where each actor of a text stands in it: who leads it, who is near a mention of a contact, how it is reached from there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from readout.analysis.evidence import of, steps
from readout.reading.actors import Cast
from readout.reading.clauses import marker
from readout.reading.contact_mentions import Mention
from readout.reading.contact_phrases import Ids, town

# How many sentences before a mention may name those whom it leaves out, and how many leading parties of a text may.
BACK = 3
LEADING = 4
# Words before a place where something happens.
THERE = frozenset({"in", "at", "near", "to", "from", "outside", "across", "around", "of"})


class Company:
    """Where each actor of a text stands in it."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self.cast = cast
        self.heads, self.deps = [token.head.i for token in doc], [token.dep_ for token in doc]
        self.places: dict[str, list[Token]] = {}
        self.sentence: dict[int, int] = {}
        self._in: dict[int, list[tuple[str, Token]]] = {}
        for n, sent in enumerate(doc.sents):
            for token in sent:
                self.sentence[token.i] = n
                for id in self._named(token):
                    self.places.setdefault(id, []).append(token)
                    self._in.setdefault(n, []).append((id, token))
        self._at = {id: [token.i for token in tokens] for id, tokens in self.places.items()}
        counts = Counter({id: len(tokens) for id, tokens in self.places.items() if cast[id].kind != "group"})
        sides: Counter[str] = Counter()
        for id, n in counts.items():
            sides[self.side(id)] += n
        self.scenes = set(self._scenes())
        self.sides = [id for id, _ in sides.most_common() if id not in self.scenes]
        self.people = [id for id, _ in counts.most_common() if cast[id].kind == "person"]
        self.rank = {id: n for n, (id, _) in enumerate(counts.most_common())}
        self.side_rank = {id: n for n, id in enumerate(self.sides)}

    def side(self, id: str) -> str:
        """The party that somebody acts for, else themself."""
        return self.cast.party(id) or id

    def _scenes(self) -> Iterator[str]:
        """Countries that are mostly where something happens, and nobody's side: towns and regions are cast as such."""
        homes = {self.cast.party(id) for id in self.places}
        for id, places in self.places.items():
            there = sum(marker(token) in THERE for token in places)
            if self.cast[id].kind == "country" and id not in homes and 2 * there > len(places):
                yield id

    def level(self, ids: Sequence[str]) -> Ids:
        """Each once, without the parties of people who are among them."""
        people = {self.cast.party(id) for id in ids if self.cast[id].kind == "person"}
        return tuple(dict.fromkeys(id for id in ids if id not in people))

    def _named(self, token: Token) -> Iterator[str]:
        """Whom a word stands for, or the side that it names; a phrase counts at its head."""
        own = self.cast.at(token, joint=False)
        over = token.head
        if own and (over == token or self.cast.at(over, joint=False) != own):
            yield from own
        side = self.cast.side(token)
        if side is not None and side not in own and not token.is_punct:
            yield side

    def _beside(self, id: str, token: Token) -> list[Token]:
        """Where it stands in the sentence of a token."""
        return [place for one, place in self._in.get(self.sentence[token.i], []) if one == id]

    def nearest(self, id: str, token: Token) -> Token | None:
        """Where it stands in the sentence of a token, nearest to it; else where it last stood before."""
        if here := self._beside(id, token):
            return min(here, key=lambda place: (abs(place.i - token.i), place.i))
        before = bisect_right(self._at.get(id, []), token.i)
        return self.places[id][before - 1] if before else None

    def seen(self, id: str, token: Token) -> Iterator[str]:
        """How far the model takes it for a participant: where it does most in the sentence of a token, and in the text."""
        evidence = of(token.doc)
        if evidence is None:
            return
        here = [place.i for place in self._beside(id, token)]
        for name, places in (("here", here), ("anywhere", self._at.get(id, []))):
            if places:
                yield from steps(f"participant {name}", max(evidence.peak("participant", i, i + 1) for i in places))

    def points(self, id: str, mention: Mention) -> float | None:
        """How far the words of a mention point at it: in their sentence, else where it last stood before."""
        evidence, token = of(mention.token.doc), mention.token
        if evidence is None:
            return None
        here = [place.i for place in self._beside(id, token)]
        if not here and (near := self.nearest(id, token)) is not None:
            here = [near.i]
        return evidence.points("contact", sorted({token.i, mention.clause.i}), here)

    def here(self, token: Token) -> Ids:
        """Everyone who stands in its sentence, but for capitals that say where."""
        found = self._in.get(self.sentence[token.i], [])
        return tuple(dict.fromkeys(id for id, place in found if not self.located(place, id)))

    def located(self, token: Token, id: str) -> bool:
        """Whether the word is a place that stands for somebody elsewhere ("in Moscow")."""
        return token.ent_type_ == "LOC" and town(token, self.cast[id])

    def way(self, token: Token, mention: Mention) -> tuple[list[str], int]:
        """The relations from a word up to the first word that is over both, and the steps from there to the mention."""
        over, sites = self._over(mention.token.i), {site.i for site in mention.sites}
        up: list[str] = []
        for node in self._over(token.i):
            if node in sites:
                return up, 0
            if node in over:
                return up, sum(below not in sites for below in over[: over.index(node)])
            up.append(self.deps[node])
        return up, len(over)

    def _over(self, node: int) -> list[int]:
        """A token and those over it, to the root."""
        found = [node]
        while self.heads[node] != node:
            node = self.heads[node]
            found.append(node)
        return found

    def about(self, token: Token) -> list[str]:
        """Those who stand in its sentence or in one of those before it, or lead the text, in order of their first naming."""
        here = self.sentence[token.i]
        near = {id for n in range(here - BACK, here + 1) for id, _ in self._in.get(n, [])}
        leading = {*list(self.rank)[:LEADING], *self.sides[:LEADING], *(id for id, _ in self._in.get(0, []))}
        return [id for id in self.places if id in near or id in leading]
