"""Clauses: their words, subjects, who owns or does what, and what they hang on."""

import pytest
from spacy.tokens import Doc

from readout.codebook import Codebook
from readout.reading.clauses import extent, subject, trimmed
from readout.reading.conditions import condition
from tests.trees import tree

WORDS = Codebook.load().clauses

HOST = """
Oman PROPN nsubj 2
offered VBD root 0 offer
to TO mark 4
host VB xcomp 2
talks NNS obj 4 talk
, PUNCT punct 8
it PRON nsubj 8
said VBD parataxis 2 say
. PUNCT punct 2
"""
IF = """
If SCONJ mark 3
Brava PROPN nsubj 3
attacks VERB advcl 7 attack
, PUNCT punct 3
we PRON nsubj 7
will MD aux 7
answer VB root 0
. PUNCT punct 7
"""
SHOULD = """
Should MD aux 3
Brava PROPN nsubj 3
attack VB advcl 7
, PUNCT punct 3
we PRON nsubj 7
will MD aux 7
answer VB root 0
"""
IN_CASE_OF = """
In ADP case 4
case NOUN fixed 1
of ADP fixed 1
attack NOUN obl 7
we PRON nsubj 7
will MD aux 7
answer VB root 0
"""
OR = """
Withdraw VB root 0
or CCONJ cc 5
we PRON nsubj 5
will MD aux 5
answer VB conj 1
"""
ANY = """
Any DET det 2
attack NOUN nsubj 4
would MD aux 4
end VB root 0
talks NNS obj 4 talk
"""
THE = ANY.replace("Any", "The")


def span(doc: Doc, where: tuple[int, int]) -> str:
    return doc.text[where[0] : where[1]]


def head(doc: Doc, word: str) -> int:
    return next(token.i for token in doc if token.text == word)


def test_extent_is_the_words_of_a_phrase_without_those_left_out() -> None:
    doc = tree(HOST)
    assert span(doc, extent(doc[3])) == "to host talks"
    assert span(doc, extent(doc[3], leave=lambda token: token.dep_ == "mark")) == "host talks"
    assert span(doc, extent(doc[1], leave=lambda token: token.dep_ == "parataxis")) == "Oman offered to host talks"


def test_subject_is_shared_with_the_clause_that_governs() -> None:
    doc = tree(HOST)
    assert subject(doc[3]) == doc[0]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["“", "Oman", "”", "talks", "."], "“Oman” talks"),
        (["“", "Oman", "talks", "."], "Oman talks"),
        (["Oman", "talks", "”", ","], "Oman talks"),
        (['"', "Oman", '"', "talks"], '"Oman" talks'),
        (['"', "Oman", "talks"], "Oman talks"),
        (["(", "Oman", ")"], "(Oman)"),
        (["."], "."),
    ],
)
def test_trimmed_keeps_marks_only_in_pairs(words: list[str], kept: str) -> None:
    doc = tree(
        "\n".join(
            f"{word} {'PUNCT' if not word.isalnum() else 'NOUN'} dep {0 if i == 0 else 1}" for i, word in enumerate(words)
        )
    )
    start, end = trimmed(list(doc))
    assert doc.text[start:end].replace(" ", "") == kept.replace(" ", "")


@pytest.mark.parametrize(
    ("lines", "verb", "kind", "said"),
    [
        (IF, "answer", "clause", "If Brava attacks"),
        (SHOULD, "answer", "inverted", "Should Brava attack"),
        (IN_CASE_OF, "answer", "noun", "In case of attack"),
        (OR, "answer", "order", "Withdraw"),
        (ANY, "end", "subject", "Any attack"),
    ],
)
def test_condition_is_found_however_it_is_put(lines: str, verb: str, kind: str, said: str) -> None:
    doc = tree(lines)
    found = condition(doc[head(doc, verb)], WORDS)
    assert found is not None
    assert found.kind == kind
    assert span(doc, extent(found.head, leave=lambda token: token.dep_ in ("conj", "cc"))) == said


def test_a_definite_subject_is_no_condition() -> None:
    doc = tree(THE)
    assert condition(doc[head(doc, "end")], WORDS) is None
