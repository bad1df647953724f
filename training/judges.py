"""Fit the judges: which candidates for commitments, warnings and proposals are rows, and who proposes.

`python -m training.judges`. Logistic regression over the candidates' traits, on the annotated texts as the packaged model
reads them; a candidate is a row where the corpus's own scorer would count it as found.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from readout.analysis import load
from readout.codebook import Codebook
from readout.document import Document
from readout.reading import commitments, proposal_mentions, warnings
from readout.reading.actors import Cast, resolve
from readout.reading.answers import ANSWERS
from readout.reading.attested import Attested
from readout.reading.claimants import Claimant
from readout.reading.judge import WEIGHTS, Judge, meaning
from readout.reading.plain import plain
from readout.reading.statements import statements
from readout.reading.times import times
from readout.reading.times.model import Time as Dated
from readout.record import Span, Statement, Time
from training import replies
from training.annotated import Row, document, for_judges
from training.levels import reached, summed

STRENGTH = {"commitments": 0.1, "warnings": 0.2, "proposals": 0.2, "proposers": 0.15, "responses": 0.2, "answerers": 0.2}
STRENGTH |= dict.fromkeys(ANSWERS, 0.2)
"""Inverse of the L2 penalty. On texts not learnt, read with weights from the other half of them: commitments 39.2 with
0.08, 38.2 with 0.2; warnings 27.3 and 27.7. For proposers 0.05 to 0.5 gave the same."""
THRESHOLD = {"commitments": 0.25, "warnings": 0.19, "proposals": 0.3, "proposers": 0.0, "responses": 0.2}
THRESHOLD |= dict.fromkeys(("answerers", *ANSWERS), 0.0)
"""Where F1 was highest on the same texts: commitments 36.7, 37.7, 39.2, 38.6 and 37.9 over 0.15 to 0.35, warnings 24.2, 26.9
and 27.7 over 0.1 to 0.2. Of those who may have proposed something the likeliest has, however little speaks for it: hardly any
proposal is nobody's. That of proposals is for how likely it is that one is and is theirs: F1 31.5 with 0.2, 35.7 with 0.3. That
of answers is for how likely the answer is times that of what it answers: with 0.14 as many are right on the whole (F1 7), but
only one in eight of those read, instead of two in five.

