"""Commitments: what is promised, by whom, to whom, until when."""

import pytest
from spacy.tokens import Token

from readout.codebook import Codebook
from readout.reading.attested import Attested
from readout.reading.commitments import commitments, promises, weighed
from readout.record import Commitment, Statement, Time
from tests.parties import Parties, stated
from tests.trees import tree

BOOK = Codebook.load()

PLEDGED = """
Brava PROPN nsubj 2
pledged VBD root 0
to TO mark 4
release VB xcomp 2
all DET det 6
prisoners NNS obj 4
by ADP case 8
May PROPN obl 4
as SCONJ mark 11
talks NNS nsubj 11
continue VERB advcl 4
. PUNCT punct 2
"""
PROMISED = """
Brava PROPN nsubj 2
promised VBD root 0
Oman PROPN iobj 2
that SCONJ mark 7
it PRON nsubj 7
will MD aux 7
withdraw VB ccomp 2
its PRON nmod:poss 9
troops NNS obj 7
. PUNCT punct 2
"""
PARTED = """
Brava PROPN nsubj 4
and CCONJ cc 3
Oman PROPN conj 1
agreed VBD root 0
to TO mark 6
reopen VB xcomp 4
the DET det 8
border NOUN obj 6
and CCONJ cc 11
to TO mark 11
release VB conj 6
all DET det 13
prisoners NNS obj 11
. PUNCT punct 4
"""
COMMITMENT = """
Delmar PROPN nsubj 2
underscored VBD root 0
Brava PROPN nmod:poss 5
's PART case 3
commitment NOUN obj 2
to TO mark 7
support VB acl 5
the DET det 9
reforms NNS obj 7
. PUNCT punct 2
"""
SAID = """
Brava PROPN nsubj 2
said VBD root 0
talks NNS nsubj 4
failed VBD ccomp 2
. PUNCT punct 2
"""


def read(
    lines: str, *said: tuple[str, str, str, tuple[str, ...]], times: tuple[Time, ...] = ()
) -> tuple[str, tuple[Commitment, ...]]:
    doc = tree(lines)
    statements: tuple[Statement, ...] = tuple(stated(doc, *words) for words in said)
    return doc.text, commitments(doc, Parties(), statements, times, BOOK)


def actions(text: str, rows: tuple[Commitment, ...]) -> list[str]:
    return [text[row.action[0] : row.action[1]] for row in rows]


def test_the_action_is_the_verb_phrase_without_to_and_without_asides() -> None:
    text, rows = read(PLEDGED, ("Brava", "pledged", "to release all prisoners by May as talks continue", ("brava",)))
    assert actions(text, rows) == ["release all prisoners by May"]
    assert rows[0].by == ("brava",)
    assert rows[0].statement == "s0"


def test_due_is_the_date_in_the_action() -> None:
    start = tree(PLEDGED).text.index("May")
    may = Time(span=(start, start + 3), value="2026-05")
    _, rows = read(PLEDGED, ("Brava", "pledged", "to release all prisoners by May as talks continue", ("brava",)), times=(may,))
    assert rows[0].due == "2026-05"


def test_whoever_is_promised_is_told() -> None:
    text, rows = read(PROMISED, ("Brava", "promised", "that it will withdraw its troops", ("brava",)))
    assert actions(text, rows) == ["withdraw its troops"]
    assert (rows[0].by, rows[0].to) == (("brava",), ("oman",))


def test_a_coordination_with_a_to_of_its_own_each_is_parted() -> None:
    said = ("Brava and Oman", "agreed", "to reopen the border and to release all prisoners", ("brava", "oman"))
    text, rows = read(PARTED, said)
    assert actions(text, rows) == ["reopen the border", "release all prisoners"]
    assert {row.by for row in rows} == {("brava", "oman")}


def test_a_commitment_belongs_to_its_owner_not_to_whoever_speaks_of_it() -> None:
    doc = tree(COMMITMENT)
    said = stated(doc, "Delmar", "underscored", "Brava's commitment to support the reforms", ("delmar",))
    found = {doc.text[slice(*row.action)]: row.by for row, _ in weighed(doc, Parties(), (said,), (), BOOK)}
    assert found["support the reforms"] == ("brava",)


def test_what_is_merely_said_is_a_candidate_and_no_commitment() -> None:
    doc = tree(SAID)
    said = stated(doc, "Brava", "said", "talks failed", ("brava",))
    assert list(promises(doc, Attested((said,)), BOOK))
    assert not commitments(doc, Parties(), (said,), (), BOOK)


OBLIGES = """
The DET det 2
note NOUN nsubj 3
obliges VERB root 0
Corvia PROPN obj 3
to TO mark 6
withdraw VB xcomp 3
its PRON nmod:poss 8
troops NNS obj 6
. PUNCT punct 3
"""
REOPENED = """
Rao PROPN nsubj 2
said VBD root 0
the DET det 4
border NOUN nsubj:pass 7
would MD aux 7
be AUX aux:pass 7
reopened VBN ccomp 2
. PUNCT punct 2
"""
WILL_HOST = """
Rao PROPN nsubj 2
announced VBD root 0
Oman PROPN nsubj 5
would MD aux 5
rebuild VB ccomp 2
the DET det 7
port NOUN obj 5
. PUNCT punct 2
"""


@pytest.mark.parametrize(
    ("lines", "said", "action", "by"),
    [
        (OBLIGES, (), "withdraw its troops", ("corvia",)),
        (REOPENED, ("Rao", "said", "the border would be reopened", ("rao",)), "the border would be reopened", ("rao", "oman")),
        (WILL_HOST, ("Rao", "announced", "Oman would rebuild the port", ("rao",)), "rebuild the port", ("oman", "rao")),
    ],
    ids=["whom a verb binds", "nobody is named: the speaker's side", "the speaker speaks for whoever acts"],
)
def test_a_commitment_is_whose_it_is(
    lines: str, said: tuple[str, str, str, tuple[str, ...]] | tuple[()], action: str, by: tuple[str, ...]
) -> None:
    doc = tree(lines)
    statements = (stated(doc, *said),) if said else ()
    found = {doc.text[slice(*row.action)]: row.by for row, _ in weighed(doc, Envoys(), statements, (), BOOK)}
    assert found[action] == by


INCLUDING = """
Brava PROPN nsubj 2
pledged VBD root 0
to TO mark 4
release VB xcomp 2
all DET det 6
prisoners NNS obj 4
, PUNCT punct 9
including VERB case 9
children NNS nmod 6
. PUNCT punct 2
"""


def test_an_action_is_weighed_with_and_without_what_is_added_to_it() -> None:
    doc = tree(INCLUDING)
    said = stated(doc, "Brava", "pledged", "to release all prisoners, including children", ("brava",))
    found = [doc.text[slice(*row.action)] for row, _ in weighed(doc, Parties(), (said,), (), BOOK)]
    assert found == ["release all prisoners, including children", "release all prisoners"]
    assert len(commitments(doc, Parties(), (said,), (), BOOK)) == 1


class Envoys(Parties):
    """Parties, and Rao, who speaks for Oman."""

    def at(self, where: Token) -> tuple[str, ...]:
        return ("rao",) if where.text == "Rao" else super().at(where)

    def party(self, actor: str) -> str | None:
        return "oman" if actor == "rao" else actor
