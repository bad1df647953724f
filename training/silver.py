"""What a trained model teaches (self-training): names of the web treebank, by the gold tags; trees of annotated texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from readout.analysis import load
from readout.analysis.decode import constrained, viterbi
from readout.analysis.encoder import Encoder, Text
from readout.analysis.pieces import FRESH
from training.corpora import UNKNOWN, Example
from training.labels import NAMES, UPOS

PROPER = ("NNP", "NNPS")
TITLE = 1
SURE = 0.8
"""A proper noun is no person, organization or place where the model says so this surely; below it, it is left open."""
TAUGHT = ("PERSON", "ORG", "LOC")


def name_web_texts(examples: Sequence[Example], tags: Sequence[str], folder: Path) -> None:
    """Give every example labels of names.

    The treebank says which words are proper nouns, in whatever letters they are written. The model reads the text with
    just these written large, and says of each whether it is part of a person's, an organization's or a place's name.
    """
    encoder = Encoder(folder)
    table = constrained(encoder.labels["names"])[None]
    assert encoder.labels["names"] == list(NAMES)
    proper = [[tag >= 0 and tags[tag] in PROPER for tag in ex.tags["xpos"]] for ex in examples]
    for ex, known in zip(examples, proper, strict=True):
        shapes = [(shape & FRESH) + (TITLE if large else 0) for shape, large in zip(ex.shapes, known, strict=True)]
        scores = encoder.read([Text(ex.words, shapes)])[0]["names"].astype(np.float32)
        path = viterbi(scores[:, None], table)[:, 0].tolist()
        chance = np.exp(scores - scores.max(1, keepdims=True))
        outside = chance[:, 0] / chance.sum(1)
        ex.tags["names"] = [
            label(tag, path, i, known=known, tagged=ex.tags["xpos"][i] >= 0, outside=float(outside[i]))
            for i, tag in enumerate(path)
        ]


def label(tag: int, path: Sequence[int], i: int, *, known: Sequence[bool], tagged: bool, outside: float) -> int:
    """The label of a word, unknown where tags and model disagree or the model is not sure."""
    if not tagged:
        return UNKNOWN
    kind = NAMES[tag][2:]
    if kind in TAUGHT:
        inside = NAMES[tag].startswith("I-") and i + 1 < len(path) and NAMES[path[i + 1]] == f"I-{kind}"
        return tag if known[i] or inside else UNKNOWN
    if kind:
        return tag if kind == "DATE" else UNKNOWN
    return UNKNOWN if known[i] and outside < SURE else 0


def parse_texts(examples: Sequence[Example], texts: Sequence[str], labels: Mapping[str, Sequence[str]], folder: Path) -> None:
    """Give examples that have no trees those of a model, and its names.

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
