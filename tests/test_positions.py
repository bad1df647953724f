"""Where parties stand: marked sentences and the positions read in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Token

from readout import Reader
from readout.codebook import Codebook
from readout.errors import CodebookError
from readout.reading.claims import claims
from readout.reading.positions import positions, shown
from readout.reading.scene import Scene
from readout.reading.stance import Place, outright
from readout.record import Actor, Statement
from tests.clock import seconds
from tests.marked import unmarked
from tests.trees import tree

ACTORS = {
    "Oman": Actor(id="oman", name="Oman", kind="country"),
    "Al Busaidi": Actor(id="al-busaidi", name="Al Busaidi", kind="person", role="Foreign Minister", party="oman"),
    "Peru": Actor(id="peru", name="Peru", kind="country"),
}

Read = Callable[[str], set[tuple[str, str, str]]]

nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")


class Cast:
    """Actors by their names as they stand in the text."""

    def __init__(self, doc: Doc) -> None:
        self._by_id = {actor.id: actor for actor in ACTORS.values()}
        self._at: dict[int, tuple[str, ...]] = {}
        for name, actor in ACTORS.items():
            start = doc.text.find(name)
            while start >= 0:
                self._at |= {token.i: (actor.id,) for token in doc.char_span(start, start + len(name))}
                start = doc.text.find(name, start + 1)

    issuer = None

    def __getitem__(self, actor: str) -> Actor:
        return self._by_id[actor]

    def side(self, token: Token) -> str | None:
        return None

    def at(self, where: Token) -> tuple[str, ...]:
        return self._at.get(where.i, ())


def said(marked: str, analyse: Callable[[str], Doc] = nlp) -> tuple[Doc, Cast, tuple[Statement, ...]]:
    """A text with `[s:…] [c:…] [x:…]` marked, a number for each further statement; odd numbers are inside number 0."""
    text, spans = unmarked(marked)
    doc = analyse(text)
    cast, rows = Cast(doc), []
    for number in sorted({number for _, number, _, _ in spans}):
        part = {kind: (start, end) for kind, n, start, end in spans if n == number}
        content = tuple((start, end) for kind, n, start, end in spans if n == number and kind == "x")
        source = part.get("s")
        rows.append(
            Statement(
                id=f"s{number}",
                source=source,
                cue=part.get("c"),
                content=content,
                speakers=(ACTORS[text[slice(*source)]].id,) if source else (),
                mode="indirect",
                within="s" if number else None,
            )
        )
    return doc, cast, tuple(rows)


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return Codebook.load()


@pytest.fixture(scope="module")
def read(reader: Reader) -> Read:
    """Reads marked text, analysed by the packaged model, into (party, issue, stance)."""

    def rows(marked: str) -> set[tuple[str, str, str]]:
        doc, cast, statements = said(marked, reader.nlp)
        return {(row.party, row.issue, row.stance) for row in positions(doc, cast, statements, reader.codebook)}

    return rows


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("[s:Oman] [c:called for] [x:an immediate ceasefire].", {("oman", "ceasefire", "for")}),
        ("[s:Oman] [c:rejected] [x:the ceasefire].", {("oman", "ceasefire", "against")}),
        ("[s:Oman] [c:demanded] [x:a peace settlement].", {("oman", "peace_settlement", "for")}),
        ("[s:Oman] [c:condemned] [x:the unprovoked aggression against its people].", {("oman", "hostilities", "against")}),
        ("[s:Oman] [c:demanded] [x:the withdrawal of all troops].", {("oman", "withdrawal", "for")}),
        ("[s:Oman] [c:urged] [x:the lifting of the sanctions].", {("oman", "sanctions", "against")}),
        ("[s:Oman] [c:argued] [x:that a truce would only let the rebels regroup].", {("oman", "ceasefire", "against")}),
        ("[s:Oman] [c:reaffirmed] [x:its commitment to human rights].", {("oman", "rights", "for")}),
        ("[s:Oman] [c:said] [x:the weather was fine].", set()),
        ("[s:Oman] [c:said] [x:the minister had arrived for the talks on Monday].", set()),
        ("[x:A ceasefire must come now].", set()),
        ("Peru wants a ceasefire.", {("peru", "ceasefire", "for")}),
        ("", set()),
    ],
)
def test_positions_are_read_from_what_is_said(read: Read, marked: str, found: set[tuple[str, str, str]]) -> None:
    assert read(marked) == found


def test_position_is_the_partys_where_the_text_says_so(read: Read) -> None:
    assert ("oman", "talks", "for") in read("[s:Al Busaidi] [c:said] [x:Oman is ready for direct talks].")


def test_position_is_the_speakers_where_no_party_is_named(read: Read) -> None:
    assert ("al-busaidi", "talks", "for") in read("[s:Al Busaidi] [c:called for] [x:direct talks].")


def test_one_side_has_one_voice_on_the_same_words(read: Read) -> None:
    marked = "[s:Al Busaidi] [c:said] [x:[s1:Oman] [c1:wants] [x1:direct talks with its neighbours]]."
    assert len([row for row in read(marked) if row[1] == "talks"]) == 1


def test_each_row_names_its_statement_and_quotes_it(reader: Reader) -> None:
    marked = "[s:Peru] [c:said] [x:it was late]. [s2:Oman] [c2:called for] [x2:an immediate ceasefire]."
    doc, cast, statements = said(marked, reader.nlp)
    rows = positions(doc, cast, statements, reader.codebook)
    assert [(row.statement, "ceasefire" in doc.text[slice(*row.evidence)]) for row in rows] == [("s2", True)]


def test_evidence_is_the_clause_around_the_topic(codebook: Codebook) -> None:
    doc = tree(
        """
        Oman PROPN nsubj 2
        said VBD root 0
        that SCONJ mark 5
        nobody NOUN nsubj 5
        knew VBD ccomp 2
        whether SCONJ mark 8
        talks NNS nsubj 8
        resumed VBD ccomp 5
        """
    )
    text = doc.text
    content = (text.index("that"), len(text))
    statement = Statement(id="s", source=(0, 4), cue=(5, 9), content=(content,), speakers=("oman",), mode="indirect")
    scene = Scene(doc, Cast(doc), codebook, (statement,))
    assert [text[slice(*shown(scene, claim, claim.views[0]))] for claim in claims(scene, (statement,))] == ["talks resumed"]


def test_a_cue_that_shows_the_stance_belongs_to_the_evidence(codebook: Codebook) -> None:
    doc = tree(
        """
        Oman PROPN nsubj 2
        rejected VBD root 0
        the DET det 4
        ceasefire NOUN obj 2
        """
    )
    statement = Statement(id="s", source=(0, 4), cue=(5, 13), content=((14, 27),), speakers=("oman",), mode="indirect")
    scene = Scene(doc, Cast(doc), codebook, (statement,))
    assert [doc.text[slice(*shown(scene, claim, claim.views[0]))] for claim in claims(scene, (statement,))] == [
        "rejected the ceasefire"
    ]


SETTLE = """
Oman PROPN nsubj 2
wanted VBD root 0
peace NOUN obj 2
as SCONJ case 8
opposed VERB fixed 4
to ADP fixed 4
a DET det 8
truce NOUN obl 2
"""
PROLONG = """
The DET det 2
truce NOUN nsubj 5
would AUX aux 5
merely ADV advmod 5
prolong VB root 0
the DET det 7
misery NOUN obj 5
"""


@pytest.mark.parametrize(
    ("lines", "stance"),
    [
        (SETTLE, "against"),
        (SETTLE.replace("truce NOUN", "war NOUN"), "for"),
        (SETTLE.replace("as SCONJ", "and SCONJ").replace("fixed 4", "dep 8"), None),
        (PROLONG, "against"),
        (PROLONG.replace("would AUX", "did AUX"), None),
        (PROLONG.replace("merely ADV", "soon ADV"), None),
    ],
)
def test_what_is_set_aside_or_only_does_harm_is_opposed(codebook: Codebook, lines: str, stance: str | None) -> None:
    doc = tree(lines)
    scene = Scene(doc, Cast(doc), codebook, ())
    *_, claim = claims(scene, ())
    topic = claim.topic if stance != "for" else claim.topic._replace(reverse=True)
    assert outright(Place(scene, claim.views[0], topic)) == stance


def test_a_long_text_is_read_in_time_linear_in_its_length(codebook: Codebook) -> None:
    marked = "[s:Oman] [c:said] [x:" + "troops withdraw if sanctions and talks end " * 4000 + "]."
    doc, cast, statements = said(marked)
    assert seconds(lambda: positions(doc, cast, statements, codebook), repeats=1) < 20


def test_a_class_that_is_not_listed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stances.yaml").write_text("turning: [opose]\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="opose: no such class"):
        Codebook.load(tmp_path)
