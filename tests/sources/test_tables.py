import gzip
import json
from datetime import date, datetime
from itertools import islice

import pyarrow as pa
import pytest
from pyarrow import parquet

from readout.errors import InputError
from readout.sources import Columns, check, count, documents, limits

FIRST = {"text": "One.", "title": "T", "outlet": "Wire", "published": date(2026, 2, 11), "url": "https://wire.example/1"}
NGEC = {"id": "n1", "event_text": "One.", "headline": "T", "publisher": "Wire", "pub_date": "2026-02-11", "event_type": []}
TRAFILATURA = {
    "title": "T",
    "author": None,
    "hostname": "wire.example",
    "date": "2026-02-11",
    "fingerprint": "f",
    "id": None,
    "raw_text": "One. ",
    "text": "One.",
    "language": None,
    "source": "https://wire.example/1",
    "source-hostname": "Wire",
}
FUNDUS = {"title": "T", "plaintext": "One.", "authors": ["A"], "publishing_date": "2026-02-11 08:30:00+02:00", "topics": []}
SCHEMA = {
    "@type": "NewsArticle",
    "headline": "T",
    "articleBody": "One.",
    "publisher": {"name": "Wire"},
    "datePublished": "2026-02-11T08:00Z",
}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (NGEC, {"id": "n1", "title": "T", "outlet": "Wire", "published": date(2026, 2, 11)}),
        (TRAFILATURA, {name: FIRST[name] for name in FIRST}),
        (FUNDUS, {"title": "T", "published": date(2026, 2, 11), "url": None}),
        (SCHEMA, {"title": "T", "outlet": "Wire", "published": date(2026, 2, 11)}),
        ({**NGEC, "pub_date": "11 February 2026"}, {"published": None}),
        ({"text": "One.", "date": "2026-02-11", "source": "a wire"}, {"published": None, "url": None}),
    ],
    ids=["NGEC", "Trafilatura", "Fundus", "schema.org", "a date in words", "only other fields"],
)
def test_rows_of_other_tools_are_known(read, write, row, expected):
    found, bad = read(write("a.jsonl", json.dumps(row)))
    assert (bad, [document.text for document in found]) == ([], ["One."])
    assert {name: getattr(found[0], name) for name in expected} == expected


def test_columns_can_be_named(read, write):
    row = {"body": "One.", "day": "2026-02-11", "text": "Not this.", "nr": 7, "outlet": "Wire"}
    columns = Columns(text="body", published="day", id="nr")
    (found,), bad = read(write("a.jsonl", json.dumps(row)), columns=columns)
    assert (found.text, found.published, found.id, found.outlet) == ("One.", date(2026, 2, 11), "7", "Wire")
    assert bad == []


def test_a_named_column_must_hold_what_it_should(read, write):
    assert read(write("a.jsonl", '{"text": "x", "day": "May"}'), columns=Columns(published="day")) == (
        [],
        ["a.jsonl, line 1: 'May' is not a date; write it as YYYY-MM-DD"],
    )
    assert read(write("a.jsonl", '{"text": "x"}'), columns=Columns(text="body"))[1] == ["a.jsonl, line 1: no 'body'"]


