import gzip
from datetime import date

import pytest

from readout.sources import Known, check, count, documents
from readout.sources.online import Online
from readout.version import __version__
from tests.sources.online.site import Said, item
from tests.sources.pages import PARAGRAPHS, page
from tests.sources.printed import lines
from tests.sources.printed import pdf as printed

TEXT = "\n\n".join(("Norland, Estmark to talk", *PARAGRAPHS))
LATIN = page(paragraphs=("The café at Cesky Krumlov.", *PARAGRAPHS))


def test_a_page_is_its_article(site, fetch):
    site.pages["/talks"] = Said(page().encode())
    (found,), bad = fetch(f"{site.url}/talks")
    assert (found.text, found.title, found.outlet) == (TEXT, "Norland, Estmark to talk", "The Harbour Post")
    assert (found.url, found.published, bad) == (f"{site.url}/talks", date(2026, 2, 11), [])


def test_a_request_says_who_asks_and_brings_nothing_else(site, fetch):
    site.article("/a", **{"Set-Cookie": "id=1; Path=/"})
    fetch(f"{site.url}/a", f"{site.url}/a")
    assert site.headers["/a"]["User-Agent"].startswith(f"readout/{__version__} (")
    assert set(site.headers["/a"]) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said(LATIN.encode("latin-1"), "text/html; charset=ISO-8859-1"), "café"),
        (Said(LATIN.encode(), "text/html; charset=nonsense"), "café"),
        (Said(LATIN.encode(), "text/html; charset=ascii"), "café"),
        (Said(b"\xef\xbb\xbf" + LATIN.encode(), "text/html; charset=latin-1"), "café"),
        (Said(LATIN.encode(), "Application/XHTML+XML"), "café"),
        (Said(gzip.compress(LATIN.encode()), headers={"Content-Encoding": "gzip"}), "café"),
        (Said("Only a café.".encode("latin-1"), "text/plain; charset=latin-1"), "café"),
        (Said(LATIN.encode(), None), "café"),
    ],
    ids="latin,unknown,wrong,mark,xhtml,packed,plain,no kind".split(","),
)
def test_pages_are_decoded_and_unpacked(site, fetch, said, words):
    site.pages["/a"] = said
    (found,), bad = fetch(f"{site.url}/a")
    assert (words in found.text, bad) == (True, [])


@pytest.mark.parametrize("kind", ["application/pdf", "application/x-pdf", "text/html", None])
def test_a_pdf_is_read_whatever_it_is_served_as(site, fetch, kind):
    site.pages["/release.pdf"] = Said(printed(lines("Norland will talk."), info="/Title (Talks in June)"), kind)
    site.feed("/feed", item("/release.pdf", title="Not this"), title="Ministry")
    found, bad = fetch(f"{site.url}/release.pdf", f"{site.url}/feed")
    assert [(each.text, each.title, each.outlet) for each in found] == [("Norland will talk.", "Talks in June", "127.0.0.1")]
    assert (bad, site.fetched()) == ([], ["/release.pdf", "/feed"])


def test_redirects_are_followed_and_the_last_address_kept(site, fetch):
    site.article("/c")
    for path, place in (("/a", "b"), ("/b", f"{site.url}/c#part")):
        site.pages[path] = Said(status=302, headers={"Location": place})
    (found,), _ = fetch(f"{site.url}/a")
    assert found.url == f"{site.url}/c"


def test_what_the_user_says_holds_where_the_page_is_silent(site, quick):
    site.article("/a")
    known = Known(outlet="Wire", published=date(2026, 2, 1))
    (found,) = documents([f"{site.url}/a"], known=known, online=Online(quick))
    assert (found.outlet, found.published) == ("Wire", date(2026, 2, 1))
    (found,) = documents([f"{site.url}/a"], online=Online(quick))
    assert (found.outlet, found.published) == ("127.0.0.1", None)


def test_a_host_is_left_time_between_requests(site, quick, fetch):
    site.pages["/robots.txt"] = Said(b"User-agent: *\nCrawl-delay: 0.2", "text/plain")
    for path in "ab":
        site.article(f"/{path}")
    fetch(f"{site.url}/a", f"{site.url}/b")
    _robots, first, second = site.times
    assert second - first >= 0.19


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (Said(b"User-agent: *\nDisallow: /", "text/plain"), False),
        (Said(b"User-agent: *\nDisallow: /\n\nUser-agent: readout\nAllow: /\n", "text/plain"), True),
        (Said(b"User-agent: readout\nDisallow: /a$\n", "text/plain"), False),
        (Said(b"User-agent: *\nDisallow: /*.pdf\n", "text/plain"), True),
        (Said(b"<html>no robots</html>"), True),
        (Said(b"\xff\xfe\0User-agent", "text/plain"), True),
        (Said(status=403), True),
        (Said(status=503), False),
        (Said(status=302, headers={"Location": "/robots.txt"}), False),
        (Said(b"User-agent: *\nDisallow: /\n" + b"#" * 1_000_000, "text/plain"), False),
    ],
    ids="no,for us,pattern,other pattern,page,garbage,closed,failing,loop,long".split(","),
)
def test_robots_txt_is_obeyed(site, fetch, robots, allowed):
    site.article("/a")
    site.pages["/robots.txt"] = robots
    found, bad = fetch(f"{site.url}/a")
    assert (len(found), len(bad)) == ((1, 0) if allowed else (0, 1))
    assert allowed or "robots.txt" in bad[0]
    assert ("/a" in site.asked) is allowed


def test_robots_txt_is_asked_for_once(site, fetch):
    site.article("/a")
    site.article("/b")
    fetch(f"{site.url}/a", f"{site.url}/b")
    assert site.asked == ["/robots.txt", "/a", "/b"]


def test_a_list_names_pages(site, fetch, write):
    site.article("/a")
    site.feed("/feed", item("/b"), item("/c"))
    site.article("/b", "Norland's president said on Monday that he would travel to Estmark for talks.", *PARAGRAPHS)
    site.article("/c", "Estmark's premier said on Tuesday that nobody had been invited so far.", *PARAGRAPHS)
    name = write("some.urls", f"# pages\n{site.url}/a\n\n{site.url}/feed  # a feed\nnonsense\n")
    found, bad = fetch(name)
    assert [each.url.rpartition("/")[2] for each in found] == ["a", "c", "b"]
    assert bad == ["'nonsense' is not an address; it begins with http:// or https://"]


def test_a_list_in_a_folder_is_not_fetched(site, fetch, write):
    write("texts/a.txt", "One.")
    write("texts/b.urls", f"{site.url}/a")
    found, bad = fetch("texts")
    assert ([each.text for each in found], bad, site.asked) == (["One."], [], [])


def test_how_many_texts_are_at_an_address_is_not_known():
    assert count(["https://post.example/rss"]) is None
    assert check(["https://post.example/rss"]) == ["https://post.example/rss"]
