"""Records with the store's actors: one id for somebody, in whatever document."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from readout.cli import app
from readout.record import Record
from readout.store import Store
from tests.store.records import MADE, WRITTEN, country, person

TEXT = "Foreign Minister Ada Boz of Norland met Boz's counterpart. Boz proposed a truce, which Boz welcomed. Norway?"
RECORD = Record(
    id="met",
    text=TEXT,
    actors=[
        person("a", "Ada Boz", "n", role="foreign minister", mentions=[(17, 24)]),
        person("b", "Boz", "n", mentions=[(40, 43), (59, 62)]),
        country("n", "Norland"),
    ],
    statements=[{"id": "s0", "source": None, "cue": None, "content": [(0, 5)], "speakers": ["b", "a"], "mode": "indirect"}],
    contacts=[{"kind": "meeting", "participants": ["a", "b"], "initiator": "b", "status": "held", "evidence": [(0, 5)]}],
    proposals=[
        {
            "name": (72, 79),
            "by": ["b"],
            "terms": [],
            "evidence": [(59, 79)],
            "responses": [{"by": "a", "response": "welcomes", "evidence": (81, 99)}],
        }
    ],
    positions=[{"party": "b", "issue": "ceasefire", "stance": "for", "evidence": (59, 79)}],
    commitments=[{"by": ["a"], "to": ["n", "b"], "action": (63, 79)}],
    warnings=[{"by": "b", "against": "n", "consequence": (0, 5)}],
    readout=MADE,
)


def test_actors_are_those_of_the_store(store: Store) -> None:
    for record in (RECORD, *WRITTEN):
        store.add(record)
    store.rename("ada-boz", "Ada Boz, MP")
    found = store.record("met", joined=True)
    boz, norland = found.actors
    assert (boz.id, boz.name, boz.role, boz.party) == ("ada-boz", "Ada Boz, MP", "foreign minister", norland.id)
    assert boz.mentions == ((17, 24), (40, 43), (59, 62))
    assert found.statements[0].speakers == ("ada-boz",)
    assert (found.contacts[0].participants, found.contacts[0].initiator) == (("ada-boz",), "ada-boz")
    assert (found.proposals[0].by, found.proposals[0].responses[0].by) == (("ada-boz",), "ada-boz")
    assert (found.positions[0].party, found.commitments[0].to) == ("ada-boz", ("norland", "ada-boz"))
    assert (found.warnings[0].by, found.warnings[0].against) == ("ada-boz", "norland")
    assert store.record("met") == RECORD


def test_what_is_said_is_as_it_was_read(filled: Store) -> None:
    for record in WRITTEN:
        found = filled.record(record.id, joined=True)
        assert Record.from_json(found.to_json()) == found
        for layer in ("statements", "contacts", "proposals", "positions", "commitments", "warnings"):
            assert len(getattr(found, layer)) == len(getattr(record, layer))
        assert [row.content for row in found.statements] == [row.content for row in record.statements]


def test_an_export_of_a_store_joins_and_its_records_do_not(tmp_path: Path) -> None:
    where = str(tmp_path / "desk.db")
    with Store.open(where) as store:
        store.add(RECORD)
    for form, expected in (("csv", "ada-boz"), ("jsonl", '"id":"a"')):
        out = tmp_path / form
        result = CliRunner().invoke(app, ["export", where, "--format", form, "-o", str(out)])
        assert (result.exit_code, result.output) == (0, "")
        whole = (out / "positions.csv" if out.is_dir() else out).read_text(encoding="utf-8")
        assert expected in whole
