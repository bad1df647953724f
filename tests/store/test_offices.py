"""Offices that texts name without a name: whoever held them on the day."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from readout.codebook import Codebook
from readout.errors import CodebookError, InputError
from readout.record import Record
from readout.store import Store
from tests.store.dump import dump
from tests.store.records import MADE, country, person, said

PARTIES = {
    "us": "United States",
    "ua": "Ukraine",
    "ru": "Russia",
    "ir": "Iran",
    "un": "UN",
    "nato": "NATO",
    "eu": "EU",
    "norland": "Norland",
}


def _record(id: str, name: str, party: str | None, published: str | None) -> Record:
    text = f"{name} said all is well."
    return Record(
        id=id,
        text=text,
        published=published,
        actors=[person("who", name, party), *([country(party, PARTIES[party])] if party else [])],
        statements=[said(text, "s0", name, "said", "all is well", "who")],
        readout=MADE,
    )


def _actor(store: Store, id: str) -> tuple[str, ...]:
    (row,) = store.statements(document=id)
    return row.speakers


# What a text calls somebody, of whom, when it was published, and who that is.
TABLE = [
    ("Secretary of State", None, "2023-05-01", "antony-blinken"),
    ("the secretary of state", "us", "2014-05-01", "john-kerry"),
    ("US Secretary of State", "us", "2025-03-01", "marco-rubio"),
    ("U.S. top diplomat", "us", "2017-06-01", "rex-tillerson"),
    ("US president", "us", "2024-11-20", "joe-biden"),
    ("president of the United States", "us", "2025-02-20", "donald-trump"),
    ("Ukrainian foreign minister", "ua", "2019-05-03", "pavlo-klimkin"),
    ("Ukraine's Foreign Minister", "ua", "2024-11-03", "andrii-sybiha"),
    ("foreign minister of Ukraine", "ua", "2021-11-03", "dmytro-kuleba"),
    ("Russian Foreign Minister", "ru", "2019-05-03", "sergey-lavrov"),
    ("Iranian president", "ir", "2020-01-08", "hassan-rouhani"),
    ("UN chief", "un", "2012-01-08", "ban-ki-moon"),
    ("NATO secretary-general", "nato", "2024-12-01", "mark-rutte"),
    ("EU's foreign policy chief", "eu", "2015-12-01", "federica-mogherini"),
    ("European Commission president", None, "2022-12-01", "ursula-von-der-leyen"),
    # what cannot be told
    ("US president", "us", "2025-01-20", "us-president"),  # the day of handing over
    ("US president", "us", None, "us-president"),
    ("US president", "us", "2024-11", "us-president"),
    ("US president", "us", "2087-11-01", "us-president"),  # later than the table knows
    ("foreign minister", None, "2024-11-03", "foreign-minister"),
    ("former US president", "us", "2024-11-03", "former-us-president"),
    ("deputy foreign minister of Ukraine", "ua", "2024-11-03", "deputy-foreign-minister-of-ukraine"),
    ("a Ukrainian foreign minister", "ua", "2024-11-03", "a-ukrainian-foreign-minister"),
    ("Norland's foreign minister", "norland", "2024-11-03", "norland-s-foreign-minister"),
    ("Iranian foreign minister", "ir", "2024-07-01", "iranian-foreign-minister"),  # nobody is known to
]


@pytest.mark.parametrize(("name", "party", "published", "actor"), TABLE)
def test_an_office_is_who_held_it_on_the_day(
    name: str, party: str | None, published: str | None, actor: str, codebook: Codebook
) -> None:
    with Store.open(":memory:", codebook=codebook) as store:
        store.add(_record("d", name, party, published))
        assert _actor(store, "d") == (actor,)


DOCUMENTS = [
    _record("blinken", "Antony Blinken", "us", "2023-05-01"),
    _record("alone", "Blinken", "us", "2023-05-02"),
    _record("state-23", "Secretary of State", None, "2023-05-03"),
    _record("state-14", "Secretary of State", None, "2014-05-03"),
    _record("fm-19", "Ukrainian foreign minister", "ua", "2019-05-03"),
    _record("fm-24", "Ukrainian foreign minister", "ua", "2024-11-03"),
    _record("sybiha", "Andriy Sybiha", "ua", "2024-11-04"),
]


@pytest.fixture
def desk(store: Store) -> Store:
    for record in DOCUMENTS:
        store.add(record)
    return store


def test_an_office_and_its_holder_are_one_actor(desk: Store) -> None:
    assert {row.document for row in desk.statements(speaker="Antony Blinken")} == {"blinken", "alone", "state-23"}
    assert {row.document for row in desk.statements(speaker="andrii-sybiha")} == {"fm-24", "sybiha"}
    assert {row.document for row in desk.statements(speaker="Secretary of State")} >= {"state-14", "state-23"}
    (row,) = desk.actors("antony-blinken")
    assert (row.name, set(row.aliases), row.documents) == ("Antony Blinken", {"Blinken", "Secretary of State"}, 3)


def test_the_order_of_documents_is_nothing(desk: Store, codebook: Codebook) -> None:
    with Store.open(":memory:", codebook=codebook) as other:
        for record in reversed(DOCUMENTS):
            other.add(record)
        assert dump(other) == dump(desk)


def test_a_store_with_offices_is_verified(desk: Store) -> None:
    assert [checked for checked in desk.verify() if checked.faults] == []


def test_offices_are_parted_and_joined_by_hand(desk: Store) -> None:
    with pytest.raises(InputError, match="can be antony-blinken, john-kerry; say which"):
        desk.merge("andrii-sybiha", "Secretary of State")
    apart = desk.split("antony-blinken", "Secretary of State")
    desk.rename(apart, "Somebody at State")
    again = DOCUMENTS[2].model_copy(update={"readout": MADE.model_copy(update={"model": "d" * 64})})
    desk.add(again)
    desk.add(_record("later", "Secretary of State", None, "2023-06-01"))
    assert {row.document for row in desk.statements(speaker="Somebody at State")} == {"state-23", "later"}
    assert _actor(desk, "state-14") == ("john-kerry",)
    desk.split(apart)
    assert _actor(desk, "later") == ("antony-blinken",)


def test_an_analyst_adds_offices(tmp_path: Path) -> None:
    (tmp_path / "offices.yaml").write_text(
        "of: {ukraine: {defence minister: {held+: [{name: Ada Boz, since: 2031-01-01, until: 2032-01-01}]}}}", encoding="utf-8"
    )
    with Store.open(":memory:", codebook=Codebook.load(tmp_path)) as store:
        store.add(_record("d", "Ukraine's defence minister", "ua", "2031-05-01"))
        assert _actor(store, "d") == ("ada-boz",)


@pytest.mark.parametrize(
    ("own", "where"),
    [
        ("of: {atlantis: {king: {held: []}}}", r"offices.yaml: of.atlantis"),
        (
            "of: {france: {king: {held: [{name: A, since: 2001-01-02, until: 2001-01-01}]}}}",
            r"offices.yaml: of.france.king.held",
        ),
    ],
)
def test_a_wrong_office_says_where_it_is(tmp_path: Path, own: str, where: str) -> None:
    (tmp_path / "offices.yaml").write_text(own, encoding="utf-8")
    with pytest.raises(CodebookError, match=where):
        Codebook.load(tmp_path)


def test_no_two_hold_one_office_but_on_the_day_of_handing_over(codebook: Codebook) -> None:
    for party, offices in codebook.offices.of.items():
        for name, office in offices.items():
            for one, other in pairwise(office.held):
                assert one.until is not None, (party, name, one.name)
                assert other.since >= one.until - timedelta(days=0), (party, name, other.name)
            assert all((held.until or codebook.offices.known) <= codebook.offices.known for held in office.held)


def test_holders_are_called_as_in_the_table_of_people(codebook: Codebook) -> None:
    # Where a family name and a first name are those of somebody in people.yaml, the spelling must be the same: one person.
    joiner = Store.open(":memory:", codebook=codebook)._joiner()
    spelled = {joiner.parts(name, kind="person"): name for name, _ in codebook.people.items()}
    held = {held.name for offices in codebook.offices.of.values() for office in offices.values() for held in office.held}
    wrong = {name for name in held if spelled.get(joiner.parts(name, kind="person"), name) != name}
    assert wrong == set()
