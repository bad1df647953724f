"""Documents by their addresses: a page, a PDF, a plain text, or the articles that a feed names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from readout.document import Document
from readout.errors import InputError
from readout.sources.known import Known, OnError
from readout.sources.online import feeds, pages
from readout.sources.online.addresses import RefusedError
from readout.sources.online.answers import Answer
from readout.sources.online.fetching import Fetcher
from readout.sources.online.manners import Manners
from readout.sources.online.visits import Memory, Visit, Visits


class Online:
    """The network, as one run sees it.

    `visits` remembers what was fetched; those to feeds are kept by `finish`, to be called when all documents have been taken
    care of: were it earlier, a feed that has not changed since would not be looked at for the articles that were not.
    `tally` counts feeds (read, unchanged, resting, broken) and the pages asked for.
    """

    def __init__(self, manners: Manners | None = None, *, visits: Visits | None = None) -> None:
        self._manners = manners or Manners()
        self.visits: Visits = visits or Memory()
        self._feeds = list[Visit]()
        self._given = set[str]()
        self.tally = Counter[str]()

    def documents(self, url: str, *, known: Known, on_error: OnError | None = None) -> Iterator[Document]:
        """The text at an address, or those that a feed there names and that have not been seen. Raises `InputError`."""
        visit = self.visits.get(url) or Visit(url)
        kept = self.visits.document(visit.document) if visit.document else None
        answer = self._fetch(visit, marked=kept is not None or visit.document is None)
        if answer.body is None:
            yield from (kept,) if kept is not None else ()
        elif answer.kind in feeds.KINDS or feeds.is_feed(answer.body):
            yield from self._articles(visit, answer, known=known, on_error=on_error)
        else:
            yield self._document(answer, visit, known=known)

    def follow(self, url: str, *, known: Known, on_error: OnError) -> Iterator[Document]:
        """The articles of a feed that have not been seen; one that failed lately is left to rest."""
        visit = self.visits.get(url) or Visit(url)
        if visit.resting:
            self.tally["resting"] += 1
            return
        try:
            answer = self._fetch(visit, marked=True)
            if answer.body is None:
                self.tally["unchanged"] += 1
                self._feeds.append(replace(visit, reason=None, fails=0, due=None))
            else:
                yield from self._articles(visit, answer, known=known, on_error=on_error)
        except InputError as error:
            self.tally["broken"] += 1
            self._failed(visit, error)
            on_error(error if error.source else InputError(error.reason, source=url))

    def refuse(self, document: Document, reason: str) -> None:
        """Say that a document is not wanted, so that its page is not fetched for it again."""
        if document.id in self._given:
            self.visits.refuse(document.id, reason)

    def finish(self) -> None:
        """Keep what is known of the feeds, now that their articles are."""
        for visit in self._feeds:
            self.visits.put(visit)
        self._feeds.clear()

    def _articles(self, visit: Visit, answer: Answer, *, known: Known, on_error: OnError | None) -> Iterator[Document]:
        """The articles that a feed names, the oldest first: who prints a story again comes after who printed it first."""
        found = feeds.feed(answer.body or b"", url=answer.url)
        self.tally["read"] += 1
        whole = True
        for entry in reversed(found.entries):
            seen = self.visits.get(entry.url) or Visit(entry.url)
            if seen.settled or (seen.document and self.visits.has(seen.document)):
                continue
            if seen.resting:
                whole = False
                continue
            self.tally["pages"] += 1
            said = Known(entry.title, known.outlet or found.title, entry.published or known.published)
            try:
                yield self._document(self._page(entry.url), Visit(entry.url, fails=seen.fails), known=said)
            except InputError as error:
                whole = self._failed(seen, error) and whole
                wrong = error if error.source else InputError(error.reason, source=entry.url)
                if on_error is None:
                    raise wrong from None
                on_error(wrong)
        marks = (answer.etag, answer.modified) if whole else (None, None)
        self._feeds.append(Visit(visit.url, *marks))

    def _failed(self, visit: Visit, error: InputError) -> bool:
        """Keep in mind that an address failed; tell whether it is settled. What the user may allow next time is not kept."""
        if isinstance(error, RefusedError):
            return True
        failed = visit.failed(error)
        self.visits.put(failed)
        return failed.settled

    def _fetch(self, visit: Visit, *, marked: bool) -> Answer:
        marks = {"etag": visit.etag, "modified": visit.modified} if marked else {}
        return self._fetcher.fetch(visit.url, kinds=pages.KINDS, **marks)

    def _page(self, url: str) -> Answer:
        return self._fetcher.fetch(url, kinds=pages.KINDS)

    def _document(self, answer: Answer, visit: Visit, *, known: Known) -> Document:
        found = pages.document(answer, known=known)
        self.visits.put(Visit(visit.url, answer.etag, answer.modified, found.id))
        self._given.add(found.id)
        return found

    @cached_property
    def _fetcher(self) -> Fetcher:
        return Fetcher(self._manners)
