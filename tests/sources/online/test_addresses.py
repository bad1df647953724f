"""Which machines may be asked. No test here sends anything anywhere but to loopback."""

from __future__ import annotations

import socket

import pytest

from readout.errors import FetchError, InputError
from readout.sources import check
from readout.sources.online.addresses import is_public, numbers, parsed
from tests.sources.online.site import Said, item


@pytest.mark.parametrize(
    "number",
    """127.0.0.1 127.8.9.1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.8 192.0.2.1 198.18.0.1
    224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 ff0e::1 2001:db8::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2002:c0a8:101::1
    2001:0:7f00:1::1 nonsense""".split(),
)
def test_numbers_of_no_public_machine(number):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "64:ff9b::101:101"])
def test_numbers_of_the_public_internet(number):
    assert is_public(number)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_loopback_by_any_name_is_refused(host):
    with pytest.raises(FetchError, match=r"is not on the public internet \(.*\); --allow-private reads it all the same"):
        numbers(parsed(f"http://{host}/"), allow_private=False)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "begins with 'file:'"),
        ("ftp://post.example/a", "begins with 'ftp:'"),
        ("javascript:alert(1)", "begins with 'javascript:'"),
        ("gopher://127.0.0.1:70/_x", "begins with 'gopher:'"),
        ("//post.example/a", "begins with ':'"),
        ("http://", "without a host"),
        ("http:///etc", "without a host"),
        ("http://user:secret@post.example/", "a user name in it"),
        ("http://post.example:99999/", "not a well-formed address"),
        ("http://a b/", "not a well-formed address"),
        ("http://[::1", "not a well-formed address"),
        ("http://\ud800.example/", "not a well-formed address"),
    ],
)
def test_what_is_no_address_is_refused(url, reason):
    with pytest.raises(FetchError, match=reason):
        parsed(url)


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("HTTP://Post.Example", "http://post.example/"),
        ("https://post.example:443/ä b?q=ü#x", "https://post.example/%C3%A4%20b?q=%C3%BC"),
        ("http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        ("http://post.example/a\r\nHost: x", "http://post.example/a%0D%0AHost:%20x"),
        ("http://[::1]:81/a", "http://[::1]:81/a"),
    ],
)
def test_addresses_are_written_in_one_way(url, whole):
    assert str(parsed(url)) == whole


def test_a_wrong_address_is_known_before_any_work():
    with pytest.raises(InputError, match="not a well-formed address"):
        check(["https://post.example:99999/"])


def test_a_page_that_leads_to_loopback_is_refused_before_it_is_asked(site, fetch, strict):
    site.article("/secret")
    found, bad = fetch(f"{site.url}/secret", manners=strict)
    assert (found, site.asked) == ([], [])
    assert bad == ["127.0.0.1 is not on the public internet (127.0.0.1); --allow-private reads it all the same"]


@pytest.fixture
def public(monkeypatch, strict):
    """Makes the number 127.0.0.1 pass for one of the public internet, under the name post.example."""

    def _public(site, *, then=()):
        lookup, answers = socket.getaddrinfo, list(then)

        def resolve(host, port, *args, **more):
            if host != "post.example":
                return lookup(host, port, *args, **more)
            return lookup(answers.pop(0) if answers else "127.0.0.1", port, *args, **more)

        monkeypatch.setattr("readout.sources.online.addresses.socket.getaddrinfo", resolve)
        monkeypatch.setattr("readout.sources.online.addresses.is_public", lambda number: number == "127.0.0.1")
        return site.url.replace("127.0.0.1", "post.example"), strict

    return _public


@pytest.mark.parametrize(
    "place", ["http://127.0.0.2:{port}/secret", "http://[::1]:{port}/secret", "http://169.254.169.254/latest"]
)
@pytest.mark.parametrize("kind", ["page", "feed", "entry", "robots"])
def test_what_redirects_to_a_private_address_is_refused(site, fetch, public, place, kind):
    url, strict = public(site)
    leads = Said(status=302, headers={"Location": place.format(port=url.rpartition(":")[2])})
    site.article("/secret")
    site.pages["/robots.txt" if kind == "robots" else "/a"] = leads
    site.feed("/feed", item("/a"))
    found, bad = fetch(f"{url}/{'feed' if kind == 'entry' else 'a'}", manners=strict)
    assert (found, len(bad)) == ([], 1)
    assert "is not on the public internet" in bad[0]
    assert "/secret" not in site.asked


def test_a_name_that_changes_its_mind_gains_nothing(site, fetch, public):
    """The number that was checked is the one that is connected to: no second look-up comes between (DNS rebinding)."""
    url, strict = public(site, then=["127.0.0.1", "127.0.0.1"])
    site.article("/a")
    (found,), bad = fetch(f"{url}/a", manners=strict)
    assert (found.url, bad) == (f"{url}/a", [])
    url, strict = public(site, then=["127.0.0.1", "10.0.0.1"])
    found, bad = fetch(f"{url}/a", manners=strict)
    assert (found, bad) == (
        [],
        ["post.example is not on the public internet (10.0.0.1); --allow-private reads it all the same"],
    )


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://x.example/", "javascript:alert(1)", "http://u:p@x.example/", "data:text/html,x"]
)
def test_a_redirect_to_something_else_is_refused(site, fetch, place):
    site.pages["/a"] = Said(status=301, headers={"Location": place})
    found, bad = fetch(f"{site.url}/a")
    assert (found, len(bad)) == ([], 1)
    assert "address" in bad[0]
