"""Verifying finds whatever was changed behind the store's back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from readout.store import Store
from readout.store.verify import verify_file
from tests.store.records import CALL, TALKS, WRITTEN

# A change made by hand, and what is said of it.
CHANGES = [
    ("UPDATE documents SET text = replace(text, 'never', 'always') WHERE id = 'call'", "documents: 1 of 1 rows"),
    ("UPDATE documents SET record = replace(record, 'never', 'always') WHERE id = 'call'", "digest"),
    ("UPDATE statements SET quote = 'Norland will accept' WHERE id = 's1'", "statements: 1 of 3 rows"),
    ("UPDATE positions SET stance = 'for' WHERE stance = 'against'", "positions: 1 of 1 rows"),
    ('UPDATE spans SET "end" = "end" + 1 WHERE layer = \'contacts\'', "spans: 1 of"),
    ("DELETE FROM responses", "responses: 1 of 1 rows"),
    ("DELETE FROM contact_participants WHERE place = 1", "contact_participants: 1 of 2 rows"),
    ("UPDATE names SET party = 'ostmark' WHERE folded = 'nils lund'", "names: 'Nils Lund'"),
]


@pytest.mark.parametrize(("change", "fault"), CHANGES)
def test_a_change_by_hand_is_found(store: Store, change: str, fault: str) -> None:
    for record in WRITTEN:
        store.add(record)
    assert [checked.faults for checked in store.verify() if checked.faults] == []
    with store._database.writing() as connection:
        connection.execute(text(change))
    faults = {checked.document: checked.faults for checked in store.verify() if checked.faults}
    assert any(fault in line for line in faults["call"]), faults


def test_verifying_counts_what_it_looked_at(filled: Store) -> None:
    checked = [one for one in filled.verify() if one.document]
    assert [one.document for one in checked] == ["talks", "call", "undated"]
    assert [one.spans for one in checked] == [11, 19, 3]


def test_a_broken_index_is_found(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store.db") as store:
        store.add(CALL)
        with store._database.writing() as connection:
            connection.execute(text("DROP TRIGGER statements_search_changed"))
            connection.execute(text("UPDATE statements SET cue = 'whispered' WHERE id = 's1'"))
        faults = [fault for checked in store.verify() for fault in checked.faults]
        assert "statements_search: the index does not have the words that are kept" in faults


def test_files_of_records_are_verified(tmp_path: Path) -> None:
    good, long = CALL.to_json(), TALKS.to_json().replace('"cue":[', '"cue":[9', 1)
    unknown = good.replace('"speakers":["lund"]', '"speakers":["nemo"]')
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join([good, "", long, unknown, "{}"]), encoding="utf-8")
    found = [(one.document, one.faults) for one in verify_file(path)]
    assert found[0] == ("call", ())
    assert [document for document, _ in found[1:]] == ["line 3", "line 4", "line 5"]
    assert "does not fit a text" in found[1][1][0]
    assert "'nemo' is not among its actors" in found[2][1][0]
    path.write_text(CALL.to_json(indent=2), encoding="utf-8")
    assert [(one.document, one.faults) for one in verify_file(path)] == [("call", ())]
