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
    assert steps("contact", odds) == tuple(f"contact>{step:g}" for step in STEPS[:passed])


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
