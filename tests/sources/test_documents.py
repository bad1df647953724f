import io
import json
import sys
from datetime import date

import pytest

from readout.document import Document
from readout.errors import InputError
from readout.sources import Known, check, count, documents
from readout.sources.known import day

GOOD = '{"id": "a", "text": "Hello."}'


@pytest.fixture
def stdin(monkeypatch):
    def _stdin(content):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))

    return _stdin


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Hello.\n", "Hello.\n"),
        (b"One\r\ntwo\r\n", "One\r\ntwo\r\n"),
        (b"\xef\xbb\xbfHello", "Hello"),
        ("Ankündigung 🇺🇦".encode(), "Ankündigung 🇺🇦"),
        (b"", ""),
        (b'{"text": "not JSONL by its name"}', '{"text": "not JSONL by its name"}'),
    ],
    ids=["plain", "line ends", "byte order mark", "not ASCII", "empty", "braces"],
)
def test_plain_text_is_kept_exactly(write, content, text):
    assert [document.text for document in documents([write("a.txt", content)])] == [text]


def test_what_is_known_of_a_plain_text_is_kept():
    known = Known(title="T", outlet="O", published=date(2026, 2, 11), url="https://example.org")
    (document,) = documents([__file__], known=known)
    assert (document.title, document.outlet, document.published, document.url) == (
        "T",
        "O",
        date(2026, 2, 11),
        "https://example.org",
    )
    assert document.id == Document(text=document.text).id


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "x"}, {"title": None, "outlet": "Wire", "published": date(2026, 2, 11)}),
        ({"text": "x", "id": 7}, {"id": "7"}),
        (
            {"text": "x", "id": "a", "outlet": "RT", "published": "2025-12-28"},
            {"outlet": "RT", "published": date(2025, 12, 28)},
        ),
        ({"text": "x", "published": "2025-12-28T23:30:00+03:00"}, {"published": date(2025, 12, 28)}),
        ({"text": "x", "published": None, "url": "u", "language": "en"}, {"url": "u", "language": "en"}),
        ({"text": "", "statements": [{"id": "s0"}], "license": "open"}, {"text": ""}),
    ],
    ids=["options fill in", "number as id", "own fields win", "time of day", "null", "other keys"],
)
def test_a_line_of_jsonl_is_a_document(write, fields, expected):
    known = Known(outlet="Wire", published=date(2026, 2, 11))
    (document,) = documents([write("a.jsonl", json.dumps(fields))], known=known)
    assert {name: getattr(document, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"\x89PNG\r\n\x00\x00", "a.txt: not a text file (it holds NUL bytes)"),
        ("a.txt", b"fine\nna\xefve\n", "a.txt, line 2: not UTF-8 (byte 0xef); save it as UTF-8 first"),
        (
            "a.jsonl",
            GOOD + "\n\n{'text': 1}",
            "a.jsonl, line 3: broken JSON at character 2: Expecting property name enclosed in double quotes",
        ),
        ("a.jsonl", GOOD + '\n{"text": "cut', "a.jsonl, line 2: broken JSON at character 10: Unterminated string starting at"),
        ("a.jsonl", "[" * 100_000, "a.jsonl, line 1: broken JSON: maximum recursion depth exceeded"),
        ("a.jsonl", '{"id": "a"}', "a.jsonl, line 1: no 'text'"),
        ("a.jsonl", '{"text": null}', "a.jsonl, line 1: no 'text'"),
        ("a.jsonl", '{"text": ["a"]}', "a.jsonl, line 1: 'text' is a list, not a string"),
        ("a.jsonl", '["text"]', "a.jsonl, line 1: a list, not an object with a 'text'"),
        ("a.jsonl", '{"text": "a\\ud83d"}', "a.jsonl, line 1: 'text' holds half a character (a lone surrogate) at 1"),
        ("a.jsonl", '{"text": "a", "title": 5}', "a.jsonl, line 1: 'title' is a number, not a string"),
        ("a.jsonl", '{"text": "a", "id": {}}', "a.jsonl, line 1: 'id' is an object, not a string"),
        (
            "a.jsonl",
            '{"text": "a", "published": "28.12.2025"}',
            "a.jsonl, line 1: '28.12.2025' is not a date; write it as YYYY-MM-DD",
        ),
        (
            "a.jsonl",
            '{"text": "a", "published": "2025-02-30"}',
            "a.jsonl, line 1: '2025-02-30' is not a date; write it as YYYY-MM-DD",
        ),
        ("a.jsonl", b'{"text": "na\xefve"}', "a.jsonl, line 1: not UTF-8 (byte 0xef); save it as UTF-8 first"),
    ],
)
def test_bad_input_is_one_line_with_file_and_line(write, name, content, message):
    with pytest.raises(InputError) as caught:
        list(documents([write(name, content)]))
    assert str(caught.value).startswith(message)


def test_what_cannot_be_opened_is_named(tmp_path):
    for path, reason in [(tmp_path / "gone.txt", "no such file"), (tmp_path, "a folder"), ("a\0b", "embedded null")]:
        with pytest.raises(InputError) as caught:
            check([str(path)])
        assert str(caught.value).startswith(f"{path}: {reason}")


def test_bad_lines_and_files_can_be_left_out(write):
    bad: list[InputError] = []
    names = [write("a.jsonl", f"{GOOD}\nnope\n{GOOD}\n"), write("b.txt", b"\0"), write("c.txt", "Last.")]
    assert [document.text for document in documents(names, on_error=bad.append)] == ["Hello.", "Hello.", "Last."]
    assert [(error.source, error.line) for error in bad] == [("a.jsonl", 2), ("b.txt", None)]


def test_unopened_files_can_be_left_out(write):
    bad: list[InputError] = []
    assert check(["gone.txt", write("a.txt", "x")], on_error=bad.append) == ["a.txt"]
    assert [error.source for error in bad] == ["gone.txt"]


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (b"Plain text.", ["Plain text."]),
        (b'{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        (b'\n {"text": "one"}', ["one"]),
        (b"", [""]),
    ],
)
def test_standard_input_is_jsonl_where_it_begins_with_a_brace(stdin, content, texts):
    stdin(content)
    assert [document.text for document in documents(["-"])] == texts


def test_bad_standard_input_is_named(stdin):
    stdin(b'{"text": "one"}\n{oops}\n')
    with pytest.raises(InputError, match=r"^standard input, line 2: broken JSON"):
        list(documents(["-"]))


def test_count_tells_how_many_documents_there_are(write):
    names = [write("a.txt", "x\ny\n"), write("b.jsonl", f"{GOOD}\n{GOOD}\n")]
    assert count(names) == 3
    assert count([*names, "-"]) is None


@pytest.mark.parametrize(
    "value", ["2026-02-11", " 2026-02-11 ", "2026-02-11T08:00:00Z", "2026-02-11 08:00", "2026-02-11T08:00:00.5+0300"]
)
def test_day_reads_iso_dates(value):
    assert day(value) == date(2026, 2, 11)


@pytest.mark.parametrize("value", ["", "11.02.2026", "2026-13-01", "2026-2-1", "20260211", "2026-02-11x", "yesterday"])
def test_day_refuses_anything_else(value):
    with pytest.raises(InputError):
        day(value)
