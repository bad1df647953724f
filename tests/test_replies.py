"""Where a proposal may be answered, who may answer there, and what is made of it."""

import numpy as np
import pytest
from spacy.tokens import Doc

from readout.analysis.evidence import Evidence
from readout.codebook import Codebook
from readout.reading import answers as answering
from readout.reading.answering import code
from readout.reading.answers import answers
from readout.reading.attested import Attested
from readout.reading.claimants import Claimant, as_seen
from readout.reading.judge import Judge
from readout.reading.replies import Reply, replies
from tests.parties import Parties
from tests.trees import tree

BOOK = Codebook.load()

WELCOMED = "Brava PROPN nsubj 2\nwelcomed VBD root 0\nthe DET det 4\nplan NOUN obj 2\n"
AIMS = f"{WELCOMED}to PART mark 6\nhost VB acl 4\ntalks NNS obj 6"
LATER = f"{WELCOMED}; PUNCT punct 7\nCorvia PROPN nsubj 7\nused VBD parataxis 2\nit PRON obj 7"
APART = f"{WELCOMED}; PUNCT punct 7\nCorvia PROPN nsubj 7\nrefused VBD parataxis 2"
BELOW = "Brava PROPN nsubj 2\nhailed VBD root 0\ntalks NNS obj 2\non ADP case 6\nthe DET det 6\nplan NOUN nmod 3"


def places(doc: Doc, by: tuple[str, ...] = ("oman",)) -> list[Reply]:
    """The places that may answer the plan of the text."""
    plan = next(token for token in doc if token.text == "plan")
    return replies({plan: 0}, [by], Parties(), Attested(()), BOOK)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (WELCOMED, ["welcomed"]),
        (AIMS, ["welcomed", "host"]),
        (LATER, ["welcomed", "used"]),
        (APART, ["welcomed", "refused"]),
        (BELOW, ["hailed"]),
    ],
    ids=["by its name", "what describes it", "by a pronoun", "by nothing but its place", "from above"],
)
def test_whatever_bears_on_a_proposal_may_answer_it(lines: str, words: list[str]) -> None:
    assert [reply.word.text for reply in places(tree(lines))] == words


def test_what_rules_tell_is_one_sign_of_an_answer() -> None:
    (reply,) = places(tree(WELCOMED))
    assert reply.told == "welcomes"
    assert {"told=welcomes", "at=name", "name coded=verb", "name code=welcomes", "path=obj"} <= {*reply.traits}


def test_whoever_put_it_forward_does_not_answer() -> None:
    (reply,) = places(tree(WELCOMED), by=("brava",))
    assert reply.claimants == ()


@pytest.mark.parametrize(("likely", "given"), [(0.9, [("brava", "rejects")]), (0.1, [])])
def test_an_answer_is_as_likely_as_what_it_answers(
    likely: float, given: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sure, never = Judge(0.0, 0.2, {"at=name": 3.0, "told": 1.0}), Judge(-3.0, 0.0, {})
    made = dict.fromkeys(("accepts", "considers", "welcomes", "criticises"), never)
    made |= dict.fromkeys(("responses", "answerers", "rejects"), sure)
    monkeypatch.setattr(answering, "judges", lambda: made)
    found = answers(places(tree(WELCOMED)), [likely])
    assert [(row.by, row.response) for row in found.get(0, ())] == given


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (WELCOMED, ("verb", "welcomes")),
        ("Brava PROPN nsubj 2\nwalked VBD root 0", None),
        ("It PRON nsubj 3\nis AUX cop 3\nunacceptable ADJ root 0", ("verdict", "rejects")),
    ],
)
def test_an_answering_word_is_told_by_its_kind(lines: str, found: tuple[str, str] | None) -> None:
    doc = tree(lines)
    assert code(next(token for token in doc if token.head == token), BOOK.responses) == found


@pytest.mark.usefixtures("evident")
def test_whom_an_answering_word_points_at_stands_out_among_those_who_may_answer() -> None:
    doc = tree(f"{WELCOMED}; PUNCT punct 7\nCorvia PROPN nsubj 7\nwaited VBD parataxis 2")
    origin, target = np.zeros((len(doc), 1, 1)), np.zeros((len(doc), 1, 1))
    origin[1], target[0], target[5] = 1, 1.5, -3
    odds = np.array([[-1.2 if token.text == "Brava" else -6.0] for token in doc])
    doc._.evidence = Evidence(("answerer",), odds, ("row",), origin, target)
    found = as_seen(
        [Claimant(("brava",), frozenset({"told"})), Claimant(("corvia",), frozenset())], doc[1], Parties(), "answerer"
    )
    assert found[0].signs == {"told", "here", "answerer@6", "answerer beside@8", "points@11", "points beside@8"}
    assert found[1].signs == {"here", "answerer beside@1", "points@2", "points beside@1"}
