"""Names of the web treebank, as a trained model sees them with the gold tags' help (self-training)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from readout.analysis.decode import constrained, viterbi
from readout.analysis.encoder import Encoder, Text
from readout.analysis.pieces import FRESH
from training.corpora import UNKNOWN, Example
from training.labels import NAMES

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
