import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from readout.exports.html import page
from readout.record import Position, Statement
from tests.exports.sample import TEXT, sample, span

VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a browser would see: elements with their text, checked to be closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self.text_of: list[tuple[dict[str, str], str]] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, dict(attrs), []))

    def handle_endtag(self, tag):
        name, attrs, words = self._open.pop()
        assert name == tag
        self.text_of.append((attrs, "".join(words)))
        if self._open:
            self._open[-1][2].extend(words)

    def handle_data(self, data):
        if self._open:
            self._open[-1][2].append(data)

    def words(self, **attributes: str) -> list[str]:
        return [text for attrs, text in self.text_of if attributes.items() <= attrs.items()]


def test_article_is_kept_to_the_letter():
    assert Page(page([sample()])).words(**{"class": "text"}) == [TEXT]


def test_every_row_leads_to_its_words():
    seen = Page(page([sample()]))
    ids = {attrs["id"] for _, attrs in seen.elements if "id" in attrs}
    links = [attrs["href"] for tag, attrs in seen.elements if tag == "a" and attrs["href"].startswith("#")]
    rows = [attrs["data-row"] for tag, attrs in seen.elements if tag == "a" and "data-row" in attrs]
    assert {link[1:] for link in links} <= ids
    assert len(set(rows)) == 4 + 1 + 2 + 2 + 1 + 1  # statements, contact, proposal with answer, positions, commitment, warning
    assert seen.words(**{"data-row": "d0-contacts-0", "class": "evidence"}) == ["The two ministers met on Monday"]
    assert seen.words(**{"data-row": "d0-proposals-0-0", "class": "evidence"}) == ["Lemuria rejected"]


def test_nested_statements_stand_inside_each_other():
    html = page([sample()])
    outer = html.index('data-row="d0-statements-1"')
    inner = html.index('data-row="d0-statements-2"')
    assert outer < inner < html.index("she</span>")


def test_a_row_tells_speaker_cue_mode_and_chain():
    row = next(text for text in Page(page([sample()])).words(id="row-d0-statements-2"))
    assert re.sub(r"\s+", " ", row).strip() == (
        "Ana Ruiz added → Tavria stressed Tavria stressed in other words that it wants peace"
    )


def test_a_row_says_on_whose_word_it_is_where_that_is_another_s():
    position = sample().positions[0].model_copy(update={"party": "tavria", "statement": "s0"})
    own = position.model_copy(update={"party": "ana-ruiz", "stance": "against"})
    rows = Page(page([sample(positions=(position, own))])).text_of
    shown = {attrs["id"]: " ".join(text.split()) for attrs, text in rows if attrs.get("id", "").startswith("row-d0-positions")}
    assert shown["row-d0-positions-0"].endswith("wants peace per Ana Ruiz")
    assert shown["row-d0-positions-1"].endswith("wants peace")


def test_rows_and_buttons_name_the_sides_that_they_concern():
    seen = Page(page([sample()]))
    sides = {text: attrs["data-side"] for attrs, text in seen.text_of if "data-side" in attrs}
    rows = {
        attrs["id"]: attrs["data-sides"]
        for tag, attrs in seen.elements
        if tag == "a" and attrs.get("id", "").startswith("row-")
    }
    assert sides == {"Lemuria": "0", "Tavria": "1"}
    assert rows["row-d0-contacts-0"] == "0 1"
    assert (rows["row-d0-proposals-0"], rows["row-d0-proposals-0-0"]) == ("1", "0")
    assert (rows["row-d0-statements-2"], rows["row-d0-warnings-0"]) == ("1", "1")


def test_ids_are_unique_in_a_page_of_several_records():
    ids = [attrs["id"] for _, attrs in Page(page([sample(), sample(id="other")])).elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {"d0", "d1", "d0-statements-0", "d1-statements-0"} <= set(ids)


EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">"\'&'


def test_text_from_outside_is_never_markup():
    text = f"{EVIL} said {EVIL}. Nothing more."
    record = sample(
        title=EVIL,
        outlet=EVIL,
        url=EVIL,
        text=text,
        actors=(sample().actors[0].model_copy(update={"name": EVIL, "role": EVIL}),),
        statements=(
            Statement(
                id=EVIL,
                source=(0, len(EVIL)),
                cue=span("said", text=text),
                content=(span(EVIL, nth=1, text=text),),
                speakers=("ana-ruiz", EVIL),
                mode="direct",
            ),
        ),
        positions=(Position(party=EVIL, issue=EVIL, stance="for", evidence=(0, 5), statement=EVIL),),
        **dict.fromkeys(("contacts", "proposals", "commitments", "warnings"), ()),
    )
    seen = Page(page([record]))
    assert [tag for tag, _ in seen.elements].count("script") == 1
    assert "img" not in {tag for tag, _ in seen.elements}
    assert not [name for _, attrs in seen.elements for name in attrs if name.startswith("on")]
    assert seen.words(**{"class": "text"}) == [text]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//example.org/x", False),
        ("http://[broken", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_web_addresses_become_links(url, linked):
    seen = Page(page([sample(url=url)]))
    outward = [attrs["href"] for tag, attrs in seen.elements if tag == "a" and not attrs["href"].startswith("#")]
    assert outward == ([url] if linked else [])


def test_policy_allows_only_the_page_s_own_style_and_script():
    html = page([sample()])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1].replace("&#39;", "'")
    for tag in ("style", "script"):
        own = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.S)[1]
        assert f"{tag}-src 'sha256-{base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r'<[^>]* style="', html)
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", html.replace(sample().url, ""))


@pytest.mark.parametrize("text", ["", "   \n", "Nothing is said here."])
def test_an_empty_record_is_a_page_too(text):
    layers = ("actors", "statements", "contacts", "proposals", "positions", "commitments", "warnings")
    record = sample(text=text, title=None, outlet=None, published=None, url=None, **dict.fromkeys(layers, ()))
    assert "Nothing found" in page([record])


def test_the_same_records_give_the_same_page():
    assert page([sample(), sample()]) == page([sample(), sample()])
