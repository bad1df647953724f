from datetime import date

import pytest

from readout.errors import InputError
from readout.sources import Known, html
from tests.sources.pages import PARAGRAPHS, page

TEXT = "\n\n".join(("Norland, Estmark to talk", *PARAGRAPHS))
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Talks next week",
    "datePublished": "2026-02-10T09:00:00Z",
    "publisher": {"@type": "Organization", "name": "Post &amp; Wire"},
    "url": "https://post.example/ld",
    "inLanguage": "en-GB",
}


def read(content, *, known=None, url=None):
    return html.document(content, known=known or Known(), url=url)


def test_a_page_is_its_article_with_its_paragraphs():
    found = read(page().encode())
    assert found.text == TEXT
    assert (found.title, found.outlet, found.published) == ("Norland, Estmark to talk", "The Harbour Post", date(2026, 2, 11))
    assert (found.url, found.language) == ("https://post.example/talks", "en")


@pytest.mark.parametrize(
    "ld",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Post"}, ARTICLE],
        {"@graph": [{"@type": "Person", "name": "A"}, {**ARTICLE, "@type": ["Thing", "ReportageNewsArticle"]}]},
    ],
    ids=["alone", "in a list", "in a graph"],
)
def test_what_json_ld_says_goes_first(ld):
    found = read(page(ld=ld))
    assert (found.title, found.outlet, found.published) == ("Talks next week", "Post & Wire", date(2026, 2, 10))
    assert (found.url, found.language, found.text) == ("https://post.example/ld", "en-GB", TEXT)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("\n".join(PARAGRAPHS) + "\r\n\r\nA last line &amp; more.", "\n\n".join((*PARAGRAPHS, "A last line & more."))),
        ("Norland and Estmark have agreed to meet.\nRead on.", TEXT),
        (" ".join(PARAGRAPHS), TEXT),
        ("".join(f"<p>{text}</p>\n" for text in PARAGRAPHS), TEXT),
        (["a list"], TEXT),
    ],
    ids=["whole, with paragraphs", "a teaser", "one long line", "with tags", "not a text"],
)
def test_the_body_in_json_ld_is_taken_where_it_is_whole_and_has_its_paragraphs(body, text):
    assert read(page(ld={**ARTICLE, "articleBody": body})).text == text


@pytest.mark.parametrize(
    "ld", ['{"@type": "NewsArticle", "headline": ', "[" * 100_000, '{"@type": 5, "publisher": []}', "null"]
)
def test_broken_json_ld_says_nothing(ld):
    found = read(page(ld=ld))
    assert (found.title, found.text) == ("Norland, Estmark to talk", TEXT)


def test_what_a_page_does_not_say_is_filled_in_or_left_open():
    known = Known(outlet="Wire", published=date(2026, 1, 1), url="https://wire.example/1")
    bare = page(head="")
    assert (read(bare).published, read(bare).url) == (None, None)
    found = read(bare, known=known)
    assert (found.published, found.url) == (known.published, known.url)
    assert read(bare, url="https://wire.example/2").url == "https://wire.example/2"


@pytest.mark.parametrize("unfit", ["&#0;", "&#x1;", "&#xD83D;", "\0", "\x0b"])
def test_characters_that_cannot_be_kept_are_left_out(unfit):
    text = read(page(paragraphs=(f"{PARAGRAPHS[0]}{unfit}", *PARAGRAPHS[1:]))).text
    assert text.encode() and "\0" not in text
    assert PARAGRAPHS[1] in text


@pytest.mark.parametrize(
    "content",
    [b"", b"\0\0", b"Plain text.", b"<html></html>", b"\x89PNG\r\n\x00\x00", b"<p>" * 100_000, b"<div>" * 100_000],
    ids=["empty", "NUL", "plain", "nothing in it", "picture", "paragraphs", "nested"],
)
def test_a_page_without_an_article_is_an_error(content):
    with pytest.raises(InputError):
        read(content)


def test_other_encodings_are_told_by_the_page():
    content = page(
        head='<meta charset="iso-8859-1">',
        paragraphs=("The café at Český Krumlov — no.".replace("Č", "C").replace("—", "-"), *PARAGRAPHS),
    )
    assert "café at Ceský Krumlov" in read(content.encode("iso-8859-1")).text


def test_a_page_of_too_many_elements_is_an_error_at_once():
    with pytest.raises(InputError, match=r"^a page of more than 30,000 elements$"):
        read("<h1>x</h1>" * 1_000_000)
