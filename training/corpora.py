"""Readers of the corpora: every one gives `Example`s over spaCy's English tokens, white space left out.

Character offsets are mapped to tokens by overlap. What a corpus does not annotate, or what falls between tokens, is -100
in its labels and teaches nothing.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from readout.analysis.pieces import shapes
from training.labels import ASIDES, SPANS

NLP = spacy.blank("en")
NLP.max_length = 10**8
UNKNOWN = -100


@dataclass
class Example:
    """A text as words with labels, each a list as long as `words`.

    `tags` has one list a head; `head` gives for every word 0 for root, else 1 + the index of its head in the example;
    `links` pairs word indices: a content's first word with its cue's, a cue's first word with its source's, -1 for none;
    `pointing` has (index in POINTING, a word of a row, the words of who stands in it).
    """

    id: str
    words: list[str]
    starts: list[int]
    shapes: list[int]
    tags: dict[str, list[int]] = field(default_factory=dict)
    head: list[int] | None = None
    links: list[tuple[int, int]] = field(default_factory=list)
    pointing: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)

    def overlapping(self, start: int, end: int) -> range:
        """Indices of the words that share characters with `[start, end)`."""
        inside = [i for i, at in enumerate(self.starts) if at < end and at + len(self.words[i]) > start]
        return range(inside[0], inside[-1] + 1) if inside else range(0)


def lines(path: Path) -> Iterator[Any]:
    """The JSON lines of a file, gzipped or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as handle:
        yield from (json.loads(line) for line in handle if line.strip())


def example(key: str, text: str) -> Example:
    """A text cut into words, without labels."""
    doc: Doc = NLP(text)
    words = [t.text for t in doc]
    found = shapes(words)
    kept = [i for i, w in enumerate(words) if not w.isspace()]
    return Example(key, [words[i] for i in kept], [doc[i].idx for i in kept], [found[i] for i in kept])


def write_span(ex: Example, labels: list[int], names: Sequence[str], kind: str, span: Sequence[int]) -> int | None:
    """Mark a span in BIO where nothing is marked yet; the index of its first word, None where there is none."""
    where = ex.overlapping(span[0], span[1])
    if not where or any(labels[i] != 0 for i in where):
        return None
    labels[where[0]] = names.index(f"B-{kind}")
    for i in where[1:]:
        labels[i] = names.index(f"I-{kind}")
    return where[0]


def add_attribution(ex: Example, labels: list[int], source: Sequence[Any], cue: Sequence[Any], content: Sequence[Any]) -> None:
    """Mark the spans of one attribution (lists of offsets) and their links."""
    firsts: dict[str, int | None] = {}
    for kind, spans in (("source", source), ("cue", cue)):
        marked = [write_span(ex, labels, SPANS, kind, s) for s in spans]
        inside = [ex.overlapping(s[0], s[1]) for s in spans]
        firsts[kind] = next((m for m in marked if m is not None), inside[0][0] if inside and inside[0] else None)
    if firsts["cue"] is not None:
        ex.links.append((firsts["cue"], -1 if firsts["source"] is None else firsts["source"]))
    target = firsts["cue"] if firsts["cue"] is not None else firsts["source"]
    for span in content:
        first = write_span(ex, labels, SPANS, "content", span)
        if first is not None:
            ex.links.append((first, -1 if target is None else target))


def polnear(path: Path, demonyms: frozenset[str] = frozenset()) -> Iterator[Example]:
    """PolNeAR (Newell et al. 2018): attributions, and the silver names of its train split."""
    for row in lines(path):
        ex = example(row["id"], row["text"])
        labels = [0] * len(ex.words)
        for a in row.get("attributions", ()):
            add_attribution(ex, labels, a["source"] or [], a["cue"] or [], a["content"] or [])
        ex.tags["polnear"] = labels
        if "names_silver" in row:
            from training.names import silver_names

            ex.tags["names"] = silver_names(ex, row["names_silver"], demonyms)
        yield ex


def readout_corpus(rows: Iterable[dict[str, Any]], called: Callable[[str], Collection[str]]) -> Iterator[Example]:
    """Texts annotated as the Readout corpus is: statements at two levels, channels, hedges, and what is evidence of rows."""
    from training.evidence import evidence

    for row in rows:
        ex = example(row["id"], row["text"])
        by_id = {s["id"]: s for s in row["statements"]}
        levels: dict[bool, list[int]] = {False: [0] * len(ex.words), True: [0] * len(ex.words)}
        asides = [0] * len(ex.words)
        for s in sorted(row["statements"], key=lambda s: _depth(s, by_id)):
            one = lambda span: [span] if span else []  # noqa: E731
            add_attribution(ex, levels[s["within"] is not None], one(s["source"]), one(s["cue"]), s["content"])
            for kind in ("channel", "hedge"):
                if s[kind]:
                    write_span(ex, asides, ASIDES, kind, s[kind])
        ex.tags |= {"outer": levels[False], "inner": levels[True], "asides": asides, "evidence": evidence(ex, row, called)}
        yield ex


def _depth(statement: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> int:
    depth = 0
    while statement["within"]:
        statement, depth = by_id[statement["within"]], depth + 1
    return depth
