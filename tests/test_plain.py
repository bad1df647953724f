"""The plain text says of every token and span what spaCy says of it."""

from __future__ import annotations

from itertools import combinations

import pytest
from spacy.tokens import Doc

from readout.analysis import load
from readout.reading.plain import Span, Token, plain

TEXT = """Geneva, 3 March (MJ/PA) - “We’d go on,” Foreign Minister Ola Berg  said, “if Norland, too, agreed.”

Talks on   the Anglo-Norse border — the 4th round — had failed...
She added that U.S. envoys "would not wait" (again)!"""
PLACES = {"head", "left_edge", "right_edge"}
SEVERAL = ("children", "lefts", "subtree")


@pytest.fixture(scope="module")
def both() -> tuple[Doc, Doc]:
    """The text as spaCy has it and as plain objects."""
    doc = load(threads=1)(TEXT)
    return doc, plain(doc)


@pytest.mark.parametrize("name", sorted({*Token.__slots__, "is_sent_end"} - {"doc", "sent", *PLACES, *SEVERAL}))
def test_tokens_have_spacys_attributes(both: tuple[Doc, Doc], name: str) -> None:
    ours, theirs = ([getattr(token, name) for token in doc] for doc in both)
    assert ours == theirs
    assert len(ours) == len(both[0]) == len(both[1])


def test_trees_are_spacys(both: tuple[Doc, Doc]) -> None:
    for theirs, ours in zip(*both, strict=True):
        assert all(getattr(theirs, name).i == getattr(ours, name).i for name in PLACES)
        for name in SEVERAL:
            assert [token.i for token in getattr(theirs, name)] == [token.i for token in getattr(ours, name)]
        assert (theirs.sent.start, theirs.sent.end) == (ours.sent.start, ours.sent.end)
        assert len(theirs) == len(ours)


def test_spans_are_spacys(both: tuple[Doc, Doc]) -> None:
    for start, end in combinations(range(len(both[0]) + 1), 2):
        theirs, ours = (doc[start:end] for doc in both)
        assert (theirs.text, theirs.start_char, theirs.end_char) == (ours.text, ours.start_char, ours.end_char)
        assert (theirs.root.i, theirs.sent.start, len(theirs)) == (ours.root.i, ours.sent.start, len(ours))
        assert [token.i for token in theirs] == [token.i for token in ours]


@pytest.mark.parametrize("cut", [slice(2, 5), slice(-3, None), slice(None, -2), slice(4, 2), slice(3, 999), slice(None)])
def test_spans_are_cut_as_spacy_cuts_them(both: tuple[Doc, Doc], cut: slice) -> None:
    for theirs, ours in (both, (both[0][3:12], both[1][3:12])):
        assert (theirs[cut].start, theirs[cut].end) == (ours[cut].start, ours[cut].end)


def test_characters_are_laid_on_spacys_tokens(both: tuple[Doc, Doc]) -> None:
    size = len(TEXT)
    for start, end in [*combinations(range(0, size + 1, 3), 2), (-1, 4), (0, size + 1), (size, size + 1), (4, 5), (6, 7)]:
        theirs, ours = (doc.char_span(start, end, alignment_mode="expand") for doc in both)
        assert (theirs and (theirs.start, theirs.end)) == (ours and (ours.start, ours.end)), (start, end)


def test_names_and_attributions_are_plain_too(both: tuple[Doc, Doc]) -> None:
    assert [(e.start, e.end, e.label_) for e in both[0].ents] == [(e.start, e.end, e.label_) for e in both[1].ents]
    theirs, ours = (doc._.attributions for doc in both)
    assert len(theirs) == len(ours) > 1
    for one, other in zip(theirs, ours, strict=True):
        spans = [span for span in (other.source, other.cue, *other.content) if span]
        assert all(isinstance(span, Span) for span in spans)
        assert [span.text for span in (one.source, one.cue, *one.content) if span] == [span.text for span in spans]


def test_tokens_and_spans_outside_the_text_raise(both: tuple[Doc, Doc]) -> None:
    for doc in both:
        with pytest.raises(IndexError):
            doc[0].nbor(-1)
        with pytest.raises(IndexError):
            doc[2:4][2]
        assert doc[1].nbor() is doc[2] or doc[1].nbor() == doc[2]
        assert doc[3] in doc[2:4]
        assert doc[4] not in doc[2:4]


def test_white_space_alone_has_a_plain_form_too() -> None:
    nlp = load(threads=1)
    assert [len(plain(nlp(text))) for text in ("", " ", "\n\n")] == [0, 1, 1]
