"""Proposals under all their names, and the answers to them."""

import pytest
from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.reading import answers as answering
from readout.reading import proposals as reading
from readout.reading.answers import ANSWERS
from readout.reading.attested import Attested
from readout.reading.claimants import claimants
from readout.reading.judge import Judge
from readout.reading.proposal_mentions import mentions
from readout.reading.proposals import proposals, proposers
from readout.reading.replies import replies
from readout.reading.responses import answerers, answerings
from readout.record import Statement
from tests.parties import Parties, stated
from tests.trees import tree

BOOK = Codebook.load()
SURE = {"proposals": Judge(3.0, 0.2, {}), "proposers": Judge(0.0, 0.0, {}), "answerers": Judge(0.0, 0.0, {})}
SURE |= {"responses": Judge(-4.0, 0.2, {f"told={answer}": 8.0 for answer in ANSWERS})}
SURE |= {answer: Judge(0.0, 0.0, {f"told={answer}": 8.0}) for answer in ANSWERS}
"""Judges that take what rules tell, however a model has been fitted."""


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reading, answering):
        monkeypatch.setattr(module, "judges", lambda: SURE)


TALKS = """
Oman PROPN nsubj 2
offered VBD root 0
to TO mark 4
host VB xcomp 2
peace NOUN compound 6
talks NNS obj 4
"""

OFFERED = f"""{TALKS}in ADP case 8
Muscat PROPN obl 4
; PUNCT punct 11
Brava PROPN nsubj 11
rejected VBD parataxis 2
the DET det 13
offer NOUN obj 11
. PUNCT punct 2
"""

ACCEPTED = "Brava PROPN nsubj 2\naccepted VBD root 0\nthe DET det 4\nplan NOUN obj 2"
NOT_ACCEPTED = "Brava PROPN nsubj 4\ndid AUX aux 4\nnot PART advmod 4\naccept VB root 0\nthe DET det 6\nplan NOUN obj 4"
TURNED_DOWN = "Brava PROPN nsubj 2\nturned VBD root 0\ndown ADP compound:prt 2\nthe DET det 5\nplan NOUN obj 2"
WELCOMED = (
    "The DET det 2\nplan NOUN nsubj:pass 4\nwas AUX aux:pass 4\nwelcomed VBN root 0\nby ADP case 6\nBrava PROPN obl:agent 4"
)
STUDY = "Brava PROPN nsubj 2\nagreed VBD root 0\nto TO mark 4\nstudy VB xcomp 2\nthe DET det 6\nplan NOUN obj 4"
REFUSED = "Brava PROPN nsubj 2\nrefused VBD root 0\nto TO mark 4\ndiscuss VB xcomp 2\nthe DET det 6\nplan NOUN obj 4"
CALLED = "Brava PROPN nsubj 2\ncalled VBD root 0\nthe DET det 4\nplan NOUN obj 2\ntimely ADJ xcomp 2"
SUPPORT = "Brava PROPN nsubj 2\nexpressed VBD root 0\nsupport NOUN obj 2\nfor ADP case 6\nthe DET det 6\nplan NOUN nmod 3"
ENCOURAGED = (
    "Brava PROPN nsubj:pass 3\nis AUX aux:pass 3\nencouraged VBN root 0\nby ADP case 6\nthe DET det 6\nplan NOUN obl:agent 3"
)
EXAMINED = """
The DET det 2
plan NOUN nsubj:pass 4
was AUX aux:pass 4
welcomed VBN root 0
by ADP case 6
Oman PROPN obl:agent 4
and CCONJ cc 10
is AUX aux:pass 10
being AUX aux:pass 10
examined VBN conj 4
in ADP case 12
Brava PROPN obl 10
"""
FULL_SUPPORT = """
Oman PROPN nsubj 2
studied VBD root 0
the DET det 4
plan NOUN obj 2
; PUNCT punct 7
Brava PROPN nsubj 7
expressed VBD parataxis 2
its PRON nmod:poss 9
support NOUN obj 7
"""
NOT_DISCUSSED = "Brava PROPN nsubj 4\ndid AUX aux 4\nnot PART advmod 4\ndiscuss VB root 0\nthe DET det 6\nplan NOUN obj 4"
WOULD_NOT = "Brava PROPN nsubj 4\nwould MD aux 4\nnot PART advmod 4\nconsider VB root 0\nthe DET det 6\nplan NOUN obj 4"
REGRETS = """
Oman PROPN nsubj 2
backs VERB root 0
the DET det 4
plan NOUN obj 2
and CCONJ cc 6
regrets VERB conj 2
that SCONJ mark 9
Brava PROPN nsubj 9
rejected VBD ccomp 6
it PRON obj 9
"""
PROLONG = """
Brava PROPN nsubj 2
agreed VBD root 0
that SCONJ mark 8
the DET det 5
plan NOUN obl 2
would MD aux 8
only ADV advmod 8
prolong VB ccomp 2
the DET det 10
war NOUN obj 8
"""
URGED = (
    "Oman PROPN nsubj 2\nurged VBD root 0\nBrava PROPN obj 2\nto TO mark 5\naccept VB xcomp 2\nthe DET det 7\nplan NOUN obj 5"
)
IF = """
Oman PROPN nsubj 2
left VBD root 0
if SCONJ mark 5
Brava PROPN nsubj 5
accepted VBD advcl 2
the DET det 7
plan NOUN obj 5
"""
NEITHER = "Neither DET det 2\nside NOUN nsubj 3\naccepted VBD root 0\nthe DET det 5\nplan NOUN obj 3"


