"""Adding: whole or not at all, once, and replaced when what was read has changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from readout.codebook import Codebook
from readout.document import Document
from readout.errors import InputError, RecordError
from readout.record import Record
from readout.store import Added, Store
from tests.store.dump import dump
from tests.store.records import CALL, CALL_TEXT, MADE, NEWER, TALKS, WRITTEN, made


def test_add_keeps_the_record_whole(store: Store) -> None:
    for record in WRITTEN:
        assert store.add(record) is Added.added
    assert [store.record(record.id) for record in WRITTEN] == list(WRITTEN)


def test_add_again_changes_nothing(store: Store) -> None:
    store.add(CALL)
    before = dump(store)
    assert store.add(CALL) is Added.unchanged
    assert dump(store) == before


def test_add_after_a_change_replaces_the_rows(store: Store) -> None:
    store.add(CALL)
    store.add(TALKS)
    newer = CALL.model_copy(update={"readout": NEWER, "statements": CALL.statements[:2], "warnings": ()})
    assert store.add(newer) is Added.replaced
    assert [row.statement for row in store.statements(document="call")] == ["s0", "s1"]
    assert list(store.warnings()) == []
    assert store.info().counts["documents"] == 2
    assert list(store.search("strait")) == []
    assert not [checked for checked in store.verify() if checked.faults]


def test_replacing_and_putting_back_gives_the_same_store(store: Store) -> None:
    for record in WRITTEN:
        store.add(record)
    before = dump(store)
    store.add(CALL.model_copy(update={"readout": NEWER, "published": "2021-01-01"}))
    store.add(CALL)
    assert dump(store) == before


def test_the_order_of_adding_does_not_matter(store: Store, codebook: Codebook, tmp_path: Path) -> None:
    records = [*WRITTEN, *map(made, range(20))]
    with Store.open(tmp_path / "other.db", codebook=codebook) as other:
        for record in records:
            store.add(record)
        for record in reversed(records):
            other.add(record)
        assert dump(store) == dump(other)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"actors": CALL.actors[:1]}, "'sudland' is not among its actors"),
        ({"statements": CALL.statements[1:]}, "'s0' is not among its statements"),
    ],
)
def test_a_record_that_does_not_fit_leaves_nothing(store: Store, change: dict, reason: str) -> None:
    store.add(TALKS)
    before = dump(store)
    with pytest.raises(RecordError, match=reason):
        store.add(CALL.model_copy(update=change))
    assert dump(store) == before


def test_knows_documents_as_they_were_read(store: Store) -> None:
    store.add(CALL)
    known = Document(text=CALL_TEXT, id="call", outlet=CALL.outlet, title=CALL.title, url=CALL.url, published=date(2024, 3, 5))
    assert store.knows(known, MADE)
    assert not store.knows(known, NEWER)
    assert not store.knows(Document(text=CALL_TEXT + ".", id="call"), MADE)
    assert not store.knows(Document(text=CALL_TEXT, id="other"), MADE)


def test_record_of_an_unknown_document_is_an_error(store: Store) -> None:
    with pytest.raises(InputError, match="no document has the id 'nowhere'"):
        store.record("nowhere")


@pytest.mark.parametrize("id", ["../../etc/passwd", "'; DROP TABLE documents; --", "a\0b", "über–ﬁ\u202e", "%s %(x)s :y ?"])
def test_hostile_ids_names_and_texts_are_only_text(store: Store, id: str) -> None:
    text = f"{id} said \0 no'; DROP TABLE names; -- \U0001f600 and left."
    record = Record(
        id=id,
        outlet=id,
        title=id,
        text=text,
        actors=[{"id": id, "name": id, "kind": "person"}],
        statements=[
            {"id": "s0", "source": (0, len(id)), "cue": None, "content": [(0, len(text))], "speakers": [id], "mode": "mixed"}
        ],
        readout=MADE,
    )
    assert store.add(record) is Added.added
    assert store.add(record) is Added.unchanged
    assert store.record(id) == record
    (row,) = store.search('"drop table names"', outlet=id)
    start, end = row.spans[0]
    assert text[start:end].replace("\0", "\ufffd") == row.quote
    assert not [checked for checked in store.verify() if checked.faults]
