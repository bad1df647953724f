"""Fit the judges of contacts: who takes part in one, and which are rows (`python -m training.contacts`).

Logistic regressions over traits, on the annotated texts as the packaged model reads them. Who may take part, which company of
such people is meant, of which kind a contact is and whether it was held, are learned from the mentions within the evidence of
an annotated contact; which contacts are rows, from rows that were made by judges that had not seen their text, so that each
judge meets the errors of those before it as it will in use.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

from readout.codebook import Codebook
from readout.reading.actors import Cast
from readout.reading.contact_candidates import Observed
from readout.reading.contact_rows import Draft
from readout.reading.contact_senses import KINDS, STATUSES
from readout.reading.contacts import WEIGHTS, Reading
from readout.reading.judge import Judge
from training.annotated import Row, for_judges
from training.judges import Candidates, fit, scorer
from training.judges import texts as judged_texts

PARTICIPANTS, COMPANIES, ROWS, SENSES = 0.05, 0.05, 0.02, 0.05
"""Inverse of the L2 penalty of each judge; 0.02 to 0.1 came within a point of F1 in cross-validation by document."""
TAKES_PART, IS_ROW = 0.4, 0.3
"""Where F1 was highest on the real texts in the same cross-validation (0.27 and 0.39 lose a point): 57, against
49.3 of the rules alone; recall 55, against 41."""
FOLDS = 5

Marked = list[tuple[list[str], float]]
"""Traits, and whether it is one, or how far."""


@dataclass(frozen=True)
class Text:
    """One annotated text, and its mentions of contacts as they are read."""

    gold: dict[str, Any]
    cast: Cast
    reading: Reading


def texts(gold: Sequence[Row], model: Path | None, codebook: Codebook) -> list[Text]:
    """Read annotated texts as far as their mentions of contacts."""
    return [
        Text(t.gold, t.cast, Reading(t.doc, t.document, t.cast, t.statements, t.dated, codebook.contacts))
        for t in judged_texts(gold, model, codebook)
    ]


class Labels:
    """What the corpus's scorer says of the mentions and rows of one text."""

    def __init__(self, text: Text, score: ModuleType) -> None:
        self.text, self.score = text, score
        self.gold = score.by_id(text.gold["actors"])
        self.read = score.by_id([actor.model_dump() for actor in text.cast.actors])

    def participants(self) -> Marked:
        """Everyone who may take part in an annotated contact, and whether they do."""
        return [
            (traits, any(self._same(name, id) for contact in meant for name in contact["participants"]))
            for seen in self.text.reading.observed
            if (meant := self._meant.get(seen.mention.token.i))
            for id, traits in seen.company.items()
        ]

    @cached_property
    def _meant(self) -> dict[int, list[dict[str, Any]]]:
        """The annotated contacts that each mention names, by its word."""
        found: dict[int, list[dict[str, Any]]] = {}
        for contact in self.text.gold["contacts"]:
            for seen in self._naming(contact):
                found.setdefault(seen.mention.token.i, []).append(contact)
        return found

    def _naming(self, contact: dict[str, Any]) -> list[Observed]:
        """The mentions in its evidence; of several, those of its kind."""
        score = self.score
        inside = [
            seen
            for seen in self.text.reading.observed
            if any(start <= seen.mention.token.idx < end for start, end in contact["evidence"])
        ]
        return [seen for seen in inside if score.FAMILY[seen.mention.kind] == score.FAMILY[contact["kind"]]] or inside

    def companies(self, judge: Judge) -> Marked:
        """Every company that may be meant by a mention of an annotated contact, and how far it is the right one."""
        return [
            (traits, max(self._share(contact, ids) for contact in meant))
            for seen, _, options in self.text.reading.weighed(judge)
            if (meant := self._meant.get(seen.mention.token.i))
            for ids, traits in options.items()
        ]

    def _share(self, contact: dict[str, Any], ids: Sequence[str]) -> float:
        common = sum(self._same(name, id) for name in contact["participants"] for id in ids)
        share = common / max(1, len(contact["participants"]) + len(ids) - common)
        return float(share) if share >= 0.5 else 0.0

    def senses(self, sense: str) -> Marked:
        """Every mention of an annotated contact, and whether it has a sense: a kind or a status."""
        return [
            (list(seen.senses), float(any(sense in (contact["kind"], contact["status"]) for contact in meant)))
            for seen in self.text.reading.observed
            if (meant := self._meant.get(seen.mention.token.i))
        ]

    def rows(self, weighed: Mapping[str, Judge]) -> Marked:
        """The rows that the reading would judge, and whether each is found in the gold."""
        rows = self.text.reading.rows(weighed)
        hits = {id(row) for _, row in self.score.pair(self.text.gold["contacts"], rows, self._likeness)}
        return [(row.traits, id(row) in hits) for row in rows]

    def _likeness(self, contact: dict[str, Any], row: Draft) -> float:
        score = self.score
        held = (contact["status"] == "held") == (row.status == "held")
        if score.FAMILY[contact["kind"]] != score.FAMILY[row.kind] or not held:
            return 0
        share = self._share(contact, row.participants)
        return float(share + 0.3 * score.iou(contact["evidence"], row.evidence)) if share else 0

    def _same(self, name: str, id: str) -> bool:
        return bool(self.score.same_actor(self.gold[name], self.read[id]))


