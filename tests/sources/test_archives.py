import gzip

import pytest

from readout.sources import documents
from tests.sources.pages import PARAGRAPHS, page, record

PAGE = page(head="").encode()
HTTP = "HTTP/1.1 {} OK\r\nContent-Type: {}\r\n{}\r\n"
CUT = len(PAGE) // 2


def member(url, **options):
    return record(url, PAGE, **options)


def chunked(body):
    return f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"


def http(status=200, kind="text/html", more=""):
    return HTTP.format(status, kind, more).encode()


A, B, C = (member(f"https://post.example/{name}") for name in "abc")


def found(read, write, content, name="a.warc"):
    pages, bad = read(write(name, content))
    return [page.url.rpartition("/")[2] for page in pages], bad


def packed(*records):
    return b"".join(map(gzip.compress, records))


def zstandard(*records):
    from io import BytesIO

    from fastwarc.stream_io import ZstdWriter

    out = BytesIO()
    with ZstdWriter(out) as writer:
        for each in records:
            writer.write(each)
        writer.close()
        return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.warc", A + B + C), ("a.warc.gz", packed(A, B, C)), ("a.warc.zst", zstandard(A, B, C))],
    ids=["plain", "gzip", "zstandard"],
)
def test_an_archive_is_its_pages(write, name, content):
    pages = list(documents([write(name, content)]))
    assert [page.url for page in pages] == [f"https://post.example/{name}" for name in "abc"]
    assert all(PARAGRAPHS[0] in page.text and page.outlet == "post.example" for page in pages)


@pytest.mark.parametrize(
    "other",
    [
        member("https://post.example/x", http=http(404)),
        member("https://post.example/x", http=http(301)),
        member("https://post.example/x", http=http(kind="application/pdf")),
        member("https://post.example/x", http=b"HTTP/1.1 200 OK\r\n\r\n"),
        member("https://post.example/x", kind="request"),
        record("dns:post.example", b"", http=b"", kind="metadata"),
    ],
    ids=["not found", "moved", "a PDF", "no type", "a request", "metadata"],
)
def test_what_is_no_page_is_passed_over(read, write, other):
    assert found(read, write, A + other + C) == (["a", "c"], [])


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked\r\n", chunked(PAGE)),
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", chunked(gzip.compress(PAGE))),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", PAGE),
    ],
    ids=["chunked", "gzip", "both", "unpacked under the old headers"],
)
def test_pages_packed_for_the_way_are_unpacked(read, write, headers, body):
    content = record("https://post.example/b", body, http=http(more=headers))
    assert found(read, write, A + content) == (["a", "b"], [])


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.warc", (A + B)[:-CUT], (["a"], "a record that is cut off")),
        ("a.warc.gz", packed(A, B)[:-200], (["a"], "a record that is cut off")),
        ("a.warc", A + b"garbage\r\n\r\n" + C, (["a", "c"], "a broken record")),
        ("a.warc", A + member("https://post.example/b", length=80) + C, (["a", "c"], "a broken record")),
        ("a.warc", A + member("https://post.example/b", length="x") + C, (["a", "c"], "a broken record")),
        ("a.warc.gz", packed(A) + packed(B)[:200] + b"x" * 40 + packed(B)[240:] + packed(C), (["a", "c"], "a broken record")),
        ("a.warc.gz", packed(A) + packed(B)[:300] + packed(C), (["a", "c"], "a broken record")),
        ("a.warc", b"\0" * 3_000_000 + C, (["c"], "a broken record")),
        ("a.warc", b"not an archive\n" * 1000, ([], "a broken record")),
        ("a.warc", A + record("https://post.example/b", b"<html></html>") + C, (["a", "c"], "no article on this page")),
        ("a.warc", A + record("https://post.example/b", b" " * (17 * 2**20)) + C, (["a", "c"], "a page of more than 16 MB")),
        (
            "a.warc",
            A + record("https://post.example/b", gzip.compress(b" " * 2**25), http=http(more="Content-Encoding: gzip\r\n")) + C,
            (["a", "c"], "a page of more than 16 MB"),
        ),
    ],
    ids="cut,cut gzip,garbage,length,no length,broken gzip,lost piece,zeros,text,empty page,long page,zip bomb".split(","),
)
def test_what_is_broken_is_skipped_and_counted(read, write, name, content, expected):
    names, reason = expected
    pages, bad = found(read, write, content, name)
    assert pages == names
    assert bad and all(error.startswith(f"{name}: ") for error in bad)
    assert any(reason in error for error in bad)


def test_an_empty_archive_has_no_pages(read, write):
    assert found(read, write, b"") == ([], [])
