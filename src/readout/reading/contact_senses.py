"""Which kind of contact a mention names, and whether it was held: what rules tell, weighed with what the model makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from spacy.tokens import Token

from readout.analysis.evidence import of, rated
from readout.reading.clauses import auxiliaries, children, marker
from readout.reading.contact_candidates import Observed
from readout.reading.contact_mentions import Mention
from readout.reading.contact_status import Reading
from readout.reading.judge import Judge, choice
from readout.reading.words import base
from readout.record.model import ContactKind, Status

STATUSES: tuple[Status, ...] = get_args(Status)
KINDS: tuple[ContactKind, ...] = tuple(kind for kind in get_args(ContactKind) if kind != "visit")
"""A visit is told by its words alone: who takes part in it depends on that."""
FAMILIES = ("call", "meeting", "letter")


def status(seen: Observed, judges: Mapping[str, Judge]) -> Reading:
    """The likeliest status of what a mention names; it is told where rules or the model tell another than that it was held."""
    best = choice(STATUSES, judges, seen.senses)
    return seen.told if best == seen.told.status else Reading(best, True)


def kind(seen: Observed, judges: Mapping[str, Judge]) -> ContactKind:
    """The likeliest kind."""
    own = seen.mention.kind
    return own if own == "visit" else choice(KINDS, judges, seen.senses)


def sense_traits(mention: Mention, told: Reading, *, ahead: bool) -> Iterator[str]:
    """What speaks for one sense or another; `ahead` where it is dated after the text."""
    top, clause, word = mention.top, mention.clause, base(mention.token.lower_)
    yield f"told={told.status}"
    yield f"told={told.status}|{told.told}"
    yield f"told={told.status}|{mention.form}"
    yield f"kind={mention.kind}"
    yield f"word={word}"
    yield f"word={word}|{told.status}"
    yield f"number={mention.token.tag_}"
    yield f"ahead={ahead}|{told.status}"
    yield f"dep={top.dep_}|{marker(top)}"
    yield f"tense={clause.tag_}|{'+'.join(sorted(auxiliaries(clause)))}"
    if top.head != top:
        yield f"over={base(top.head.lower_)}"
        yield f"over={base(top.head.lower_)}|{top.dep_}"
        yield f"over-tense={top.head.tag_}|{'+'.join(sorted(auxiliaries(top.head)))}"
    if clause.head != clause:
        yield f"above={base(clause.head.lower_)}|{clause.dep_}"
    for site in dict.fromkeys((mention.token, top)):
        yield from (f"beside={base(child.lower_)}" for child in children(site, "amod", "compound", "det", "advmod", "acl"))
    yield from _seen(dict.fromkeys((mention.token, clause)))


def _seen(words: Mapping[Token, None]) -> Iterator[str]:
    """Each sense by itself and beside the likeliest, at the mention's word and at that which carries its tense."""
    evidence = of(next(iter(words)).doc)
    if evidence is None:
        return
    for labels in (STATUSES, FAMILIES):
        odds = {label: max(evidence.peak(label, word.i, word.i + 1) for word in words) for label in labels}
        highest = max(odds.values())
        for label, value in odds.items():
            yield from rated(label, value, highest)
