"""What speaks for and against a candidate, in words that a judge can weigh.

The traits are those of the word that introduces it (the trigger) and of what is introduced (the content), common to
commitments, proposals and warnings; each layer adds its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from readout.analysis.evidence import of, steps
from readout.codebook.clauses import Clauses
from readout.reading.clauses import above, auxiliaries, children, marker, negated, relative, subject
from readout.reading.holders import Resolver
from readout.reading.words import base
from readout.record.model import Span as Range
from readout.record.model import Statement

UNSEEN = "unseen"
"""Said of words that no model has looked at, as where judges are fitted on texts that the model has learnt by heart."""
BESIDE = 3
"""Words before and after a span that are compared with it."""
EVIDENCE = ("proposal", "proposal-name", "commitment", "consequence", "condition", "contact", "position", "response")


def traits(trigger: Token | None, content: Span, statement: Statement | None, words: Clauses) -> list[str]:
    """Describe a candidate as a list of traits ("trigger=pledge", "head=withdraw")."""
    return [
        *_of_content(content, words),
        *seen_as(content, EVIDENCE),
        *(_of_trigger(trigger, words) if trigger is not None else ["trigger=none"]),
        *_of_statement(statement),
    ]


def seen_as(words: Span, labels: Sequence[str]) -> Iterator[str]:
    """What the model takes words to be evidence of: on the whole, and at the likeliest word."""
    evidence = of(words.doc)
    if evidence is None:
        yield UNSEEN
        return
    for label in labels:
        yield from steps(label, evidence.mean(label, words.start, words.end))
        if len(words) > 1:
            yield from steps(f"{label} somewhere", evidence.peak(label, words.start, words.end))


def edges(doc: Doc, span: Range, label: str) -> Iterator[str]:
    """Whether what the model takes words to be evidence of begins and ends where a span does."""
    evidence, words = of(doc), doc.char_span(*span, alignment_mode="expand")
    if evidence is None or words is None:
        return
    inside = evidence.mean(label, words.start, words.end)
    yield from steps(f"{label} in all", inside)
    before, after = range(max(0, words.start - BESIDE), words.start), range(words.end, min(len(doc), words.end + BESIDE))
    for side, place in (("before", before), ("after", after)):
        if place:
            yield from steps(f"{label} beside {side}", evidence.mean(label, place.start, place.stop) - inside)


def doing(head: Token, actors: Sequence[str], cast: Resolver, label: str) -> Iterator[str]:
    """What the model takes the names of some actors in a sentence to be evidence of, and the likeliest word of it."""
    evidence, home = of(head.doc), head.sent
    if evidence is None:
        return
    names = [token.i for token in home if not set(actors).isdisjoint(cast.at(token))]
    if names:
        yield from steps(f"named {label}", max(evidence.peak(label, i, i + 1) for i in names))
        if (odds := evidence.points("row", [head.i], names)) is not None:
            yield from steps("points", odds)
    yield from steps(f"some {label}", evidence.peak(label, home.start, home.end))


def _of_content(content: Span, words: Clauses) -> Iterator[str]:
    head = content.root
    yield f"head={base(head.lower_)}"
    yield f"form={form(content)}"
    yield f"length={min(len(content) // 4, 6)}"
    yield from (f"aux={word}" for word in sorted(auxiliaries(head)))
    yield f"actor={person(subject(head), words)}"
    for child in children(head, "obj", "xcomp", "nsubj:pass"):
        yield f"object={base(child.lower_)}"
    if negated(head, words.negations):
        yield "denied"
    if any(marker(child) in words.conditions for child in children(head, "advcl")):
        yield "conditioned"
    if content.text.rstrip().endswith("?"):
        yield "asked"


def _of_trigger(trigger: Token, words: Clauses) -> Iterator[str]:
    yield f"trigger={base(trigger.lower_)}"
    yield f"trigger-tag={trigger.tag_}"
    yield f"doer={person(subject(trigger), words)}"
    yield from (f"trigger-aux={word}" for word in sorted(auxiliaries(trigger)))
    if trigger.pos_ == "NOUN":
        yield f"governor={base(trigger.head.lower_)}"
    if negated(trigger, words.negations) or (trigger.pos_ == "NOUN" and negated(trigger.head, words.negations)):
        yield "trigger-denied"
    if relative(trigger) is not None:
        yield "trigger-relative"
    if any(marker(token) in words.conditions for token in (trigger, *above(trigger))):
        yield "in-condition"


def _of_statement(statement: Statement | None) -> Iterator[str]:
    if statement is None:
        yield "unsaid"
        return
    yield f"mode={statement.mode}"
    yield f"speakers={min(len(statement.speakers), 2)}"
    yield f"nested={statement.within is not None}"
    if statement.source is None:
        yield "sourceless"
    if statement.hedge is not None:
        yield "hedged"


def form(content: Span) -> str:
    """How it is put: with "to", "that", a participle, a clause, a noun."""
    first = next((token for token in content if token.is_alpha), content[0])
    if first.lower_ in ("to", "that", "on", "for", "of"):
        return first.lower_
    head = content.root
    if head.pos_ in ("VERB", "AUX") or children(head, "cop"):
        return "clause" if children(head, "nsubj", "csubj", "expl") else "participle" if head.tag_ == "VBG" else "verb"
    return "noun"


def person(doer: Token | None, words: Clauses) -> str:
    """Who acts, roughly: the first person, another pronoun, a name, a description."""
    if doer is None:
        return "none"
    if doer.lower_ in words.first_person:
        return "first"
    return doer.pos_.lower()