def judged(rows: Sequence[Marked], *, strength: float, threshold: float, leave: int | None = None) -> Judge:
    """A judge fitted on the candidates of all texts, or of all but one fold."""
    seen: Candidates = [(*row, None) for n, found in enumerate(rows) if leave is None or n % FOLDS != leave for row in found]
    return replace(fit(seen, strength), threshold=threshold)


def main(
    shared: Annotated[Path, typer.Option(help="Folder with `corpus/`.")] = Path("../shared"),
    model: Annotated[Path | None, typer.Option(help="Model folder; default: the packaged one.")] = None,
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS,
) -> None:
    """Fit the judges of contacts on the annotated texts and write their weights."""
    score = scorer(shared)
    labels = [Labels(text, score) for text in texts(for_judges(shared), model, Codebook.load())]
    write(labels, out)


def write(labels: Sequence[Labels], out: Path) -> None:
    """Fit both judges and write them."""
    people = [one.participants() for one in labels]
    apart = [judged(people, strength=PARTICIPANTS, threshold=TAKES_PART, leave=fold) for fold in range(FOLDS)]
    meant = [one.companies(apart[n % FOLDS]) for n, one in enumerate(labels)]
    aside = [judged(meant, strength=COMPANIES, threshold=0.5, leave=fold) for fold in range(FOLDS)]
    senses = {sense: [one.senses(sense) for one in labels] for sense in (*STATUSES, *KINDS)}
    before = [
        {"participants": apart[fold], "companies": aside[fold]}
        | {sense: judged(found, strength=SENSES, threshold=0.0, leave=fold) for sense, found in senses.items()}
        for fold in range(FOLDS)
    ]
    rows = [one.rows(before[n % FOLDS]) for n, one in enumerate(labels)]
    judges = {sense: judged(found, strength=SENSES, threshold=0.0) for sense, found in senses.items()} | {
        "companies": judged(meant, strength=COMPANIES, threshold=0.5),
        "participants": judged(people, strength=PARTICIPANTS, threshold=TAKES_PART),
        "contacts": judged(rows, strength=ROWS, threshold=IS_ROW),
    }
    for name, found in (("participants", people), ("contacts", rows)):
        marks = [mark for one in found for _, mark in one]
        print(f"{name}: {len(marks)} candidates, {sum(marks):.0f} of them, {len(judges[name].weights)} traits")
    record = {name: {"bias": j.bias, "threshold": j.threshold, "weights": j.weights} for name, j in judges.items()}
    out.write_text(json.dumps(record, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
