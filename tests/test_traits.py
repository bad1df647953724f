"""What speaks for a candidate: where the evidence of its words begins and ends, and whose names stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Token

from readout.analysis.evidence import Evidence
from readout.reading.traits import doing, edges, seen_as

LABELS = ("commitment", "promiser")
TEXT = "Oman will build a harbour there, as Peru did."

nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")


class Cast:
    """Oman and Peru, by their names."""

    actors = ()
    issuer = None

    def at(self, where: Token, /) -> tuple[str, ...]:
        return (where.lower_,) if where.text in ("Oman", "Peru") else ()

    def party(self, actor: str, /) -> str | None:
        return None

    def side(self, token: Token, /) -> str | None:
        return None


def level(signs: Iterable[str], name: str) -> int:
    """How many steps the odds of that name exceed."""
    return next((int(level) for sign in signs for known, _, level in (sign.partition("@"),) if known == name), 0)


def seen(odds: Mapping[str, tuple[float, float]]) -> Doc:
    """The text, with the odds of some words."""
    doc = nlp(TEXT)
    table = np.array([odds.get(token.text, (-6.0, -6.0)) for token in doc])
    doc._.evidence = Evidence(LABELS, table)
    return doc


@pytest.mark.usefixtures("evident")
def test_evidence_that_ends_with_a_span_tells_it_from_one_that_goes_on() -> None:
    doc = seen(dict.fromkeys(("build", "a", "harbour", "there"), (-1.0, -6.0)))
    start, right, short = TEXT.index("build"), TEXT.index(","), TEXT.index(" harbour")
    fitting, cut = set(edges(doc, (start, right), "commitment")), set(edges(doc, (start, short), "commitment"))
    assert level(cut, "commitment beside after") == 5
    assert level(fitting, "commitment beside after") == 0
    assert level(fitting, "commitment in all") == level(cut, "commitment in all") == 6


@pytest.mark.usefixtures("evident")
def test_whoever_does_it_is_told_from_others_in_the_sentence() -> None:
    doc = seen({"Oman": (-6.0, -0.2), "Peru": (-6.0, -4.2)})
    oman, peru = (set(doing(doc[2], [actor], Cast(), "promiser")) for actor in ("oman", "peru"))
    assert (level(oman, "named promiser"), level(oman, "some promiser")) == (8, 8)
    assert (level(peru, "named promiser"), level(peru, "some promiser")) == (1, 8)


@pytest.mark.usefixtures("evident")
def test_words_nobody_has_looked_at_are_unseen() -> None:
    doc = nlp(TEXT)
    assert list(seen_as(doc[2:5], LABELS)) == ["unseen"]
    assert not [*edges(doc, (0, 10), "commitment"), *doing(doc[2], ["oman"], Cast(), "promiser")]
