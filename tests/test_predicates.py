"""Constructions that attribute, in trees as an analysis may give them."""

from __future__ import annotations

from readout.codebook import Codebook
from readout.reading.predicates import candidates
from tests.trees import tree


def test_a_sentence_may_hang_on_whom_it_is_according_to() -> None:
    doc = tree(
        """
        Talks NOUN nsubj 2
        resumed VBD advcl 6
        , PUNCT punct 2
        according VBG case 6
        to TO fixed 4
        Skopje PROPN root 0
        . PUNCT punct 6
        """
    )
    (found,) = candidates(doc[:], Codebook.load().attribution.predicates)
    text = doc.text
    assert found.draft.source is not None
    assert text[slice(*found.draft.source)] == "Skopje"
    assert [text[a:b] for a, b in found.draft.content] == ["Talks resumed"]
