"""Every accuracy score of the product, held against floors that do not fall silently.

    python -m benchmarks.quality                     print the scores and compare them with floors.json; exit 1 if one fell
    python -m benchmarks.quality --raise             also lift the floors to the scores that rose
    python -m benchmarks.quality --lower "REASON"    also let floors fall, and keep the reason in the file

The data (see `training/README.md`) stands beside the repository, or where READOUT_SHARED says. The floors name the digest of
the data they were measured on: on other data they are not compared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from readout.document import Document
from readout.reading.reader import Reader, day
from training.annotated import HERE, Row, corpus, further
from training.evaluate import evaluate, scorer

SHARED = Path(os.environ.get("READOUT_SHARED", "../shared"))
FLOORS = Path(__file__).parent / "floors.json"
SLACK = 0.05
"""Scores are printed to one decimal; less than half of that is rounding."""

LAYERS = (
    "statements", "exact", "speakers (of found)", "mode (of found)", "within (of found)", "contacts", "participants (of found)",
    "date (of found)", "status (of found)", "proposals", "responses", "positions", "party and issue", "commitments", "warnings",
)  # fmt: skip


def corpus_scores(reader: Reader, name: str, rows: Sequence[Row], script: Path) -> dict[str, float]:
    """F1 of every layer on annotated texts, read end to end."""
    documents = (
        Document(r["text"], id=r["id"], title=r["title"], outlet=r["outlet"], published=day(r["published"]), url=r["url"])
        for r in rows
    )
    with tempfile.TemporaryDirectory() as folder:
        gold, read = Path(folder) / "gold.jsonl", Path(folder) / "read.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        read.write_text("".join(record.to_json() + "\n" for record in reader.pipe(documents)), encoding="utf-8")
        found: dict[str, Any] = json.loads(scorer(script, str(gold), str(read), "--json"))
    return {f"{name} {layer}": round(found[layer]["f1"], 1) for layer in LAYERS}


def time_scores(reader: Reader, data: Path) -> dict[str, float]:
    """Relaxed, strict and value F1 of time expressions on TimeBank."""
    folder, script = data / "timebank", data / "score_timex.py"
    rows = [json.loads(line) for line in scorer(script, "--texts", str(folder)).splitlines()]
    documents = (Document(r["text"], id=r["id"], published=day(r["published"])) for r in rows)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for record in reader.pipe(documents):
            times = [{"start": t.span[0], "end": t.span[1], "value": t.value} for t in record.times]
            out.write(json.dumps({"id": record.id, "times": times}) + "\n")
        out.flush()
        printed = scorer(script, str(folder), out.name)
    cells = [line.rsplit(None, 1) for line in printed.splitlines() if " F1 " in line]
    return {f"timebank {name.split()[0]}": float(value) for name, value in cells}


def data_digest(shared: Path) -> str:
    """SHA-256 over the files that are scored on."""
    names = (
        "data/polnear-dev.jsonl",
        "data/gum-dev.conllu.gz",
        "data/uner-ewt-dev.iob2",
        "corpus/dev.jsonl",
        "corpus/score.py",
    )
    paths = [*(shared / name for name in names), HERE / "held-out.jsonl.gz"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def compare(scores: dict[str, float], floors: dict[str, float]) -> list[str]:
    """One line for every score below its floor."""
    return [
        f"{name}: {scores.get(name)} is below its floor {floor}"
        for name, floor in floors.items()
        if scores.get(name, 0.0) < floor - SLACK
    ]


def main() -> int:
    """Score, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to scores that rose")
    parser.add_argument("--lower", metavar="REASON", help="let floors fall, for this reason")
    args = parser.parse_args()
    reader = Reader()
    folder = reader.nlp.get_pipe("readout_analysis").encoder.folder
    script = SHARED / "corpus" / "score.py"
    scores = evaluate(folder, SHARED) | corpus_scores(reader, "corpus dev", corpus(SHARED, "dev"), script)
    scores |= corpus_scores(reader, "held-out news", further(SHARED, "held-out"), script)
    scores |= time_scores(reader, SHARED / "data")
    kept = (
        json.loads(FLOORS.read_text(encoding="utf-8"))
        if FLOORS.exists()
        else {"data": data_digest(SHARED), "floors": {}, "lowered": []}
    )
    for name, score in scores.items():
        print(f"{name:34}{score:7.1f}   floor {kept['floors'].get(name, '-')}")
    if kept["data"] != data_digest(SHARED):
        print("the floors were measured on other data: not compared")
        return 0
    fallen = compare(scores, kept["floors"])
    print(*fallen, sep="\n", end="\n" if fallen else "")
    if args.lift or args.lower:
        kept["floors"] = {
            name: score if args.lower else max(score, kept["floors"].get(name, 0.0)) for name, score in scores.items()
        }
        kept["lowered"] += [args.lower] if args.lower else []
        FLOORS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 1 if fallen and not args.lower else 0


if __name__ == "__main__":
    sys.exit(main())
