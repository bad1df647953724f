"""`readout add`: texts into a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli.command import complain
from readout.cli.inputs import COLUMNS, MANNERS, NETWORK, TEXTS, CodebookFolder, Files, Inputs, Processes
from readout.cli.options import taking
from readout.cli.store import DEFAULT, Where, opened_store

if TYPE_CHECKING:
    from readout.codebook import Codebook
    from readout.document import Document
    from readout.store import Store
    from readout.store.filling import Outcome

EXAMPLES = """
\b
Examples:
  readout add articles.jsonl --store desk.db
  readout add articles/ crawl.warc.gz --store desk.db
      every text, page and table in a folder, and the pages of a web archive
  readout add https://post.example/talks https://post.example/rss
      a page, and the articles that a feed names; what has not changed since is not fetched again
  readout add table.csv --text-field body --published-field day
  readout add articles/*.txt --outlet RT --published 2025-12-28
  readout add records.jsonl --records --store postgresql://desk@localhost/talks
      what 'readout read' has written, without reading it again

\b
A document that is there already, read by the same version, model and codebook, is not read again: after Ctrl-C or a crash,
give the same command again and it goes on. What cannot be read is left out and counted; so are texts in other languages
than English, told from the text where 'readout[languages]' is installed, else from what it says. A text that prints again
what another has, at most a week apart, is kept as its copy.
"""


_ALWAYS = ("added", "unchanged")
_TOLD = ("added", "replaced", "copies", "unchanged", "failed")


def register(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command(epilog=EXAMPLES, no_args_is_help=True)(add)


@taking(TEXTS, COLUMNS, NETWORK, **MANNERS)
def add(
    files: Files,
    store: Where = DEFAULT,
    codebook: CodebookFolder = None,
    records: Annotated[bool, typer.Option("--records", help="The files hold records, one a line.")] = False,
    processes: Processes = None,
    **asked: Any,
) -> None:
    """Read texts and keep their records in a store, which is made where there is none."""
    inputs = Inputs.of(files, asked, skip_bad=True)
    documents = inputs.open()

    from readout.codebook import Codebook

    book = Codebook.load(Path(codebook) if codebook else None)
    with opened_store(store, create=True, codebook=book) as kept:
        inputs.online.visits = kept.visits
        texts = inputs.english(inputs.watched(documents, output=store))
        found = _ready(files, kept) if records else _read(texts, kept, book=book, processes=processes)
        _tell(found, inputs)


def _read(documents: Iterable[Document], kept: Store, *, book: Codebook, processes: int | None) -> Iterator[Outcome]:
    from readout.reading.reader import Reader
    from readout.reading.workers import usual

    return kept.fill(documents, Reader(codebook=book, processes=processes or usual()), copies=True)


def _ready(files: Iterable[str], kept: Store) -> Iterator[Outcome]:
    from readout.cli.export import records_of
    from readout.store.filling import keep

    return (keep(kept, record) for file in files for record in records_of(file))


def _tell(found: Iterable[Outcome], inputs: Inputs) -> None:
    """Count what became of the documents, and say it in the end, however the end comes."""
    tally = Counter[str]()
    try:
        for outcome in found:
            tally["copies" if outcome.of and outcome.done != "unchanged" else outcome.done or "failed"] += 1
            if outcome.reason is not None:
                complain(f"left out: {outcome.document}: {outcome.reason}")
        inputs.online.finish()
    finally:
        inputs.report()
        typer.echo(", ".join(f"{tally[name]} {name}" for name in _TOLD if tally[name] or name in _ALWAYS))
