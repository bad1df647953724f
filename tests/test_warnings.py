"""Warnings: the consequence, the condition it hangs on, who warns whom."""

import pytest

from readout.codebook import Codebook
from readout.reading.warnings import threatened, warnings, weighed
from readout.record import Warning
from tests.parties import Parties, stated
from tests.trees import tree

BOOK = Codebook.load()

WARNED = """
Brava PROPN nsubj 2
warned VBD root 0
that SCONJ mark 11
if SCONJ mark 6
Corvia PROPN nsubj 6
attacks VERB advcl 11
, PUNCT punct 6
it PRON nsubj 11
will MD aux 11
immediately ADV advmod 11
retaliate VB ccomp 2
. PUNCT punct 2
"""
THREATENED = """
Brava PROPN nsubj 5
and CCONJ cc 3
Oman PROPN conj 1
have AUX aux 5
threatened VBN root 0
to TO mark 7
close VB xcomp 5
the DET det 9
border NOUN obj 7
. PUNCT punct 5
"""
HOPED = """
Brava PROPN nsubj 2
said VBD root 0
it PRON nsubj 5
will MD aux 5
attend VB ccomp 2
if SCONJ mark 8
Oman PROPN nsubj 8
comes VERB advcl 5
. PUNCT punct 2
"""


def read(lines: str, *said: tuple[str, str, str, tuple[str, ...]]) -> tuple[str, tuple[Warning, ...]]:
    doc = tree(lines)
    return doc.text, warnings(doc, Parties(), tuple(stated(doc, *words) for words in said), BOOK)


def test_condition_and_consequence_are_parted() -> None:
    text, (row,) = read(WARNED, ("Brava", "warned", "that if Corvia attacks, it will immediately retaliate", ("brava",)))
    assert row.condition is not None
    assert text[slice(*row.condition)] == "if Corvia attacks"
    assert text[slice(*row.consequence)] == "it will immediately retaliate"
    assert (row.by, row.against, row.statement) == ("brava", "corvia", "s0")


def test_a_joint_threat_is_one_of_each() -> None:
    text, rows = read(THREATENED, ("Brava and Oman", "have threatened", "to close the border", ("brava", "oman")))
    assert [row.by for row in rows] == ["brava", "oman"]
    assert {text[slice(*row.consequence)] for row in rows} == {"close the border"}
    assert {row.condition for row in rows} == {None}


def test_a_condition_alone_is_no_warning() -> None:
    _, rows = read(HOPED, ("Brava", "said", "it will attend if Oman comes", ("brava",)))
    assert rows == ()


OPENED = """
If SCONJ mark 8
Corvia PROPN nsubj 3
attacks VERB advcl 8
Oman PROPN obj 3
, PUNCT punct 8
Brava PROPN nsubj 8
will MD aux 8
retaliate VB ccomp 11
, PUNCT punct 11
it PRON nsubj 11
warned VBD root 0
. PUNCT punct 11
"""
UNHUNG = """
If SCONJ mark 7
attacked VBN dep 7
, PUNCT punct 7
we PRON nsubj 7
will MD aux 7
immediately ADV advmod 7
retaliate VB ccomp 10
, PUNCT punct 10
Brava PROPN nsubj 10
warned VBD root 0
. PUNCT punct 10
"""


TWO_CLAUSES = """
If SCONJ mark 7
Corvia PROPN nsubj 3
attacks VERB ccomp 10
, PUNCT punct 3
Brava PROPN nsubj 7
will AUX aux 7
retaliate VB ccomp 10
, PUNCT punct 10
Rao PROPN nsubj 10
warned VBD root 0
"""


@pytest.mark.parametrize("lines", [TWO_CLAUSES, TWO_CLAUSES.replace("If SCONJ mark 7", "If SCONJ mark 3")])
def test_an_if_before_two_clauses_of_the_cue_belongs_to_the_first(lines: str) -> None:
    doc = tree(lines)
    spoken = stated(doc, "Rao", "warned", "If Corvia attacks, Brava will retaliate", ("brava",))
    ((row,),) = [rows for rows, _ in weighed(doc, Parties(), (spoken,), BOOK)]
    assert doc.text[slice(*row.consequence)] == "Brava will retaliate"
    assert row.condition is not None
    assert doc.text[slice(*row.condition)].removeprefix("If ") == "Corvia attacks"
    assert row.against == "corvia"


@pytest.mark.parametrize(("span", "within"), [((10, 20), True), ((12, 30), True), ((5, 20), False), ((40, 50), False)])
def test_what_is_threatened_is_known_by_its_words(span: tuple[int, int], within: bool) -> None:
    row = Warning(by="brava", against=None, condition=None, consequence=(10, 30), evidence=((10, 30),), statement=None)
    assert threatened(span, [row]) is within


@pytest.mark.parametrize(
    ("lines", "said", "consequence"),
    [
        (OPENED, "If Corvia attacks Oman, Brava will retaliate", "Brava will retaliate"),
        (UNHUNG, "If attacked, we will immediately retaliate", "we will immediately retaliate"),
    ],
    ids=["the if hangs on the main clause", "no clause hangs on anything"],
)
def test_a_condition_that_the_tree_hangs_elsewhere_is_parted(lines: str, said: str, consequence: str) -> None:
    doc = tree(lines)
    spoken = stated(doc, "warned", "warned", said, ("brava",))
    (rows,) = [rows for rows, _ in weighed(doc, Parties(), (spoken,), BOOK)]
    assert {doc.text[slice(*row.consequence)] for row in rows} == {consequence}
