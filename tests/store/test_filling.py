"""Reading into a store: nothing twice, and one text that breaks the reading keeps no other out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from readout.document import Document
from readout.record import Made, Record
from readout.store import Added, Store
from readout.store.filling import Outcome
from tests.store.records import MADE, NEWER


class Plain:
    """A reader that finds nothing in a text, breaks at the word "break", and counts what it was given."""

    def __init__(self, made: Made = MADE) -> None:
        self.made, self.read = made, 0

    def pipe(self, documents: Iterable[Document]) -> Iterator[Record]:
        for document in documents:
            self.read += 1
            if "break" in document.text:
                raise LookupError("no such word")
            actors = [{"id": "a", "name": "Ada", "kind": "person"}] if "wrong" not in document.text else []
            positions = [{"party": "a", "issue": "talks", "stance": "for", "evidence": (0, 1)}]
            yield Record(id=document.id, text=document.text, actors=actors, positions=positions, readout=self.made)


def _documents(many: int, **texts: str) -> list[Document]:
    return [Document(texts.get(f"d{number}", f"Text {number}."), id=f"d{number}") for number in range(many)]


def test_documents_are_read_once(store: Store) -> None:
    reader = Plain()
    assert {outcome.done for outcome in store.fill(_documents(70), reader)} == {Added.added}
    assert {outcome.done for outcome in store.fill(_documents(70), reader)} == {Added.unchanged}
    assert reader.read == 70
    assert {outcome.done for outcome in store.fill(_documents(70), Plain(NEWER))} == {Added.replaced}


def test_a_text_that_breaks_the_reading_keeps_no_other_out(store: Store) -> None:
    outcomes = list(store.fill(_documents(70, d5="break", d40="wrong"), Plain()))
    assert len(outcomes) == 70
    assert [outcome for outcome in outcomes if outcome.done is not Added.added] == [
        Outcome("d5", None, "LookupError while reading: no such word"),
        Outcome("d40", None, "'a' is not among its actors"),
    ]
    assert store.info().counts["documents"] == 68


def test_what_was_left_out_is_tried_again(store: Store) -> None:
    list(store.fill(_documents(3, d1="break"), Plain()))
    assert [outcome.done for outcome in store.fill(_documents(3), Plain())] == [Added.unchanged, Added.unchanged, Added.added]
