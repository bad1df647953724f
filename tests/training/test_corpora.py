"""Corpora become examples over spaCy's tokens."""

import gzip
import json
import lzma
import random
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs readout[training]")

import torch

from readout.analysis.pieces import Pieces
from training import annotated
from training.batches import hide, windows
from training.corpora import example, polnear, readout_corpus
from training.encoder import base_tokenizer
from training.evidence import BIT
from training.labels import NAMES, SPANS, lemma_rule
from training.names import gum_names, known_names, web_names
from training.treebank import read_conllu, treebank

CONLLU = """# newdoc id = d1
# newpar
# text = Envoys don't meet.
1	Envoys	envoy	NOUN	NNS	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	meet	meet	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# text = They wrote.
1	They	they	PRON	PRP	_	2	nsubj	_	Entity=(1-person-new-nnnnn-cf1-1-ana)
2	wrote	write	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

# newdoc id = d2
# newpar
# text = Ambassador Ana Ruiz of the United Nations left.
1	Ambassador	ambassador	PROPN	NNP	_	8	nsubj	_	Entity=(1-person-new-nnnnn-cf1-1,2,3-coref
2	Ana	Ana	PROPN	NNP	_	1	flat	_	_
3	Ruiz	Ruiz	PROPN	NNP	_	1	flat	_	_
4	of	of	ADP	IN	_	7	case	_	_
5	the	the	DET	DT	_	7	det	_	Entity=(2-organization-new-nnnnn-cf2-3-sgl
6	United	unite	VERB	NNP	_	7	amod	_	_
7	Nations	nation	PROPN	NNP	_	1	nmod	_	Entity=2)1)
8	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
9	.	.	PUNCT	.	_	8	punct	_	_

"""


@pytest.fixture
def conllu(tmp_path: Path) -> Path:
    path = tmp_path / "trees.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


LABELS = {"xpos": ["NNP", "VBD"], "lemma": ["k0", "l0"], "rel": ["root", "nsubj", "flat"]}


def test_treebank_texts_keep_contractions_whole(conllu: Path) -> None:
    assert [t.text for t in read_conllu(conllu)] == [
        "Envoys don't meet. They wrote. ",
        "Ambassador Ana Ruiz of the United Nations left. ",
    ]


def test_treebank_heads_point_at_words_of_the_text(conllu: Path) -> None:
    first, _ = treebank(conllu, LABELS, gum_names)
    assert first.words == ["Envoys", "do", "n't", "meet", ".", "They", "wrote", "."]
    assert first.head == [4, 4, 4, 0, 4, 7, 0, 7]
    assert first.tags["sent"] == [1, 0, 0, 0, 0, 1, 0, 0]


def test_treebank_names_cut_titles_and_what_hangs_on_them(conllu: Path) -> None:
    _, second = treebank(conllu, LABELS, gum_names)
    named = [(w, NAMES[i]) for w, i in zip(second.words, second.tags["names"], strict=True) if i > 0]
    assert named == [("Ana", "B-PERSON"), ("Ruiz", "I-PERSON"), ("United", "B-ORG"), ("Nations", "I-ORG")]


def test_names_of_the_web_are_annotated_by_sentence(tmp_path: Path) -> None:
    path = tmp_path / "web.conllu"
    path.write_text(CONLLU.replace("# newpar\n# text = Amb", "# sent_id = x\n# text = Amb"), encoding="utf-8")
    named = partial(web_names, annotated={"x": [(11, 19, "PERSON"), (27, 41, "ORG")]})
    first, second = treebank(path, LABELS, named)
    assert set(first.tags["names"]) == {0}
    assert [NAMES[i] for i in second.tags["names"]] == ["O", "B-PERSON", "I-PERSON", "O", "O", "B-ORG", "I-ORG", "O", "O"]


def test_a_name_ends_where_an_annotated_one_begins() -> None:
    text = "Bank of Oslo Ola Berg spoke for the Free Trade Council Union."
    ex = example("a", text)
    told = "B-ORG I-ORG I-ORG I-ORG I-ORG O O O B-ORG I-ORG I-ORG I-ORG O"
    ex.tags["names"] = [NAMES.index(label) for label in told.split()]
    actors = [{"name": "Ola Berg", "kind": "person"}, {"name": "Free Trade Council", "kind": "organization"}]
    known_names(ex, text, actors)
    corrected = "B-ORG I-ORG I-ORG B-PERSON I-PERSON O O O B-ORG I-ORG I-ORG I-ORG O"
    assert [NAMES[i] for i in ex.tags["names"]] == corrected.split()


def write(path: Path, row: dict[str, object]) -> Path:
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def test_polnear_links_contents_to_cues_and_cues_to_sources(tmp_path: Path) -> None:
    row = {
        "id": "a", "text": "“Talks go on,” an aide said.",
        "attributions": [{"source": [[15, 22]], "cue": [[23, 27]], "content": [[0, 14]]}], "names_silver": [[1, 6, "MISC"]],
    }  # fmt: skip
    (ex,) = polnear(write(tmp_path / "p.jsonl", row))
    assert [SPANS[i] for i in ex.tags["polnear"]] == [
        "B-content", *["I-content"] * 5, "B-source", "I-source", "B-cue", "O",
    ]  # fmt: skip
    assert ex.links == [(8, 6), (0, 8)]


