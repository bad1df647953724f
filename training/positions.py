"""Fit the judges of positions: `python -m training.positions`.

Candidates are the issues named in statements, once in the corpus's own statements and once in those that the packaged
model reads, so that the judges learn from both. A candidate is a position when a position of its issue and of its speaker,
or of the speaker's party, has evidence that shares its words; it is left out when that party holds such a position
elsewhere in the text, and is none otherwise.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import numpy as np
import typer
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.reading.claims import Cast, Scene, claims
from readout.reading.positions import WEIGHTS, spoken_for
from readout.reading.stance import evidence, whose
from readout.record import Actor, Statement
from training.judges import scorer, texts

# Positions F1 over thresholds 0.30 to 0.50 on dev: 49.2, 49.6, 50.5, 50.5, 49.3.
THRESHOLD = 0.4
# Signs seen less often say little: 3 to 8 gave the same scores, and 5 halves the file.
RAREST = 5
STRENGTH = {"position": 0.07, "stance": 0.3, "party": 0.3}


@dataclass(frozen=True)
class Candidate:
    """Signs of one claim; `position` None where it is left out; the signs and the answer of the party's judge, if it asks."""

    signs: set[str]
    position: bool | None
    stance: str | None
    whose: set[str] | None
    party: bool | None


class GoldCast:
    """The corpus's own actors, found in the text by their names and the codebook's names of states."""

    def __init__(self, row: dict[str, Any], doc: Doc, codebook: Codebook) -> None:
        self.actors = tuple(Actor(**actor) for actor in row["actors"])
        self._by_id = {actor.id: actor for actor in self.actors}
        self._at: dict[int, tuple[str, ...]] = {}
        names = {name: actor.id for actor in self.actors for name in _names(actor, codebook)}
        for name in sorted(names, key=len):
            start = row["text"].find(name)
            while start >= 0:
                span = doc.char_span(start, start + len(name))
                self._at |= {token.i: (names[name],) for token in span or ()}
                start = row["text"].find(name, start + 1)

    def __getitem__(self, actor: str) -> Actor:
        return self._by_id[actor]

    def at(self, where: Token) -> tuple[str, ...]:
        """Whose name a token belongs to."""
        return self._at.get(where.i, ())


def _names(actor: Actor, codebook: Codebook) -> Iterator[str]:
    yield actor.name
    if actor.kind == "person" and " " in actor.name:
        yield actor.name.split()[-1]
    for state in codebook.states.root.values():
        if actor.kind == "country" and actor.name in (state.name, *state.aliases):
            yield from (state.name, *state.aliases, *state.capitals, *state.seats, *state.demonyms)


def candidates(
    row: dict[str, Any], doc: Doc, cast: Cast, said: Sequence[Statement], codebook: Codebook, score: ModuleType
) -> Iterator[Candidate]:
    """The candidates of one annotated text, among statements of the corpus or among those read."""
    known, scene = score.by_id(row["actors"]), Scene(doc, cast, codebook)

    def same(actors: Iterable[str], party: str) -> bool:
        found = ({"party_name": None} | cast[actor].model_dump() for actor in actors)
        return any(score.same_actor(known[party], actor) for actor in found)

    for claim in claims(scene, said):
        topic, speakers = claim.topic, claim.said.statement.speakers
        start, end = doc[topic.start].idx, doc[topic.end - 1].idx + len(doc[topic.end - 1])
        held = [p for p in row["positions"] if p["issue"] == topic.issue and same(scene.sides(speakers), p["party"])]
        here = [p for p in held if p["evidence"][0] < end and start < p["evidence"][1]]
        pair = spoken_for(scene, claim.said)
        yield Candidate(
            signs=evidence(scene, claim),
            position=True if here else None if held else False,
            stance=here[0]["stance"] if here else None,
            whose=whose(scene, claim, *pair) if pair and here else None,
            party=not any(same(speakers, p["party"]) for p in here),
        )


def examples(shared: Path, model: Path | None) -> Iterator[Candidate]:
    """The candidates of train, in its own statements and in those that are read."""
    codebook, score = Codebook.load(), scorer(shared)
    for text in texts(shared / "corpus" / "train.jsonl", model, codebook):
        own = [Statement(**statement) for statement in text.gold["statements"]]
        yield from candidates(text.gold, text.doc, GoldCast(text.gold, text.doc, codebook), own, codebook, score)
        yield from candidates(text.gold, text.doc, text.cast, text.statements, codebook, score)


def fit(signs: list[set[str]], answers: list[Any], strength: float, rarest: int = RAREST) -> dict[str, dict[str, Any]]:
    """Weights of a logistic regression, by answer (of two answers only the later)."""
    known = {sign for sign, n in Counter(s for found in signs for s in found).items() if n >= rarest}
    vectors = DictVectorizer()
    seen = vectors.fit_transform([dict.fromkeys(found & known, 1.0) for found in signs])
    model = LogisticRegression(C=strength, max_iter=2000).fit(seen, answers)
    answered = model.classes_ if len(model.classes_) > 2 else model.classes_[1:]
    return {
        str(answer): {"bias": round(float(bias), 3), "threshold": 0.5, "weights": _weights(vectors, row)}
        for answer, bias, row in zip(answered, model.intercept_, model.coef_, strict=True)
    }


def _weights(vectors: DictVectorizer, row: np.ndarray[Any, Any]) -> dict[str, float]:
    pairs = zip(vectors.get_feature_names_out(), row, strict=True)
    return {str(name): round(float(weight), 3) for name, weight in sorted(pairs) if abs(weight) >= 0.0015}


def judged(found: list[Candidate]) -> dict[str, dict[str, Any]]:
    """All judges of positions."""
    told = [c for c in found if c.position is not None]
    position = fit([c.signs for c in told], [bool(c.position) for c in told], STRENGTH["position"])["True"]
    shown = [c for c in found if c.stance]
    stances = fit([c.signs for c in shown], [c.stance for c in shown], STRENGTH["stance"])
    spoken = [(c.whose, bool(c.party)) for c in shown if c.whose is not None]
    party = fit([signs for signs, _ in spoken], [answer for _, answer in spoken], STRENGTH["party"])["True"]
    return {"position": position | {"threshold": THRESHOLD}, **stances, "party": party}


def main(
    shared: Annotated[Path, typer.Option(help="Folder with `corpus/`.")] = Path("../shared"),
    model: Annotated[Path | None, typer.Option(help="Model folder; default: the packaged one.")] = None,
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS,
) -> None:
    """Fit the judges on train and write their weights."""
    found = list(examples(shared, model))
    out.write_text(json.dumps(judged(found), ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    typer.echo(f"{len(found)} candidates, {sum(c.position is True for c in found)} positions: {out}")


if __name__ == "__main__":
    typer.run(main)
