"""`readout analyse`: the layer below the record, for those who build on it or measure it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli.inputs import MANNERS, NETWORK, TEXTS, CodebookFolder, Files, Inputs, Output, SkipBad
from readout.cli.options import taking
from readout.cli.outputs import opened

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from readout.document import Document

EXAMPLES = """
\b
Examples:
  readout analyse article.txt --format conllu
      sentences, words, tags and trees in CoNLL-U (Universal Dependencies)
  readout analyse articles.jsonl --format spans > spans.jsonl
      a line a text: {"id", "spans": [{"label": "source", "start", "end"}, …]}
  readout analyse article.txt --published 2025-12-28 --format times
      a line a text: {"id", "times": [{"start", "end", "value"}, …]}, the values
      as in TIMEX3

\b
"start" and "end" count the characters (Unicode code points) of the text;
"end" is not included.
"""


class Layer(StrEnum):
    """What can be shown of the analysis."""

    spans = "spans"
    conllu = "conllu"
    times = "times"


def register(app: typer.Typer) -> None:
    """Add the command to the others."""
    app.command(epilog=EXAMPLES, no_args_is_help=True)(analyse)


@taking(TEXTS, NETWORK, **MANNERS)
def analyse(
    files: Files,
    layer: Annotated[
        Layer,
        typer.Option("--format", help="Attributions as flat spans; sentences, words, tags and trees; or dates and durations."),
    ] = Layer.spans,
    output: Output = None,
    skip_bad: SkipBad = False,
    codebook: CodebookFolder = None,
    **asked: Any,
) -> None:
    """Show the layer below the record.

    Who is said to have said what as flat spans; the sentences with their words, tags and trees; or the dates and durations.
    """
    inputs = Inputs.of(files, asked, skip_bad=skip_bad)
    documents = inputs.open()

    import readout.analysis

    with opened(output) as out:
        nlp = readout.analysis.load()
        pairs = nlp.pipe(((document.text, document) for document in documents), as_tuples=True)
        for text in _written(layer, inputs.watched(pairs, output=output), codebook=Path(codebook) if codebook else None):
            out.write(text)
            out.flush()
    inputs.report()


def _written(layer: Layer, pairs: Iterable[tuple[Doc, Document]], *, codebook: Path | None) -> Iterator[str]:
    if layer is Layer.conllu:
        from readout.analysis.conllu import conllu

        return (conllu(doc, name=document.id) for doc, document in pairs)
    rows = _times(pairs, codebook=codebook) if layer is Layer.times else _spans(pairs)
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _spans(pairs: Iterable[tuple[Doc, Document]]) -> Iterator[dict[str, object]]:
    for doc, document in pairs:
        found = {(s.start_char, s.end_char, name) for name in ("source", "cue", "content") for s in doc.spans.get(name, ())}
        yield {"id": document.id, "spans": [{"label": name, "start": start, "end": end} for start, end, name in sorted(found)]}


def _times(pairs: Iterable[tuple[Doc, Document]], *, codebook: Path | None) -> Iterator[dict[str, object]]:
    from readout.codebook import Codebook
    from readout.reading.times import times

    book = Codebook.load(codebook)
    for doc, document in pairs:
        rows = times(doc, document.published, book)
        yield {
            "id": document.id,
            "times": [{"start": row.span[0], "end": row.span[1], "value": row.value} for row in rows],
        }
