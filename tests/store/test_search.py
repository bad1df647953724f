"""Search and filters: the same words find the same rows on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from readout.errors import InputError
from readout.record import Record
from readout.store import Store
from tests.store.records import CALL, MADE, made, person, said

# Words, and the statements they find: document and id, in order.
SEARCHES = [
    ("ceasefire", ["talks s2", "undated s0"]),
    ("CEASEFIRES", ["talks s2", "undated s0"]),
    ("norland", ["talks s2", "call s1"]),
    ("foreign minister", ["talks s0"]),
    ('"foreign troops"', ["call s1"]),
    ('"troops foreign"', []),
    ("troops foreign", ["call s1"]),
    ("foreign -minister", ["call s1"]),
    ('foreign -"foreign troops"', ["talks s0"]),
    ("no first use", ["talks s1"]),
    ("Jorg Hallen", ["talks s0"]),
    ("Jo\u0308rg", ["talks s0"]),
    ("jörg hållén", ["talks s0"]),
    ("exp*", ["talks s0"]),
    ('"first us*"', ["talks s1"]),
    ("accepting troop", ["call s1"]),
    ("“drones”,", ["talks s1"]),
    ("spokesman troops", ["call s1"]),
    ("warned strait", ["call s2"]),
    ("absent", []),
    ("norland AND NOT troops", []),
    ("troops' OR 1=1 --", []),
    ("quote:troops", []),
    ("n1", []),
]


@pytest.mark.parametrize(("words", "expected"), SEARCHES)
def test_search_finds_statements_by_their_words(filled: Store, words: str, expected: list[str]) -> None:
    assert [f"{row.document} {row.statement}" for row in filled.search(words)] == expected


@pytest.mark.parametrize("words", ["", "  ", "-ceasefire", "…", '""', "*", "'", "-"])
def test_search_for_nothing_is_an_error(filled: Store, words: str) -> None:
    with pytest.raises(InputError, match="nothing to search for"):
        list(filled.search(words))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"speaker": "varga"}, ["talks s1"]),
        ({"speaker": "Edit Varga"}, ["talks s1"]),
        ({"speaker": "lund"}, ["call s2"]),
        ({"party": "norland"}, ["talks s2", "call s1", "call s2"]),
        ({"party": "Sudland"}, ["talks s0", "talks s1", "call s0"]),
        ({"party": "norland", "speaker": "Nils Lund"}, ["call s2"]),
        ({"issue": "ceasefire"}, ["talks s2"]),
        ({"issue": "ceasefire", "stance": "for"}, ["talks s2"]),
        ({"issue": "ceasefire", "stance": "against"}, []),
        ({"stance": "against"}, ["call s1"]),
        ({"outlet": "the harbour post"}, ["call s0", "call s1", "call s2"]),
        ({"mode": "direct"}, ["talks s1"]),
        ({"since": "2024-04"}, ["talks s0", "talks s1", "talks s2"]),
        ({"until": "2024-04-19"}, ["call s0", "call s1", "call s2"]),
        ({"since": "2024-03-05", "until": "2024-03-05"}, ["call s0", "call s1", "call s2"]),
        ({"since": "2023", "until": "2023"}, []),
        ({"document": "undated"}, ["undated s0"]),
        ({"document": "talks", "speaker": "norland", "since": "2024"}, ["talks s2"]),
    ],
)
def test_statements_are_filtered(filled: Store, asked: dict[str, Any], expected: list[str]) -> None:
    assert [f"{row.document} {row.statement}" for row in filled.statements(**asked)] == expected


def test_words_and_filters_must_all_hold(filled: Store) -> None:
    assert [row.statement for row in filled.search("norland", party="norland", outlet="Herald")] == ["s2"]
    assert list(filled.search("ceasefire", since="2024-05")) == []


def test_an_actor_nobody_is_called_is_an_error(filled: Store) -> None:
    with pytest.raises(InputError, match="no actor is called 'Nemo'"):
        list(filled.statements(speaker="Nemo"))


@pytest.mark.parametrize("day", ["yesterday", "2024-13", "2024-02-30", "24-01-01", ""])
def test_a_date_that_is_none_is_an_error(filled: Store, day: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        list(filled.statements(since=day))


def test_statements_tell_their_speakers_and_words(filled: Store) -> None:
    row = next(iter(filled.search("foreign troops")))
    assert (row.names, row.speakers, row.parties) == (("Lund's spokesman",), (row.speakers[0],), ("norland",))
    assert (row.source, row.cue, row.channel, row.mode) == ("Lund's spokesman", "told", "reporters", "indirect")
    assert [CALL.quote(span) for span in row.spans] == [row.quote]


@pytest.mark.parametrize(
    ("words", "asked", "expected"),
    [
        ("prisoners", {}, ["call"]),
        ("süd", {}, ["talks"]),
        ("ceasefire", {}, ["talks", "call", "undated"]),
        (None, {}, ["talks", "call", "undated"]),
        (None, {"speaker": "Nils Lund"}, ["call"]),
        (None, {"since": "2024", "until": "2024-03"}, ["call"]),
        ("ceasefire -prisoners", {"party": "sudland"}, ["talks"]),
        (None, {"document": "undated"}, ["undated"]),
    ],
)
def test_documents_are_found(filled: Store, words: str | None, asked: dict[str, Any], expected: list[str]) -> None:
    assert [row.document for row in filled.documents(words, **asked)] == expected


def test_pages_follow_each_other_whatever_is_added(store: Store) -> None:
    for number in range(30):
        store.add(made(number))
    every = list(store.statements(until="2030"))
    first = store.statements(until="2030").page(7)
    store.add(made(100).model_copy(update={"published": "2029-01-01"}))
    rows, page = list(first.rows), first
    while page.next:
        page = store.statements(until="2030").page(7, after=page.next)
        rows += page.rows
    assert rows == every
    assert len(every) == 180


@pytest.mark.parametrize("kind", ["statements", "documents", "contacts", "positions", "timeline", "actors"])
def test_pages_of_every_kind_make_up_the_whole(store: Store, kind: str) -> None:
    for number in range(12):
        store.add(made(number))
    rows, after = [], None
    while True:
        page = getattr(store, kind)().page(5, after=after)
        rows += page.rows
        if page.next is None:
            break
        after = page.next
    assert rows == list(getattr(store, kind)())
    assert len(rows) > 10


@pytest.mark.parametrize("near", [0, 1, 3, 10, 10_000])
def test_a_search_finds_the_same_however_much_is_read_in_order(
    filled: Store, monkeypatch: pytest.MonkeyPatch, near: int
) -> None:
    monkeypatch.setattr("readout.store.look.NEAR", near)
    for words, expected in SEARCHES:
        found, after = [], None
        while True:
            page = filled.search(words).page(1, after=after)
            found += [f"{row.document} {row.statement}" for row in page.rows]
            if page.next is None:
                break
            after = page.next
        assert found == expected


@pytest.mark.parametrize("kind", ["statements", "contacts", "timeline", "actors"])
def test_a_place_that_is_none_is_an_error(filled: Store, kind: str) -> None:
    with pytest.raises(InputError, match="is not a place"):
        getattr(filled, kind)().page(after="x; DROP")


def test_a_long_text_is_kept_whole_and_found_by_its_beginning(store: Store) -> None:
    text = "Opening words. " + "".join(f"{number:x} " for number in range(300_000)) + "Closing."
    record = Record(id="long", text=text, readout=MADE)
    store.add(record)
    assert [row.document for row in store.documents("opening")] == ["long"]
    assert store.record("long") == record


def test_rereading_leaves_no_old_words_in_the_index(store: Store) -> None:
    for content in ("A convoy left", "A treaty came"):
        text = f"{content}, Ada said."
        statement = said(text, "s0", "Ada", "said", content, "ada")
        store.add(Record(id="one", text=text, actors=[person("ada", "Ada")], statements=[statement], readout=MADE))
    assert list(store.search("convoy")) == []
    assert list(store.documents("convoy")) == []
    assert [row.quote for row in store.search("treaty")] == ["A treaty came"]
