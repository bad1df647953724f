"""`readout show`, `verify` and `info`: a document, the proof, and the numbers of a store."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli.command import complain
from readout.cli.inputs import Output
from readout.cli.outputs import opened
from readout.cli.read import Format, form_of
from readout.cli.store import DEFAULT, Where, opened_store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readout.store.verify import Checked

VERIFY_EXAMPLES = """
\b
Examples:
  readout verify readout.db
  readout verify postgresql://desk@localhost/talks
  readout verify records.jsonl
"""


def register(app: typer.Typer) -> None:
    """Add the commands to the others."""
    app.command(no_args_is_help=True)(show)
    app.command(epilog=VERIFY_EXAMPLES, no_args_is_help=True)(verify)
    app.command()(info)


def show(
    document: Annotated[str, typer.Argument(metavar="ID", help="The id of a document.")],
    store: Where = DEFAULT,
    form: Annotated[Format | None, typer.Option("--format", help="As with 'readout read'.")] = None,
    output: Output = None,
) -> None:
    """Show the record of one document, as 'readout read' does."""
    from readout.exports import write

    with opened_store(store) as kept:
        record = kept.record(document)
    with opened(output) as out:
        write([record], out, form=form or form_of(output))


def verify(
    source: Annotated[str, typer.Argument(metavar="STORE|FILE", help="A store, or a file of records (.json, .jsonl).")],
) -> None:
    """Prove that every row stands for the words it rests on: slice every span again, take every digest again."""
    if "://" not in source and Path(source).suffix in (".json", ".jsonl", ".ndjson"):
        from readout.store.verify import verify_file

        _verify(verify_file(Path(source)))
        return
    with opened_store(source) as kept:
        _verify(kept.verify())


def _verify(checked: Iterable[Checked]) -> None:
    documents = spans = faults = 0
    for one in checked:
        documents += bool(one.document)
        spans += one.spans
        faults += len(one.faults)
        for fault in one.faults:
            complain(f"{one.document}: {fault}" if one.document else fault)
    typer.echo(f"{documents} documents, {spans} spans: {faults or 'nothing'} wrong")
    if faults:
        raise typer.Exit(1)


def info(
    store: Where = DEFAULT,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show what a store holds, in numbers."""
    with opened_store(store) as kept:
        found = kept.info()
    if as_json:
        typer.echo(json.dumps(asdict(found), indent=2))
        return
    typer.echo(f"{found.where}: {found.size / 1e6:.1f} MB, tables {found.tables}")
    for name, many in found.counts.items():
        typer.echo(f"{many:>10,}  {name}")
    if found.since:
        typer.echo(f"Published from {found.since} to {found.until} by {found.outlets} outlets")
    for one in found.readers:
        typer.echo(f"{one.documents:,} read by version {one.version}, model {one.model[:12]}, codebook {one.codebook[:12]}")
