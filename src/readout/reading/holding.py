"""Who may hold the stance that a claim shows: those who say it, their sides, those whom the sentence names, the writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

from readout.reading.claims import Claim, Said
from readout.reading.clauses import children, marker, subject
from readout.reading.evidenced import of_holders
from readout.reading.scene import Mention, Scene
from readout.reading.stance import PRONOUNS

HIGHEST, DEEPEST, REACH = 8, 5, 60
"""Words of the tree above the topic, and below those to a name; tokens from the topic to a name."""


@dataclass(frozen=True)
class Holder:
    """An actor who may hold a stance, the statement in whose light, how it is related to it, and what speaks for it."""

    actor: str
    said: Said
    relation: str
    signs: frozenset[str]


class Path(NamedTuple):
    """How a name hangs on what governs the topic: how far up, by which relation, on which word, how deep below it."""

    up: int
    relation: str
    on: Token
    down: int


class Doer(NamedTuple):
    """The nearest or second subject or possessor above the topic: the word, whom it means."""

    place: str
    word: Token
    actors: tuple[str, ...]


def holders(scene: Scene, claim: Claim) -> Iterator[Holder]:
    """Everybody who may hold the stance, in a fixed order."""
    chain = _chain(scene.doc[claim.topic.start : claim.topic.end].root)
    doers, inner = _doers(scene, chain), claim.views[0]
    named, places = _names(scene, claim), {word.i: number for number, word in enumerate(chain)}
    seen = of_holders(scene, claim.topic, named)
    spoken = [actor for said in claim.views for actor in (*said.speakers, *sorted(said.sides))]
    earlier = scene.last_speakers(claim.topic.start) if not inner.speakers else ()
    issuer = [scene.cast.issuer] if scene.cast.issuer else []
    for actor in dict.fromkeys((*spoken, *named, *scene.voice, *earlier, *issuer, *scene.chief)):
        said, relation = _relation(scene, claim, actor, named, earlier)
        signs = {f"kind={scene.cast[actor].kind}"} | _saying(scene, claim, actor) | _doing(scene, doers, actor)
        signs |= {"voice"} if actor in scene.voice else set()
        signs |= {"earlier"} if actor in earlier else set()
        signs |= {f"chief={scene.chief.index(actor)}"} if actor in scene.chief else set()
        signs |= _naming(scene, claim, said, places, named.get(actor, ())) | _mates(scene, actor, named, spoken)
        signs |= seen.get(actor, frozenset(("unnamed",)))
        signs |= {f"{relation}&{sign}" for sign in signs}
        yield Holder(actor, said, relation, frozenset({f"rel={relation}"} | signs))


def _relation(scene: Scene, claim: Claim, actor: str, named: Collection[str], earlier: Sequence[str]) -> tuple[Said, str]:
    """The innermost statement that an actor makes, or one who speaks for it; how it is related to it."""
    for relation, ours in (("speaker", False), ("side", True)):
        for depth, said in enumerate(claim.views):
            if actor in (said.sides if ours else said.speakers):
                return said, relation if depth == 0 else f"outer-{relation}"
    issuer = (scene.cast.issuer,)
    others = {"named": named, "voice": scene.voice, "earlier": earlier, "issuer": issuer, "chief": (actor,)}
    return claim.views[0], next(name for name, actors in others.items() if actor in actors)


def _names(scene: Scene, claim: Claim) -> dict[str, list[Mention]]:
    """Who is named near the topic in its sentence."""
    home, topic = scene.sentences[claim.topic.start], claim.topic
    named: dict[str, list[Mention]] = {}
    for mention in scene.named(max(home.start, topic.start - REACH), min(home.end, topic.end + REACH)):
        for actor in mention.actors:
            named.setdefault(actor, []).append(mention)
    return named


def _saying(scene: Scene, claim: Claim, actor: str) -> set[str]:
    """How an actor stands to those who say it."""
    inner = claim.views[0]
    signs = {f"depth={len(claim.views)}", f"speakers={min(3, len(inner.speakers))}"}
    signs |= {"is-issuer"} if scene.cast.issuer == actor else set()
    if actor in inner.sides and actor not in inner.speakers:
        signs.add(f"speaks-for-{len(inner.speakers) > 1}")
        signs |= {f"role={word.lower()}" for s in inner.speakers for word in (scene.cast[s].role or "").split()[:6]}
    return signs


def _doers(scene: Scene, chain: Sequence[Token]) -> list[Doer]:
    """The two nearest possessors and the two nearest subjects above the topic."""
    found: list[Doer] = []
    count, seen = Counter[str](), set[int]()
    for token in chain:
        for how, word in (("whose", next(iter(children(token, "nmod:poss")), None)), ("does", subject(token))):
            if word is not None and count[how] < 2 and word.i not in seen:
                seen.add(word.i)
                count[how] += 1
                found.append(Doer(f"{how}{count[how]}", word, scene.cast.at(word)))
    return found


def _doing(scene: Scene, doers: Sequence[Doer], actor: str) -> set[str]:
    """Whether an actor, one of its side or somebody else does what the topic's clause says."""
    signs = set[str]()
    for place, word, actors in doers:
        who, form = _who(scene, actors, actor), word.lower_ if word.lower_ in PRONOUNS else word.pos_
        signs |= {f"{place}={who}", f"{place}={who}&{form}"}
    return signs or {"nobody-does"}