def answers(doc: Doc, *said: Statement) -> list[tuple[str, str]]:
    """The answers to the plan of the sentence, as rules tell them."""
    names = {next(token for token in doc if token.text == "plan"): 0}
    found = [
        (actor, given.answer)
        for given in answerings(doc, names, BOOK)
        for actor in answerers(given.word, names, Parties(), Attested(said), BOOK.responses)
    ]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (ACCEPTED, "accepts"),
        (NOT_ACCEPTED, "rejects"),
        (TURNED_DOWN, "rejects"),
        (WELCOMED, "welcomes"),
        (STUDY, "considers"),
        (REFUSED, "rejects"),
        (CALLED, "welcomes"),
        (SUPPORT, "welcomes"),
        (ENCOURAGED, "welcomes"),
        (WOULD_NOT, "rejects"),
    ],
)
def test_an_answer_is_read_however_it_is_put(lines: str, answer: str) -> None:
    assert answers(tree(lines)) == [("brava", answer)]


@pytest.mark.parametrize(
    ("lines", "given"),
    [
        (EXAMINED, [("oman", "welcomes"), ("brava", "considers")]),
        (FULL_SUPPORT, [("oman", "considers"), ("brava", "welcomes")]),
        (REGRETS, [("oman", "welcomes"), ("brava", "rejects")]),
    ],
    ids=["a passive in a place", "support expressed apart", "regret that another refuses"],
)
def test_each_answers_for_itself(lines: str, given: list[tuple[str, str]]) -> None:
    assert answers(tree(lines)) == given


@pytest.mark.parametrize("lines", [URGED, IF, NEITHER, NOT_DISCUSSED])
def test_what_is_urged_supposed_or_done_by_nobody_is_no_answer(lines: str) -> None:
    assert answers(tree(lines)) == []


def test_a_harm_without_a_subject_is_that_of_the_proposal_in_its_sentence() -> None:
    doc = tree(PROLONG)
    said = stated(doc, "Brava", "agreed", "that the plan would only prolong the war", ("brava",))
    assert ("brava", "rejects") in answers(doc, said)


@pytest.mark.usefixtures("sure")
def test_what_repeats_the_noun_put_forward_answers_it() -> None:
    doc = tree(OFFERED.replace("offer NOUN", "talks NNS"))
    said = stated(doc, "Oman", "offered", "to host peace talks in Muscat", ("oman",))
    (row,) = proposals(doc, Parties(), (said,), BOOK)
    assert [(answer.by, answer.response) for answer in row.responses] == [("brava", "rejects")]


TIMELINE = f"""{TALKS}, PUNCT punct 9
a DET det 9
step NOUN obj 4
Brava PROPN nsubj 11
said VBD acl:relcl 9
Corvia PROPN nsubj 14
would AUX aux 14
look VB ccomp 11
at ADP case 14
. PUNCT punct 2
"""


@pytest.mark.usefixtures("sure")
def test_a_noun_after_a_comma_takes_up_what_was_just_named() -> None:
    doc = tree(TIMELINE)
    said = stated(doc, "Oman", "offered", "to host peace talks", ("oman",))
    (row,) = proposals(doc, Parties(), (said,), BOOK)
    assert [(answer.by, answer.response) for answer in row.responses] == [("corvia", "considers")]


LATER = """
Oman PROPN nsubj 2
made VBD root 0
an DET det 4
offer NOUN obj 2
; PUNCT punct 7
Oman PROPN nsubj 7
defended VBD parataxis 2
its PRON nmod:poss 10
{} ADJ amod 10
plan NOUN obj 7
"""


@pytest.mark.usefixtures("sure")
@pytest.mark.parametrize(("which", "several"), [("generous", 1), ("new", 2)])
def test_a_new_plan_is_not_the_one_named_before(which: str, several: int) -> None:
    assert len(proposals(tree(LATER.format(which)), Parties(), (), BOOK)) == several


