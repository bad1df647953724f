"""Inputs that are broken or meant to do harm, as listed in docs/reliability.md."""

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

from readout.sources import check
from tests.sources.pages import PARAGRAPHS, page

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
GOOD = b'{"text": "Good."}\n'

# Reads one file in a process of its own, and says what came of it and how many MB it ever held.
READER = """
import resource, sys
from readout.sources import documents
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
bad = []
texts = [document.text for document in documents([sys.argv[1]], on_error=lambda error: bad.append(error.reason))]
held = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
print(len(texts), held, "; ".join(bad), sep="|")
"""


def apart(path):
    done = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=True)
    texts, held, bad = done.stdout.strip().split("|")
    return int(texts), int(held), bad


def test_a_line_of_300_mb_is_left_out_alone_and_never_held(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("wb") as stream:
        stream.write(GOOD)
        for _ in range(300):
            stream.write(b"x" * 2**20)
        stream.write(b"\n" + GOOD)
    texts, held, bad = apart(path)
    assert (texts, bad) == (2, "a line of more than 16 MB")
    assert held < 100


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.jsonl.gz", "a gzip file that unpacks to more than 200 times its size"),
        ("a.csv.gz", "a gzip file that unpacks to more than 200 times its size"),
        ("a.txt.gz", "a text of more than 16 MB"),
        ("a.html.gz", "a text of more than 16 MB"),
    ],
)
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, name, reason):
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=1) as stream:
        stream.write(b"text\n" + GOOD if name.startswith("a.csv") else GOOD)
        for _ in range(80):
            stream.write(b"0" * 2**20)
    assert path.stat().st_size < 2**20
    _, held, bad = apart(path)
    assert reason in bad
    assert held < 150


def test_a_page_with_scripts_gives_the_article_alone(read, write):
    hostile = page(
        head="<script>alert(1)</script><base href='javascript:alert(1)'>",
        paragraphs=(*PARAGRAPHS[:1], "<img src=x onerror=alert(1)><iframe src='//evil.example'></iframe>", *PARAGRAPHS[1:]),
    )
    (found,), bad = read(write("a.html", hostile))
    assert bad == []
    assert all(text in found.text for text in PARAGRAPHS)
    assert not any(word in found.text for word in ("alert", "script", "evil", "<"))


@pytest.mark.parametrize(
    ("name", "content", "texts", "reason"),
    [
        ("a.txt", b"a\0b", 0, "not a text file (it holds NUL bytes)"),
        ("a.jsonl", GOOD + b'{"text": "a\0b"}\n' + GOOD, 2, "not a text file (it holds NUL bytes)"),
        ("a.jsonl", GOOD + b'{"text": "a\\ud83d"}\n' + GOOD, 2, "'text' holds half a character (a lone surrogate) at 1"),
        ("a.jsonl", GOOD + b'{"id": "\\udc00", "text": "a"}\n' + GOOD, 2, "'id' holds half a character (a lone surrogate)"),
        ("a.jsonl", GOOD + b"[" * 100_000 + b"\n" + GOOD, 2, "broken JSON: maximum recursion depth exceeded"),
        ("a.jsonl", GOOD + b'{"id": ' + b"9" * 5000 + b"}\n" + GOOD, 2, "broken JSON: Exceeds the limit"),
        ("a.csv", b"text\nGood.\nna\xefve\nGood.\n", 2, "not UTF-8"),
    ],
    ids=["NUL in a text", "NUL in a line", "surrogate", "surrogate in an id", "nested", "huge number", "not UTF-8"],
)
def test_a_bad_text_is_left_out_alone(read, write, name, content, texts, reason):  # noqa: PLR0913, PLR0917
    found, bad = read(write(name, content))
    assert (len(found), len(bad)) == (texts, 1)
    assert reason in bad[0]


def test_ids_and_names_are_kept_as_they_are(read, write):
    content = b'{"id": "../../etc/passwd", "outlet": "\'; DROP TABLE documents; --", "text": "x"}'
    (found,), bad = read(write("a.jsonl", content))
    assert (found.id, found.outlet, bad) == ("../../etc/passwd", "'; DROP TABLE documents; --", [])


def test_links_in_a_folder_lead_nowhere(read, write, tmp_path):
    write("texts/b.txt", "One.")
    (tmp_path / "texts" / "again").symlink_to(tmp_path / "texts")
    (tmp_path / "texts" / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert check(["texts"]) == ["texts"]
    found, bad = read("texts")
    assert ([document.text for document in found], bad) == (["One."], ["texts/a.txt: no such file"])


def test_every_case_on_the_page_is_tested():
    named = re.findall(r"`(test_\w+)` \|$", PAGE.read_text(encoding="utf-8"), re.M)
    tests = "".join(file.read_text(encoding="utf-8") for file in sorted(Path(__file__).parents[1].glob("**/test_*.py")))
    assert named and [name for name in named if f"def {name}(" not in tests] == []
