"""The annotated texts: the Readout corpus, and further texts annotated to the same guidelines.

The annotations of open news are kept here without the texts: every span is `[start, end)` in the text of the same `id` in
`data/news-open.jsonl.xz`, its title before it as in the corpus, or in its first `end` characters. Texts that were written for
this are kept whole. There are two sets: what the model is trained on (`model.jsonl.gz`), and what the judges are fitted on
(`judges.jsonl.gz`), so that judges see texts as the model reads what it has not learnt by heart.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from readout.document import Document
from training.corpora import lines

HERE = Path(__file__).parent / "annotations"
LAYERS = ("actors", "statements", "contacts", "proposals", "positions", "commitments", "warnings")

Row = dict[str, Any]


def corpus(shared: Path, name: str) -> list[Row]:
    """The rows of a file of the Readout corpus ("train", "dev")."""
    return list(lines(shared / "corpus" / f"{name}.jsonl"))


def unlearnt(shared: Path) -> list[Row]:
    """What the judges are fitted on: texts that the model has not been trained on."""
    return further(shared, "judges")


def learnt(shared: Path) -> list[Row]:
    """What the model has been trained on: of these texts judges learn the words, but not what the model makes of them."""
    return [row | {"learnt": True} for row in (*corpus(shared, "train"), *further(shared, "model"))]


def for_judges(shared: Path) -> list[Row]:
    """All that the judges are fitted on, what the model has not learnt first."""
    return [*unlearnt(shared), *learnt(shared)]


def further(shared: Path, name: str) -> list[Row]:
    """The texts of a set ("model", "judges", "held-out") beside the corpus.

    Raises `ValueError` where a text is missing from the open news, or another than was annotated.
    """
    rows = list(lines(HERE / f"{name}.jsonl.gz"))
    wanted = {row["id"] for row in rows if "text" not in row}
    texts = {key: text for key, text in news(shared) if key in wanted}
    return [row if "text" in row else _whole(row, texts.get(row["id"]), shared) for row in rows]


def _whole(row: Row, text: Row | None, shared: Path) -> Row:
    """An annotation with its text."""
    words = "" if text is None else text["text"][: row.get("end")]
    if text is None or digest(words) != row["sha256"]:
        raise ValueError(f"{row['id']}: the text that was annotated is not in {shared / 'data'}")
    return text | row | {"text": words}


def names_of_the_web() -> dict[str, list[tuple[int, int, str]]]:
    """The names in sentences of the web treebank, by the sentence, as (start, end, PERSON | ORG | LOC)."""
    return {row["id"]: [(start, end, kind) for start, end, kind in row["names"]] for row in lines(HERE / "web-names.jsonl.gz")}


def document(row: Row) -> Document:
    """What an annotated text is read from."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return Document(row["text"], outlet=row["outlet"], title=row["title"], published=published)


def news(shared: Path) -> Iterator[tuple[str, Row]]:
    """The open news by id: a title, an empty line, the text."""
    with lzma.open(shared / "data" / "news-open.jsonl.xz", "rt", encoding="utf-8") as handle:
        for line in handle:
            row = json.loads(line)
            title, text = (row["title"] or "").strip(), row["text"].strip()
            fields = {name: row[name] for name in ("outlet", "url", "title", "published", "license")}
            yield row["id"], fields | {"origin": "real", "text": f"{title}\n\n{text}" if title else text}


def digest(text: str) -> str:
    """By which a text is known to be the one that was annotated."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def pack(shared: Path, rows: Iterable[Row], out: Path) -> None:
    """Write annotated texts, those of the open news without the texts. Raises `ValueError` where such a text is unknown."""
    found = {row["id"]: row for row in rows}
    known = {key: text["text"] for key, text in news(shared) if key in found}
    with gzip.GzipFile(out, "wb", mtime=0) as handle:
        for key, row in sorted(found.items()):
            kept = row if row["origin"] == "written" else _without_text(row, known.get(key, ""))
            handle.write((json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def _without_text(row: Row, text: str) -> Row:
    words = row["text"]
    if not words or not text.startswith(words):
        raise ValueError(f"{row['id']} is not in the open news")
    cut = {"end": len(words)} if len(words) < len(text) else {}
    return {"id": row["id"], "sha256": digest(words)} | cut | {layer: row[layer] for layer in LAYERS}
