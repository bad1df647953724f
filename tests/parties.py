"""A cast of words: every name is an actor under its lower-cased self, and its own side."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from readout.record import Actor, Statement

NAMES = ("Oman", "Brava", "Corvia", "Delmar")
DEMONYMS = {"Omani": "oman", "Bravan": "brava"}


class Parties:
    """Names stand for themselves, "it" and "they" for nobody."""

    actors: tuple[Actor, ...] = ()
    issuer: str | None = None

    def at(self, where: Token) -> tuple[str, ...]:
        found = [where, *(child for child in where.children if child.dep_ == "conj")]
        return tuple(token.lower_ for token in found if token.text in NAMES)

    def side(self, token: Token) -> str | None:
        return DEMONYMS.get(token.text)

    def party(self, actor: str) -> str | None:
        return actor


def stated(doc: Doc, source: str, cue: str, content: str, speakers: tuple[str, ...]) -> Statement:
    """A statement by its words."""
    text = doc.text

    def span(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    return Statement(id="s0", source=span(source), cue=span(cue), content=(span(content),), speakers=speakers, mode="indirect")
