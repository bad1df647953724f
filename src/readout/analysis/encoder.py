"""The packaged model: words in, scores out, by onnxruntime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from readout.analysis.pieces import Pieces
from readout.analysis.windows import Window, windows
from readout.errors import ModelError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PACKAGED = Path(__file__).parent.parent / "models" / "en"
FORMAT = 1
HEADS = 4
"""Likeliest heads kept a word; the graph needs at least as many nodes."""

BATCH = 8
"""Windows a run of the encoder takes: 4 to 16 are equally fast on two cores, more only cost memory."""

ANSWERS = ("sent", "upos", "xpos", "lemma", "names", "asides", "spans", "link_from", "link_to", "link_none")
TREES = ("head", "arc", "rel")


@dataclass
class Trees:
    """The likeliest heads in one window: `head`, `arc` (their scores) and `rel`, each [words, 4], best first.

    A head is 0 for the root, else 1 + the word's index in the window.
    """

    window: Window
    head: Ints
    arc: Floats
    rel: Ints


@dataclass
class Scores:
    """What the heads say of a document of `n` words: arrays by name, [n, …] each, and the trees of its windows."""

    arrays: dict[str, NDArray[Any]]
    trees: list[Trees]

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.arrays[name]


@dataclass(frozen=True)
class Text:
    """The words of a document with their shapes (see `pieces.shapes`), white space left out."""

    words: Sequence[str]
    shapes: Sequence[int]


class Encoder:
    """The model folder, open: `encoder.onnx`, `tokenizer.json`, `meta.json`."""

    def __init__(self, folder: Path | None = None, *, threads: int | None = None) -> None:
        self.folder = folder or PACKAGED
        self.meta = read_meta(self.folder)
        self.labels: dict[str, list[str]] = self.meta["labels"]
        self.pieces = Pieces.load(self.folder / "tokenizer.json")
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads or 0
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = ort.InferenceSession(
            str(self.folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def transitions(self) -> Floats:
        """CRF transitions of the attribution labels, [set, from, to]."""
        return np.array(self.meta["transitions"], np.float32)

    def read(self, texts: Sequence[Text]) -> list[Scores]:
        """Scores of every text; windows of all of them share batches, longest first."""
        cuts = [self.pieces.cut(t.words) for t in texts]
        jobs = [(d, w) for d, cut in enumerate(cuts) for w in windows([len(c) for c in cut])]
        order = sorted(range(len(jobs)), key=lambda j: jobs[j][1].start - jobs[j][1].end)
        found: list[Scores] = [Scores({}, []) for _ in texts]
        for at in range(0, len(order), BATCH):
            batch = [jobs[j] for j in order[at : at + BATCH]]
            out = self._run([(texts[d], cuts[d], w) for d, w in batch])
            for row, (d, w) in enumerate(batch):
                self._keep(found[d], len(texts[d].words), w, {k: v[row] for k, v in out.items()})
        for scores in found:
            scores.trees.sort(key=lambda t: t.window.start)
        return found

    def _keep(self, scores: Scores, size: int, window: Window, out: dict[str, NDArray[Any]]) -> None:
        width = window.end - window.start
        inner = slice(window.low - window.start, window.high - window.start)
        for name in ANSWERS:
            array = scores.arrays.get(name)
            if array is None:
                kind = np.float16 if name.startswith("link") else out[name].dtype
                array = scores.arrays[name] = np.zeros((size, *out[name].shape[1:]), kind)
            array[window.low : window.high] = out[name][inner]
        head, arc, rel = (out[name][:width].copy() for name in TREES)
        scores.trees.append(Trees(window, head, arc, rel))

    def _run(self, batch: list[tuple[Text, list[tuple[int, ...]], Window]]) -> dict[str, NDArray[Any]]:
        names = (*ANSWERS, *TREES)
        return dict(zip(names, self._session.run(names, feeds(batch, self.pieces)), strict=True))


def feeds(batch: list[tuple[Text, list[tuple[int, ...]], Window]], pieces: Pieces) -> dict[str, Ints]:
    """The graph's inputs: ids, shapes, mask [batch, pieces]; first, last [batch, 1 + words]; known [batch, 1 + words]."""
    rows = [row(text, cut, window, pieces) for text, cut, window in batch]
    wide, many = max(len(r[0]) for r in rows), max(HEADS, *(len(r[2]) for r in rows))
    out = {name: np.zeros((len(rows), wide), np.int64) for name in ("ids", "shapes", "mask")}
    out |= {name: np.zeros((len(rows), many), np.int64) for name in ("first", "last", "known")}
    for i, (ids, shapes, first, last) in enumerate(rows):
        out["ids"][i, : len(ids)], out["shapes"][i, : len(ids)], out["mask"][i, : len(ids)] = ids, shapes, 1
        out["first"][i, : len(first)], out["last"][i, : len(first)], out["known"][i, : len(first)] = first, last, 1
    return out


def row(text: Text, cut: list[tuple[int, ...]], window: Window, pieces: Pieces) -> tuple[list[int], ...]:
    """Piece ids and shapes of a window, and the first and last piece of each word ([CLS], the root, being word 0)."""
    ids, shapes, first, last = [pieces.cls], [0], [0], [0]
    for i in range(window.start, window.end):
        first.append(len(ids))
        ids.extend(cut[i])
        shapes.extend([text.shapes[i]] * len(cut[i]))
        last.append(len(ids) - 1)
    ids.append(pieces.sep)
    shapes.append(0)
    return ids, shapes, first, last


def read_meta(folder: Path | None = None) -> dict[str, Any]:
    """The model's `meta.json`. Raises `ModelError` where it is missing or of another format."""
    folder = folder or PACKAGED
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"no readable model in {folder}: {error}; reinstall the package or name another folder") from error
    if meta.get("format") != FORMAT:
        raise ModelError(f"the model in {folder} has format {meta.get('format')}, this version reads {FORMAT}: upgrade one of them")
    return meta


def digest(folder: Path) -> str:
    """SHA-256 over weights and vocabulary, in hexadecimal."""
    found = hashlib.sha256()
    for name in ("encoder.onnx", "tokenizer.json"):
        found.update((folder / name).read_bytes())
    return found.hexdigest()


def chunks(texts: Sequence[Text], *, words: int) -> Iterator[list[Text]]:
    """Consecutive texts in groups of about `words` words."""
    group: list[Text] = []
    for text in texts:
        group.append(text)
        if sum(len(t.words) for t in group) >= words:
            yield group
            group = []
    if group:
        yield group
