"""`readout read`: texts in, records out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from readout.cli.inputs import COLUMNS, MANNERS, NETWORK, TEXTS, CodebookFolder, Files, Inputs, Output, Processes, SkipBad
from readout.cli.options import taking
from readout.cli.outputs import opened

EXAMPLES = """
\b
Examples:
  readout read article.txt
      the record of one article, as tables
  readout read article.txt --outlet RT --published 2025-12-28 -o record.html
      a page to look at: the article, with every row linked to its words
  readout read articles.jsonl > records.jsonl
      one record a line, for programs
  readout read articles.jsonl --skip-bad -o records.jsonl
      the same, leaving out (and counting) the lines that cannot be read
  readout read page.html --format text
      the article on a saved web page
  readout read https://post.example/talks --format text
      the article at an address; of a feed, all that it names
  cat report.txt | readout read - --format json
      from another program

\b
A line of JSONL is {"text": "…"}, and where you know them also "id", "title",
"outlet", "url" and "published" ("2025-12-28"). Without a day of publication,
only absolute dates are resolved.
"""


class Format(StrEnum):
    """The forms a record can be written in."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


_BY_ENDING = {".txt": Format.text, ".json": Format.json, ".jsonl": Format.jsonl, ".html": Format.html, ".htm": Format.html}


def register(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command(epilog=EXAMPLES, no_args_is_help=True)(read)


@taking(TEXTS, COLUMNS, NETWORK, **MANNERS)
def read(
    files: Files,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Default: by the ending of --output; else text on a terminal, jsonl when piped."),
    ] = None,
    output: Output = None,
    skip_bad: SkipBad = False,
    codebook: CodebookFolder = None,
    processes: Processes = None,
    **asked: Any,
) -> None:
    """Read articles and official readouts, and write the record of each.

    A record holds the statements and who made them, contacts, proposals and the answers to them, positions, commitments and
    warnings.
    """
    inputs = Inputs.of(files, asked, skip_bad=skip_bad)
    documents = inputs.open()

    from readout.codebook import Codebook
    from readout.exports import write
    from readout.reading.reader import Reader
    from readout.reading.workers import usual

    with opened(output) as out:
        book = Codebook.load(Path(codebook) if codebook else None)
        reader = Reader(codebook=book, processes=processes or usual())
        write(inputs.watched(reader.pipe(documents), output=output), out, form=form or form_of(output))
    inputs.report()


def form_of(output: str | None) -> Format:
    """The form that records are written in where none is named."""
    if output and output != "-":
        return _BY_ENDING.get(Path(output).suffix.lower(), Format.jsonl)
    return Format.text if sys.stdout.isatty() else Format.jsonl
