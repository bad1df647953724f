"""Whose it is: the actors behind a noun ("the Russian offer", "an offer by Oman") or a clause ("Oman offered …")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from spacy.tokens import Token

from readout.reading.clauses import agent, children, marker, relative, subject
from readout.record.model import Actor


class Resolver(Protocol):
    """What this needs of a cast."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors of the text."""

    @property
    def issuer(self) -> str | None:
        """The party whose own voice the text is, where it is an official readout."""

    def at(self, where: Token, /) -> tuple[str, ...]:
        """Ids of the actors that the noun phrase around a token denotes."""

    def party(self, actor: str, /) -> str | None:
        """The side that an actor speaks or acts for."""

    def side(self, token: Token, /) -> str | None:
        """The state or organization that a word names within a phrase about something else."""


def doers(clause: Token, cast: Resolver) -> tuple[str, ...]:
    """Who does what a clause says: its agent in the passive, else its subject, through relative pronouns."""
    doer = agent(clause)
    if doer is None:
        doer = subject(clause)
        if doer is not None and doer.dep_.endswith(":pass"):
            return ()
    described = relative(clause)
    if described is not None and (clause.tag_ == "VBG" if doer is None else doer.tag_ in ("WP", "WDT")):
        doer = described
    return whom(doer, cast) if doer is not None else ()


def whom(word: Token, cast: Resolver) -> tuple[str, ...]:
    """The actors that a noun phrase denotes; a bare name that is nobody known stands for the side that it names."""
    found = cast.at(word)
    side = cast.side(word) if not found and word.pos_ == "PROPN" else None
    return found if side is None else (side,)


def owners(noun: Token, cast: Resolver, *, prepositions: Sequence[str]) -> tuple[str, ...]:
    """Whose a noun says it is: "Oman's offer", "an offer by Oman", "the Omani offer"."""
    for place in (*children(noun, "nmod:poss"), *(c for c in children(noun, "nmod", "obl") if marker(c) in prepositions)):
        found = whom(place, cast)
        if found:
            return found
    sides = (cast.side(child) for child in children(noun, "amod", "compound", "nmod"))
    return tuple(dict.fromkeys(side for side in sides if side is not None))


def voiced(actors: Sequence[str], speakers: Sequence[str], cast: Resolver) -> tuple[str, ...]:
    """The actors, and those of the speakers who speak for one of them ("Rao announced that Oman would host talks")."""
    return tuple(dict.fromkeys((*actors, *(speaker for speaker in speakers if cast.party(speaker) in actors))))


def sides(actors: Sequence[str], cast: Resolver) -> set[str]:
    """The sides that actors speak for, or they themselves."""
    return {cast.party(actor) or actor for actor in actors}
