"""What someone puts forward for others to accept, under all its names, with the answers it gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from readout.codebook import Codebook
from readout.reading.answers import answers
from readout.reading.attested import Attested, identifier
from readout.reading.claimants import likeliest
from readout.reading.holders import Resolver
from readout.reading.issues import issues_in
from readout.reading.judge import judges, meaning
from readout.reading.proposal_mentions import Mention, mentions
from readout.reading.proposal_threads import Thread, heads, threads
from readout.reading.replies import replies
from readout.record import model
from readout.record.model import Proposal, Statement

NOBODYS = 0.3
"""Likelihood from which on a proposal counts whose proposer rules do not tell; 0 and 0.5 lost half a point of F1."""
UNKNOWN = 0.1
"""How likely it is that something is a proposal though nobody near it may have put it forward, other things being equal."""


def proposals(doc: Doc, cast: Resolver, statements: Sequence[Statement], codebook: Codebook) -> tuple[Proposal, ...]:
    """Read the proposals of a text and the answers to them, in order of appearance."""
    attested = Attested(statements)
    found = mentions(doc, cast, attested, codebook)
    likely = [likelihood(mention) for mention in found]
    put = threads(found, likely, judges()["proposals"].threshold, cast, codebook)
    by = [_by(thread) for thread in put]
    named = heads(doc, put, cast, codebook)
    given = answers(replies(named, by, cast, attested, codebook), [thread.likely for thread in put])
    return tuple(
        _row(doc, thread, by[n], given.get(n, ()), codebook)
        for n, thread in enumerate(put)
        if thread.by or thread.likely >= NOBODYS
    )


def likelihood(mention: Mention) -> float:
    """How likely it is that a mention names a proposal, and one of whoever is likeliest to have made it.

    Weighed without the latter, proposals of texts that the model has not learnt were found with an F1 of 31.4 instead of 33.9.
    """
    chance = judges()["proposals"].probability(mention.traits, meaning(mention.words))
    best = likeliest(mention.claimants, judges()["proposers"])
    return chance * (UNKNOWN if best is None else best[1])


def proposers(mention: Mention) -> tuple[str, ...]:
    """Who puts it forward: the likeliest of those who may."""
    best = likeliest(mention.claimants, judges()["proposers"])
    return () if best is None else best[0]


def _by(thread: Thread) -> tuple[str, ...]:
    """Who puts it forward: the likeliest of those who may, where the first mention tells or no other does."""
    return proposers(thread.first) if thread.first.by or not thread.by else thread.by


def _row(doc: Doc, thread: Thread, by: tuple[str, ...], given: Sequence[model.Response], codebook: Codebook) -> Proposal:
    return Proposal(
        name=thread.first.name,
        by=by,
        terms=_terms(doc, thread, codebook),
        evidence=tuple(_evidence(thread)),
        responses=tuple(response for response in given if response.by not in by),
        statement=identifier(thread.first.statement),
    )


def _evidence(thread: Thread) -> Iterator[model.Span]:
    yield thread.first.evidence
    end = thread.first.evidence[1]
    for mention in thread.mentions:
        if mention.name[0] >= end:
            yield mention.name
            end = mention.name[1]


def _terms(doc: Doc, thread: Thread, codebook: Codebook) -> tuple[str, ...]:
    """The issues named in what is put forward, in order."""
    found = list[str]()
    for span in (thread.first.name, *(mention.name for mention in thread.mentions)):
        tokens = doc.char_span(*span, alignment_mode="expand")
        found += [issue for issue, *_ in issues_in(tokens, codebook)] if tokens is not None else []
    return tuple(dict.fromkeys(found))
