"""What kind of actor names stand for, where texts disagree."""

from __future__ import annotations

import pytest

from readout.record import Record
from readout.store import Store
from tests.store.records import MADE


def _record(number: int, name: str, kind: str) -> Record:
    text = f"{name} is for a truce."
    actor = {"id": "it", "name": name, "kind": kind}
    position = {"party": "it", "issue": "ceasefire", "stance": "for", "evidence": (0, len(name))}
    return Record(id=f"d{number}", text=text, actors=[actor], positions=[position], readout=MADE)


@pytest.mark.parametrize(
    ("names", "kind", "party"),
    [
        ([("Sergey Lavrov", "organization")], "person", None),  # the codebook knows better
        ([("Elba Front", "group"), ("Elba Front", "organization"), ("ELBA FRONT", "group")], "organization", "elba-front"),
        ([("Norland", "country"), ("Norland", "organization")], "country", "norland"),
    ],
)
def test_an_actor_is_of_the_kind_of_most_of_its_names(names, kind: str, party: str | None, store: Store) -> None:
    for number, (name, of) in enumerate(names):
        store.add(_record(number, name, of))
    (row,) = store.actors()
    assert row.kind == kind
    # A state or a body is its own party, so that positions can be grouped by party.
    assert {position.party for position in store.positions()} == {party}
