"""What words are evidence of, and how it is put to a judge."""

import numpy as np
import pytest
import spacy

from readout.analysis.evidence import STEPS, Evidence, of, steps
from readout.reading.plain import plain
from readout.reading.reader import Reader

FOUND = Evidence(("contact", "proposal"), np.array([[-6, -1], [2, -3], [4, -8]], np.float16))


def test_evidence_is_told_on_the_whole_and_at_the_likeliest_word() -> None:
    assert (FOUND.mean("contact", 0, 3), FOUND.peak("contact", 0, 3)) == (0, 4)
    assert (FOUND.mean("proposal", 1, 3), FOUND.peak("proposal", 1, 3)) == (-5.5, -3)


@pytest.mark.parametrize(("odds", "passed"), [(-9.0, 0), (-4.5, 1), (-1.0, 6), (9.0, len(STEPS))])
def test_odds_are_steps_that_a_judge_can_weigh(odds: float, passed: int) -> None:
    assert steps("contact", odds) == ((f"contact@{passed}",) if passed else ())


def test_a_word_points_at_whom_the_product_of_their_vectors_tells() -> None:
    origin, target = np.zeros((3, 2, 2), np.float16), np.zeros((3, 2, 2), np.float16)
    origin[1, 0], target[0, 0], target[2, 0] = (1, 2), (2, 1), (-1, 0)
    found = Evidence(FOUND.labels, FOUND.odds, ("contact", "row"), origin, target)
    assert found.points("contact", [1], [0, 2]) == 4
    assert found.points("contact", [1], [2]) == -1
    assert found.points("row", [1], [0]) == 0
    assert found.points("contact", [1], []) is None
    assert FOUND.points("contact", [1], [0]) is None


def test_words_beyond_some_odds_are_those_that_are_evidence_of_anything_asked_for() -> None:
    assert FOUND.beyond(("contact", "proposal"), 0) == {1, 2}
    assert FOUND.beyond(("proposal", "unknown"), -2) == {0}
    assert FOUND.beyond(("unknown",), -2) == frozenset()


def test_a_text_without_a_model_has_no_evidence() -> None:
    assert of(spacy.blank("en")("They met.")) is None


def test_the_model_tells_every_word_and_plain_texts_keep_it(reader: Reader) -> None:
    doc = reader.nlp("Norway’s foreign minister met the Corvian envoy in Muscat on Monday.\n\nIt rained.")
    found, kept = of(doc), of(plain(doc))
    assert found is not None
    assert found is kept
    assert found.odds.shape == (len(doc), len(found.labels))
    met = next(token.i for token in doc if token.text == "met")
    rained = next(token.i for token in doc if token.text == "rained")
    assert found.peak("contact", met, met + 1) > 0 > found.peak("contact", rained, rained + 1)
