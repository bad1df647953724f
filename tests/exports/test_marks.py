import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.exports.marks import Mark, marked

TEXT = "Putin stressed X, he added"


def short(html: str) -> str:
    """The HTML with tags as brackets: `[row text]`."""
    return re.sub(r'<span class="[^"]*" data-row="([^"]*)"(?: id="[^"]*")?>', r"[\1 ", html).replace("</span>", "]")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ({}, "Putin stressed X, he added"),
        ({"a": (0, 5)}, "[a Putin] stressed X, he added"),
        ({"in": (15, 16), "out": (0, 16)}, "[out Putin stressed [in X]], he added"),
        ({"a": (0, 5), "b": (5, 14)}, "[a Putin][b  stressed] X, he added"),
        ({"a": (0, 14), "b": (6, 16)}, "[a Putin [b stressed]][b  X], he added"),
        ({"a": (0, 5), "b": (0, 5)}, "[a [b Putin]] stressed X, he added"),
        ({"a": (18, 26)}, "Putin stressed X, [a he added]"),
    ],
    ids=["none", "one", "nested", "touching", "crossing", "equal", "at the end"],
)
def test_marks_nest_whatever_way_spans_overlap(spans, expected):
    assert short(marked(TEXT, [Mark(span, row, "content") for row, span in spans.items()])) == expected


def test_only_the_first_piece_of_a_row_has_its_anchor():
    html = marked(TEXT, [Mark((0, 14), "a", "content"), Mark((6, 16), "b", "content"), Mark((20, 22), "b", "source")])
    assert html.count('id="b"') == 1 and html.count('data-row="b"') == 3
    assert html.index('id="b"') < html.index("stressed")


@pytest.mark.parametrize(
    ("colours", "classes"),
    [((), "content"), ((3,), "content c3"), ((3, 5), "content j3 j5")],
    ids=["none", "one side", "joint"],
)
def test_a_mark_is_painted_only_where_it_has_one_side(colours, classes):
    assert f'class="{classes}"' in marked(TEXT, [Mark((0, 5), "a", "content", colours)])


class Tree(HTMLParser):
    """Collects the text and the spans covered by each row; fails on a wrong end tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.covered = "", [], {}

    def handle_starttag(self, tag, attrs):
        self.open.append(dict(attrs)["data-row"])

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        for row in self.open:
            self.covered.setdefault(row, set()).update(range(len(self.text), len(self.text) + len(data)))
        self.text += data


@given(st.text(min_size=1, max_size=40).filter(lambda text: "\r" not in text and "\0" not in text), st.data())
def test_any_marks_keep_the_text_and_cover_their_spans(text, data):
    point = st.integers(0, len(text))
    spans = [sorted(pair) for pair in data.draw(st.lists(st.tuples(point, point), max_size=8)) if pair[0] != pair[1]]
    html = str(marked(text, [Mark((start, end), str(row), "content") for row, (start, end) in enumerate(spans)]))
    tree = Tree()
    tree.feed(html)
    tree.close()
    assert tree.text == text == unescape(re.sub(r"<[^>]*>", "", html))
    assert not tree.open
    assert tree.covered == {str(row): set(range(*span)) for row, span in enumerate(spans)}