def _who(scene: Scene, actors: Sequence[str], actor: str) -> str:
    """What others are to an actor."""
    party, theirs = scene.cast[actor].party, {scene.cast[other].party for other in actors} - {None}
    if actor in actors:
        return "self"
    if party in actors:
        return "party"
    if actor in theirs:
        return "member"
    return "mate" if party in theirs else "other" if actors else "unknown"


def _naming(scene: Scene, claim: Claim, said: Said, places: Mapping[int, int], found: Sequence[Mention]) -> set[str]:
    """Where and in what part an actor is named."""
    signs = {f"names={min(2, len(found))}"}
    for mention in found:
        before = mention.start < claim.topic.start
        signs |= {f"at={'before' if before else 'after'}", f"inside={mention.start in said.region}"}
        signs |= {"aside"} if mention.aside else set()
        path = _path(mention.head, places)
        if path is None:
            continue
        how = f"{path.relation}{'<' if before else '>'}"
        signs |= {f"path={min(path.up, 4)}{how}{min(2, path.down)}", f"by={how}", f"up={min(path.up, 4)}"}
        if path.down == 0:
            signs |= {f"on={how}{scene.stems[path.on.i]}"} | {f"onc={how}{name}" for name in scene.classes[path.on.i]}
    return signs


def _mates(scene: Scene, actor: str, named: dict[str, list[Mention]], spoken: Sequence[str]) -> set[str]:
    """Whether others of the same side are in view."""
    party = scene.cast[actor].party
    mates = {a for a in (*named, *spoken) if a != actor and (a == party or scene.cast[a].party in {actor, party} - {None})}
    signs = {f"own-party={'self' if party == actor else party is not None}"}
    signs |= {"mate-named"} if not mates.isdisjoint(named) else set()
    return signs | ({"mate-speaks"} if not mates.isdisjoint(spoken) else set())


def _chain(token: Token) -> list[Token]:
    """A word and what governs it."""
    chain = [token]
    while token.head.i != token.i and len(chain) < HIGHEST:
        token = token.head
        chain.append(token)
    return chain


def _path(token: Token, places: Mapping[int, int]) -> Path | None:
    """How a name hangs on the words above the topic, given the numbers of these by their places."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.i in places:
        return Path(places[token.i], "itself", token, 0)
    for down in range(DEEPEST):
        if token.head.i in places:
            case = marker(token) if token.dep_.split(":")[0] in ("obl", "nmod") else ""
            return Path(places[token.head.i], f"{token.dep_}:{case}", token.head, down)
        token = token.head
    return None
