"""The other rows: contacts, proposals, positions, commitments, warnings, and all of them by day."""

from __future__ import annotations

from typing import Any

import pytest

from readout.store import Store
from tests.store.records import CALL_TEXT, at

WHERE = {"document": "call", "published": "2024-03-05", "outlet": "The Harbour Post"}


def _rows(store: Store, kind: str, /, **asked: Any) -> list[dict[str, Any]]:
    return getattr(store, kind)(**asked).to_dicts()


def test_contacts_tell_who_met_whom(filled: Store) -> None:
    (row,) = _rows(filled, "contacts", kind="call")
    assert row == WHERE | {
        "statement": "s0",
        "quote": "called President Nils Lund on Monday",
        "spans": [list(at(CALL_TEXT, "called President Nils Lund on Monday"))],
        "kind": "call",
        "date": "2024-03-04",
        "status": "held",
        "participants": ["edit-varga", "nils-lund"],
        "names": ["Edit Varga", "Nils Lund"],
        "initiator": "edit-varga",
        "place": None,
        "minutes": None,
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["talks", "call"]),
        ({"actor": "lund"}, ["call"]),
        ({"party": "norland"}, ["talks", "call"]),
        ({"status": "planned"}, ["talks"]),
        ({"since": "2024-05-15"}, ["talks"]),  # "in May" may be on any of its days
        ({"since": "2024-06"}, []),
        ({"until": "2024-03-04"}, ["call"]),
        ({"since": "2024-03-05", "until": "2024-04-30"}, []),
        ({"outlet": "HERALD"}, ["talks"]),
        ({"speaker": "sudland"}, ["call"]),
        ({"document": "call"}, ["call"]),
    ],
)
def test_contacts_are_filtered(filled: Store, asked: dict[str, Any], expected: list[str]) -> None:
    assert [row.document for row in filled.contacts(**asked)] == expected


def test_proposals_tell_who_answered_how(filled: Store) -> None:
    (row,) = _rows(filled, "proposals", issue="territory", actor="lund")
    assert row["name"] == "a joint commission on the border"
    assert (row["by"], row["terms"], row["responses"]) == (["edit-varga"], ["talks", "territory"], [["nils-lund", "considers"]])
    assert _rows(filled, "proposals", issue="prisoners") == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [("norland", "ceasefire", "for"), ("norland", "peacekeeping", "against")]),
        ({"issue": "ceasefire"}, [("norland", "ceasefire", "for")]),
        ({"stance": "against"}, [("norland", "peacekeeping", "against")]),
        ({"party": "norland", "until": "2024-03"}, [("norland", "peacekeeping", "against")]),
        ({"party": "sudland"}, []),
        ({"speaker": "Lund's spokesman"}, [("norland", "peacekeeping", "against")]),
    ],
)
def test_positions_are_filtered(filled: Store, asked: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    assert [(row.holder, row.issue, row.stance) for row in filled.positions(**asked)] == expected


def test_commitments_tell_by_whom_and_to_whom(filled: Store) -> None:
    (row,) = _rows(filled, "commitments", actor="norland")
    assert (row["action"], row["by"], row["to"], row["due"]) == (
        "release all prisoners",
        ["edit-varga", "nils-lund"],
        ["norland"],
        "2024-04",
    )


def test_warnings_tell_condition_and_consequence(filled: Store) -> None:
    (row,) = _rows(filled, "warnings", party="sudland")
    assert (row["by"], row["against"], row["condition"]) == ("nils-lund", "sudland", "If shelling goes on")
    assert (row["consequence"], row["statement"]) == ("close the strait", "s2")


def test_rows_quote_the_words_their_spans_stand_for(filled: Store) -> None:
    for kind in ("statements", "contacts", "proposals", "positions", "commitments", "warnings"):
        for row in getattr(filled, kind)():
            record = filled.record(row.document)
            assert " … ".join(record.quote(span) for span in row.spans) == row.quote
            assert row.spans


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            {},
            [
                ("2024-03-04", "contact", "call, held", ("edit-varga", "nils-lund")),
                ("2024-03-05", "commitment", "release all prisoners", ("edit-varga", "nils-lund")),
                ("2024-03-05", "proposal", "a joint commission on the border", ("edit-varga",)),
                ("2024-03-05", "response", "considers: a joint commission on the border", ("nils-lund",)),
                ("2024-03-05", "warning", "close the strait", ("nils-lund",)),
                ("2024-05", "contact", "talks, planned", ("norland", "sudland")),
            ],
        ),
        ({"kind": "contact", "since": "2024-05-31"}, [("2024-05", "contact", "talks, planned", ("norland", "sudland"))]),
        (
            {"issue": "talks"},
            [
                ("2024-03-05", "proposal", "a joint commission on the border", ("edit-varga",)),
                ("2024-03-05", "response", "considers: a joint commission on the border", ("nils-lund",)),
            ],
        ),
        ({"until": "2024-03-04"}, [("2024-03-04", "contact", "call, held", ("edit-varga", "nils-lund"))]),
    ],
)
def test_timeline_is_in_the_order_of_days(filled: Store, asked: dict[str, Any], expected: list[tuple[Any, ...]]) -> None:
    assert [(row.date, row.event, row.what, row.actors) for row in filled.timeline(**asked)] == expected
