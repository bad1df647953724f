"""Which words stand for whom in an annotated text, and which words of its rows point at them."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="training needs readout[training]")

import random
import types

from readout.analysis.pieces import Pieces
from readout.codebook import Codebook
from readout.document import Document
from readout.reading.actors import resolve
from readout.reading.plain import plain
from readout.reading.reader import Reader
from training.batches import collate, windows
from training.company import Read, add_company
from training.corpora import readout_corpus
from training.encoder import base_tokenizer
from training.evidence import BIT
from training.labels import POINTING, UPOS

TEXT = "Norway’s Ola Berg flew to Muscat. He met local fishermen there on Monday."
ROW = {
    "id": "a", "text": TEXT, "statements": [], "proposals": [], "positions": [], "commitments": [], "warnings": [],
    "actors": [
        {"id": "berg", "name": "Ola Berg", "kind": "person"}, {"id": "men", "name": "local fishermen", "kind": "group"},
    ],
    "contacts": [
        {
            "kind": "meeting", "status": "held", "participants": ["berg", "men"],
            "evidence": [[TEXT.index("met"), TEXT.index(" there")]],
        },
    ],
}  # fmt: skip


def alike(one: dict[str, str], other: dict[str, str]) -> bool:
    return one["name"] == other["name"]


SCORE = types.SimpleNamespace(by_id=lambda actors: {actor["id"]: actor for actor in actors}, same_actor=alike)


def test_words_of_a_contact_point_at_pronouns_and_groups(reader: Reader) -> None:
    (ex,) = readout_corpus([ROW], lambda name: ())
    doc = plain(reader.nlp(TEXT))
    ex.tags["sent"] = [int(word in ("Norway", "He")) for word in ex.words]
    ex.tags["upos"] = [UPOS.index(doc[i].pos_) for i in range(len(doc)) if not doc[i].is_space]
    add_company(Read(ex, ROW, doc, resolve(doc, Document(TEXT), Codebook.load())), SCORE)
    pointed = {ex.words[word]: [ex.words[i] for i in at] for role, word, at in ex.pointing if POINTING[role] == "contact"}
    assert pointed["met"] == ["He", "fishermen"]
    marked = [w for w, bits in zip(ex.words, ex.tags["evidence"], strict=True) if bits & BIT["participant"]]
    assert marked == ["He", "fishermen"]
    batch = collate(windows(ex, Pieces(base_tokenizer()), 256, random.Random(1)), Pieces(base_tokenizer()))
    assert len(batch["pointing"]) == len(ex.pointing)
    assert len(batch["pointed"]) == sum(len(at) for *_, at in ex.pointing)
