"""Quotation marks of every kind become ranges, and every defect has one repair."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.reading.quotes import LONGEST, overlapping, paragraphs, quotations, share
from tests.clock import seconds

WHOLE = [
    ('He said "no" twice.', ['"no"']),
    ("“We agree,” she said. “For now.”", ["“We agree,”", "“For now.”"]),
    ("‘We agree,’ she said.", ["‘We agree,’"]),
    ("'We agree,' she said.", ["'We agree,'"]),
    ("„Wir gehen“, sagte er.", ["„Wir gehen“"]),
    ("« Nous partons », dit-il.", ["« Nous partons »"]),
    ("»Wir gehen«, sagte er.", ["»Wir gehen«"]),
    ("A ‹quiet› word in 「Tokyo」.", ["‹quiet›", "「Tokyo」"]),
    ("``We agree,'' she said.", ["``We agree,''"]),
    ("He called it ”a start” today.", ["”a start”"]),
    ('the "(so-called) truce"—"a pause"', ['"(so-called) truce"', '"a pause"']),
]
NESTED = [
    ("“He told me, ‘Not yet,’ and left.”", [("“He told me, ‘Not yet,’ and left.”", 0), ("‘Not yet,’", 1)]),
    ("‘She said “never” to us’", [("‘She said “never” to us’", 0), ("“never”", 1)]),
    ('"He said "no" to us," she said.', [('"He said "no" to us,"', 0), ('"no"', 1)]),
]
APOSTROPHES = [
    "The ministers' talks and the envoys' letters aren't public.",
    "The ministers’ talks and the envoys’ letters aren’t public.",
    "The class of ’68 and the class of '68 meet 'em.",
    "He is 6'2\" tall.",
    "rock ’n’ roll",
]
KEPT_APOSTROPHES = [
    ("‘The ministers’ plan isn’t ours,’ he said.", ["‘The ministers’ plan isn’t ours,’"]),
    ("'The ministers' plan isn't ours,' he said.", ["'The ministers' plan isn't ours,'"]),
]
REPAIRS = [
    # The end of the quotation is missing: it ends with its paragraph …
    ("She said “we will go and then left.\n\nNext “day” came.", ["“we will go and then left.", "“day”"]),
    # … or before the next one that opens in it.
    ("“We will go, she said. “They will stay.” So be it.", ["“We will go, she said.", "“They will stay.”"]),
    ('"We will go, she said. "They will stay." So be it.', ['"We will go, she said.', '"They will stay."']),
    # The start is missing: no quotation, the marks after it count as usual.
    ("We will go,” she said. “They will stay.”", ["“They will stay.”"]),
    # A mark on its own, or around nothing, is no quotation.
    ("“", []),
    ('“” and "" and ‘ ’', []),
    # Guillemets without their end.
    ("«On y va, dit-il.\n\nFin.", ["«On y va, dit-il."]),
]


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(("text", "expected"), WHOLE + KEPT_APOSTROPHES + REPAIRS)
def test_quotations_are_the_ranges_between_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_quotations_inside_quotations_have_depth(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[q.start : q.end], q.depth) for q in quotations(text)] == expected


@pytest.mark.parametrize("text", APOSTROPHES)
def test_apostrophes_are_not_quotations(text: str) -> None:
    assert quoted(text) == []


def test_quotation_reopened_at_each_paragraph_goes_on() -> None:
    text = "“First, the roads.\n\n“Second, the ports.\n\n“Third, the mail,” he said. “That is all.”"
    assert [(text[q.start : q.end], q.closed, q.resumes) for q in quotations(text)] == [
        ("“First, the roads.", False, False),
        ("“Second, the ports.", False, True),
        ("“Third, the mail,”", True, True),
        ("“That is all.”", True, False),
    ]


def test_quotation_closed_in_the_next_paragraph_goes_on_from_its_start() -> None:
    text = "“First, the roads.\n\nSecond, the ports,” he said.\n\nThe end."
    assert [(text[q.start : q.end], q.resumes) for q in quotations(text)] == [
        ("“First, the roads.", False),
        ("Second, the ports,”", True),
    ]


def test_paragraphs_part_at_blank_lines_and_at_ended_lines() -> None:
    text = "A headline\n\n A wrapped\nline. \nAnother one.”\nAnd one more"
    assert [text[a:b] for a, b in paragraphs(text)] == ["A headline", "A wrapped\nline. \nAnother one.”", "And one more"]


def test_no_quotation_is_longer_than_a_long_paragraph() -> None:
    text = "“" + "word " * 5000 + "”"
    assert [(q.start, q.closed) for q in quotations(text)] == [(0, False)]
    assert quotations(text)[0].end <= LONGEST


def test_share_counts_letters_inside_marks_once() -> None:
    text = "said “we ‘may’ go” or"
    assert share([(0, len(text))], quotations(text), text) == 7 / 13
    assert share([(5, 18)], quotations(text), text) == 1
    assert share([(0, 0)], quotations(text), text) == 0


MARKS = st.text(alphabet="“”„\"'‘’«»‹›`ab .,\n", max_size=200)


@given(MARKS)
def test_quotations_never_raise_and_stay_in_their_paragraph(text: str) -> None:
    areas = paragraphs(text)
    found = quotations(text)
    for q in found:
        assert any(a <= q.start < q.end <= b for a, b in areas)
        assert any(map(str.isalnum, text[q.start : q.end]))
    assert list(found) == sorted(found, key=lambda q: q.start)
    for a, b in pairwise(found):
        assert b.end <= a.end or a.end <= b.start or a.depth > b.depth


@given(MARKS, st.integers(0, 200), st.integers(0, 200))
def test_overlapping_finds_what_a_plain_search_finds(text: str, start: int, end: int) -> None:
    found = quotations(text)
    assert overlapping(found, start, end) == [q for q in found if q.start < end and start < q.end]


@pytest.mark.parametrize("unit", ["“ ", '"a', "'a ", "a’ b ", "“\n\n", "„a“", "«", "“a ‘b "])
def test_quotations_take_time_linear_in_the_text(unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (10_000, 100_000))
    quotations(short)
    # A quadratic scan would take 100 times as long for ten times the text; 40 leaves room for a busy machine.
    assert seconds(lambda: quotations(long)) < 40 * max(seconds(lambda: quotations(short)), 0.02)
