"""Words keep their letter case beside their pieces, and the lines they open."""

import pytest

from readout.analysis.lemmas import lemma
from readout.analysis.pieces import case, shapes


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("talks", 0),
        ("Kremlin", 1),
        ("I", 1),
        ("NATO", 2),
        ("iPhone", 3),
        ("McCain", 3),
        ("2025", 0),
        ("“", 0),
        ("U.S.", 2),
        ("", 0),
    ],
)
def test_case(word: str, expected: int) -> None:
    assert case(word) == expected


def test_shapes_mark_the_first_word_of_each_line() -> None:
    assert shapes(["Moscow", "talks", "\n\n", "The", "envoy", " ", "said", "\n", "no"]) == [5, 0, 0, 5, 0, 0, 0, 0, 4]


@pytest.mark.parametrize(
    ("form", "rule", "expected"),
    [
        ("talks", "k1", "talk"),
        ("Talks", "l1", "talk"),
        ("said", "k2y", "say"),
        ("was", "k3be", "be"),
        ("Putin", "k0", "Putin"),
        ("a", "k5", "a"),
    ],
)
def test_lemma_rules(form: str, rule: str, expected: str) -> None:
    assert lemma(form, rule) == expected
