"""What the words of an annotated text are evidence of, as one number a word: bit `n` for the `n`-th label of `EVIDENCE`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from readout.codebook import Codebook
from readout.reading.contact_candidates import FAMILY
from training.corpora import Example
from training.labels import EVIDENCE

BIT = {label: 1 << n for n, label in enumerate(EVIDENCE)}
SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘]?[A-Z])|\n+")
SAID = frozenset(("president", "minister", "prime", "foreign", "secretary", "state", "the", "of", "and", "for", "al"))

Row = dict[str, Any]
Spans = Sequence[Sequence[int]]


def evidence(ex: Example, row: Row, called: Callable[[str], Collection[str]]) -> list[int]:
    """The labels of every word; `called` gives the words that stand for a state of that name ("Moscow", "Russian").

    A row's spans have its label and those of its kind; the names of who stands in it, in the sentences of its spans, have a
    label of their own. Descriptions and pronouns are left out: who they are is not known here.
    """
    found = [0] * len(ex.words)
    names = {actor["id"]: named(actor, called) for actor in row["actors"]}
    ends = [0, *(m.end() for m in SENTENCE.finditer(row["text"])), len(row["text"])]

    def mark(spans: Spans, *labels: str) -> None:
        for start, end in spans:
            for i in ex.overlapping(start, end):
                for label in labels:
                    found[i] |= BIT.get(label, 0)

    def who(spans: Spans, ids: Sequence[str], label: str) -> None:
        wanted = {name for id in ids for name in names.get(id, ())}
        for start, end in spans:
            low = max(e for e in ends if e <= start)
            for i in ex.overlapping(low, min(e for e in ends if e >= end)):
                if ex.words[i].lower() in wanted and ex.words[i][0].isupper():
                    found[i] |= BIT[label]

    for spans, ids, label, labels in rows(row):
        mark(spans, *labels)
        who(spans, ids, label)
    return found


def rows(row: Row) -> Iterator[tuple[Spans, list[str], str, tuple[str, ...]]]:
    """The spans of every row, who stands in it, the label of those, and the labels of the spans."""
    for c in row["contacts"]:
        yield c["evidence"], c["participants"], "participant", ("contact", FAMILY.get(c["kind"], "meeting"), c["status"])
    for p in row["proposals"]:
        yield [p["name"]], p["by"], "proposer", ("proposal", "proposal-name")
        yield p["evidence"], p["by"], "proposer", ("proposal",)
        for r in p["responses"]:
            yield [r["evidence"]], [r["by"]], "answerer", ("response", r["response"])
    for p in row["positions"]:
        yield [p["evidence"]], [p["party"]], "holder", ("position", p["stance"], p["issue"])
    for c in row["commitments"]:
        yield [c["action"]], c["by"], "promiser", ("commitment",)
    for w in row["warnings"]:
        yield [w["consequence"]], [w["by"]], "warner", ("consequence",)
        if w["condition"]:
            yield [w["condition"]], [w["by"]], "warner", ("condition",)


def named(actor: Row, called: Callable[[str], Collection[str]]) -> set[str]:
    """Words in small letters by any of which an actor may be named: a person's last name, all that stands for a state."""
    words = [word.lower() for word in re.findall(r"\w[\w’'-]*", actor["name"])]
    if actor["kind"] == "person":
        return set(words[-1:])
    if actor["kind"] == "country":
        names = (actor["name"], *called(actor["name"]))
        return {word.lower() for name in names for word in re.findall(r"\w[\w.’'-]*", name)} - SAID
    return {word for word in words if word not in SAID}


def callings(book: Codebook) -> Callable[[str], Collection[str]]:
    """For the usual name of a state, all words of the codebook that stand for it."""
    table = {
        state.name.lower(): (*state.aliases, *state.capitals, *state.seats, *state.demonyms)
        for state in book.states.root.values()
    }
    return lambda name: table.get(name.lower(), ())