The meaning of a proposal's words (the encoder's vectors) is worth four points of F1; to commitments and warnings, which
have fewer examples, it was worth nothing.
"""
FAINT = 0.005
"""A weight below it is none."""
CERTAIN = 5.0
"""The bias, as the logarithm of odds, where all candidates are rows or none is."""
RAREST = 2
"""A trait of one candidate only says nothing about others."""

Candidates = list[tuple[list[str], float, np.ndarray | None]]
"""Traits, whether it is a row (or how far it is one), the meaning of its words where that is weighed too."""


@dataclass(frozen=True)
class Text:
    """One annotated text and what the layers before read in it."""

    gold: dict[str, Any]
    document: Document
    doc: Doc
    cast: Cast
    statements: tuple[Statement, ...]
    dated: tuple[Dated, ...]

    @property
    def times(self) -> tuple[Time, ...]:
        """The times as the record has them."""
        return tuple(Time(span=(t.start, t.end), value=t.value) for t in self.dated)


def texts(gold: Sequence[Row], model: Path | None, codebook: Codebook) -> Iterator[Text]:
    """Read annotated texts as far as the layers need that are judged.

    What the model takes the words of a text to be evidence of is left out where it has learnt that text: it would seem surer
    than it is. Such texts still teach what words and rules tell. Beside 162 texts not learnt, 460 that are raised positions
    from 44.6 to 45.9, commitments from 27.6 to 36.2, warnings from 11.5 to 17.3 and proposals from 19 to 29 on 162 others.
    """
    for row, doc in zip(gold, load(model).pipe(row["text"] for row in gold), strict=True):
        if row.get("learnt"):
            doc._.evidence = None
        source = document(row)
        text = plain(doc)
        cast = resolve(text, source, codebook)
        said = statements(text, cast, codebook.attribution)
        yield Text(row, source, text, cast, said, tuple(times(text, source.published, codebook)))


def candidates(text: Text, codebook: Codebook, score: ModuleType) -> dict[str, Candidates]:
    """The candidates of each layer, and whether the words of each are those of a row.

    Whose they are does not matter to whether they are rows: labels that ask for the right actor too cost two to eight points
    of F1.
    """
    doc, cast, gold, attested = text.doc, text.cast, text.gold, Attested(text.statements)
    known, ours = score.by_id(gold["actors"]), score.by_id([actor.model_dump() for actor in cast.actors])

    def by(g: dict[str, Any], claimant: Claimant) -> bool:
        return any(score.same_actor(known[a], ours[b]) for a in g["by"] for b in claimant.actors)

    def shared(key: str, layer: str, span: Span) -> bool:
        return any(score.iou([g[key]], [span]) >= 0.5 for g in gold[layer])

    promised = commitments.weighed(doc, cast, text.statements, text.times, codebook)
    warned = warnings.weighed(doc, cast, text.statements, codebook)
    named = proposal_mentions.mentions(doc, cast, attested, codebook)
    return {
        "commitments": [(traits, shared("action", "commitments", row.action), None) for row, traits in promised],
        "warnings": [
            (traits, any(shared("consequence", "warnings", r.consequence) for r in rows), None) for rows, traits in warned
        ],
        "proposals": [
            (list(m.traits), any(replies.proposed(g, m, score) for g in gold["proposals"]), meaning(m.words)) for m in named
        ],
        "proposers": [
            (sorted(claimant.signs), by(g, claimant), None)
            for g in gold["proposals"]
            for mention in named
            if g["by"] and replies.proposed(g, mention, score)
            for claimant in mention.claimants
        ],
        **replies.candidates(text, named, codebook, score),
    }


def fit(rows: Candidates, strength: float) -> Judge:
    """A logistic regression with an L2 penalty over the traits, and over the meaning of the words where the rows have it."""
    described = [set(reached(traits)) for traits, *_ in rows]
    seen = Counter(trait for traits in described for trait in traits)
    names = sorted(trait for trait, n in seen.items() if n >= RAREST)
    place = {name: i for i, name in enumerate(names)}
    marks = [sorted(place[trait] for trait in traits if trait in place) for traits in described]
    starts = np.cumsum([0, *map(len, marks)])
    x = csr_matrix(
        (np.ones(starts[-1]), np.concatenate([np.array(m, np.int32) for m in marks]), starts), (len(rows), len(names))
    )
    meanings = np.array([words for *_, words in rows if words is not None]).reshape(len(rows), -1)
    found, bias = _minimum(csr_matrix(hstack([x, meanings])), np.array([float(is_row) for _, is_row, _ in rows]), strength)
    weights = summed({name: w for name, w in zip(names, found[: len(names)], strict=True) if abs(w) >= FAINT})
    meant = [round(w, 4) for w in found[len(names) :]]
    average = float(meanings.mean(axis=0) @ np.array(meant))
    return Judge(round(bias + average, 3), 0.0, weights, meant, round(average, 3))


def _minimum(x: csr_matrix, y: NDArray[np.float64], strength: float) -> tuple[list[float], float]:
    """The weights and the bias; what is a row only in part counts as one in that part, and as none in the rest."""
    some, other = np.flatnonzero(y > 0), np.flatnonzero(y < 1)
    if not len(some) or not len(other):  # a fold may have none of a rare kind
        return [0.0] * x.shape[1], CERTAIN if len(some) else -CERTAIN
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(
        vstack([x[some], x[other]]),
        np.concatenate([np.ones(len(some)), np.zeros(len(other))]),
        np.concatenate([y[some], 1 - y[other]]),
    )
    return [float(w) for w in model.coef_[0]], float(model.intercept_[0])


def scorer(shared: Path) -> ModuleType:
    """The corpus's scorer, whose matching decides which candidate is a row."""
    spec = importlib.util.spec_from_file_location("score", shared / "corpus" / "score.py")
    assert spec is not None and spec.loader is not None  # a path that ends in .py has a loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(
    shared: Annotated[Path, typer.Option(help="Folder with `corpus/`.")] = Path("../shared"),
    model: Annotated[Path | None, typer.Option(help="Model folder; default: the packaged one.")] = None,
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS,
) -> None:
    """Fit the judges on the annotated texts, and write their weights."""
    codebook, score = Codebook.load(), scorer(shared)
    rows: dict[str, Candidates] = {}
    for text in texts(for_judges(shared), model, codebook):
        for layer, found in candidates(text, codebook, score).items():
            rows.setdefault(layer, []).extend(found)
    judges: dict[str, dict[str, Any]] = {}
    for layer, found in rows.items():
        judge = fit(found, STRENGTH[layer])
        judges[layer] = asdict(judge) | {"threshold": THRESHOLD[layer]}
        print(f"{layer}: {len(found)} candidates, {sum(is_row for _, is_row, _ in found)} rows, {len(judge.weights)} traits")
    out.write_text(json.dumps(judges, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
