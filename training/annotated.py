"""The annotated texts: the Readout corpus, and open news annotated to the same guidelines.

The annotations of open news are kept here without the texts: every span is `[start, end)` in the text of the same `id` in
`data/news-open.jsonl.xz`, its title before it as in the corpus. They are in two halves: what the model is trained on
(`model.jsonl.gz`), and what the judges are fitted on (`judges.jsonl.gz`), so that judges see texts as the model reads what it
has not learnt by heart.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.corpora import lines

HERE = Path(__file__).parent / "annotations"
LAYERS = ("actors", "statements", "contacts", "proposals", "positions", "commitments", "warnings")

Row = dict[str, Any]


def corpus(shared: Path, name: str) -> list[Row]:
    """The rows of a file of the Readout corpus ("train", "dev")."""
    return list(lines(shared / "corpus" / f"{name}.jsonl"))


def unlearnt(shared: Path) -> list[Row]:
    """What the judges are fitted on: texts that the model has not been trained on."""
    return open_news(shared, "judges")


def learnt(shared: Path) -> list[Row]:
    """What the model has been trained on: of these texts judges learn the words, but not what the model makes of them."""
    return [row | {"learnt": True} for row in (*corpus(shared, "train"), *open_news(shared, "model"))]


def for_judges(shared: Path) -> list[Row]:
    """All that the judges are fitted on, what the model has not learnt first."""
    return [*unlearnt(shared), *learnt(shared)]


def open_news(shared: Path, half: str) -> list[Row]:
    """The annotated open news of a half ("model", "judges"), with their texts.

    Raises `ValueError` where a text is missing from the open news, or another than was annotated.
    """
    wanted = {row["id"]: row for row in lines(HERE / f"{half}.jsonl.gz")}
    texts = {key: text for key, text in news(shared) if key in wanted}
    for key, row in wanted.items():
        if row["sha256"] != digest(texts.get(key, {}).get("text", "")):
            raise ValueError(f"{key}: the text that was annotated is not in {shared / 'data'}")
    return [texts[key] | row for key, row in wanted.items()]


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
    """Write annotated open news without the texts. Raises `ValueError` where a text is not that of the open news."""
    found = {row["id"]: row for row in rows}
    known = {key: text["text"] for key, text in news(shared) if key in found}
    with gzip.GzipFile(out, "wb", mtime=0) as handle:
        for key, row in sorted(found.items()):
            if known.get(key) != row["text"]:
                raise ValueError(f"{key} is not in the open news")
            kept = {"id": key, "sha256": digest(row["text"])} | {layer: row[layer] for layer in LAYERS}
            handle.write((json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
