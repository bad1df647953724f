"""Servers that lie, drip, loop and pack bombs: one error each, in good time."""

from __future__ import annotations

import gzip
import time
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.errors import InputError
from readout.sources.online.addresses import parsed
from readout.sources.online.answers import seconds
from readout.sources.online.feeds import feed
from readout.sources.online.lists import addresses
from tests.sources.online.site import FEED, Said, item, rss
from tests.sources.pages import page

PAGE = page(head="").encode()


def sends(*parts: bytes, gap: float = 0.0, after: float = 0.0):
    """An answer sent in parts, as it is."""

    def raw(handler):
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(gap)
        time.sleep(after)
        handler.close_connection = True

    return Said(raw=raw)


def endless(head: bytes, part: bytes):
    def raw(handler):
        handler.wfile.write(head)
        while True:
            handler.wfile.write(part)

    return Said(raw=raw)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BOMB = gzip.compress(b" " * 50_000_000)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (endless(OK + b"\r\n", b"x" * 10_000), "a page of more than 0 MB"),
        (endless(CHUNKED, b"2710\r\n" + b"x" * 10_000 + b"\r\n"), "a page of more than 0 MB"),
        (endless(b"HTTP/1.1 200 OK\r\n", b"X-Header: y\r\n"), "an answer that is not HTTP (HTTPException)"),
        (endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 1000), "an answer that is not HTTP (LineTooLong)"),
        (endless(b"", b"<html>"), "an answer that is not HTTP (LineTooLong)"),
        (sends(OK + b"Content-Length: 999999999999\r\n\r\n", PAGE), "a page of more than 0 MB"),
        (sends(OK + b"Content-Length: 999\r\n\r\n" + b"<p>cut</p>"), "an answer that is cut off"),
        (sends(CHUNKED + b"ff\r\n" + b"<p>cut</p>"), "an answer that is cut off"),
        (sends(CHUNKED + b"nonsense\r\n"), "an answer that is cut off"),
        (sends(OK + b"Content-Length: 5, 7\r\n\r\n", b"abcdefg"), "an answer that is not HTTP (InvalidHeader)"),
        (sends(b"not HTTP at all\r\n\r\n"), "an answer that is not HTTP (BadStatusLine)"),
        (sends(b""), "no connection (remote end closed connection without response)"),
        (Said(BOMB, headers={"Content-Encoding": "gzip"}), "a page of more than 0 MB"),
        (Said(gzip.compress(BOMB), headers={"Content-Encoding": "gzip, gzip"}), "packed in a way that was not asked for"),
        (Said(zlib.compress(PAGE), headers={"Content-Encoding": "deflate"}), "in a way that was not asked for (deflate)"),
        (Said(b"\0", headers={"Content-Encoding": "br"}), "in a way that was not asked for (br)"),
        (Said(b"not gzip", headers={"Content-Encoding": "gzip"}), "an answer that is packed wrongly"),
        (Said(gzip.compress(PAGE)[:-300], headers={"Content-Encoding": "gzip"}), "no article on this page"),
        (Said(b"GIF89a", "image/gif"), "neither a page nor a feed (image/gif)"),
        (Said(b"{}", "application/json"), "neither a page nor a feed (application/json)"),
        (Said(b"\0" * 1000, "application/octet-stream"), "neither a page nor a feed (application/octet-stream)"),
        (Said(b"\0" * 1000, "text/plain"), "not a text file (it holds NUL bytes)"),
        (Said(PAGE, status=404), "the server answers 404 Not Found"),
        (Said(PAGE, status=599), "the server answers 599"),
        (Said(PAGE, status=206), "the server answers 206 Partial Content"),
        (Said(status=304), "the server answers 304 Not Modified"),
        (Said(status=302), "the server answers 302 Found"),
        (Said(status=302, headers={"Location": "/a"}), "redirected more than 5 times"),
        (Said(status=302, headers={"Location": "http://[::1"}), "not a well-formed address"),
    ],
    ids="endless,endless chunks,endless headers,long header,no headers,huge,short,short chunk,wrong chunk,two lengths,no HTTP,"
    "silent,bomb,bomb in bomb,deflate,brotli,not gzip,cut gzip,image,JSON,no kind,NUL,404,599,206,304,no place,loop,"
    "wrong place".split(","),
)  # fmt: skip
def test_an_answer_that_is_none_is_one_error(site, fetch, said, reason):
    site.pages["/a"] = said
    began = time.monotonic()
    found, bad = fetch(f"{site.url}/a")
    assert (found, len(bad)) == ([], 1)
    assert reason in bad[0]
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (sends(OK, after=3), "no answer in time"),
        (sends(OK + b"\r\n<p>", after=3), "no answer in time"),
        (sends(*[b"H"] * 60, gap=0.05), "no whole answer within 0.5 seconds"),
        (sends(OK, *[b"X: y\r\n"] * 60, gap=0.05), "no whole answer within 0.5 seconds"),
        (sends(OK + b"\r\n", *[b"<p>"] * 60, gap=0.05), "no whole answer within 0.5 seconds"),
        (sends(CHUNKED, *[b"1\r\nx\r\n"] * 60, gap=0.05), "no whole answer within 0.5 seconds"),
    ],
    ids="headers,body,dripping status,dripping headers,dripping body,dripping chunks".split(","),
)
def test_a_slow_answer_is_not_waited_for(site, fetch, quick, said, reason):
    site.pages["/a"] = said
    slow = replace(quick, patience=0.3, whole=0.5) if "whole" in reason else replace(quick, patience=0.3)
    began = time.monotonic()
    found, bad = fetch(f"{site.url}/a", manners=slow)
    assert (found, bad) == ([], [reason])
    assert time.monotonic() - began < 2.5


