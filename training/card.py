"""The card of a model folder, written from its `meta.json` alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NOTES = {
    "polnear source": "PolNeAR dev, exact spans, as CofeNet counts them",
    "polnear cue": "the same",
    "polnear content": "the same",
    "gum sentences": "UD English GUM dev, from raw text",
    "gum words": "the same",
    "gum UPOS": "the same",
    "gum UAS": "the same",
    "gum LAS": "the same, relations without subtypes",
    "uner names": "Universal NER on EWT dev (web text): person, organization, place",
    "corpus statements": "Readout corpus dev, straight from the heads: contents that overlap by half",
    "corpus exact": "the same, source, cue and content exactly",
}


def card(meta: dict[str, Any], size: int) -> str:
    """The card as Markdown; `size` is the weight of the folder in bytes."""
    scores = [f"| {name} | {value} | {NOTES.get(name, '')} |" for name, value in meta["scores"].items()]
    data = [f"| {d['name']} | {d['use']} | {d['license']} | {d['home']} |" for d in meta["data"]]
    return "\n".join(
        [
            f"# {meta['name']}",
            "",
            "Written by `python -m training export`; do not edit.",
            "",
            "Reads English news and official readouts: sentences, tags, lemmas, Universal Dependencies trees, names, and who",
            "says what (source, cue, content, with links), and what words are evidence of. One MiniLM encoder (6 layers, 384",
            "wide), many heads, int8 weights.",
            "It is made for news and diplomatic prose; on web slang and lower-case text its names are weak.",
            "",
            f"License {meta['license']}, {size / 1e6:.1f} MB, digest `{meta['digest'][:16]}`.",
            "",
            "| score (F1) | | measured on |",
            "| --- | --- | --- |",
            *scores,
            "",
            "| data | use | licence | home |",
            "| --- | --- | --- | --- |",
            *data,
            "",
        ]
    )


def write_card(folder: Path) -> None:
    """Write `card.md` beside the weights."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    size = sum((folder / name).stat().st_size for name in ("encoder.onnx", "tokenizer.json", "lemmas.json", "meta.json"))
    (folder / "card.md").write_text(card(meta, size), encoding="utf-8")
