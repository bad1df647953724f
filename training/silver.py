"""What a trained model teaches (self-training): the trees of annotated texts, and what is left open of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from readout.analysis import load
from readout.analysis.decode import constrained, viterbi
from readout.analysis.encoder import Encoder, Text
from training.corpora import UNKNOWN, Example
from training.labels import NAMES, UPOS

KEPT = ("DATE", "NORP")


def complete_names(examples: Sequence[Example], folder: Path) -> None:
    """Give texts whose persons, organizations and places are annotated the dates and nationalities that a model sees beside.

    What it takes for an event is left open.
    """
    encoder = Encoder(folder)
    table = constrained(encoder.labels["names"])[None]
    assert encoder.labels["names"] == list(NAMES)
    for ex in examples:
        scores = encoder.read([Text(ex.words, ex.shapes)])[0]["names"].astype(np.float32)
        labels = ex.tags["names"]
        for i, tag in enumerate(viterbi(scores[:, None], table)[:, 0].tolist()):
            kind = NAMES[tag][2:]
            if labels[i] == 0 and kind in (*KEPT, "EVENT"):
                labels[i] = tag if kind in KEPT else UNKNOWN


def parse_texts(
    examples: Sequence[Example], texts: Sequence[str], labels: Mapping[str, Sequence[str]], folder: Path
) -> Iterator[Doc]:
    """Give examples that have no trees those of a model, and its names; yields what it reads.

    A model that is trained further on texts without trees loses the trees of just such texts, which treebanks do not show.
    """
    index = {kind: {value: n for n, value in enumerate(labels[kind])} for kind in ("xpos", "rel")}
    for ex, doc in zip(examples, load(folder).pipe(texts), strict=True):
        at = {start: n for n, start in enumerate(ex.starts)}
        same = {word.i: at[word.idx] for word in doc if word.idx in at and ex.words[at[word.idx]] == word.text}
        for kind in ("sent", "upos", "xpos", "rel", "lemma", "names"):
            ex.tags[kind] = [UNKNOWN] * len(ex.words)
        ex.head = [UNKNOWN] * len(ex.words)
        for i, n in same.items():
            word = doc[i]
            ex.head[n] = 0 if word.head.i == i else 1 + same[word.head.i] if word.head.i in same else UNKNOWN
            ex.tags["sent"][n] = int(bool(word.is_sent_start))
            ex.tags["upos"][n] = UPOS.index(word.pos_)
            ex.tags["xpos"][n] = index["xpos"].get(word.tag_, UNKNOWN)
            ex.tags["rel"][n] = index["rel"].get(word.dep_, UNKNOWN)
            ex.tags["names"][n] = NAMES.index(f"{word.ent_iob_}-{word.ent_type_}" if word.ent_type_ else "O")
        yield doc
