"""Contacts: what a parsed sentence tells of calls, meetings, talks, visits and letters."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span

from readout.analysis.evidence import Evidence
from readout.codebook.contacts import Contacts, Format
from readout.codebook.table import parse
from readout.document import Document
from readout.reading.contact_company import Company
from readout.reading.contact_mentions import mentions
from readout.reading.contact_parties import Parties
from readout.reading.contact_senses import KINDS, STATUSES
from readout.reading.contacts import Reading, contacts
from readout.reading.judge import Judge
from readout.reading.times.model import Period, Time
from readout.record import Actor

VOCAB = spacy.blank("en").vocab
FILE = Path(__file__).parents[1] / "src/readout/codebook/contacts.yaml"
BOOK = Contacts.model_validate(parse(FILE.read_bytes(), file=FILE.name))

PEOPLE = {"Anders": "norvia", "Berg": "norvia", "Castro": "sulania", "Deng": "taria"}
STATES = {"Norvia": "norvia", "Sulania": "sulania", "Taria": "taria", "Sulanian": "sulania", "Norvian": "norvia"}


# Judges that take the rules at their word; what the fitted ones add is measured on the corpus.
PLAIN = {
    "participants": Judge(-1, 0.4, {"rule=ours": 2, "rule=theirs": 2}),
    "companies": Judge(0, 0.5, {"own": 1, "own|known=0": -1, "before": 1, "own|known=2": 2}),
    "contacts": Judge(0, 0.5, {"sides=1|of=1": -1}),
    **{status: Judge(0, 0, {f"told={status}": 1, f"{status}@12": 2}) for status in STATUSES},
    **{kind: Judge(0, 0, {f"kind={kind}": 1}) for kind in KINDS},
}


@pytest.fixture(autouse=True)
def _plain(monkeypatch):
    monkeypatch.setattr("readout.reading.contacts.judges", lambda path: PLAIN)


class Names:
    """A cast of the invented people and states above, each known by one word."""

    issuer = None
    convened = ()

    def __init__(self) -> None:
        self._actors = {
            name.lower(): Actor(id=name.lower(), name=name, kind="person", party=party) for name, party in PEOPLE.items()
        }
        self._actors |= {code: Actor(id=code, name=code.title(), kind="country") for code in set(STATES.values())}

    def __getitem__(self, actor):
        return self._actors[actor]

    def __contains__(self, actor):
        return actor in self._actors

    def party(self, actor):
        return self._actors[actor].party

    def side(self, token):
        return STATES.get(token.text)

    def at(self, where, *, joint=True):
        found = where.text.lower() if where.text in PEOPLE else STATES.get(where.text) if where.pos_ == "PROPN" else None
        return (found,) if found else ()


def parsed(tree):
    """A Doc from "word:POS:head:relation" items, heads counted from 1, 0 for the root; "VERB.VBN" gives the tag too."""
    items = [item.rsplit(":", 3) if item.count(":") == 3 else _split(item) for item in tree.split()]
    words, tags, heads, deps = zip(*items, strict=True)
    at = [i if head == "0" else int(head) - 1 for i, head in enumerate(heads)]
    pos = [tag.split(".")[0] for tag in tags]
    fine = [tag.partition(".")[2] or {"VERB": "VBD", "NOUN": "NN", "PROPN": "NNP"}.get(tag, "X") for tag in tags]
    return Doc(VOCAB, words=words, pos=pos, tags=fine, lemmas=list(words), heads=at, deps=deps)


def _split(item):
    word, tag, head, *relation = item.split(":")
    return word, tag, head, ":".join(relation)


def read(tree, outlet="Wire"):
    doc = parsed(tree)
    return contacts(doc, Document(doc.text, outlet=outlet, published=date(2024, 5, 1)), Names(), (), (), BOOK)


MET = "Anders:PROPN:2:nsubj met:VERB:0:root Castro:PROPN:2:obj .:PUNCT:2:punct"

TOLD = [
    (MET, "held meeting anders castro"),
    (
        "Anders:PROPN:4:nsubj will:AUX:4:aux not:PART:4:advmod meet:VERB.VB:0:root Castro:PROPN:4:obj",
        "refused meeting anders castro",
    ),
    ("Anders:PROPN:3:nsubj will:AUX:3:aux meet:VERB.VB:0:root Castro:PROPN:3:obj", "planned meeting anders castro"),
    (
        "Anders:PROPN:2:nsubj agreed:VERB:0:root to:PART:4:mark hold:VERB.VB:2:xcomp talks:NOUN.NNS:4:obj with:ADP:7:case "
        "Castro:PROPN:5:nmod",
        "planned talks anders castro",
    ),
    (
        "Anders:PROPN:2:nsubj called:VERB:0:root for:ADP:4:case talks:NOUN.NNS:2:obl with:ADP:6:case Castro:PROPN:4:nmod",
        "proposed talks anders castro",
    ),
    (
        "Anders:PROPN:2:nsubj refused:VERB:0:root to:PART:4:mark meet:VERB.VB:2:xcomp Castro:PROPN:4:obj",
        "refused meeting anders castro",
    ),
    (
        "Deng:PROPN:2:nsubj urged:VERB:0:root Anders:PROPN:2:obj to:PART:5:mark meet:VERB.VB:2:xcomp Castro:PROPN:5:obj",
        "proposed meeting anders castro",
    ),
    (
        "Anders:PROPN:2:nsubj held:VERB:0:root a:DET:5:det telephone:NOUN:5:compound conversation:NOUN:2:obj with:ADP:7:case "
        "Castro:PROPN:5:nmod",
        "held call anders castro",
    ),
    (
        "Castro:PROPN:3:nsubj:pass was:AUX:3:aux:pass received:VERB.VBN:0:root by:ADP:5:case Anders:PROPN:3:obl:agent",
        "held meeting anders castro",
    ),
    (
        "During:ADP:3:case a:DET:3:det meeting:NOUN:7:obl with:ADP:5:case Castro:PROPN:3:nmod "
        "Anders:PROPN:7:nsubj smiled:VERB:0:root",
        "held meeting anders castro",
    ),
    (
        "Norvian:ADJ:4:amod -:PUNCT:3:punct Sulanian:ADJ:4:amod talks:NOUN.NNS:6:nsubj:pass "
        "were:AUX:6:aux:pass held:VERB.VBN:0:root",
        "held talks norvia sulania",
    ),
    (
        "The:DET:2:det talks:NOUN.NNS:9:nsubj between:ADP:4:case Norvia:PROPN:2:nmod and:CCONJ:6:cc Sulania:PROPN:4:conj "
        ",:PUNCT:8:punct mediated:VERB.VBN:2:acl ended:VERB:0:root",
        "held talks norvia sulania",
    ),
    (
        "Anders:PROPN:2:nsubj paid:VERB:0:root a:DET:4:det visit:NOUN:2:obj to:ADP:6:case Sulania:PROPN:4:nmod",
        "held visit anders sulania",
    ),
    (
        "Anders:PROPN:2:nsubj cancelled:VERB:0:root a:DET:4:det visit:NOUN:2:obj to:ADP:6:case Sulania:PROPN:4:nmod",
        "cancelled visit anders sulania",
    ),
    (
        "Berg:PROPN:5:compound ,:PUNCT:1:punct Anders:PROPN:5:compound and:CCONJ:3:cc met:VERB:0:root Castro:PROPN:5:obj",
        "held meeting berg anders castro",
    ),
    (
        "The:DET:5:det Norvian:ADJ:4:amod -:PUNCT:2:punct Sulanian:ADJ:7:amod talks:NOUN.NNS:7:nsubj:pass "
        "were:AUX:7:aux:pass held:VERB.VBN:0:root",
        "held talks norvia sulania",
    ),
    (
        "Anders:PROPN:2:nsubj met:VERB:0:root Sulanian:ADJ:4:amod President:PROPN:2:obj Castro:PROPN:4:flat",
        "held meeting anders castro",
    ),
    (
        "Anders:PROPN:2:nsubj sent:VERB:0:root a:DET:4:det letter:NOUN:2:obj to:ADP:6:case Castro:PROPN:4:nmod",
        "held letter anders castro",
    ),
]

NOT_TOLD = {
    "denied": "Anders:PROPN:4:nsubj did:AUX:4:aux not:PART:4:advmod meet:VERB.VB:0:root Castro:PROPN:4:obj",
    "no talks": "No:DET:2:det talks:NOUN.NNS:7:nsubj between:ADP:4:case Norvia:PROPN:2:nmod and:CCONJ:6:cc "
    "Sulania:PROPN:4:conj "
    "began:VERB:0:root",
    "conditional": "If:SCONJ:3:mark Anders:PROPN:3:nsubj meets:VERB.VBZ:6:advcl Castro:PROPN:3:obj "
    "we:PRON:6:nsubj win:VERB:0:root",
    "the press": "Anders:PROPN:2:nsubj spoke:VERB:0:root with:ADP:4:case reporters:NOUN.NNS:2:obl",
    "one side": "Anders:PROPN:2:nsubj met:VERB:0:root Berg:PROPN:2:obj",
    "press conference": "Anders:PROPN:2:nsubj held:VERB:0:root a:DET:5:det press:NOUN:5:compound "
    "meeting:NOUN:2:obj with:ADP:7:case "
    "Castro:PROPN:5:nmod",
    "a demand": "Anders:PROPN:2:nsubj made:VERB:0:root a:DET:4:det call:NOUN:2:obj for:ADP:6:case calm:NOUN:4:nmod "
    "in:ADP:8:case Sulania:PROPN:6:nmod",
}


@pytest.mark.parametrize(("tree", "expected"), TOLD, ids=[expected for _, expected in TOLD])
def test_contacts_read_who_and_whether_it_was_held(tree, expected):
    status, kind, *participants = expected.split()
    assert [(c.status, c.kind, c.participants) for c in read(tree)] == [(status, kind, tuple(participants))]


@pytest.mark.parametrize("tree", NOT_TOLD.values(), ids=NOT_TOLD)
def test_contacts_leave_out_what_is_none(tree):
    assert read(tree) == ()


def test_contacts_of_several_mentions_are_one_row_with_all_evidence():
    again = "Anders:PROPN:6:nsubj met:VERB:0:root Castro:PROPN:6:obj The:DET:9:det meeting:NOUN:10:nsubj ended:VERB:0:root"
    items = again.split()
    tree = " ".join([*MET.split(), *items[3:]]).replace(":9:det", ":6:det").replace(":10:nsubj", ":7:nsubj")
    (row,) = read(tree)
    assert len(row.evidence) == 2


SEPARATE = (
    "Anders:PROPN:2:nsubj held:VERB:0:root separate:ADJ:4:amod talks:NOUN.NNS:2:obj with:ADP:6:case Sulania:PROPN:4:nmod "
    "and:CCONJ:8:cc Taria:PROPN:6:conj"
)


def test_contacts_held_apart_are_one_row_with_each_partner():
    assert [row.participants for row in read(SEPARATE)] == [("anders", "sulania"), ("anders", "taria")]


def test_a_meeting_that_names_nobody_is_of_those_who_met_before():
    items = "Anders:PROPN:2:nsubj met:VERB:0:root Castro:PROPN:2:obj Another:DET:5:det meeting:NOUN:7:nsubj is:AUX:7:aux"
    rows = read(f"{items} planned:VERB.VBN:0:root")
    assert [(row.status, set(row.participants)) for row in rows] == [
        ("held", {"anders", "castro"}),
        ("planned", {"anders", "castro"}),
    ]


def test_contacts_of_an_office_without_a_date_are_of_its_day():
    assert [row.date for row in read(MET, outlet="Ministry of Foreign Affairs")] == ["2024-05-01"]
    assert [row.date for row in read(MET)] == [None]


def test_evidence_quotes_the_words_that_name_the_contact():
    (row,) = read(MET)
    (start, end), *_ = row.evidence
    assert parsed(MET).text[start:end] == "Anders met Castro"


def test_a_noun_of_two_kinds_is_refused():
    raw = parse(FILE.read_bytes(), file=FILE.name)
    raw["nouns"]["call"]["firm"] = [*raw["nouns"]["call"]["firm"], "summit"]
    with pytest.raises(ValueError, match="summit"):
        Contacts.model_validate(raw)


def test_people_met_or_called_by_one_verb_are_together_and_several_calls_are_with_one_each():
    met = "Anders:PROPN:2:nsubj met:VERB:0:root with:ADP:4:case Castro:PROPN:2:obl and:CCONJ:6:cc Deng:PROPN:4:conj"
    for told in (met, met.replace("met:", "spoke:")):
        assert [row.participants for row in read(told)] == [("anders", "castro", "deng")]
    calls = (
        "Anders:PROPN:2:nsubj held:VERB:0:root calls:NOUN.NNS:2:obj with:ADP:5:case Castro:PROPN:3:nmod and:CCONJ:7:cc "
        "Deng:PROPN:5:conj"
    )
    assert [row.participants for row in read(calls)] == [("anders", "castro"), ("anders", "deng")]


def test_a_format_with_a_name_of_its_own_joins_its_members():
    book = BOOK.model_copy(
        update={"formats": {"trio": Format(names=("trio format",), members=("norvia", "sulania", "elsewhere"))}}
    )
    doc = parsed("The:DET:4:det Trio:PROPN:3:compound format:NOUN:4:compound talks:NOUN.NNS:5:nsubj began:VERB:0:root")
    (row,) = contacts(doc, Document(doc.text), Names(), (), (), book)
    assert row.participants == ("norvia", "sulania")


PLACES = {
    "Anders:PROPN:2:nsubj met:VERB:0:root Castro:PROPN:2:obj in:ADP:5:case Ulm:PROPN:3:nmod": "Ulm",
    "Anders:PROPN:2:nsubj met:VERB:0:root Castro:PROPN:2:obj in:ADP:6:case the:DET:6:det city:NOUN:3:nmod of:ADP:8:case "
    "Ulm:PROPN:6:nmod": "Ulm",
    "Anders:PROPN:2:nsubj met:VERB:0:root Castro:PROPN:2:obj in:ADP:5:case Ulm:PROPN:1:nmod": "Ulm",
    "Anders:PROPN:5:nsubj and:CCONJ:3:cc Castro:PROPN:1:conj also:ADV:5:advmod discussed:VERB:0:root unrest:NOUN:5:obj "
    "in:ADP:8:case Ulm:PROPN:6:nmod": None,
    "Anders:PROPN:2:nsubj met:VERB:0:root Castro:PROPN:2:obj to:PART:5:mark end:VERB.VB:2:advcl unrest:NOUN:5:obj "
    "in:ADP:8:case Ulm:PROPN:6:nmod": None,
}


@pytest.mark.parametrize(("tree", "place"), PLACES.items())
def test_places_stand_behind_names_and_not_behind_matters(tree, place):
    doc = parsed(tree)
    doc.set_ents([Span(doc, token.i, token.i + 1, label="LOC") for token in doc if token.text == "Ulm"])
    (row,) = contacts(doc, Document(doc.text), Names(), (), (), BOOK)
    assert row.place == place


DATES = {
    "Anders:PROPN:2:nsubj met:VERB:0:root Castro:PROPN:2:obj in:ADP:5:case 2015:NUM:2:obl": "2015",
    "Anders:PROPN:2:nsubj met:VERB:0:root Castro:PROPN:2:obj on:ADP:7:case the:DET:7:det "
    "2015:NUM:7:compound pact:NOUN:2:obl": None,
    "Anders:PROPN:2:nsubj met:VERB:0:root Castro:PROPN:2:obj at:ADP:5:case talks:NOUN:2:obl of:ADP:7:case "
    "2015:NUM:5:nmod": None,
}


@pytest.mark.parametrize(("tree", "when"), DATES.items())
def test_dates_of_other_matters_are_not_the_contacts(tree, when):
    doc = parsed(tree)
    at = doc.text.index("2015")
    dated = [Time(at, at + 4, "DATE", "2015", Period("year", 2015))]
    (row, *_) = contacts(doc, Document(doc.text), Names(), (), dated, BOOK)
    assert row.date == when


def test_factions_and_officials_meet_as_written():
    class Groups(Names):
        def __init__(self):
            super().__init__()
            self._actors["some"] = Actor(id="some", name="Sulanian people", kind="group", party="sulania")

        def at(self, where, *, joint=True):
            return ("some",) if where.text in ("factions", "officials") else super().at(where, joint=joint)

    met = "Anders:PROPN:2:nsubj met:VERB:0:root Sulanian:ADJ:4:amod factions:NOUN.NNS:2:obj"
    for tree in (met, met.replace("factions", "officials")):
        doc = parsed(tree)
        (row,) = contacts(doc, Document(doc.text), Groups(), (), (), BOOK)
        assert row.participants == ("anders", "some")


def test_who_joins_a_meeting_named_before_takes_part_in_it():
    tree = f"{MET[: MET.index(' .:')]} Deng:PROPN:5:nsubj joined:VERB:2:parataxis the:DET:7:det meeting:NOUN:5:obj"
    (row,) = read(tree)
    assert set(row.participants) == {"anders", "castro", "deng"}


def test_who_sponsors_talks_is_not_who_talks():
    tree = (
        "The:DET:5:det Tarian:PROPN:4:compound -:PUNCT:4:punct sponsored:ADJ:5:amod talks:NOUN.NNS:8:nsubj between:ADP:7:case "
        "Norvia:PROPN:5:nmod began:VERB:0:root"
    )
    doc = parsed(tree.replace("Tarian", "Taria"))
    sides = Parties(Names(), BOOK).sides(next(iter(mentions(doc, BOOK))))
    assert (sides.theirs, sides.joined) == (["norvia"], ["taria"])


def test_a_town_is_nobodys_side():
    class Towns(Names):
        def __init__(self):
            super().__init__()
            self._actors["ulm"] = Actor(id="ulm", name="Ulm", kind="country")

        def at(self, where, *, joint=True):
            return ("ulm",) if where.text == "Ulm" else super().at(where, joint=joint)

    doc = parsed("Norvia:PROPN:2:nsubj met:VERB:0:root Sulania:PROPN:2:obj in:ADP:5:case Ulm:PROPN:2:obl")
    company = Company(doc, Towns())
    assert company.scenes == {"ulm"}
    assert "ulm" not in company.sides


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        ("Anders:PROPN:2:nsubj briefed:VERB:0:root Castro:PROPN:2:obj", 1),
        ("Anders:PROPN:2:nsubj briefed:VERB:0:root Castro:PROPN:2:obj on:ADP:5:case events:NOUN:2:obl", 0),  # told at a contact
        ("Anders:PROPN:2:nsubj wrote:VERB:0:root to:ADP:4:case Castro:PROPN:2:obl", 1),
        ("Anders:PROPN:2:nsubj wrote:VERB:0:root in:ADP:5:case a:DET:5:det post:NOUN:2:obl", 0),
    ],
)
def test_what_is_told_in_a_briefing_or_a_post_is_no_contact_by_itself(tree, found):
    assert len(list(mentions(parsed(tree), BOOK))) == found


def test_a_visit_to_a_capital_is_to_its_country():
    class Capitals(Names):
        def side(self, token):
            return "sulania" if token.text == "Sulport" else super().side(token)

    doc = parsed(
        "Anders:PROPN:3:nmod:poss 's:PART.POS:1:case visit:NOUN:6:nsubj in:ADP:5:case Sulport:PROPN:3:nmod ended:VERB:0:root"
    )
    doc.set_ents([Span(doc, 4, 5, label="LOC")])
    (row,) = contacts(doc, Document(doc.text), Capitals(), (), (), BOOK)
    assert (row.kind, row.participants, row.place) == ("visit", ("anders", "sulania"), "Sulport")


def test_a_meeting_with_media_representatives_is_none():
    tree = "Anders:PROPN:2:nsubj met:VERB:0:root with:ADP:5:case media:NOUN:5:compound representatives:NOUN.NNS:2:obl"
    assert next(iter(Reading(parsed(tree), Document("x"), Names(), (), (), BOOK).observed), None) is None


@pytest.mark.parametrize(("verb", "found"), [("visit", 1), ("join", 0)])
def test_an_invitation_to_act_is_no_visit(verb, found):
    tree = (
        f"Anders:PROPN:2:nsubj invited:VERB:0:root Castro:PROPN:2:obj to:PART:5:mark {verb}:VERB.VB:2:xcomp Norvia:PROPN:5:obj"
    )
    invited = [mention for mention in mentions(parsed(tree), BOOK) if mention.token.text == "invited"]
    assert len(invited) == found


@pytest.mark.parametrize(
    ("before", "noun", "kind"),
    [("Telephone", "conversation", "call"), ("online", "conversation", "call"), ("online", "meeting", "meeting")],
)
def test_a_word_for_a_line_before_the_noun_makes_it_a_call_wherever_the_tree_puts_it(before, noun, kind):
    doc = parsed(f"{before}:NOUN:0:root {noun}:NOUN:1:nmod with:ADP:4:case Castro:PROPN:1:nmod")
    (mention,) = mentions(doc, BOOK)
    assert mention.kind == kind


@pytest.mark.parametrize(("case", "found"), [("to", 1), ("for", 0)])
def test_who_is_welcomed_somewhere_is_met(case, found):
    doc = parsed(f"Anders:PROPN:2:nsubj welcomed:VERB:0:root Castro:PROPN:2:obj {case}:ADP:5:case Norvia:PROPN:2:obl")
    doc.set_ents([Span(doc, 4, 5, label="LOC")])
    assert len(list(mentions(doc, BOOK))) == found


def test_a_headline_in_the_infinitive_is_of_what_is_planned():
    (row,) = read("Anders:PROPN:3:nsubj to:PART:3:mark visit:VERB.VB:0:root Sulania:PROPN:3:obj")
    assert (row.status, row.participants) == ("planned", ("anders", "sulania"))


def test_who_is_on_a_visit_is_the_visitor():
    (row,) = read(
        "Anders:PROPN:5:nsubj was:AUX:5:cop on:ADP:5:case a:DET:5:det visit:NOUN:0:root to:ADP:7:case Sulania:PROPN:5:nmod"
    )
    assert (row.kind, row.participants) == ("visit", ("anders", "sulania"))


def test_who_is_invited_is_to_visit_the_country_that_invites():
    (row,) = read(
        "Anders:PROPN:2:nsubj invited:VERB:0:root Castro:PROPN:2:obj to:PART:5:mark visit:VERB.VB:2:xcomp Norvia:PROPN:5:obj"
    )
    assert (row.status, row.kind, set(row.participants)) == ("proposed", "visit", {"castro", "norvia"})


JOURNEY = (
    "Anders:PROPN:2:nsubj visited:VERB:0:root Sulania:PROPN:2:obj and:CCONJ:5:cc Taria:PROPN:3:conj from:ADP:8:case "
    "May:PROPN:8:compound 2:NUM:2:obl to:ADP:10:case 5:NUM:8:nmod"
)


def test_each_stage_of_a_journey_has_its_place_and_the_first_day():
    doc = parsed(JOURNEY)
    doc.set_ents([Span(doc, 2, 3, label="LOC"), Span(doc, 4, 5, label="LOC")])
    at = doc.text.index("May 2")
    dated = [Time(at, at + 5, "DATE", "2024-05-02", Period.of("day", date(2024, 5, 2)))]
    rows = contacts(doc, Document(doc.text, published=date(2024, 5, 9)), Names(), (), dated, BOOK)
    assert [(row.participants, row.place, row.date) for row in rows] == [
        (("anders", "sulania"), "Sulania", "2024-05-02"),
        (("anders", "taria"), "Taria", "2024-05-02"),
    ]


@pytest.mark.parametrize(("year", "found"), [("", None), (" 2024:NUM:5:nummod", "2024-05-02")])
def test_without_a_day_of_publication_a_date_names_its_year(year, found):
    doc = parsed(f"Anders:PROPN:2:nsubj visited:VERB:0:root Sulania:PROPN:2:obj in:ADP:5:case May:PROPN:2:obl{year}")
    at = doc.text.index("May")
    dated = [Time(at, len(doc.text), "DATE", "2024-05-02", Period.of("day", date(2024, 5, 2)))]
    (row,) = contacts(doc, Document(doc.text), Names(), (), dated, BOOK)
    assert row.date == found


def test_what_is_dated_after_the_text_is_planned():
    doc = parsed(
        "Anders:PROPN:3:nmod:poss 's:PART.POS:1:case meeting:NOUN:0:root with:ADP:5:case Castro:PROPN:3:nmod in:ADP:7:case "
        "2015:NUM:3:nmod"
    )
    at = doc.text.index("2015")
    dated = [Time(at, at + 4, "DATE", "2015", Period("year", 2015))]
    told = [
        row.status
        for published in (date(2014, 1, 1), date(2016, 1, 1))
        for row in contacts(doc, Document(doc.text, published=published), Names(), (), dated, BOOK)
    ]
    assert told == ["planned", "held"]


def test_a_meeting_on_a_journey_is_where_it_leads():
    doc = parsed(
        "Anders:PROPN:2:nsubj visited:VERB:0:root Sulania:PROPN:2:obj and:CCONJ:5:cc met:VERB:2:conj Castro:PROPN:5:obj"
    )
    doc.set_ents([Span(doc, 2, 3, label="LOC")])
    rows = contacts(doc, Document(doc.text), Names(), (), (), BOOK)
    assert [(row.kind, row.place) for row in rows] == [("visit", "Sulania"), ("meeting", "Sulania")]


LABELS = ("contact", "call", "meeting", "letter", *STATUSES, "participant", "proposal", "commitment", "position")


def seen(doc, odds):
    """The same with evidence: high odds of some labels at some words, low ones elsewhere."""
    table = np.full((len(doc), len(LABELS)), -6.0)
    for word, labels in odds.items():
        for label in labels:
            table[next(token.i for token in doc if token.text == word), LABELS.index(label)] = 3.0
    doc._.evidence = Evidence(LABELS, table)
    return doc


@pytest.mark.usefixtures("evident")
@pytest.mark.parametrize(
    ("labels", "status"), [(["contact", "meeting"], "held"), (["contact", "meeting", "planned"], "planned")]
)
def test_what_the_model_sees_weighs_with_the_rules_whether_it_was_held(labels, status):
    doc = parsed("Anders:PROPN:2:nsubj met:VERB.VBD:0:root Castro:PROPN:2:obj")
    (row,) = contacts(seen(doc, {"met": labels}), Document(doc.text), Names(), (), (), BOOK)
    assert row.status == status


@pytest.mark.usefixtures("evident")
def test_a_word_that_the_codebook_does_not_know_is_a_contact_where_the_model_is_sure():
    tree = "Anders:PROPN:2:nsubj buttonholed:VERB.VBD:0:root Castro:PROPN:2:obj"
    doc = parsed(tree)
    assert not list(mentions(doc, BOOK))
    (mention,) = mentions(seen(parsed(tree), {"buttonholed": ["contact", "meeting"]}), BOOK)
    assert (mention.token.text, mention.kind, mention.form) == ("buttonholed", "meeting", "verb")
    assert not list(mentions(seen(parsed(tree), {"Castro": ["contact"]}), BOOK))


@pytest.mark.usefixtures("evident")
def test_whom_a_mention_points_at_stands_out_among_those_who_may_take_part():
    doc = seen(parsed("Anders:PROPN:2:nsubj met:VERB.VBD:0:root Castro:PROPN:2:obj near:ADP:5:case Deng:PROPN:2:obl"), {})
    origin, target = np.zeros((len(doc), 2, 1)), np.zeros((len(doc), 2, 1))
    origin[1, 0], target[0, 0], target[2, 0], target[4, 0] = 1, 1.5, 0.4, -3
    doc._.evidence = Evidence(LABELS, doc._.evidence.odds, ("contact", "row"), origin, target)
    (seen_mention,) = Reading(doc, Document(doc.text), Names(), (), (), BOOK).observed
    told = {id: [t for t in traits if t.startswith("points")] for id, traits in seen_mention.company.items()}
    assert told["anders"] == ["points@11", "points beside@8"]
    assert told["castro"] == ["points@9", "points beside@6"]
    assert told["deng"] == ["points@2", "points beside@1"]