@pytest.mark.parametrize(
    ("content", "texts", "bad"),
    [
        (json.dumps(FUNDUS), ["One."], []),
        (
            json.dumps([FUNDUS, SCHEMA, 5, {"text": "Two."}], indent=2),
            ["One.", "One.", "Two."],
            ["a.json: number 3 of the list"],
        ),
        ("[]", [], []),
        ("{", [], ["a.json: broken JSON"]),
        ("[" * 100_000, [], ["a.json: broken JSON"]),
    ],
    ids=["one", "list", "empty", "broken", "nested"],
)
def test_a_json_file_is_one_document_or_a_list(read, write, content, texts, bad):
    found, errors = read(write("a.json", content))
    assert [document.text for document in found] == texts
    assert [error.startswith(begin) for error, begin in zip(errors, bad, strict=True)] == [True] * len(bad)


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("text,title\nOne.,T\nTwo.,T\n", ["One.", "Two."]),
        ('title;text\r\nT;"One; ""two"",\r\nthree"\r\n\r\nT;Four', ['One; "two",\r\nthree', "Four"]),
        ("\ufefftext\tid\nOne.\ta\n", ["One."]),
        ("text\n" + "x" * 200_000, ["x" * 200_000]),
        ("text,id\n", []),
        ("", []),
    ],
    ids=["commas", "semicolons and quotes", "tabs and a mark", "long", "header only", "empty"],
)
def test_a_csv_file_is_a_document_a_row(read, write, content, texts):
    found, bad = read(write("a.csv", content))
    assert ([document.text for document in found], bad) == (texts, [])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"a,b,c,d", "4 cells where the header names 2"),
        (b",T", "no 'text'"),
        (b"na\xefve,T", "not UTF-8; save it as UTF-8 first"),
        (b"x" * (limits.LIMIT + 1), "a line of more than 16 MB"),
    ],
    ids=["too many cells", "no text", "not UTF-8", "long"],
)
def test_a_bad_row_of_csv_is_left_out_alone(read, write, row, reason):
    found, bad = read(write("a.csv", b"text,title\nOne.,T\n" + row + b"\nTwo.,T\n"))
    assert ([document.text for document in found], bad) == (["One.", "Two."], [f"a.csv, line 3: {reason}"])


def test_a_parquet_file_is_a_document_a_row(read, write, tmp_path):
    rows = [{**FIRST, "published": datetime(2026, 2, 11, 8), "n": 1}, {"text": None}, {"text": "Two.", "published": None}]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    found, bad = read(str(tmp_path / "a.parquet"))
    assert {name: getattr(found[0], name) for name in FIRST} == FIRST
    assert ([document.text for document in found], len(bad)) == (["One.", "Two."], 1)
    assert bad[0].endswith("a.parquet, line 2: no 'text'")


def test_a_broken_parquet_file_is_one_error(read, write):
    found, bad = read(write("a.parquet", b"PAR1 and no more"))
    assert (found, len(bad)) == ([], 1)
    assert bad[0].startswith("a.parquet: a broken Parquet file (")


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.txt.gz", b"One.\n", ["One.\n"]),
        ("a.JSONL.GZ", b'{"text": "One."}\n{"text": "Two."}', ["One.", "Two."]),
        ("a.csv.gz", b"text\nOne.\n", ["One."]),
    ],
)
def test_packed_files_are_unpacked(read, write, name, content, texts):
    found, bad = read(write(name, gzip.compress(content)))
    assert ([document.text for document in found], bad) == (texts, [])


def test_a_packed_file_that_is_cut_gives_what_is_whole(read, write):
    lines = "".join(json.dumps({"text": f"Number {i}, {i * 7919 % 104729}."}) + "\n" for i in range(20_000))
    found, bad = read(write("a.jsonl.gz", gzip.compress(lines.encode())[:-5000]))
    assert len(found) > 1000
    assert bad == ["a.jsonl.gz: a gzip file that is cut off"]


@pytest.mark.parametrize("content", [b"", b"not gzip", gzip.compress(b"x" * 5000)[:20] + b"yyyyyyyyyyyyyyyy"])
def test_a_broken_packed_file_is_an_error(read, write, content):
    found, bad = read(write("a.jsonl.gz", content))
    assert found == []
    assert len(bad) == (1 if content else 0)


def test_a_folder_is_its_files_by_name(read, write):
    for name in ("b/2.txt", "b/10.md", "a/x.html.txt", "b/.hidden.txt", ".git/x.txt", "b/picture.jpg", "b/c/0.txt", "z.txt"):
        write(f"texts/{name}", name)
    found, bad = read("texts")
    assert ([document.text for document in found], bad) == (["z.txt", "a/x.html.txt", "b/10.md", "b/2.txt", "b/c/0.txt"], [])
    assert check(["texts"]) == ["texts"]
    assert count(["texts"]) == 5


def test_a_folder_of_nothing_is_an_error(write):
    write("texts/a.jpg", "x")
    with pytest.raises(InputError, match=r"^texts: a folder with nothing in it that can be read"):
        check(["texts"])


def test_files_are_read_as_they_are_asked_for(write):
    lines = limits.LIMIT // 100
    name = write("a.jsonl", '{"text": "One."}\n' * lines + "broken")
    assert len(list(islice(documents([name]), 3))) == 3
    assert count([name]) == lines + 1
