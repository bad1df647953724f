"""Who stands in the rows of an annotated text, word by word, and which words of a row point at whom.

Which words stand for whom is read by the model that is trained further and by the rules of `readout.reading.actors`, so that
pronouns and descriptions count too; of those that the rules miss, the nouns that the annotation names them by.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from spacy.tokens import Doc

from readout.reading.actors import Cast
from readout.reading.contact_company import Company
from training.corpora import Example
from training.evidence import BIT, Row, Spans, rows
from training.labels import POINTING, UPOS

BACK = 120
"""Words before a sentence in which somebody may be named who takes part without standing in it."""
NOUNS = frozenset((UPOS.index("NOUN"), UPOS.index("PROPN")))
DETERMINERS = re.compile(r"(?:the|a|an|his|her|its|their|our)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Read:
    """An annotated text as far as it has been read: words with their labels, the analysis, the cast."""

    example: Example
    row: Row
    doc: Doc
    cast: Cast


def add_company(read: Read, score: ModuleType) -> None:
    """Mark the words of who stands in each row as evidence of that, and let the words of the row point at them."""
    ex, row = read.example, read.row
    named, starts = words_by_actor(read, score), sentence_starts(read)
    pointed: dict[tuple[int, int], set[int]] = defaultdict(set)
    for spans, ids, label, labels in rows(row):
        role = POINTING.index("contact" if labels[0] == "contact" else "row")
        for words in within(ex, spans):
            opening = starts[bisect_right(starts, words[0]) - 1]
            found = [at for id in ids for at in near(named.get(id, ()), words, starts, len(ex.words))]
            for i in found:
                if i >= opening:
                    ex.tags["evidence"][i] |= BIT[label]
            for word in words:
                pointed[role, word].update(found)
    ex.pointing = [(role, word, tuple(sorted(found))) for (role, word), found in sorted(pointed.items())]


def within(ex: Example, spans: Spans) -> Iterator[range]:
    """The words of each span."""
    for start, end in spans:
        words = ex.overlapping(start, end)
        if words:
            yield words


def near(places: Sequence[int], words: range, starts: Sequence[int], size: int) -> list[int]:
    """Where somebody stands in the sentences of some words, else where last before them."""
    first, after = bisect_right(starts, words[0]) - 1, bisect_right(starts, words[-1])
    low, high = starts[first], starts[after] if after < len(starts) else size
    here = [i for i in places if low <= i < high]
    return here or [i for i in places if low - BACK <= i < low][-1:]


def sentence_starts(read: Read) -> list[int]:
    """The first word of every sentence."""
    found = [i for i, first in enumerate(read.example.tags["sent"]) if first == 1]
    return found if found[:1] == [0] else [0, *found]


def words_by_actor(read: Read, score: ModuleType) -> dict[str, list[int]]:
    """The words that stand for each actor of the annotation."""
    ex = read.example
    at = {start: n for n, start in enumerate(ex.starts)}
    known, ours = score.by_id(read.row["actors"]), score.by_id([actor.model_dump() for actor in read.cast.actors])
    found: dict[str, set[int]] = {}
    for id, tokens in Company(read.doc, read.cast).places.items():
        for key, actor in known.items():
            if score.same_actor(actor, ours[id]):
                found.setdefault(key, set()).update(at[token.idx] for token in tokens if token.idx in at)
    for key, actor in known.items():
        if key not in found:
            found[key] = set(verbatim(ex, read.row["text"], actor))
    return {key: sorted(words) for key, words in found.items()}


def verbatim(ex: Example, text: str, actor: dict[str, Any]) -> Iterator[int]:
    """The nouns of an actor's name wherever it stands in the text."""
    name = DETERMINERS.sub("", actor["name"], count=1)
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
        yield from (i for i in ex.overlapping(*match.span()) if ex.tags["upos"][i] in NOUNS)
