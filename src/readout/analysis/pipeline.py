"""The analysis as a spaCy pipeline: one component that reads batches of documents through the encoder."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.language import Language
from spacy.symbols import SPACE
from spacy.tokens import Doc, Span, SpanGroup

from readout.analysis.attribution import Attribution, Flat, Links, assemble
from readout.analysis.decode import broken, constrained, joined, spans, together, trimmed
from readout.analysis.encoder import Encoder, Scores, Text
from readout.analysis.evidence import Evidence
from readout.analysis.groups import put_together
from readout.analysis.lemmas import lemma
from readout.analysis.pieces import FRESH, shapes
from readout.analysis.sentences import sentences, trees
from readout.analysis.tokens import BoundedTokenizer

LEVELS = ("outer", "inner")
WORDS = 2000
"""Words gathered before the encoder runs: enough to keep its threads busy, few enough to keep memory flat."""
NOTHING = -10.0
"""The score of white space as evidence: none."""
AHEAD = 3
"""Batches that the encoder may be ahead. With one of 4,000 words it waited for a sixth of the time on two cores."""


def load(folder: Path | None = None, *, threads: int | None = None) -> Language:
    """A spaCy pipeline with the packaged model, or that in `folder`, on `threads` threads (default: all cores).

    Its `Doc`s have sentences, tags, lemmas, trees (Universal Dependencies), `ents`, and the attribution spans in
    `doc.spans["source" | "cue" | "content"]` (PolNeAR's conventions; linked in `doc._.polnear`) and `doc._.attributions`
    (the record's conventions); `doc.tensor` is the encoder's vector of every word, [words, 384] in sixteen bits, zero for
    white space, and `doc._.evidence` what every word may be evidence of (`Evidence`; None of a model that does not tell).
    Raises `ModelError`.
    """
    for name, default in (("polnear", ()), ("attributions", ()), ("evidence", None)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    nlp.add_pipe("readout_analysis", config={"folder": str(folder) if folder else None, "threads": threads})
    return nlp


@Language.factory("readout_analysis")
def _component(nlp: Language, name: str, folder: str | None, threads: int | None) -> Analyser:
    return Analyser(Encoder(Path(folder) if folder else None, threads=threads))


class Analyser:
    """The component: fills documents that hold only tokens."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        labels = encoder.labels
        self._names = constrained(labels["names"])[None]
        self._asides = constrained(labels["asides"])[None]

    def __call__(self, doc: Doc) -> Doc:
        """Fill one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Fill documents in batches of at most `batch_size`, and of about `WORDS` words.

        While one batch is decoded here, the encoder's threads already read the next ones.
        """
        ahead: deque[Callable[[], list[Doc]]] = deque()
        for batch in batches(stream, batch_size):
            ahead.append(self._start(batch))
            if len(ahead) > AHEAD:
                yield from ahead.popleft()()
        while ahead:
            yield from ahead.popleft()()

    def _start(self, docs: list[Doc]) -> Callable[[], list[Doc]]:
        texts, kept = [], []
        for doc in docs:
            words = [t.text for t in doc]
            inside = [i for i, w in enumerate(words) if not w.isspace()]
            found = shapes(words)
            texts.append(Text([words[i] for i in inside], [found[i] for i in inside]))
            kept.append(inside)
        scores = self.encoder.start(texts)

        def finish() -> list[Doc]:
            for doc, text, inside, found in zip(docs, texts, kept, scores(), strict=True):
                if inside:
                    self._write(doc, text, inside, found)
            return docs

        return finish

    def _pointing(self, size: int, inside: list[int], scores: Scores) -> tuple[Any, ...]:
        """The roles and vectors of words that point at others, with those of white space; nothing of a model without them."""
        if "who_from" not in scores.arrays:
            return ()
        vectors = (spread(scores.arrays.pop(name), inside, size) for name in ("who_from", "who_to"))
        return (self.encoder.labels["pointing"], *vectors)

    def _write(self, doc: Doc, text: Text, inside: list[int], scores: Scores) -> None:
        write_trees(doc, text, inside, scores, self.encoder)
        doc.tensor = spread(scores.arrays.pop("states"), inside, len(doc))
        labels = self.encoder.labels
        if "evidence" in scores.arrays:
            odds = spread(scores.arrays.pop("evidence"), inside, len(doc), fill=NOTHING)
            doc._.evidence = Evidence(labels["evidence"], odds, *self._pointing(len(doc), inside, scores))

        def span(flat: Flat) -> Span:
            return Span(doc, inside[flat[1]], inside[flat[2] - 1] + 1, label=flat[0])

        fresh = np.array(text.shapes) >= FRESH
        heads = {"names": self._names, "asides": self._asides, "spans": self.encoder.transitions}
        named, aside, paths = together(
            [(broken(scores[k].reshape(len(inside), len(t), -1), fresh, labels[k]), t) for k, t in heads.items()]
        )
        names = trimmed(joined(spans(named[:, 0].tolist(), labels["names"]), fresh), text.words)
        doc.ents = tuple(span(f) for f in names)
        asides = spans(aside[:, 0].tolist(), labels["asides"])
        for kind in ("channel", "hedge"):
            doc.spans[kind] = SpanGroup(doc, name=kind, spans=[span(f) for f in asides if f[0] == kind])
        links = Links(scores["link_from"], scores["link_to"], scores["link_none"])
        sets = {name: spans(paths[:, k].tolist(), labels["spans"]) for k, name in enumerate(("polnear", *LEVELS))}
        for kind in ("source", "cue", "content"):
            doc.spans[kind] = SpanGroup(doc, name=kind, spans=[span(f) for f in sets["polnear"] if f[0] == kind])

        def attributions(name: str, level: int) -> list[Attribution]:
            return [
                Attribution(source and span(source), cue and span(cue), tuple(span(c) for c in contents), level)
                for source, cue, contents in assemble(sets[name], links)
            ]

        doc._.polnear = tuple(attributions("polnear", 0))
        found = [a for level, name in enumerate(LEVELS) for a in attributions(name, level)]
        doc._.attributions = tuple(sorted(found, key=lambda a: (a.content[0].start, a.level)))


def spread(rows: NDArray[Any], inside: list[int], size: int, *, fill: float = 0.0) -> NDArray[Any]:
    """The rows of the words of a text as rows of all its tokens, white space filled up."""
    found = np.full((size, *rows.shape[1:]), fill, rows.dtype)
    found[inside] = rows
    return found


def batches(stream: Iterable[Doc], most: int) -> Iterator[list[Doc]]:
    """Consecutive documents, at most `most` and about `WORDS` words of them."""
    batch: list[Doc] = []
    size = 0
    for doc in stream:
        batch.append(doc)
        size += len(doc)
        if size >= WORDS or len(batch) >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def write_trees(doc: Doc, text: Text, inside: list[int], scores: Scores, encoder: Encoder) -> None:
    """Set tags, lemmas and trees; a white-space token hangs on the word before it (after it at the start)."""
    labels = encoder.labels
    bounds = sentences(doc, inside, scores["sent"])
    heads, rels = trees(bounds, scores.trees)
    put_together(heads, rels, [labels["upos"][tag] for tag in scores["upos"]], labels["rel"])
    strings = doc.vocab.strings
    kind = {name: [strings.add(v) for v in labels[name]] for name in ("upos", "xpos", "rel")}
    n = len(doc)
    array = np.zeros((n, 5), np.int64)
    at = np.array(inside)
    hosts = np.clip(np.searchsorted(at, np.arange(n), side="right") - 1, 0, None)
    array[:, 0] = at[hosts] - np.arange(n)
    array[:, 1] = np.array(strings.add("dep"), np.uint64).astype(np.int64)
    array[:, 2] = SPACE
    array[:, 3] = np.array(strings.add("_SP"), np.uint64).astype(np.int64)
    array[at, 0] = at[heads] - at
    array[at, 1] = np.array(kind["rel"], np.uint64).astype(np.int64)[rels]
    array[at, 2] = np.array(kind["upos"], np.uint64).astype(np.int64)[scores["upos"]]
    array[at, 3] = np.array(kind["xpos"], np.uint64).astype(np.int64)[scores["xpos"]]
    past = pasts(text.words, scores["upos"], encoder)
    array[at[past], 2] = strings.add("VERB")
    array[at[past], 3] = np.array(strings.add("VBD"), np.uint64).astype(np.int64)
    scores["upos"][past] = labels["upos"].index("VERB")
    known = [encoder.lemmas.get(tag, {}) for tag in labels["upos"]]
    lemmas = [
        strings.add(known[tag].get(word.lower()) or lemma(word, labels["lemma"][rule]))
        for word, tag, rule in zip(text.words, scores["upos"].tolist(), scores["lemma"].tolist(), strict=True)
    ]
    array[:, 4] = np.array([t.orth for t in doc], np.uint64).astype(np.int64)
    array[at, 4] = np.array(lemmas, np.uint64).astype(np.int64)
    doc.from_array([HEAD, DEP, POS, TAG, LEMMA], array.astype(np.uint64))  # type: ignore[arg-type]


def pasts(words: Sequence[str], tags: NDArray[np.int64], encoder: Encoder) -> list[int]:
    """Places of words tagged as nouns that the treebanks know as a past of a verb and as nothing else ("spoke")."""
    noun = encoder.labels["upos"].index("NOUN")
    verbs, others = encoder.lemmas.get("VERB", {}), [encoder.lemmas.get(tag, {}) for tag in ("NOUN", "ADJ", "ADV")]
    return [
        i
        for i in np.flatnonzero(tags == noun).tolist()
        if verbs.get(words[i], words[i]) != words[i]
        and not words[i].endswith(("s", "ing"))
        and not any(words[i] in table for table in others)
    ]
