"""Noun groups that an analysis has taken apart."""

import numpy as np
import pytest

from readout.analysis.groups import put_together

RELATIONS = ["root", "nsubj", "det", "amod", "compound", "flat", "obj", "conj"]


@pytest.mark.parametrize(
    ("words", "heads", "rels", "tags", "expected"),
    [
        (
            "presidential aide Ola Berg told",
            [4, 4, 4, 4, 4],
            "nsubj nsubj nsubj nsubj root",
            "ADJ NOUN PROPN PROPN VERB",
            [(1, "amod"), (2, "compound"), (4, "nsubj"), (2, "flat"), (4, "root")],
        ),
        ("The call lasted", [2, 2, 2], "nsubj nsubj root", "DET NOUN VERB", [(1, "det"), (2, "nsubj"), (2, "root")]),
        ("the new call", [2, 2, 2], "det amod root", "DET ADJ NOUN", [(2, "det"), (2, "amod"), (2, "root")]),
        ("Oslo met Bern", [1, 1, 1], "nsubj root obj", "PROPN VERB PROPN", [(1, "nsubj"), (1, "root"), (1, "obj")]),
    ],
)
def test_words_of_a_group_hang_on_its_head(
    words: str, heads: list[int], rels: str, tags: str, expected: list[tuple[int, str]]
) -> None:
    head, rel = np.array(heads), np.array([RELATIONS.index(r) for r in rels.split()])
    put_together(head, rel, tags.split(), RELATIONS)
    assert [(int(h), RELATIONS[r]) for h, r in zip(head, rel, strict=True)] == expected
    assert len(words.split()) == len(expected)
