"""The linear judge: what it adds up, and what an analysis without an encoder means to it."""

from typing import get_args

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from readout.reading.judge import LENGTH, Judge, judges, meaning
from readout.record.model import Answer

JUDGE = Judge(bias=0.0, threshold=0.5, weights={"kind=offer": 2.0, "denied": -2.0}, meaning=(1.0, 0.0), average=1.0)


@pytest.mark.parametrize(
    ("traits", "words", "likely"),
    [
        ([], None, 0.5),
        (["kind=offer"], None, 0.881),
        (["kind=offer", "denied"], None, 0.5),
        (["unheard of"], None, 0.5),
        ([], (1.0, 0.0), 0.5),
        ([], (3.0, 4.0), 0.881),
    ],
)
def test_a_judge_adds_up_traits_and_what_the_words_mean(
    traits: list[str], words: tuple[float, float] | None, likely: float
) -> None:
    assert JUDGE.probability(traits, None if words is None else np.array(words)) == pytest.approx(likely, abs=0.001)


def test_a_meaning_is_the_mean_of_the_vectors_in_a_set_length() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["peace", "talks", "now"])
    assert meaning(doc[0:2]) is None
    doc.tensor = np.array([[1, 0], [0, 1], [7, 7]], np.float16)
    assert meaning(doc[0:2]) == pytest.approx(np.array([1, 1]) * LENGTH / np.sqrt(2))


def test_every_packaged_judge_has_a_threshold_below_its_doubt() -> None:
    rows, likeliest = {"commitments", "proposals", "responses", "warnings"}, {"proposers", "answerers", *get_args(Answer)}
    assert set(judges()) == rows | likeliest
    assert all(0 < judges()[name].threshold <= 0.5 for name in rows)
