"""Who may take part in a contact, and what speaks for and against each, in words that a judge can weigh."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from readout.analysis.evidence import of, steps
from readout.reading.actors import Cast
from readout.reading.clauses import marker
from readout.reading.contact_mentions import Mention
from readout.reading.contact_parties import Sides
from readout.reading.contact_phrases import Ids, town
from readout.reading.contact_status import Reading as Told
from readout.reading.traits import seen_as
from readout.reading.words import base

# How many sentences before a mention may name those whom it leaves out, and how many leading parties of a text may.
BACK = 3
LEADING = 4
# The longest way through the tree, in steps, that is told word by word.
WAY = 4
# Words before a place where something happens.
THERE = frozenset({"in", "at", "near", "to", "from", "outside", "across", "around", "of"})
FAMILY = {"call": "call", "letter": "letter"}


@dataclass(frozen=True)
class Observed:
    """A mention with what the rules tell of it, and the traits of everyone who may take part."""

    mention: Mention
    sides: Sides
    told: Told
    company: Mapping[str, list[str]]


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

    def nearest(self, id: str, token: Token) -> Token | None:
        """Where it stands in the sentence of a token, nearest to it; else where it last stood before."""
        here = [place for one, place in self._in.get(self.sentence[token.i], []) if one == id]
        if here:
            return min(here, key=lambda place: (abs(place.i - token.i), place.i))
        before = bisect_right(self._at.get(id, []), token.i)
        return self.places[id][before - 1] if before else None

    def seen(self, id: str, token: Token) -> Iterator[str]:
        """How far the model takes it for a participant: where it does most in the sentence of a token, and in the text."""
        evidence = of(token.doc)
        if evidence is None:
            return
        here = [place.i for one, place in self._in.get(self.sentence[token.i], []) if one == id]
        for name, places in (("here", here), ("anywhere", self._at.get(id, []))):
            if places:
                yield from steps(f"participant {name}", max(evidence.peak("participant", i, i + 1) for i in places))

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


def candidates(
    mention: Mention, sides: Sides, earlier: Sequence[tuple[Mention, Ids]], company: Company
) -> dict[str, list[str]]:
    """The traits of everyone who may take part in a mentioned contact."""
    before = [(other, whole) for other, whole in earlier if len(whole) > 1][-1:]
    ids = dict.fromkeys([*sides.all, *company.about(mention.token), *(id for _, whole in before for id in whole)])
    who = [id for id in ids if id in company.cast and (id in sides.all or id not in company.scenes)]
    return {id: list(dict.fromkeys(_traits(id, mention, sides, before, company))) for id in who}


def _traits(id: str, mention: Mention, sides: Sides, before: Sequence[tuple[Mention, Ids]], company: Company) -> Iterator[str]:
    cast, kind, form = company.cast, company.cast[id].kind, mention.form
    others = [other for other in sides.all if other != id]
    have = f"have={min(2, len({company.side(other) for other in others}))}"
    rule = next((name for name in ("ours", "theirs", "joined") if id in getattr(sides, name)), "none")
    level = "+".join(sorted({cast[other].kind for other in others})[:2]) or "nobody"
    yield f"rule={rule}"
    yield from (f"rule={rule}|{more}" for more in (have, form, kind, mention.kind))
    yield f"kind={kind}|{have}"
    yield f"rule={rule}|strangers={sides.strangers}|{have}"
    yield f"kind={kind}|{mention.kind}"
    yield f"level={level}|{kind}|{rule}"
    yield f"level={level}|{kind}|{mention.kind}"
    for trait in _standing(id, company):
        yield f"{trait}|{have}"
        yield f"{trait}|{kind}|{form}"
    if any(company.side(other) == company.side(id) for other in others):
        yield f"side-in|{kind}"
        yield f"side-in|{kind}|{rule}"
    elif others:
        yield f"other-side|{have}"
    yield from _before(id, mention, before, have, company)
    yield from _place(id, mention, have, rule, company)


def _before(id: str, mention: Mention, before: Sequence[tuple[Mention, Ids]], have: str, company: Company) -> Iterator[str]:
    """Whether it takes part in the contact mentioned before."""
    if not before:
        yield f"before=none|{have}"
        return
    other, who = before[-1]
    like = "like" if FAMILY.get(other.kind) == FAMILY.get(mention.kind) else "unlike"
    sides = {company.side(one) for one in who}
    where = "in" if id in who else "side" if company.side(id) in sides else "out"
    yield f"before={where}|{like}|{have}"
    yield f"before={where}|{have}|{determiner(mention)}"


def determiner(mention: Mention) -> str:
    """The article or possessive before the noun, or `bare`."""
    children = (child for site in (mention.token, mention.top) for child in site.children)
    return next((child.lower_ for child in children if child.dep_ in ("det", "nmod:poss")), "bare")


def _standing(id: str, company: Company) -> Iterator[str]:
    """How much the text is about it."""
    side, issuer = company.side(id), company.cast.issuer
    yield f"rank={min(company.rank.get(id, 6), 6)}"
    yield f"side-rank={min(company.side_rank.get(side, 5), 5)}"
    if issuer:
        yield "issuer" if id == issuer else "issuers" if side == issuer else "not-issuer"
    if id in company.places and company.sentence[company.places[id][0].i] == 0:
        yield "in-title"
    if company.cast.convened:
        yield "convened" if id in company.cast.convened else "not-convened"


def _place(id: str, mention: Mention, have: str, rule: str, company: Company) -> Iterator[str]:
    """Where it stands from the mention: sentences apart, or the way through the tree."""
    yield from company.seen(id, mention.token)
    near = company.nearest(id, mention.token)
    if near is None:
        yield f"nowhere|{have}"
        return
    apart = f"apart={min(company.sentence[mention.token.i] - company.sentence[near.i], 4)}"
    for trait in seen_as(near.doc[near.i : near.i + 1], ("participant", "contact")):
        yield trait
        yield f"{trait}|{apart}"
    word = "place" if near.ent_type_ == "LOC" and near.pos_ not in ("PRON", "ADJ") else near.pos_
    yield from (f"{apart}|{more}" for more in (have, company.cast[id].kind, rule))
    yield f"word={word}"
    if company.located(near, id):
        yield f"town|{rule}|{marker(near)}"
    if apart == "apart=0":
        yield from _way(near, mention, have, word, company)


def _way(near: Token, mention: Mention, have: str, word: str, company: Company) -> Iterator[str]:
    """How the mention is reached from the actor within a sentence."""
    side, case = ("before" if near.i < mention.token.i else "after"), marker(near)
    up, down = company.way(near, mention)
    yield f"{side}|far={min(abs(near.i - mention.token.i) // 4, 5)}|{have}"
    yield f"way={'<'.join(up)}>{down}|{case}" if len(up) + down <= WAY else f"way=long|{have}"
    yield f"up={'<'.join(up[:2])}|{case}"
    yield f"up={len(up)}|down={min(down, 4)}|{have}"
    yield f"case={case}|{side}|{mention.kind}"
    if near.head != near:
        yield f"over={base(near.head.lower_)}"
    if not down:
        yield f"under|{up[-1] if up else 'self'}|{word}|{have}"
