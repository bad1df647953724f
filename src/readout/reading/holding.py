"""Who may hold the stance that a claim shows: those who say it, their sides, and those whom the sentence names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

from readout.reading.claims import Claim, Mention, Said, Scene
from readout.reading.clauses import marker, subject
from readout.reading.stance import PRONOUNS, Place, step

FARTHEST, DEEPEST = 8, 5


@dataclass(frozen=True)
class Holder:
    """An actor who may hold a stance, the statement in whose light, and what speaks for it."""

    actor: str
    said: Said
    signs: frozenset[str]


class Path(NamedTuple):
    """How a mention hangs on what governs the topic: how far up, by which relation, on which word, how deep below it."""

    up: int
    relation: str
    on: Token
    down: int


def holders(scene: Scene, claim: Claim) -> Iterator[Holder]:
    """Everybody who may hold the stance."""
    chain = _chain(scene, claim)
    named: dict[str, list[tuple[Mention, Path | None]]] = {}
    for mention in scene.mentions(scene.sentences[claim.topic.start]):
        path = _path(scene.doc[mention.start : mention.end].root, chain)
        for actor in mention.actors:
            named.setdefault(actor, []).append((mention, path))
    spoken = [actor for said in claim.views for actor in (*said.speakers, *sorted(said.sides))]
    issuer = [scene.cast.issuer] if scene.cast.issuer else []
    subject_signs = _subject(scene, chain)
    for actor in dict.fromkeys((*spoken, *named, *issuer)):
        said, relation = _relation(scene, claim, actor, named=actor in named)
        signs = {f"rel={relation}", f"kind={scene.cast[actor].kind}"} | subject_signs
        signs |= _saying(scene, claim, actor) | _named(scene, claim, said, named.get(actor, []))
        signs |= _standing(scene, actor, named, spoken)
        signs |= {f"{relation}&{sign}" for sign in signs if not sign.startswith("rel=")}
        yield Holder(actor, said, frozenset(signs))


def _relation(scene: Scene, claim: Claim, actor: str, *, named: bool) -> tuple[Said, str]:
    for depth, said in enumerate(claim.views):
        if actor in said.speakers:
            return said, "speaker" if depth == 0 else "outer"
    for depth, said in enumerate(claim.views):
        if actor in said.sides:
            return said, "side" if depth == 0 else "outer-side"
    return claim.views[0], "named" if named else "issuer"


def _saying(scene: Scene, claim: Claim, actor: str) -> set[str]:
    inner = claim.views[0]
    signs = {f"depth={len(claim.views)}", f"speakers={min(3, len(inner.speakers))}"}
    if scene.cast.issuer == actor:
        signs.add("is-issuer")
    if actor in scene.sides(inner.speakers) and actor not in inner.speakers:
        signs |= {f"speaks-for-{len(inner.speakers) > 1}"}
        signs |= {f"role={word.lower()}" for s in inner.speakers for word in (scene.cast[s].role or "").split()[:6]}
    return signs


def _named(scene: Scene, claim: Claim, said: Said, found: list[tuple[Mention, Path | None]]) -> set[str]:
    topic, signs = claim.topic, {f"names={min(2, len(found))}"}
    for mention, path in found:
        before = mention.start < topic.start
        signs |= {f"at={'before' if before else 'after'}", f"inside={mention.start in said.region}"}
        if mention.aside:
            signs.add("aside")
        if path is None:
            continue
        how = f"{path.relation}{'<' if before else '>'}"
        signs |= {f"path={min(path.up, 4)}{how}{min(2, path.down)}", f"by={how}", f"up={min(path.up, 4)}"}
        if path.down == 0:
            signs |= {f"on={how}{scene.stems[path.on.i]}"} | {f"onc={how}{name}" for name in scene.classes[path.on.i]}
    return signs


def _standing(scene: Scene, actor: str, named: dict[str, list[tuple[Mention, Path | None]]], spoken: list[str]) -> set[str]:
    """Others of the same side in view."""
    party = scene.cast[actor].party
    signs = {f"own-party={'self' if party == actor else party is not None}"}
    mates = {a for a in (*named, *spoken) if a != actor and (a == party or scene.cast[a].party in {actor, party} - {None})}
    if mates & set(named):
        signs.add("mate-named")
    if mates & set(spoken):
        signs.add("mate-speaks")
    return signs


def _subject(scene: Scene, chain: list[Token]) -> set[str]:
    """Who does what the topic's clause says."""
    for token in chain:
        found = subject(token)
        if found is not None:
            return {f"subj={found.lower_ if found.lower_ in PRONOUNS else found.pos_}"}
    return {"subj=none"}


def _chain(scene: Scene, claim: Claim) -> list[Token]:
    """The topic's head and what governs it."""
    token = scene.doc[claim.topic.start : claim.topic.end].root
    chain = [token]
    while token.head.i != token.i and len(chain) < FARTHEST:
        token = token.head
        chain.append(token)
    return chain


def _path(token: Token, chain: list[Token]) -> Path | None:
    places = {token.i: number for number, token in enumerate(chain)}
    down = 0
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.i in places:
        return Path(places[token.i], "itself", token, 0)
    while down < DEEPEST and token.head.i != token.i:
        if token.head.i in places:
            case = marker(token) if token.dep_.split(":")[0] in ("obl", "nmod") else ""
            return Path(places[token.head.i], f"{token.dep_}:{case}", token.head, down)
        token, down = token.head, down + 1
    return None
