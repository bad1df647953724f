"""Evidence by levels, learnt step by step and kept as sums."""

import pytest

pytest.importorskip("sklearn", reason="training needs readout[training]")

from training.judges import fit
from training.levels import reached, summed


def test_a_level_says_all_that_lower_ones_say() -> None:
    assert list(reached(["word=plan", "contact@3|apart=0"])) == [
        "word=plan",
        "contact@1|apart=0",
        "contact@2|apart=0",
        "contact@3|apart=0",
    ]


def test_weights_of_levels_are_kept_as_their_sums() -> None:
    kept = summed({"word=plan": 0.5, "contact@1": 0.25, "contact@3": -1.0})
    assert kept["word=plan"] == 0.5
    assert [kept[f"contact@{level}"] for level in (1, 2, 3, 12)] == [0.25, 0.25, -0.75, -0.75]


def test_a_judge_weighs_a_level_that_it_has_not_seen_like_those_beneath() -> None:
    judge = fit([(["contact@2"], 1.0, None)] * 4 + [([], 0.0, None)] * 4, 1.0)
    assert judge.probability(["contact@9"]) == judge.probability(["contact@2"]) > 0.5 > judge.probability([])


def test_where_all_candidates_are_rows_the_judge_takes_all() -> None:
    assert fit([(["a"], 1.0, None)] * 3, 1.0).probability(["a"]) > 0.9
    assert fit([(["a"], 0.0, None)] * 3, 1.0).probability(["a"]) < 0.1
