"""The packaged model: words in, scores out, by onnxruntime."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from readout.analysis.pieces import FRESH, Pieces
from readout.analysis.windows import Window, windows
from readout.errors import ModelError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PACKAGED = Path(__file__).parent.parent / "models" / "en"
FORMAT = 1
HEADS = 4
"""Likeliest heads kept a word; the graph needs at least as many nodes."""

ANSWERS = (
    "sent", "upos", "xpos", "lemma", "names", "asides", "spans", "link_from", "link_to", "link_none", "states", "evidence",
    "who_from", "who_to",
)  # fmt: skip
OPTIONAL = frozenset(("evidence", "who_from", "who_to"))
"""What a model may not answer: the layers are then read without it."""
HALVES = ("link_from", "link_to", "link_none", "states", "evidence", "who_from", "who_to")
"""Kept in sixteen bits, which is precise enough and halves what a long document takes."""
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
    """The model folder, open: `encoder.onnx`, `tokenizer.json`, `lemmas.json`, `meta.json`."""

    def __init__(self, folder: Path | None = None, *, threads: int | None = None) -> None:
        self.folder = folder or PACKAGED
        self.meta = read_meta(self.folder)
        self.labels: dict[str, list[str]] = self.meta["labels"]
        self.pieces = Pieces.load(self.folder / "tokenizer.json")
        self.lemmas: dict[str, dict[str, str]] = json.loads((self.folder / "lemmas.json").read_text(encoding="utf-8"))
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(self.folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
        answered = {output.name for output in self._session.get_outputs()}
        self._answers = tuple(name for name in ANSWERS if name in answered or name not in OPTIONAL)
        self._pool = ThreadPoolExecutor(threads or available())

    @cached_property
    def transitions(self) -> Floats:
        """CRF transitions of the attribution labels, [set, from, to]."""
        return np.array(self.meta["transitions"], np.float32)

    def read(self, texts: Sequence[Text]) -> list[Scores]:
        """Scores of every text."""
        return self.start(texts)()

    def start(self, texts: Sequence[Text]) -> Callable[[], list[Scores]]:
        """Begin to read on the encoder's own threads; the scores come when the returned function is called.

        Windows run one by one: activations are scaled by what a run holds, so a window's scores would otherwise depend on
        what it is batched with, and the same text would not always give the same record.
        """
        cuts = [self.pieces.cut(t.words) for t in texts]
        jobs = [(d, w) for d, cut in enumerate(cuts) for w in windows([len(c) for c in cut])]
        answers = self._pool.map(lambda job: self._run(texts[job[0]], cuts[job[0]], job[1]), jobs)

        def finish() -> list[Scores]:
            found: list[Scores] = [Scores({}, []) for _ in texts]
            for (d, window), out in zip(jobs, answers, strict=True):
                self._keep(found[d], len(texts[d].words), window, out)
            return found

        return finish

    def _keep(self, scores: Scores, size: int, window: Window, out: dict[str, NDArray[Any]]) -> None:
        for name in self._answers:
            array = scores.arrays.get(name)
            if array is None:
                array = scores.arrays[name] = np.zeros((size, *out[name].shape[1:]), out[name].dtype)
            array[window.low : window.high] = out[name]
        scores.trees.append(Trees(window, *(out[name] for name in TREES)))

    def _run(self, text: Text, cut: list[tuple[int, ...]], window: Window) -> dict[str, NDArray[Any]]:
        """What a window says of the words it answers for, and its trees: copies, as many windows wait to be fetched."""
        names = (*self._answers, *TREES)
        out = dict(zip(names, self._session.run(names, feeds(text, cut, window, self.pieces)), strict=True))
        inner = slice(window.low - window.start, window.high - window.start)
        kept = {name: out[name][0, inner].astype(np.float16 if name in HALVES else out[name].dtype) for name in self._answers}
        return kept | {name: out[name][0, : window.end - window.start].copy() for name in TREES}


def feeds(text: Text, cut: list[tuple[int, ...]], window: Window, pieces: Pieces) -> dict[str, Ints]:
    """The graph's inputs: ids, shapes, mask [1, pieces]; first, last, paragraph [1, 1 + words].

    Word 0 is the root, read at [CLS]; every word has the places of its first and last piece, and the number of its
    paragraph, in which alone its head is looked for (-1 for the root and for filling).
    """
    ids, shapes, first, last, paragraph = [pieces.cls], [0], [0], [0], [-1]
    here = 0
    for i in range(window.start, window.end):
        first.append(len(ids))
        ids.extend(cut[i])
        shapes.extend([text.shapes[i]] * len(cut[i]))
        last.append(len(ids) - 1)
        here += text.shapes[i] >= FRESH
        paragraph.append(here)
    ids.append(pieces.sep)
    shapes.append(0)
    fill = [0] * max(0, HEADS - len(first))
    rows = {"ids": ids, "shapes": shapes, "mask": [1] * len(ids), "first": first + fill, "last": last + fill}
    rows["paragraph"] = paragraph + [-1] * len(fill)
    return {name: np.array([row], np.int64) for name, row in rows.items()}


def read_meta(folder: Path | None = None) -> dict[str, Any]:
    """The model's `meta.json`. Raises `ModelError` where it is missing or of another format."""
    folder = folder or PACKAGED
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"no readable model in {folder}: {error}; reinstall the package or name another folder") from error
    if meta.get("format") != FORMAT:
        raise ModelError(
            f"the model in {folder} has format {meta.get('format')}, this version reads {FORMAT}: upgrade one of them"
        )
    return meta


def digest(folder: Path) -> str:
    """SHA-256 over weights, vocabulary and lemmas, in hexadecimal."""
    found = hashlib.sha256()
    for name in ("encoder.onnx", "tokenizer.json", "lemmas.json"):
        found.update((folder / name).read_bytes())
    return found.hexdigest()


def available() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