def test_more_than_was_announced_is_left_alone(site, fetch):
    site.pages["/a"] = sends(OK + b"Content-Length: %d\r\n\r\n" % len(PAGE), PAGE + b"<p>More.</p>")
    (found,), bad = fetch(f"{site.url}/a")
    assert "More." not in found.text
    assert bad == []


def test_cookies_are_not_kept_from_one_request_to_the_next(site, fetch):
    site.pages["/a"] = Said(status=302, headers={"Location": "/b", "Set-Cookie": "id=1; Path=/"})
    site.article("/b", **{"Set-Cookie": "id=2"})
    fetch(f"{site.url}/a", f"{site.url}/b")
    assert "Cookie" not in site.headers["/b"]


def test_a_server_that_is_not_there_is_one_error(fetch):
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found, bad = fetch(f"http://127.0.0.1:{port}/a", f"https://127.0.0.1:{port}/a", "http://no-such-host.invalid/a")
    assert found == []
    assert [reason.removesuffix(" (asked for robots.txt)") for reason in bad] == [
        "no connection (refused)",
        "no connection (refused)",
        "no such host: no-such-host.invalid",
    ]


def test_a_server_that_speaks_no_tls_is_one_error(site, fetch):
    site.article("/a")
    found, bad = fetch(site.url.replace("http:", "https:") + "/a")
    assert (found, len(bad)) == ([], 1)
    assert "no connection (" in bad[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120), ("0", 0), ("99999999999", 86400), ("-5", None), ("soon", None), ("", None), (None, None),
        ("1" * 50, None),
        ("Wed, 11 Feb 2026 08:00:00 GMT", 0), ("Wed, 11 Feb 9000 08:00:00 GMT", 86400),
        ("Wed, 199999999990 Feb 2026 08:00:00 GMT", None),
    ],
)  # fmt: skip
def test_how_long_a_server_asks_to_wait_is_bounded(value, expected):
    assert seconds(value) == expected


@given(st.binary(max_size=300) | st.text("<>&;=/'\" \\x00abcde:![]-?rsitmln", max_size=300).map(str.encode), st.booleans())
def test_any_bytes_are_a_feed_or_an_error(data, framed):
    try:
        found = feed(rss(data.decode("latin-1")) if framed else data, url="https://post.example/feed")
    except InputError:
        return
    assert all(entry.url.startswith("http") for entry in found.entries)


@given(st.binary(max_size=300) | st.text("<>&;=/'\" \\x00:opmlutinexURh\n#", max_size=300).map(str.encode))
def test_any_bytes_are_a_list_or_an_error(data):
    with suppress(InputError):
        addresses(data)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://post.example/", "//", "http://["]))
def test_any_text_is_an_address_or_an_error(text, start):
    with suppress(InputError):
        again = parsed(start + text, base=parsed("https://post.example/a"))
        assert str(parsed(str(again))) == str(again)


ENTITIES = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(12))
DOCTYPE = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'ha'>{ENTITIES}<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
GOOD = item("/b")


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (DOCTYPE.encode() + rss(item("/b", title="&a12;Talks")), ["Talks"]),
        (DOCTYPE.encode() + rss(item("/b", title="&file;Talks")), ["Talks"]),
        (rss(item("/b", title="Talks&nbsp;now &unknown; &")), ["Talks now"]),
        (rss("<item>" * 50_000, GOOD), []),
        (rss(GOOD)[:-30], ["Talks"]),
        (rss(GOOD, "<item>" + "<a " * 60_000), ["Talks"]),
        (rss(GOOD).replace(b"<item>", b"<item><media:x y:z='1'/>"), ["Talks"]),
        (rss(item("file:///etc/passwd"), item("javascript:x"), item(""), GOOD), ["Talks"]),
        (rss(GOOD).decode().encode("utf-16"), ["Talks"]),
        (rss(item("/b", title="\x00\x01\ufffeTalks")), ["Talks"]),
        (rss(item("/b", title="&#55555;&#xd83d;&#0;Talks")), ["Talks"]),
        (rss(GOOD).replace(b"</item>", b"<23:30>x</23:30></item>"), ["Talks"]),
        (rss(item("/b", title="&lt;script&gt;Talks&lt;/script&gt;")), ["Talks"]),
    ],
    ids="bomb,file,entities,nested,cut,tags,prefixes,addresses,UTF-16,control,halves,names,script".split(","),
)  # fmt: skip
def test_a_hostile_feed_gives_what_is_sound(site, fetch, quick, body, titles):
    site.pages["/feed"] = Said(body, FEED)
    site.article("/b")
    began = time.monotonic()
    found, bad = fetch(f"{site.url}/feed", manners=replace(quick, limit=2_000_000))
    assert [path for path in site.fetched() if path != "/feed"] == ["/b"] * len(titles)
    assert (len(found), bad) == (len(titles), [])
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("body", [b"", b"<", b"\0" * 1000, b"{}", b"<opml/>", b"<!DOCTYPE " * 10_000, b"<a>" * 60_000])
def test_what_is_no_feed_is_one_error(site, fetch, body):
    site.pages["/feed"] = Said(body, FEED)
    found, bad = fetch(f"{site.url}/feed")
    assert (found, bad) == ([], ["not a feed (neither RSS nor Atom)"])
