"""The same story in many outlets: one voice, and who else printed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from readout.document import Document
from readout.record import Record
from readout.store import Store
from tests.store.records import MADE

STORY = " ".join(f"word{number}" for number in range(200))
DAY = date(2026, 2, 11)


class Kept:
    """A reader that keeps what is known of a text, and breaks at the word "break"."""

    made = MADE

    def pipe(self, documents: Iterable[Document]) -> Iterator[Record]:
        for document in documents:
            if "break" in document.text:
                raise LookupError("no such word")
            known = {name: getattr(document, name) for name in ("id", "text", "title", "outlet", "url")}
            yield Record(**known, published=str(document.published), readout=self.made)


def printed(outlet: str, text: str = STORY, *, id: str = "", published: date | None = DAY) -> Document:
    return Document(text, id=id, outlet=outlet, published=published)


def fill(store: Store, *documents: Document) -> list[tuple[str, str | None, str | None]]:
    return [(found.document, found.done, found.of) for found in store.fill(documents, Kept(), copies=True)]


def test_a_story_printed_again_is_kept_as_a_copy(store: Store) -> None:
    changed = STORY.replace("word100", "changed")
    copy = printed("Post", changed, id="b")
    assert fill(store, printed("Wire", id="a"), copy) == [("a", "added", None), ("b", "added", "a")]
    assert [(row.copy, row.document, row.outlet) for row in store.copies()] == [("b", "a", "Post")]
    assert [row.differs[0][2] for row in store.copies("a")] == ["changed"]
    assert store.info().counts["documents"] == 1


def test_copies_are_told_from_what_an_earlier_run_has_kept(store: Store) -> None:
    assert fill(store, printed("Wire", id="a")) == [("a", "added", None)]
    later = printed("Post", id="b", published=date(2026, 2, 18))
    assert fill(store, later) == [("b", "added", "a")]
    assert fill(store, printed("Wire", id="a"), later) == [("a", "unchanged", None), ("b", "unchanged", None)]
    assert fill(store, printed("Post", id="c", published=date(2026, 2, 19))) == [("c", "added", None)]


@pytest.mark.parametrize("turned", [False, True])
def test_one_text_of_two_outlets_is_a_first_and_a_copy_in_every_run(store: Store, turned: bool) -> None:
    both = (printed("Wire"), printed("Post"))
    (first, copy) = fill(store, *both)
    assert (first[1], copy[1], copy[2]) == ("added", "added", first[0])
    assert copy[0] != first[0]
    again = fill(store, *(both[::-1] if turned else both))
    assert {found[1] for found in again} == {"unchanged"}
    assert [(row.outlet, row.document) for row in store.copies()] == [("Post", first[0])]


def test_a_copy_of_what_could_not_be_read_is_read_itself(store: Store) -> None:
    broken = STORY.replace("word5 ", "break ")
    assert fill(store, printed("Wire", broken, id="a"), printed("Post", id="b"))[1] == ("b", "added", None)


def test_copies_are_documents_where_they_are_not_asked_for(store: Store) -> None:
    outcomes = store.fill([printed("Wire", id="a"), printed("Post", id="b")], Kept())
    assert [(found.document, found.of) for found in outcomes] == [("a", None), ("b", None)]