def test_what_is_agreed_is_told_by_the_words_of_its_clause(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = tree(PROLONG)
    said = stated(doc, "Brava", "agreed", "that the plan would only prolong the war", ("brava",))
    plan = next(token for token in doc if token.text == "plan")
    places = replies({plan: 0}, [("oman",)], Parties(), Attested((said,)), BOOK)
    assert {place.word.text for place in places} >= {"agreed", "prolong"}
    monkeypatch.setattr(answering, "judges", lambda: SURE | {"responses": Judge(3.0, 0.2, {})})
    assert [(row.by, row.response) for row in answering.answers(places, [1.0])[0]] == [("brava", "rejects")]


def test_nobody_answers_a_proposal_of_their_own() -> None:
    lines = "Brava PROPN nsubj 2\nrejected VBD root 0\nBrava PRON nmod:poss 4\noffer NOUN obj 2"
    found = mentions(tree(lines), Parties(), Attested(()), BOOK)
    assert [mention.by for mention in found if mention.put == "named"] == [()]


def test_a_vote_in_favor_is_an_answer() -> None:
    before = "Brava PROPN nsubj 2\nvoted VBD root 0\n"
    lines = f"{before}in ADP mark 4\nfavor ADP xcomp 2\nof ADP case 7\nthe DET det 7\nplan NOUN nmod 4"
    assert answers(tree(lines)) == [("brava", "accepts")]


@pytest.mark.usefixtures("sure")
def test_a_proposal_gathers_its_names_and_answers() -> None:
    doc = tree(OFFERED)
    said = stated(doc, "Oman", "offered", "to host peace talks in Muscat", ("oman",))
    (row,) = proposals(doc, Parties(), (said,), BOOK)
    assert doc.text[slice(*row.name)] == "to host peace talks in Muscat"
    assert row.by == ("oman",)
    assert "talks" in row.terms
    assert [doc.text[slice(*span)] for span in row.evidence] == ["Oman offered to host peace talks in Muscat", "the offer"]
    assert [(answer.by, answer.response) for answer in row.responses] == [("brava", "rejects")]


CIRCULATED = """
Delmar PROPN nsubj 2
welcomed VBD root 0
that SCONJ mark 5
Brava PROPN nsubj 5
circulated VBD ccomp 2
an DET det 8
Omani ADJ amod 8
draft NOUN obj 5
on ADP case 10
shipping NOUN nmod 8
"""


def test_whoever_stands_near_a_proposal_may_have_put_it_forward() -> None:
    draft = next(token for token in tree(CIRCULATED) if token.text == "draft")
    found = {who.actors: who.signs for who in claimants(draft, ("brava",), (), Parties(), BOOK)}
    assert list(found) == [("brava",), ("oman",), ("delmar",)]
    assert {"told", "doer0&propose", "before", "rival=adjective"} <= found["brava",]
    assert "adjective" in found["oman",]
    assert {"doer1", "doer1&answering", "opens"} <= found["delmar",]


def test_a_proposal_is_that_of_the_likeliest_near_it() -> None:
    found = mentions(tree(CIRCULATED.replace("Omani ADJ", "early ADJ")), Parties(), Attested(()), BOOK)
    assert [proposers(mention) for mention in found if mention.put == "named"] == [("brava",)]


PRESENTED = """
Rao PROPN nsubj 2
presented VBD root 0
the DET det 4
government NOUN nmod:poss 6
's PART case 4
plan NOUN obj 2
"""


class Government(Parties):
    """Rao speaks for Oman, whose government is."""

    def at(self, where: Token) -> tuple[str, ...]:
        return {"Rao": ("rao",), "government": ("oman",)}.get(where.text, ())

    def party(self, actor: str) -> str | None:
        return "oman"


def test_whoever_presents_a_plan_of_their_own_side_proposes_it() -> None:
    found = mentions(tree(PRESENTED), Government(), Attested(()), BOOK)
    assert [mention.by for mention in found if mention.put == "named"] == [("rao",)]


def test_whoever_is_thanked_for_a_proposal_may_have_made_it() -> None:
    doc = tree("Brava PROPN nsubj 2\nthanked VBD root 0\nOman PROPN obj 2\nfor ADP case 6\nthe DET det 6\nplan NOUN obl 2")
    found = {who.actors: who.signs for who in claimants(doc[5], (), (), Parties(), BOOK)}
    assert "object0&answering" in found["oman",]
    assert "doer0&answering" in found["brava",]


@pytest.mark.parametrize(("preposition", "named"), [("at", False), ("about", True)])
def test_a_noun_that_says_at_whose_wish_it_was_is_no_proposal(preposition: str, named: bool) -> None:
    before = f"They PRON nsubj 2\ntalked VBD root 0\n{preposition} ADP case 5\nthe DET det 5\n"
    lines = f"{before}proposal NOUN obl 2\nof ADP case 7\nOman PROPN nmod 5"
    found = mentions(tree(lines), Parties(), Attested(()), BOOK)
    assert bool(found) is named


@pytest.mark.parametrize(("trust", "expected"), [(0.0, 0.5), (10.0, 1.0)])
def test_a_proposal_is_as_likely_as_its_proposer(trust: float, expected: float, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"proposals": Judge(20.0, 0.2, {}), "proposers": Judge(0.0, 0.0, {"told": trust})}
    monkeypatch.setattr(reading, "judges", lambda: made)
    doc = tree("Oman PROPN nsubj 2\nproposed VBD root 0\na DET det 4\nplan NOUN obj 2")
    (named,) = (mention for mention in mentions(doc, Parties(), Attested(()), BOOK) if mention.put == "named")
    assert reading.likelihood(named) == pytest.approx(expected, abs=0.01)
