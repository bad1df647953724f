"""The reader: walks through the layers of the reading, in order, and makes the record."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from readout.analysis import load
from readout.analysis.encoder import read_meta
from readout.analysis.pipeline import Analyser
from readout.codebook import Codebook
from readout.document import Document
from readout.errors import InputError, ModelError
from readout.reading.actors import Cast, resolve
from readout.reading.commitments import commitments
from readout.reading.contacts import contacts
from readout.reading.plain import plain
from readout.reading.positions import positions
from readout.reading.proposals import proposals
from readout.reading.statements import statements
from readout.reading.times import times
from readout.reading.warnings import threatened, warnings
from readout.reading.workers import Workers
from readout.record import Actor, Made, Record, Time
from readout.version import __version__

WORTH = 10_000
"""Words from which on several processes are worth their start: each takes two or three seconds to, and this one reads as many
in that time."""

SURROGATE = re.compile("[\ud800-\udfff]")


class Reader:
    """Reads documents; loads the model once.

    `codebook` is one loaded with the user's own tables, `model` the folder of another model, or a pipeline that
    `readout.load` has made and the user has added to. With several `processes`, `pipe` reads in as many once there is enough
    to read; each takes some 200 MB. Raises `ModelError` and `CodebookError`.
    """

    def __init__(
        self, codebook: Codebook | None = None, model: Language | Path | str | None = None, *, processes: int = 1
    ) -> None:
        self.codebook = codebook or Codebook.load()
        self._model = model if isinstance(model, Language) else Path(model) if model else None
        self._workers: Workers | None = None
        self._come = 0
        if processes > 1:
            if isinstance(self._model, Language):
                raise ModelError("a pipeline is read with in one process: name the folder of a model to read in several")
            digest = read_meta(self._model)["digest"]
            self._workers = Workers(partial(_on_one_core, self.codebook, self._model), processes)
        else:
            analyser = self.nlp.get_pipe("readout_analysis") if self.nlp.has_pipe("readout_analysis") else None
            if not isinstance(analyser, Analyser):
                raise ModelError("the pipeline has no component readout_analysis: make it with readout.load()")
            digest = analyser.encoder.meta["digest"]
        self.made = Made(version=__version__, model=digest, codebook=self.codebook.digest)

    @cached_property
    def nlp(self) -> Language:
        """The pipeline of this process; a reader of several processes may never need it."""
        return self._model if isinstance(self._model, Language) else load(self._model)

    def read(
        self,
        text: str,
        *,
        title: str | None = None,
        outlet: str | None = None,
        published: date | str | None = None,
        url: str | None = None,
    ) -> Record:
        """Read one text, published on a day (a date, or "2025-12-28"). Raises `InputError` for what is no date."""
        return self.read_document(Document(text, title=title, outlet=outlet, published=day(published), url=url))

    def read_document(self, document: Document) -> Record:
        """Read one document."""
        return next(self.pipe([document]))

    def pipe(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Read documents one after the other, in their order; only the few that are being read are held.

        Several processes are started once `WORTH` words have come, in this call and those before it. What goes wrong in one is
        raised here; `WorkerError` where it has ended itself.
        """
        clean = map(legible, documents)
        if self._workers is None:
            yield from self._read(clean)
            return
        held = list[Document]()
        for document in clean:
            held.append(document)
            self._come += document.text.count(" ")
            if self._come >= WORTH:
                yield from self._workers.pipe(chain(held, clean))
                return
        yield from self._read(held)

    def _read(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Read documents in this process."""
        pairs = ((document.text, document) for document in documents)
        for doc, document in self.nlp.pipe(pairs, as_tuples=True):
            with uncollected():
                record = self._record(doc, document)
            yield record

    def _record(self, doc: Doc, document: Document) -> Record:
        book, doc = self.codebook, plain(doc)
        cast = resolve(doc, document, book)
        said = statements(doc, cast, book.attribution)
        dated = times(doc, document.published, book)
        threats = warnings(doc, cast, said, book)
        rows = tuple(Time(span=(t.start, t.end), value=t.value) for t in dated)
        record = Record(
            id=document.id,
            outlet=document.outlet,
            url=document.url,
            title=document.title,
            published=document.published.isoformat() if document.published else None,
            text=document.text,
            statements=said,
            contacts=contacts(doc, document, cast, said, dated, book.contacts),
            proposals=proposals(doc, cast, said, book),
            positions=positions(doc, cast, said, book),
            commitments=tuple(row for row in commitments(doc, cast, said, rows, book) if not threatened(row.action, threats)),
            warnings=threats,
            times=rows,
            readout=self.made,
        )
        return record.model_copy(update={"actors": concerned(record, cast)})


def _on_one_core(codebook: Codebook, model: Path | None) -> Reader:
    """A reader for one of several processes, which share the cores among them."""
    return Reader(codebook, load(model, threads=1))


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the collection of garbage, which takes a sixth of the reading and finds nothing that cannot wait for its end."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def concerned(record: Record, cast: Cast) -> tuple[Actor, ...]:
    """The actors that a row of the record names, and the parties they belong to, in the cast's order."""
    named = {a for s in record.statements for a in s.speakers}
    named |= {a for c in record.contacts for a in (*c.participants, c.initiator) if a}
    named |= {a for p in record.proposals for a in (*p.by, *(r.by for r in p.responses))}
    named |= {p.party for p in record.positions}
    named |= {a for c in record.commitments for a in (*c.by, *c.to)}
    named |= {a for w in record.warnings for a in (w.by, w.against) if a}
    parties = {party for a in named if (party := cast.party(a))}
    return tuple(a for a in cast.actors if a.id in named | parties)


def day(value: date | str | None) -> date | None:
    """A day of publication, given as a date, a time or in ISO 8601. Raises `InputError`."""
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            raise InputError(f"{value!r} is not a date; write it as YYYY-MM-DD") from None
    return value.date() if isinstance(value, datetime) else value


def legible(document: Document) -> Document:
    """The document with lone surrogates, which no encoding can write, as U+FFFD: one code point for one."""
    parts = (document.text, document.id, document.title, document.outlet, document.url)
    if not any(part and SURROGATE.search(part) for part in parts):
        return document
    text, name, title, outlet, url = (part and SURROGATE.sub("\ufffd", part) for part in parts)
    return replace(document, text=text or "", id=name or "", title=title, outlet=outlet, url=url)


def read(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
) -> Record:
    """Read one text with the packaged model and codebook, which are loaded once.

    `published` is the day, as a date or as "2025-12-28"; without it only absolute dates are resolved. Raises `InputError`
    for what is no date.
    """
    return _packaged().read(text, title=title, outlet=outlet, published=published, url=url)


@lru_cache(maxsize=1)
def _packaged() -> Reader:
    return Reader()
