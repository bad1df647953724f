"""Deciding by hand who is who: what is decided holds, and can be taken back."""

from __future__ import annotations

import pytest

from readout.errors import InputError
from readout.record import Record
from readout.store import Store
from tests.store.dump import dump
from tests.store.records import MADE, NEWER, person, said

NAMES = ("Ada Boz", "The Admiral", "Boz", "Ida Lund")


def _record(name: str, made=MADE) -> Record:
    text = f"{name} said all is well."
    id = name.lower().replace(" ", "-")
    return Record(
        id=id,
        text=text,
        actors=[person("who", name)],
        statements=[said(text, "s0", name, "said", "all is well", "who")],
        readout=made,
    )


@pytest.fixture
def desk(store: Store) -> Store:
    for name in NAMES:
        store.add(_record(name))
    return store


def _said(store: Store, who: str) -> list[str]:
    return sorted(row.document for row in store.statements(speaker=who))


def test_merging_joins_all_that_both_have_said(desk: Store) -> None:
    assert desk.merge("Ada Boz", "The Admiral") == "ada-boz"
    assert _said(desk, "ada-boz") == ["ada-boz", "boz", "the-admiral"]
    assert _said(desk, "The Admiral") == ["ada-boz", "boz", "the-admiral"]
    (row,) = desk.actors("ada-boz")
    assert (row.name, set(row.aliases), row.statements) == ("Ada Boz", {"Boz", "The Admiral"}, 3)


def test_splitting_parts_what_was_joined(desk: Store) -> None:
    assert desk.split("ada-boz", "Boz") == "boz"
    assert (_said(desk, "ada-boz"), _said(desk, "boz")) == (["ada-boz"], ["boz"])


def test_renaming_changes_the_name_alone(desk: Store) -> None:
    desk.rename("ada-boz", "Admiral Ada Boz")
    rows = list(desk.statements(speaker="Admiral Ada Boz"))
    assert {row.speakers for row in rows} == {("ada-boz",)}
    assert {row.names for row in rows} == {("Admiral Ada Boz",)}


@pytest.mark.parametrize(
    "decide",
    [
        lambda store: store.merge("ada-boz", "The Admiral"),
        lambda store: store.split("ada-boz", "Boz"),
        lambda store: store.rename("ada-boz", "Somebody"),
        lambda store: (store.merge("Ida Lund", "Boz"), store.split("ida-lund", "Ada Boz"), store.rename("boz", "B")),
    ],
)
def test_decisions_hold_when_documents_are_read_again(desk: Store, decide) -> None:
    decide(desk)
    before = [(row.actor, row.name, row.aliases) for row in desk.actors()]
    for name in NAMES:
        desk.add(_record(name, NEWER))
    assert [(row.actor, row.name, row.aliases) for row in desk.actors()] == before


def test_decisions_hold_for_names_that_come_later(desk: Store) -> None:
    desk.merge("The Admiral", "Ada Boz")
    desk.add(_record("A. Boz"))
    assert "a.-boz" in _said(desk, "The Admiral")


@pytest.mark.parametrize(
    "decide",
    [
        lambda store: store.merge("ada-boz", "The Admiral"),
        lambda store: store.rename("ada-boz", "Somebody"),
        lambda store: store.merge(store.split("ada-boz", "Boz"), "ada-boz"),
    ],
)
def test_splitting_by_no_name_takes_everything_back(desk: Store, decide) -> None:
    before = dump(desk)
    id = decide(desk)
    assert dump(desk) != before
    desk.split(id)
    assert dump(desk) == before


def test_merging_again_takes_a_split_back(desk: Store) -> None:
    before = [(row.actor, row.aliases) for row in desk.actors()]
    desk.merge("ada-boz", desk.split("ada-boz", "Boz"))
    assert [(row.actor, row.aliases) for row in desk.actors()] == before


@pytest.mark.parametrize(
    ("decide", "reason"),
    [
        (lambda store: store.merge("ada-boz", "Nemo"), "no actor is called 'Nemo'"),
        (lambda store: store.split("ada-boz", "Nemo"), "ada-boz is not called 'Nemo'"),
        (lambda store: store.split("ida-lund", "Ida Lund"), "nothing would be left"),
        (lambda store: store.rename("Nemo", "Captain"), "no actor is called 'Nemo'"),
    ],
)
def test_a_decision_that_cannot_be_leaves_everything(desk: Store, decide, reason: str) -> None:
    before = dump(desk)
    with pytest.raises(InputError, match=reason):
        decide(desk)
    assert dump(desk) == before
