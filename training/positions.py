"""Fit the judges of positions: `python -m training.positions`; `--folds 5` measures by cross-validation instead.

Claims are the issues named in train, as the packaged model reads it. A claim shows a stance when a position of its issue has
evidence that shares its words. Of those who may hold it, a holder is who is that position's party; who holds such a position
elsewhere in the text is left out. Which stance it is, is learnt from claims with their holders.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from readout.codebook import Codebook
from readout.reading.claims import claims
from readout.reading.holding import holders
from readout.reading.judge import Judge
from readout.reading.positions import positions, signs_of_stance
from readout.reading.scene import Scene
from readout.reading.stance import Place, evidence
from readout.reading.weighing import PARTS, WEIGHTS, Weights, parts
from training.annotated import for_judges
from training.judges import Text, scorer, texts
from training.levels import reached, summed

Floats = NDArray[np.float64]

STRENGTH = {"shown": 0.02, "holder": 0.04, "stance": 0.08}
"""Inverse of the L2 penalty. On texts not learnt, read with weights from the other half of them: F1 47.2; with half of each
45.9, with nearly twice of each 46.3."""
RAREST = {"shown": 5, "holder": 4, "stance": 4}
"""Signs seen less often say little: 3 to 8 gave the same scores, and make the file half as large."""
COMPONENTS, SCALE = 96, 0.4
"""Directions of each part's vectors that are weighed, and their spread beside signs, which are 0 or 1. Party and issue by
cross-validation, real texts of train: 58.3 with 24 directions, 59.1 with 48, 60.2 with 96, 59.5 with 192; a spread of 0.2 costs
0.8. Without vectors claims rank 1.3 to 2.9 points of average precision worse, with a layer of 32 or 64 units 1 to 5 worse."""
FAINT = 0.0015
"""A weight below it is none."""
THRESHOLD = 0.38
"""Of the same texts 45.8, 46.1, 46.3, 46.8 and 47.2 over 0.24 to 0.4, with recall from 53 to 45."""
SEED = 1


@dataclass(frozen=True)
class Example:
    """What one claim teaches: its signs and vectors; whether it shows a stance; who holds it (signs, answer); which it is."""

    signs: set[str]
    vectors: Floats
    shown: bool | None
    held: list[tuple[frozenset[str], bool]]
    stances: list[tuple[set[str], str]]


def examples(text: Text, codebook: Codebook, score: ModuleType) -> Iterator[Example]:
    """The claims of one annotated text."""
    known, rows = score.by_id(text.gold["actors"]), text.gold["positions"]
    cast = score.by_id([actor.model_dump() for actor in text.cast.actors])
    doc, scene = text.doc, Scene(text.doc, text.cast, codebook, text.statements)
    for claim in claims(scene, text.statements):
        topic = claim.topic
        start, end = doc[topic.start].idx, doc[topic.end - 1].idx + len(doc[topic.end - 1])
        ours = [row for row in rows if row["issue"] == topic.issue]
        here = [row for row in ours if row["evidence"][0] < end and start < row["evidence"][1]]
        held, stances = list[tuple[frozenset[str], bool]](), list[tuple[set[str], str]]()
        speakers = [cast[actor] for actor in claim.views[0].sides]
        elsewhere = any(score.same_actor(known[row["party"]], actor) for row in ours for actor in speakers)
        for holder in holders(scene, claim) if here else ():
            his = [row for row in ours if score.same_actor(known[row["party"]], cast[holder.actor])]
            near = [row for row in his if row in here]
            if near or not his:
                held.append((holder.signs, bool(near)))
            if near:
                stances.append((signs_of_stance(Place(scene, holder.said, claim.topic), holder), near[0]["stance"]))
        vectors = np.array([_mean(doc.tensor[a:b]) for a, b in parts(claim)])
        yield Example(
            evidence(Place(scene, claim.views[0], topic)),
            vectors,
            True if here else None if elsewhere else False,
            held,
            stances,
        )


def _mean(vectors: NDArray[Any]) -> Floats:
    return vectors.astype(np.float64).mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1])


def weights(found: Sequence[Example]) -> Weights:
    """All judges of positions."""
    seen = [Directions(np.array([example.vectors[number] for example in found])) for number in range(len(PARTS))]
    beside = np.hstack([part.spread for part in seen])
    told = [number for number, example in enumerate(found) if example.shown is not None]
    shown, weighed = fit("shown", [found[n].signs for n in told], [found[n].shown for n in told], beside[told])
    held = [pair for example in found for pair in example.held]
    holder, _ = fit("holder", [signs for signs, _ in held], [answer for _, answer in held])
    which = [pair for example in found for pair in example.stances]
    stances, _ = fit("stance", [signs for signs, _ in which], [stance for _, stance in which])
    vectors = {
        part: np.round(directions.back(weighed[number * COMPONENTS : (number + 1) * COMPONENTS]), 4)
        for number, (part, directions) in enumerate(zip(PARTS, seen, strict=True))
    }
    averages = {part: round(float(directions.mean @ vectors[part]), 4) for part, directions in zip(PARTS, seen, strict=True)}
    return Weights({"shown": shown["True"], "holder": holder["True"], **stances}, vectors, averages)


class Directions:
    """The main directions of vectors, each with the same spread."""

    def __init__(self, vectors: Floats) -> None:
        self.mean = vectors.mean(axis=0)
        apart = vectors - self.mean
        spreads, directions = np.linalg.eigh(apart.T @ apart / len(vectors))
        self._to = directions[:, ::-1][:, :COMPONENTS] * SCALE / np.sqrt(spreads[::-1][:COMPONENTS] + 1e-9)
        self.spread = apart @ self._to

    def back(self, weights: Floats) -> Floats:
        """Weights of directions as weights of the vectors themselves."""
        found: Floats = self._to @ weights
        return found


def fit(
    name: str, signs: Sequence[set[str] | frozenset[str]], answers: Sequence[Any], beside: Floats | None = None
) -> tuple[dict[str, Judge], Floats]:
    """A judge for each answer (of two answers only the later), and the weights of what stands beside the signs."""
    shown = [set(reached(found)) for found in signs]
    known = {sign for sign, n in Counter(s for found in shown for s in found).items() if n >= RAREST[name]}
    vectors = DictVectorizer()
    seen = vectors.fit_transform([dict.fromkeys(sorted(found & known), 1.0) for found in shown])
    seen = seen if beside is None else csr_matrix(hstack([seen, beside]))
    model = LogisticRegression(C=STRENGTH[name], max_iter=2000).fit(seen, answers)
    answered = model.classes_ if len(model.classes_) > 2 else model.classes_[1:]
    names = vectors.get_feature_names_out()
    judges = {
        str(answer): Judge(round(float(bias), 3), THRESHOLD if name == "shown" else 0.5, _rounded(names, row))
        for answer, bias, row in zip(answered, model.intercept_, model.coef_, strict=True)
    }
    return judges, model.coef_[0][len(names) :]


def _rounded(names: Sequence[str], row: Floats) -> dict[str, float]:
    pairs = zip(names, row[: len(names)], strict=True)
    return summed({str(name): float(weight) for name, weight in pairs if abs(weight) >= FAINT})


def written(weighed: Weights) -> str:
    """The weights as they are packaged."""
    data = {
        "averages": dict(weighed.averages),
        "judges": {name: vars(judge) for name, judge in weighed.judges.items()},
        "vectors": {part: vector.tolist() for part, vector in weighed.vectors.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def cross_validate(
    found: Sequence[Text], taught: Sequence[Sequence[Example]], folds: int, codebook: Codebook, score: ModuleType
) -> Any:
    """The scorer's tally over what the model has not learnt, every text read with weights from the other folds."""
    order, tally = list(range(len(found))), score.Tally()
    random.Random(SEED).shuffle(order)
    for fold in range(folds):
        held_out = set(order[fold::folds])
        weighed = weights([example for number in order if number not in held_out for example in taught[number]])
        for number in sorted(held_out):
            text = found[number]
            if text.gold.get("learnt"):
                continue
            rows = positions(text.doc, text.cast, text.statements, codebook, weighed)
            read = {"actors": [a.model_dump() for a in text.cast.actors], "positions": [row.model_dump() for row in rows]}
            others = dict.fromkeys(("statements", "contacts", "proposals", "commitments", "warnings"), ())
            score.score_document(text.gold | others, read, tally, [], None)
    return tally


def main(
    shared: Annotated[Path, typer.Option(help="Folder with `corpus/`.")] = Path("../shared"),
    model: Annotated[Path | None, typer.Option(help="Model folder; default: the packaged one.")] = None,
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS,
    folds: Annotated[int, typer.Option(help="Measure by cross-validation in so many folds, and write nothing.")] = 0,
) -> None:
    """Fit the judges on the annotated texts, and write their weights."""
    codebook, score = Codebook.load(), scorer(shared)
    found = list(texts(for_judges(shared), model, codebook))
    taught = [list(examples(text, codebook, score)) for text in found]
    if folds:
        for name, precision, recall, f1, n in cross_validate(found, taught, folds, codebook, score).rows():
            if "position" in name or "party" in name:
                typer.echo(f"{name:20} {precision:5.1f} {recall:5.1f} {f1:5.1f} {n:5}")
        return
    everything = [example for several in taught for example in several]
    out.write_text(written(weights(everything)), encoding="utf-8")
    typer.echo(f"{len(everything)} claims, {sum(example.shown is True for example in everything)} show a stance: {out}")


if __name__ == "__main__":
    typer.run(main)
