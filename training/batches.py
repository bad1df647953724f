"""Windows over whole documents, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from readout.analysis.pieces import FRESH, Pieces
from training.corpora import UNKNOWN, Example

TAGS = ("sent", "upos", "xpos", "lemma", "rel", "names", "asides", "polnear", "outer", "inner", "evidence")


@dataclass
class Window:
    """Words `[start, end)` of an example; `cut` has the pieces of all its words, `lower` hides their letter case."""

    example: Example
    cut: list[tuple[int, ...]]
    start: int
    end: int
    lower: bool = False

    @property
    def size(self) -> int:
        """Pieces in the window."""
        return sum(map(len, self.cut[self.start : self.end]))

    @property
    def shapes(self) -> list[int]:
        """The shapes of its words."""
        found = self.example.shapes[self.start : self.end]
        return [shape & FRESH for shape in found] if self.lower else found


def windows(ex: Example, pieces: Pieces, length: int, rng: random.Random | None, *, lower: float = 0.0) -> list[Window]:
    """Consecutive windows of at most `length` pieces.

    With `rng`, the first is cut short at random so that borders move, and a share `lower` of them is read as if written in
    small letters.
    """
    cut = pieces.cut(ex.words)
    out, start, used = [], 0, 0
    room = rng.randint(length // 4, length - 2) if rng and sum(map(len, cut)) > length - 2 else length - 2
    for i, piece in enumerate(cut):
        if used + len(piece) > room:
            out.append(Window(ex, cut, start, i))
            start, used, room = i, 0, length - 2
        used += len(piece)
    if start < len(cut):
        out.append(Window(ex, cut, start, len(cut)))
    for window in out if rng and lower else ():
        window.lower = rng.random() < lower
    return out


def shuffled(found: list[Window], size: int, rng: random.Random) -> Iterator[list[Window]]:
    """Batches of windows of like length, in random order."""
    rng.shuffle(found)
    chunk = size * 16
    groups = []
    for i in range(0, len(found), chunk):
        part = sorted(found[i : i + chunk], key=lambda w: w.size)
        groups += [part[k : k + size] for k in range(0, len(part), size)]
    rng.shuffle(groups)
    yield from groups


def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    """Rows of integers as one tensor."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows])


def collate(batch: Sequence[Window], pieces: Pieces) -> dict[str, Tensor]:
    """Tensors of a batch: inputs, tags, heads (0 root, -100 unknown) and links (rows, word, target; 0 none)."""
    ids, shapes, first, last = [], [], [], []
    for w in batch:
        row, kinds, begins, ends = [pieces.cls], [0], [0], [0]
        for cut, shape in zip(w.cut[w.start : w.end], w.shapes, strict=True):
            begins.append(len(row))
            row.extend(cut)
            kinds.extend([shape] * len(cut))
            ends.append(len(row) - 1)
        ids.append([*row, pieces.sep])
        shapes.append([*kinds, 0])
        first.append(begins)
        last.append(ends)
    out = {"ids": padded(ids, 0), "shapes": padded(shapes, 0), "first": padded(first, 0), "last": padded(last, 0)}
    out["mask"] = padded([[1] * len(row) for row in ids], 0)
    out["words"] = padded([[1] * (w.end - w.start) for w in batch], 0).bool()
    blank = [UNKNOWN]
    for tag in TAGS:
        rows = [w.example.tags[tag][w.start : w.end] if tag in w.example.tags else blank * (w.end - w.start) for w in batch]
        out[tag] = padded(rows, UNKNOWN)
    out["head"] = padded([heads(w) for w in batch], UNKNOWN)
    found = [(b, *pair) for b, w in enumerate(batch) for pair in links(w)]
    out["links"] = torch.tensor(found or [(0, 0, 0)][:0]).view(-1, 3)
    pointing = [(b, *rest) for b, w in enumerate(batch) for rest in pointers(w)]
    out["pointing"] = torch.tensor([(b, role, word) for b, role, word, _ in pointing], dtype=torch.long).view(-1, 3)
    pointed = [(n, target) for n, (*_, targets) in enumerate(pointing) for target in targets]
    out["pointed"] = torch.tensor(pointed, dtype=torch.long).view(-1, 2)
    return out


def hide(ids: Tensor, pieces: Pieces, share: float) -> Tensor:
    """The same pieces with a share of them hidden, so that words are told by their company too."""
    chosen = (torch.rand(ids.shape) < share) & (ids != pieces.cls) & (ids != pieces.sep) & (ids != 0)
    return ids.masked_fill(chosen, pieces.mask)


def heads(w: Window) -> list[int]:
    """Heads as positions in the window, 0 root; unknown where the head lies outside."""
    if w.example.head is None:
        return [UNKNOWN] * (w.end - w.start)
    found = w.example.head[w.start : w.end]
    return [h if h <= 0 else h - w.start if w.start < h <= w.end else UNKNOWN for h in found]


def links(w: Window) -> Iterator[tuple[int, int]]:
    """Links as (word, target) with the target 0 for none; those that leave the window are dropped."""
    for word, target in w.example.links:
        if w.start <= word < w.end and (target < 0 or w.start <= target < w.end):
            yield word - w.start, 0 if target < 0 else target - w.start + 1


def pointers(w: Window) -> Iterator[tuple[int, int, list[int]]]:
    """Words of rows as (role, word, the words that it points at), as far as they lie in the window."""
    for role, word, targets in w.example.pointing:
        if w.start <= word < w.end:
            yield role, word - w.start, [target - w.start for target in targets if w.start <= target < w.end]
