"""Copies: kept beside the document they copy, with what they change, and never as voices of their own."""

from __future__ import annotations

from datetime import date

import pytest

from readout.document import Document
from readout.errors import InputError
from readout.store import Added, Store
from readout.store.copies import changes
from tests.store.records import CALL, CALL_TEXT, MADE, NEWER


def _copy(text: str = CALL_TEXT, **more: str) -> Document:
    return Document(text, id="copy", outlet="Echo", title="Varga rings Lund", published=date(2024, 3, 6), **more)


def test_a_copy_is_no_new_voice(store: Store) -> None:
    store.add(CALL)
    before = list(store.statements())
    assert store.add_copy(_copy(), of="call") is Added.added
    assert list(store.statements()) == before
    assert [row.document for row in store.documents()] == ["call"]
    (row,) = store.copies("call")
    assert (row.copy, row.document, row.outlet, row.published, row.differs) == ("copy", "call", "Echo", "2024-03-06", ())
    assert store.info().counts["copies"] == 1


def test_a_copy_tells_what_it_changes(store: Store) -> None:
    store.add(CALL)
    text = CALL_TEXT.replace("never accept", "hardly accept") + " Own reporting."
    store.add_copy(_copy(text), of="call")
    (row,) = store.copies()
    assert [(CALL_TEXT[start:end], new) for start, end, new in row.differs] == [("never", "hardly"), ("", " Own reporting.")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("", ""), ("", "a b"), ("a b", ""), ("a b c", "a x c"), ("one\n\ntwo", "two  one"), ("naïve — yes.", "naive - yes!")],
)
def test_the_changes_make_one_text_of_the_other(first: str, second: str) -> None:
    made, at = "", 0
    for start, end, new in changes(first, second):
        made, at = made + first[at:start] + new, end
    assert made + first[at:] == second


def test_a_copy_is_known_and_kept_once(store: Store) -> None:
    store.add(CALL)
    store.add_copy(_copy(), of="call")
    assert store.knows(_copy(), MADE)
    assert store.knows(_copy(), NEWER)
    assert not store.knows(_copy(CALL_TEXT + "!"), MADE)
    assert store.add_copy(_copy(), of="call") is Added.unchanged
    assert store.add_copy(_copy(CALL_TEXT + "!"), of="call") is Added.replaced


def test_copies_stay_when_the_document_is_read_again(store: Store) -> None:
    store.add(CALL)
    store.add_copy(_copy(), of="call")
    store.add(CALL.model_copy(update={"readout": NEWER, "published": "2020-01-01"}))
    assert [row.copy for row in store.copies("call")] == ["copy"]


def test_a_document_is_no_copy(store: Store) -> None:
    store.add(CALL)
    store.add_copy(_copy(), of="call")
    store.add(CALL.model_copy(update={"id": "copy"}))
    assert list(store.copies()) == []
    assert store.add_copy(_copy(), of="call") is Added.unchanged
    with pytest.raises(InputError, match="no document has the id 'nowhere'"):
        store.add_copy(_copy(), of="nowhere")
