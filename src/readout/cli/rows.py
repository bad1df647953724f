"""`readout search`, `statements`, `contacts` and the other rows of a store, and `timeline`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from readout.cli.options import taking
from readout.cli.store import (
    DEFAULT,
    SHOWN,
    Anybody,
    InDocument,
    Issue,
    Mode,
    OfOutlet,
    OnWord,
    Party,
    Since,
    Speaker,
    Stance,
    Until,
    given,
    opened_store,
)
from readout.cli.tables import Shown

SEARCH_EXAMPLES = """
\b
Examples:
  readout search ceasefire --speaker Putin --since 2025-12
  readout search '"security guarantees" -NATO' --party ukraine --format csv -o guarantees.csv
  readout search 'withdraw*' --kind document

\b
All words must be there. "Several words" in quote marks stand in this order, a word with * is a beginning, one with - before
it must not be there. Case, marks on letters and endings do not count. Newest first.
"""
STATEMENT_EXAMPLES = """
\b
Examples:
  readout statements --speaker Lavrov --issue ceasefire
  readout statements --party ukraine --since 2025-12 --format csv -o statements.csv
"""


# The filters of each command, in the order that its help shows them.
STATED = {"speaker": Speaker, "party": Party, "issue": Issue, "stance": Stance}
WHEN = {"outlet": OfOutlet, "since": Since, "until": Until}
WHO = {"actor": Anybody, "party": Party, "speaker": OnWord}
ISSUE = {"issue": Issue}
STANCE = {"stance": Stance}
MODE = {"mode": Mode}
DOCUMENT = {"document": InDocument}
CONTACTS = {
    "kind": Annotated[str | None, typer.Option(help="Only call, meeting, summit, talks, visit or letter.")],
    "status": Annotated[str | None, typer.Option(help="Only held, planned, proposed, refused or cancelled.")],
}
EVENTS = {"kind": Annotated[str | None, typer.Option(help="Only contact, proposal, response, commitment or warning.")]}


class Kind(StrEnum):
    """What is searched for."""

    statement = "statement"
    document = "document"


def register(app: typer.Typer) -> None:
    """Add the commands to the others."""
    app.command(epilog=SEARCH_EXAMPLES, no_args_is_help=True)(search)
    app.command(epilog=STATEMENT_EXAMPLES)(statements)
    for command in (contacts, proposals, positions, commitments, warnings, timeline):
        app.command()(command)


@taking(STATED, WHEN, MODE, SHOWN, store=DEFAULT)
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to search for, see below.")],
    kind: Annotated[Kind, typer.Option(help="Statements, or documents.")] = Kind.statement,
    **asked: Any,
) -> None:
    """Find statements, or documents, by their words."""
    _show("search" if kind is Kind.statement else "documents", asked, " ".join(words))


@taking(STATED, WHEN, MODE, DOCUMENT, SHOWN, store=DEFAULT)
def statements(**asked: Any) -> None:
    """Show who is said to have said what, newest first."""
    _show("statements", asked)


@taking(WHO, CONTACTS, WHEN, DOCUMENT, SHOWN, store=DEFAULT)
def contacts(**asked: Any) -> None:
    """Show who met or called whom. Dates are those of the contacts, where they are known."""
    _show("contacts", asked)


@taking(WHO, ISSUE, WHEN, DOCUMENT, SHOWN, store=DEFAULT)
def proposals(**asked: Any) -> None:
    """Show what was put forward, and how it was answered."""
    _show("proposals", asked)


@taking(WHO, ISSUE, STANCE, WHEN, DOCUMENT, SHOWN, store=DEFAULT)
def positions(**asked: Any) -> None:
    """Show who stands where on which issue."""
    _show("positions", asked)


@taking(WHO, WHEN, DOCUMENT, SHOWN, store=DEFAULT)
def commitments(**asked: Any) -> None:
    """Show what was agreed, pledged or announced."""
    _show("commitments", asked)


@taking(WHO, WHEN, DOCUMENT, SHOWN, store=DEFAULT)
def warnings(**asked: Any) -> None:
    """Show what was threatened, or warned of."""
    _show("warnings", asked)


@taking(WHO, ISSUE, EVENTS, WHEN, DOCUMENT, SHOWN, store=DEFAULT)
def timeline(**asked: Any) -> None:
    """Show contacts, proposals and the answers to them, commitments and warnings, day by day."""
    _show("timeline", asked)


def _show(rows: str, asked: dict[str, Any], *words: str) -> None:
    """Write the rows that a store's method of this name gives."""
    filters = {name: value for name, value in asked.items() if name not in SHOWN}
    with opened_store(asked["store"]) as kept:
        Shown.of(asked).write(getattr(kept, rows)(*words, **given(**filters)))
