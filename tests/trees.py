"""Docs from trees written out: one word a line, `word tag relation head [lemma]`, heads counted from 1, 0 the root."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

_vocab = spacy.blank("en").vocab
TAGS = {"VBG": "VERB", "VB": "VERB", "VBD": "VERB", "VBN": "VERB", "MD": "AUX", "WDT": "PRON", "NNS": "NOUN", "TO": "PART"}


def tree(lines: str) -> Doc:
    """A Doc of one sentence; a tag of the Penn Treebank stands for its universal one too."""
    rows = [line.split() for line in lines.strip().splitlines()]
    heads = [i if row[3] == "0" else int(row[3]) - 1 for i, row in enumerate(rows)]
    return Doc(
        _vocab,
        words=[row[0] for row in rows],
        spaces=[i + 1 < len(rows) and rows[i + 1][0] not in (".", ",", ";", "'s") for i in range(len(rows))],
        pos=[TAGS.get(row[1], row[1]) for row in rows],
        tags=[row[1] for row in rows],
        deps=["ROOT" if row[3] == "0" else row[2] for row in rows],
        heads=heads,
        lemmas=[row[4] if len(row) > 4 else row[0].lower() for row in rows],
    )
