"""Where sentences may start."""

import numpy as np
import pytest
import spacy

from readout.analysis.sentences import sentences


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("They left. It rained.", ["They", "It"]),
        ("“Talks go on,” Berg said.", ["“Talks"]),
        ('"Talks go on", Berg said.', ['"Talks']),
        ("“Talks go on.” Berg left.", ["“Talks", "Berg"]),
        ("To the President,\n\nBerg writes again.", ["To", "Berg"]),
    ],
)
def test_no_sentence_starts_after_a_comma_on_its_line(text: str, starts: list[str]) -> None:
    doc = spacy.blank("en")(text)
    inside = [token.i for token in doc if not token.is_space]
    wanted = {text.index(word) for word in ("It", "Berg") if word in text}
    scores = np.array([1.0 if doc[i].idx in wanted else -1.0 for i in inside], np.float32)
    assert [doc[inside[a] : inside[b - 1] + 1].text.split()[0] for a, b in sentences(doc, inside, scores)] == starts