NO_ROWS = dict.fromkeys(("actors", "contacts", "proposals", "positions", "commitments", "warnings"), ())


def test_readout_corpus_keeps_nested_statements_on_a_level_of_their_own() -> None:
    base = {"mode": "indirect", "hedge": None, "channel": None}
    row = NO_ROWS | {
        "id": "a", "text": "Putin wants talks, Ushakov said.",
        "statements": [
            base | {"id": "s2", "source": [0, 5], "cue": [6, 11], "content": [[12, 17]], "within": "s1"},
            base | {"id": "s1", "source": [19, 26], "cue": [27, 31], "content": [[0, 17]], "within": None},
        ],
    }  # fmt: skip
    (ex,) = readout_corpus([row], lambda name: ())
    assert [SPANS[i] for i in ex.tags["outer"]] == ["B-content", "I-content", "I-content", "O", "B-source", "B-cue", "O"]
    assert [SPANS[i] for i in ex.tags["inner"]] == ["B-source", "B-cue", "B-content", "O", "O", "O", "O"]


def test_words_of_rows_and_names_of_who_stands_in_them_are_evidence() -> None:
    text = "Oslo spoke. Norway’s Ola Berg met the Corvian envoy in Muscat. Berg smiled."
    evidence = [text.index("Norway"), text.index(" in Muscat")]
    row = NO_ROWS | {
        "id": "a", "text": text, "statements": [],
        "actors": [
            {"id": "berg", "name": "Ola Berg", "kind": "person"},
            {"id": "corvia", "name": "Corvia", "kind": "country"},
        ],
        "contacts": [{"kind": "visit", "status": "held", "participants": ["berg", "corvia"], "evidence": [evidence]}],
    }  # fmt: skip
    (ex,) = readout_corpus([row], {"Corvia": ("Corvian",)}.__getitem__)
    told = {
        label: [w for w, bits in zip(ex.words, ex.tags["evidence"], strict=True) if bits & bit] for label, bit in BIT.items()
    }
    assert {label for label, words in told.items() if words} == {"contact", "meeting", "held", "participant"}
    assert told["contact"] == ["Norway", "’s", "Ola", "Berg", "met", "the", "Corvian", "envoy"]
    assert told["participant"] == ["Berg", "Corvian"]


def test_annotations_are_put_back_only_to_the_text_that_was_annotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotated, "HERE", tmp_path)
    (tmp_path / "data").mkdir()

    def news(text: str) -> None:
        row = {"id": "a", "outlet": "Post", "url": None, "title": " Talks ", "published": None, "license": "open", "text": text}
        with lzma.open(tmp_path / "data" / "news-open.jsonl.xz", "wt", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")

    news("They met.\n")
    annotated.pack(
        tmp_path,
        [NO_ROWS | {"id": "a", "origin": "real", "text": "Talks\n\nThey met.", "statements": []}],
        tmp_path / "x.jsonl.gz",
    )
    (row,) = annotated.further(tmp_path, "x")
    assert row["text"] == "Talks\n\nThey met."
    assert b"met" not in gzip.decompress((tmp_path / "x.jsonl.gz").read_bytes())
    news("They parted.")
    with pytest.raises(ValueError, match="a: the text that was annotated"):
        annotated.further(tmp_path, "x")


def test_annotated_texts_may_be_the_beginning_of_one_or_written_for_the_purpose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotated, "HERE", tmp_path)
    monkeypatch.setattr(annotated, "news", lambda shared: iter([("a", {"text": "They met.\nThey left."})]))
    rows = [
        NO_ROWS | {"id": "a", "origin": "real", "text": "They met.", "statements": []},
        NO_ROWS | {"id": "b", "origin": "written", "text": "We met.", "statements": []},
    ]
    annotated.pack(tmp_path, rows, tmp_path / "x.jsonl.gz")
    assert [row["text"] for row in annotated.further(tmp_path, "x")] == ["They met.", "We met."]
    with pytest.raises(ValueError, match="c is not in the open news"):
        annotated.pack(tmp_path, [rows[0] | {"id": "c"}], tmp_path / "y.jsonl.gz")


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [("talks", "talk", "k1"), ("Talks", "talk", "l1"), ("said", "say", "k2y"), ("Putin", "Putin", "k0")],
)
def test_lemma_rule(form: str, lemma: str, rule: str) -> None:
    assert lemma_rule(form, lemma) == rule


def test_windows_in_small_letters_keep_line_starts() -> None:
    ex = example("d", "Envoys met in OSLO.\n\nThey left.")
    (window,) = windows(ex, Pieces(base_tokenizer()), 64, random.Random(1), lower=1.0)
    assert window.shapes == [4, 0, 0, 0, 0, 4, 0, 0]


def test_hidden_pieces_leave_the_edges_and_the_filling() -> None:
    pieces = Pieces(base_tokenizer())
    ids = torch.tensor([[pieces.cls, 2000, 2001, pieces.sep, 0]])
    assert hide(ids, pieces, 1.0).tolist() == [[pieces.cls, pieces.mask, pieces.mask, pieces.sep, 0]]
    assert hide(ids, pieces, 0.0).tolist() == ids.tolist()
