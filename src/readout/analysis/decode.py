"""From label scores to spans: constrained Viterbi decoding of BIO labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

FORBIDDEN = -1e4
UNFINISHED = frozenset(("of", "the", "and", "for", "in", "at", "to", "with", "by", "from", "a", "an", "&", ","))


def constrained(labels: Sequence[str]) -> Floats:
    """[from, to] transition scores that only forbid: an I- label after anything but its own B- or I-."""
    rows = [[FORBIDDEN if b.startswith("I-") and a[1:] != b[1:] else 0.0 for b in labels] for a in labels]
    return np.array(rows, np.float32)


def broken(emissions: Floats, fresh: NDArray[np.bool_], labels: Sequence[str]) -> Floats:
    """Emissions under which no span goes on over a line break: `fresh` [words] marks the first word of each line.

    Of 5,200 spans of PolNeAR and the corpus 5 do.
    """
    inside = np.array([label.startswith("I-") for label in labels])
    closed: Floats = np.where(fresh[:, None, None] & inside, np.float32(FORBIDDEN), np.float32(0))
    return emissions + closed


def viterbi(emissions: Floats, transitions: Floats) -> NDArray[np.int64]:
    """Best label of every word, for several label sets at once.

    emissions [words, sets, labels], transitions [sets, from, to]; label 0 (`O`) serves as the start. Returns [words, sets].
    """
    words, sets, labels = emissions.shape
    if not words:
        return np.zeros((0, sets), np.int64)
    back = np.zeros((words, sets, labels), np.int8)
    mass = emissions[0] + transitions[:, 0]
    step = np.empty(transitions.shape, mass.dtype)
    for t in range(1, words):
        np.add(mass[:, :, None], transitions, out=step)
        back[t] = step.argmax(1)
        mass = np.maximum.reduce(step, axis=1)
        mass += emissions[t]
    out = np.zeros((words, sets), np.int64)
    rows = np.arange(sets)
    out[-1] = mass.argmax(1)
    for t in range(words - 1, 0, -1):
        out[t - 1] = back[t, rows, out[t]]
    return out


def together(heads: Sequence[tuple[Floats, Floats]]) -> list[NDArray[np.int64]]:
    """What `viterbi` says of the emissions and transitions of each head, in one walk over the words.

    Heads of fewer labels are filled up with some that never win. Five steps of a few numbers cost what one does.
    """
    most = max(emissions.shape[2] for emissions, _ in heads)
    fill = [(0, most - emissions.shape[2]) for emissions, _ in heads]
    paths = viterbi(
        np.concatenate(
            [np.pad(e, [(0, 0), (0, 0), n], constant_values=10 * FORBIDDEN) for (e, _), n in zip(heads, fill, strict=True)],
            axis=1,
        ),
        np.concatenate([np.pad(t, [(0, 0), n, n]) for (_, t), n in zip(heads, fill, strict=True)]),
    )
    return np.split(paths, np.cumsum([e.shape[1] for e, _ in heads])[:-1], axis=1)


def spans(path: Sequence[int], labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """Spans `(kind, start, end)` of a valid BIO path, in order."""
    found: list[tuple[str, int, int]] = []
    for i, label in enumerate(path):
        if label:
            name = labels[label]
            if name[0] == "B":
                found.append((name[2:], i, i + 1))
            elif found and found[-1][2] == i:
                found[-1] = (found[-1][0], found[-1][1], i + 1)
    return found


def joined(found: Sequence[tuple[str, int, int]], fresh: NDArray[np.bool_]) -> list[tuple[str, int, int]]:
    """Spans of one kind that touch within a line as one: a name is seldom followed by another of its kind without a comma.

    Places are ("San Diego California").
    """
    out: list[tuple[str, int, int]] = []
    for kind, start, end in found:
        if out and out[-1][::2] == (kind, start) and kind != "LOC" and not fresh[start]:
            out[-1] = (kind, out[-1][1], end)
        else:
            out.append((kind, start, end))
    return out


def trimmed(found: Sequence[tuple[str, int, int]], words: Sequence[str]) -> list[tuple[str, int, int]]:
    """Names without the words at their end that no name ends with ("the Office of")."""
    out = []
    for kind, start, end in found:
        last = next((i for i in range(end - 1, start - 1, -1) if words[i].lower() not in UNFINISHED), None)
        if last is not None:
            out.append((kind, start, last + 1))
    return out
