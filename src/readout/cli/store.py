"""What the commands on a store share: its option, filters, and how rows are written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli.inputs import Output

if TYPE_CHECKING:
    from readout.codebook import Codebook
    from readout.store import Store

DEFAULT = "readout.db"

Where = Annotated[
    str,
    typer.Option(
        "--store", metavar="PATH|URL", envvar="READOUT_STORE", help="An SQLite file, or postgresql://user@host/database."
    ),
]
Speaker = Annotated[str | None, typer.Option(metavar="NAME", help="Only what this actor is said to have said.")]
OnWord = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Only what rests on this actor's word.")]
Party = Annotated[str | None, typer.Option(metavar="NAME", help="Only of this party and those who belong to it.")]
Anybody = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Only where this actor takes part.")]
Issue = Annotated[str | None, typer.Option(metavar="CODE", help="Only on this issue, such as ceasefire.")]
Stance = Annotated[str | None, typer.Option(help="Only this stance: for, against or conditional.")]
OfOutlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only from this outlet.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Only to the end of this day, month or year.")]
InDocument = Annotated[str | None, typer.Option("--document", metavar="ID", help="Only in this document.")]
Mode = Annotated[str | None, typer.Option(help="Only direct, mixed or indirect quotations.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many rows; default: 50 as a table, else all.")]
After = Annotated[str | None, typer.Option(metavar="PLACE", help="Go on after the place that the page before ended with.")]


class Form(StrEnum):
    """The forms rows can be written in."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"


AsForm = Annotated[Form | None, typer.Option("--format", help="Default: a table on a terminal, jsonl when piped.")]

SHOWN = {"store": Where, "form": AsForm, "limit": Limit, "after": After, "output": Output}
"""The options of every command that writes rows."""


@contextmanager
def opened_store(where: str, *, create: bool = False, codebook: Codebook | None = None) -> Iterator[Store]:
    """The store at a path or address; it must be there unless it may be created."""
    from readout.store import Store

    with Store.open(where, create=create, codebook=codebook) as store:
        yield store


def given(**asked: Any) -> dict[str, Any]:
    """The filters that were given."""
    return {name: value for name, value in asked.items() if value is not None}
