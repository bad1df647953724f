"""The answers to proposals: which of the places that may answer do, by whose word, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from spacy.tokens import Token

from readout.reading.claimants import likeliest
from readout.reading.clauses import above
from readout.reading.judge import choice, judges
from readout.reading.replies import Reply
from readout.record.model import Answer, Response

ANSWERS: tuple[Answer, ...] = get_args(Answer)


def answers(replies: Iterable[Reply], likely: Sequence[float]) -> dict[int, tuple[Response, ...]]:
    """The answers to each proposal, by its number, in order; `likely` is how likely each is one.

    Whoever answers a proposal at several places is taken at the likeliest. What is agreed, said or thought is told by the words
    of its clause, where rules read an answer in them.
    """
    threshold, places = judges()["responses"].threshold, list(replies)
    inner = {(reply.proposal, over.i) for reply in places if reply.told is not None for over in _clauses(reply.word)}
    found: dict[int, dict[str, tuple[float, Reply]]] = {}
    for reply in places:
        if (reply.proposal, reply.word.i) in inner:
            continue
        chance = likelihood(reply) * likely[reply.proposal]
        rows = found.setdefault(reply.proposal, {})
        for actor in answerers(reply) if chance >= threshold else ():
            if actor not in rows or rows[actor][0] < chance:
                rows[actor] = chance, reply
    return {
        number: tuple(
            Response(by=actor, response=answer(reply), evidence=reply.evidence, statement=reply.statement)
            for actor, (_, reply) in sorted(rows.items(), key=lambda item: item[1][1].word.i)
        )
        for number, rows in found.items()
    }


def _clauses(word: Token) -> Iterator[Token]:
    """The words over a word whose clause says what it says ("agreed that the truce would only prolong the war")."""
    for token in (word, *above(word)):
        if token.dep_ == "ccomp":
            yield token.head
        elif token.dep_ not in ("conj", "xcomp", "advcl"):
            return


def likelihood(reply: Reply) -> float:
    """How likely it is that a place answers the proposal."""
    return judges()["responses"].probability(reply.traits)


def answerers(reply: Reply) -> tuple[str, ...]:
    """Who answers there: the likeliest of those who may."""
    best = likeliest(reply.claimants, judges()["answerers"])
    return () if best is None else best[0]


def answer(reply: Reply) -> Answer:
    """Which answer it is: the likeliest."""
    return choice(ANSWERS, judges(), reply.traits)
