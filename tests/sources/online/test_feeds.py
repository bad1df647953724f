from datetime import date

import pytest

from readout.errors import InputError
from readout.sources import Known
from readout.sources.online import Online
from readout.sources.online.feeds import MOST, feed
from readout.sources.online.lists import addresses, named
from tests.sources.online.site import Said, item, rss
from tests.sources.pages import PARAGRAPHS

ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>
<link href="/" rel="alternate"/><entry><title type="html">Talks &amp;amp; &lt;b&gt;more&lt;/b&gt;</title>
<link rel="self" href="/self"/><link rel="alternate" href="/a"/><updated>2026-02-12T01:00:00Z</updated>
<published>2026-02-11T23:30:00+02:00</published><summary>Not &lt;a href="/x"&gt;this&lt;/a&gt;</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://post.example"><title>Post</title></channel>
<item rdf:about="http://post.example/a"><title>Talks</title><link>http://post.example/a</link>
<dc:date>2026-02-11T23:30:00+02:00</dc:date></item></rdf:RDF>"""


def read(data):
    return feed(data if isinstance(data, bytes) else data.encode(), url="http://post.example/feed")


@pytest.mark.parametrize(
    ("data", "title"),
    [(ATOM, "Talks & more"), (RDF, "Talks"), (rss(item("/a", day="Wed, 11 Feb 2026 23:30:00 +0200"), title="Post"), "Talks")],
    ids=["Atom", "RSS 1.0", "RSS 2.0"],
)
def test_a_feed_names_its_articles(data, title):
    found = read(data)
    assert found.title == "Post"
    assert [(each.url, each.title, each.published) for each in found.entries] == [
        ("http://post.example/a", title, date(2026, 2, 11))
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("Wed, 11 Feb 2026 23:30:00 +0200", date(2026, 2, 11)),
        ("Wed, 11 Feb 2026 23:30:00 EST", date(2026, 2, 11)),
        ("2026-02-11", date(2026, 2, 11)),
        ("2026-02-11T23:30:00+02:00", date(2026, 2, 11)),
        ("yesterday", None),
        ("Tue, 199999999990 Feb 2026 23:30:00 +0200", None),
        ("", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Wed, 31 Feb 2026 23:30:00 GMT", None),
    ],
)
def test_the_day_is_that_of_the_place_of_publication(day, expected):
    (found,) = read(rss(item("/a", day=day))).entries
    assert found.published == expected


def test_each_article_is_named_once_and_the_newest_are_looked_at():
    found = read(rss(item("/a"), item("/b"), item("/a#part"), *(item(f"/{n}") for n in range(2 * MOST))))
    assert [each.url.rpartition("/")[2] for each in found.entries][:3] == ["a", "b", "0"]
    assert len(found.entries) == MOST - 1


def test_a_feed_gives_what_a_page_does_not_say(site, fetch):
    site.feed("/feed", item("/a", title="Unseen"), title="The Post")
    site.article("/a")
    (found,), bad = fetch(f"{site.url}/feed")
    assert (found.outlet, found.published, found.url, bad) == ("The Post", date(2026, 2, 10), f"{site.url}/a", [])
    assert found.title == "Norland, Estmark to talk"


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/xml", "text/xml", None])
def test_a_feed_is_known_whatever_it_is_served_as(site, fetch, kind):
    site.pages["/feed"] = Said(b"\n<?xml version='1.0'?><!-- x -->\n" + rss(item("/a")), kind)
    site.article("/a")
    (found,), bad = fetch(f"{site.url}/feed")
    assert (found.url, bad) == (f"{site.url}/a", [])


def test_what_breaks_is_counted_and_the_rest_goes_on(site, fetch):
    site.feed("/feed", item("/a"), item("/gone"), item("/empty"), item("/b"))
    site.article("/a", "Norland's president said on Monday that he would travel to Estmark for talks.", *PARAGRAPHS)
    site.article("/b")
    site.pages["/empty"] = Said(b"<html></html>")
    found, bad = fetch(f"{site.url}/broken", f"{site.url}/feed")
    assert [each.url.rpartition("/")[2] for each in found] == ["b", "a"]
    assert bad == ["the server answers 404 Not Found", "no article on this page", "the server answers 404 Not Found"]


def test_without_somebody_to_tell_the_first_error_is_raised(site, quick):
    site.feed("/feed", item("/gone"))
    with pytest.raises(InputError, match=f"^{site.url}/gone: the server answers 404 Not Found$"):
        list(Online(quick).documents(f"{site.url}/feed", known=Known()))


def test_an_article_in_two_feeds_is_fetched_once(site, fetch):
    for name in ("/one", "/two"):
        site.feed(name, item("/a"))
    site.article("/a")
    found, _ = fetch(f"{site.url}/one", f"{site.url}/two")
    assert (len(found), site.fetched()) == (1, ["/one", "/a", "/two"])


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head><body><outline text="Wires">
<outline type="rss" text="A & B" xmlUrl="https://a.example/rss?x=1&amp;y=2" htmlUrl="https://a.example"/>
<outline type="rss" XMLURL="https://b.example/rss"/><outline text="empty" xmlUrl=""/></outline>
<outline xmlUrl="https://a.example/rss?x=1&amp;y=2"/>{}</body></opml>"""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (OPML.format(""), ["https://a.example/rss?x=1&y=2", "https://b.example/rss"]),
        (
            "\ufeff# wires\nhttps://a.example/rss  # A\n\n  https://b.example/rss\r\nhttps://a.example/rss\n",
            ["https://a.example/rss", "https://b.example/rss"],
        ),
        ("", []),
    ],
    ids=["OPML", "lines", "empty"],
)
def test_lists_name_addresses_each_once(data, expected):
    assert addresses(data.encode()) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("https://a.example\nfile:///etc/passwd", "line 2: 'file:///etc/passwd' is not an address"),
        (OPML.format('<outline xmlUrl="file:///etc/passwd"/>'), "'file:///etc/passwd' is not an address"),
        ("<html></html>", "not a list of feeds"),
        ("<", "not a list of feeds"),
        ("\0", "NUL bytes"),
    ],
)
def test_what_is_no_address_in_a_list_is_an_error(write, data, reason):
    with pytest.raises(InputError, match=reason) as caught:
        named([write("feeds", data)])
    assert str(caught.value).startswith("feeds")


def test_a_list_with_bad_lines_gives_the_good_ones(write):
    bad = []
    assert named([write("feeds", "x\nhttps://a.example/"), "gone", "https://b.example/"], on_error=bad.append) == [
        "https://a.example/",
        "https://b.example/",
    ]
    assert [str(error) for error in bad] == [
        "feeds, line 1: 'x' is not an address; it begins with http:// or https://",
        "gone: no such file; an address begins with http:// or https://",
    ]


def test_opml_with_10_000_feeds_or_nested_as_deep_is_a_list():
    many = OPML.format("".join(f'<outline xmlUrl="https://{n}.example/"/>' for n in range(10_000)))
    assert len(addresses(many.encode())) == 10_002
    assert len(addresses(OPML.format("<outline>" * 10_000).encode())) == 2


def test_a_bomb_in_opml_is_dropped():
    entities = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(12))
    data = OPML.format("&a12;").replace("<opml", f"<!DOCTYPE opml [<!ENTITY a0 'ha'>{entities}]><opml")
    assert len(addresses(data.encode())) == 2
