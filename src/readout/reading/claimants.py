"""Who may have put a proposal forward: those near it in the tree and in the text, each with what speaks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from readout.analysis.evidence import of, rated
from readout.codebook import Codebook
from readout.reading.answering import code
from readout.reading.clauses import above, agent, children, marker, relative, subject
from readout.reading.holders import Resolver, doers, whom
from readout.reading.judge import Judge
from readout.reading.words import among, base
from readout.record.model import Statement

HIGHEST = 4
"""Clauses above what is put forward whose subjects may have done so."""
REACH = 60
"""Words before its sentence among which the actor named last may have."""


@dataclass(frozen=True)
class Place:
    """A place of the text that names actors, how it stands to the proposal, and further signs."""

    name: str
    actors: tuple[str, ...]
    signs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claimant:
    """Actors named together who may have put something forward, and what speaks for it."""

    actors: tuple[str, ...]
    signs: frozenset[str]


def likeliest(found: Sequence[Claimant], judge: Judge) -> tuple[tuple[str, ...], float] | None:
    """Those whom a judge takes to have done so most likely, the first of equals, and how likely it is; None of nobody."""
    weighed = ((claimant.actors, judge.probability(claimant.signs)) for claimant in found)
    return max(weighed, key=lambda pair: pair[1], default=None)


def claimants(
    head: Token, told: Sequence[str], around: Sequence[Statement], cast: Resolver, book: Codebook
) -> tuple[Claimant, ...]:
    """Everybody who may have put forward what `head` names.

    `told` are those whom the rules find, `around` the statements around it, from the inside out.
    """
    places = [place for place in _places(head, told, around, cast, book) if place.actors]
    seen: dict[tuple[str, ...], set[str]] = {}
    for place in places:
        signs = seen.setdefault(place.actors, set())
        signs |= {place.name, *(f"{place.name}&{sign}" for sign in (head.pos_, *place.signs))}
    named = {place.name for place in places}
    kinds = {actor.id: str(actor.kind) for actor in cast.actors}
    parties = {party for actors in seen for actor in actors if (party := cast.party(actor))}
    everybody = {actor for actors in seen for actor in actors}
    for actors, signs in seen.items():
        alone = {f"kind={kinds.get(actors[0])}", f"several={len(actors) > 1}"}
        alone |= {"its-party"} if cast.party(actors[0]) in everybody else set()
        alone |= {"its-member"} if actors[0] in parties else set()
        beside = {f"{one}&{place}" for one in alone for place in signs & named}
        signs.update(alone, beside, (f"rival={name}" for name in named - signs))
    return tuple(Claimant(actors, frozenset(signs)) for actors, signs in seen.items())


def as_seen(found: Sequence[Claimant], head: Token, cast: Resolver, label: str) -> tuple[Claimant, ...]:
    """The same with what the model makes of those who stand in the sentence of `head`.

    How far it takes their names for those of a `label` ("proposer"), and how far the head points at them, by itself and
    beside the likeliest.
    """
    evidence = of(head.doc)
    if evidence is None:
        return tuple(found)
    names: dict[str, list[int]] = {}
    for token in head.sent:
        for actor in cast.at(token):
            names.setdefault(actor, []).append(token.i)
    places = {who.actors: [i for actor in who.actors for i in names.get(actor, ())] for who in found}
    named = {actors: max(evidence.peak(label, i, i + 1) for i in at) for actors, at in places.items() if at}
    points = {actors: far for actors, at in places.items() if (far := evidence.points("row", [head.i], at)) is not None}
    signs = {who.actors: set(who.signs) for who in found}
    for name, odds in ((label, named), ("points", points)):
        highest = max(odds.values(), default=0.0)
        for actors, value in odds.items():
            signs[actors].update(("here", *rated(name, value, highest)))
    return tuple(Claimant(who.actors, frozenset(signs[who.actors])) for who in found)


def _places(head: Token, told: Sequence[str], around: Sequence[Statement], cast: Resolver, book: Codebook) -> Iterator[Place]:
    yield Place("told", tuple(told))
    yield from _own(head, cast)
    yield from _clauses(head, cast, book)
    yield from _spoken(head, around, cast, book)
    yield from _around(head, cast)
    if cast.issuer is not None:
        yield Place("issuer", (cast.issuer,))


def _own(head: Token, cast: Resolver) -> Iterator[Place]:
    """Whose the noun itself says it is."""
    for owner in children(head, "nmod:poss"):
        yield Place("poss", whom(owner, cast), (owner.pos_,))
    for place in children(head, "nmod", "obl"):
        if place.dep_ != "nmod:poss":
            yield Place(f"nmod:{marker(place)}", whom(place, cast))
    for word in children(head, "amod", "compound"):
        side = cast.side(word)
        yield Place("adjective", (side,) if side else cast.at(word))
    for clause in children(head, "acl"):
        doer = agent(clause)
        yield Place("agent", whom(doer, cast) if doer is not None else (), (base(clause.lower_),))
        yield Place("relative", doers(clause, cast), (base(clause.lower_),))


def _clauses(head: Token, cast: Resolver, book: Codebook) -> Iterator[Place]:
    """Who does what the clauses around it say, from the inside out."""
    number, seen = 0, set[int]()
    for clause in (head, *above(head)):
        by = agent(clause)
        doer = by or subject(clause) or (relative(clause) if clause.tag_ == "VBG" else None)
        if doer is None or doer.i in seen:
            continue
        seen.add(doer.i)
        kinds = _kinds(clause, book)
        signs = (*kinds, doer.pos_, base(clause.lower_), f"passive={by is not None}", doer.dep_)
        yield Place(f"doer{number}", doers(clause, cast) or whom(doer, cast), signs)
        for thing in children(clause, "obj", "iobj"):
            yield Place(f"object{number}", whom(thing, cast), (*kinds, base(clause.lower_)))
        number += 1
        if number == HIGHEST:
            return


def _kinds(token: Token, book: Codebook) -> list[str]:
    """How a word puts something forward, or that it answers."""
    words = book.proposals
    if (answer := code(token, book.responses)) is not None:
        return ["answering", f"answering {answer[0]}"]
    found = [kind for kind, verbs in words.verbs.items() if among(token, verbs)]
    return found or (["making"] if among(token, words.making) else ["other"])


def _spoken(head: Token, around: Sequence[Statement], cast: Resolver, book: Codebook) -> Iterator[Place]:
    """Who says so, and the sides that they speak for."""
    for depth, statement in enumerate(around):
        cue = head.doc.char_span(*statement.cue, alignment_mode="expand") if statement.cue else None
        told = [token for token in cue or () if token.pos_ in ("VERB", "NOUN", "ADJ")]
        signs = [f"cue={sign}" for token in told for sign in (base(token.lower_), *_kinds(token, book))]
        signs += ["direct"] if cue is not None and (head in cue or head.head in cue) else []
        yield Place(f"speaker{depth}", statement.speakers, tuple(signs))
        sides = dict.fromkeys(party for actor in statement.speakers if (party := cast.party(actor)))
        yield Place(f"side{depth}", tuple(side for side in sides if side not in statement.speakers), tuple(signs))


def _around(head: Token, cast: Resolver) -> Iterator[Place]:
    """Who is named first, last before and next after it in its sentence, and last before that."""
    start, end = head.sent.start, head.sent.end
    before = [found for i in range(start, head.i) if (found := cast.at(head.doc[i]))]
    if before:
        yield Place("opens", before[0])
        yield Place("before", before[-1])
    for name, places in (("after", range(head.i + 1, end)), ("earlier", range(start - 1, max(-1, start - REACH), -1))):
        yield Place(name, next((found for i in places if (found := cast.at(head.doc[i]))), ()))
