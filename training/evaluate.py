"""Dev scores of a model folder, through the same pipeline that ships."""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys
import tempfile
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from readout.analysis import load
from readout.analysis.conllu import conllu
from training.corpora import lines
from training.names import uner


def scorer(path: Path, *arguments: str) -> str:
    """What a scoring script prints."""
    out, saved = io.StringIO(), sys.argv
    sys.argv = [str(path), *arguments]
    try:
        with contextlib.redirect_stdout(out):
            runpy.run_path(str(path), run_name="__main__")
    finally:
        sys.argv = saved
    return out.getvalue()


def attribution_scores(nlp: Language, data: Path) -> dict[str, float]:
    """Exact-span F1 on PolNeAR dev, as CofeNet counts it."""
    rows = list(lines(data / "polnear-dev.jsonl"))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for row, doc in zip(rows, nlp.pipe(r["text"] for r in rows), strict=True):
            found = [
                {"label": kind, "start": s.start_char, "end": s.end_char}
                for kind in ("source", "cue", "content")
                for s in doc.spans.get(kind, ())
            ]
            out.write(json.dumps({"id": row["id"], "spans": found}) + "\n")
        out.flush()
        printed = scorer(
            data / "score_polnear.py", str(data / "polnear-dev-tokens.jsonl.gz"), str(data / "polnear-dev.jsonl"), out.name
        )
    cells = [line.split() for line in printed.splitlines() if line.startswith("exact")]
    return {f"polnear {c[1]}": float(c[4]) for c in cells}


def tree_scores(nlp: Language, data: Path, name: str = "gum") -> dict[str, float]:
    """F1 of sentences, words, tags and trees from raw text."""
    gold = data / f"{name}-dev.conllu.gz"
    text = scorer(data / "score_ud.py", "--text", str(gold))
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as out:
        out.write(conllu(nlp(text), name=name))
        out.flush()
        printed = scorer(data / "score_ud.py", str(gold), out.name)
    return {f"{name} {k}": float(v) for k, v in (line.split() for line in printed.splitlines())}


def name_scores(nlp: Language, data: Path) -> dict[str, float]:
    """Micro F1 of PERSON, ORG and LOC on Universal NER's EWT dev."""
    rows = uner(data / "uner-ewt-dev.iob2")
    tp = predicted = gold = 0
    for (_, names), doc in zip(rows, nlp.pipe(text for text, _ in rows), strict=True):
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in ("PERSON", "ORG", "LOC")}
        tp, predicted, gold = tp + len(found & set(names)), predicted + len(found), gold + len(names)
    return {"uner names": round(200 * tp / max(1, predicted + gold), 1)}


def statement_scores(nlp: Language, corpus: Path) -> dict[str, float]:
    """Statements of the Readout corpus (dev), straight from the attribution heads: F1 by `score.py`'s matching."""
    rows = list(lines(corpus / "dev.jsonl"))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for row, doc in zip(rows, nlp.pipe(r["text"] for r in rows), strict=True):
            out.write(json.dumps({"id": row["id"], "text": row["text"], "actors": [], "statements": statements(doc)}) + "\n")
        out.flush()
        found: dict[str, Any] = json.loads(scorer(corpus / "score.py", str(corpus / "dev.jsonl"), out.name, "--json"))
    return {"corpus statements": round(found["statements"]["f1"], 1), "corpus exact": round(found["exact"]["f1"], 1)}


def statements(doc: Doc) -> list[dict[str, Any]]:
    """The attributions of a document as bare statements."""
    span = lambda s: s and [s.start_char, s.end_char]  # noqa: E731
    return [
        {
            "id": f"s{i}",
            "source": span(a.source),
            "cue": span(a.cue),
            "content": [span(c) for c in a.content],
            "mode": "indirect",
        }
        for i, a in enumerate(doc._.attributions)
    ]


def evaluate(folder: Path, shared: Path) -> dict[str, float]:
    """Every dev score of a model folder."""
    nlp, data = load(folder), shared / "data"
    return (
        attribution_scores(nlp, data)
        | tree_scores(nlp, data)
        | name_scores(nlp, data)
        | statement_scores(nlp, shared / "corpus")
    )
