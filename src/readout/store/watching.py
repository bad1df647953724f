"""Watching feeds: one round of fetching what is new in them, and keeping it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readout.document import Document
from readout.errors import InputError
from readout.sources.known import Known
from readout.sources.languages import english
from readout.sources.online import Online
from readout.store.filling import Reads

if TYPE_CHECKING:
    from readout.store.store import Store


@dataclass
class Round:
    """What one round found, counted while it runs.

    `feeds` counts those read, unchanged, resting (after a failure) and broken; `texts` what became of the pages, by the names
    of `Added`, and "copies" and "failed"; `aside` those in other languages; `errors` says why something failed.
    """

    feeds: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)
    errors: list[InputError] = field(default_factory=list)

    def run(self, store: Store, feeds: Iterable[str], reader: Reads, *, online: Online) -> None:
        """Read what is new in the feeds into a store. Each text is kept before the next is fetched.

        `online` must have the visits of the store. What cannot be fetched or read is counted, and the rest goes on.
        """
        documents = english(self._documents(feeds, online), aside=lambda *found: self._set_aside(*found, online=online))
        for outcome in store.fill(documents, reader, copies=True, batch=1):
            copy = outcome.of is not None and outcome.done != "unchanged"
            self.texts["copies" if copy else outcome.done or "failed"] += 1
            if outcome.reason is not None:
                self.errors.append(InputError(outcome.reason, source=outcome.document))
                online.visits.refuse(outcome.document, outcome.reason)
        online.finish()

    def _documents(self, feeds: Iterable[str], online: Online) -> Iterator[Document]:
        before = Counter(online.tally)
        for feed in feeds:
            yield from online.follow(feed, known=Known(), on_error=self._failed)
            self.feeds = online.tally - before

    def _failed(self, error: InputError) -> None:
        self.errors.append(error)

    def _set_aside(self, document: Document, language: str, *, online: Online) -> None:
        self.aside[language] += 1
        online.refuse(document, f"in another language ({language})")
