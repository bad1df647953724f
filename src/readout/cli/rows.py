"""`readout search`, `statements`, `contacts` and the other rows of a store, and `timeline`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from readout.cli.inputs import Output
from readout.cli.store import (
    DEFAULT,
    After,
    Anybody,
    AsForm,
    InDocument,
    Issue,
    Limit,
    Mode,
    OfOutlet,
    OnWord,
    Party,
    Since,
    Speaker,
    Stance,
    Until,
    Where,
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


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to search for, see below.")],
    kind: Annotated[Kind, typer.Option(help="Statements, or documents.")] = Kind.statement,
    speaker: Speaker = None,
    party: Party = None,
    issue: Issue = None,
    stance: Stance = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    mode: Mode = None,
    store: Where = DEFAULT,
    form: AsForm = None,
    limit: Limit = None,
    after: After = None,
    output: Output = None,
) -> None:
    """Find statements, or documents, by their words."""
    asked = given(speaker=speaker, party=party, issue=issue, stance=stance, outlet=outlet, since=since, until=until, mode=mode)
    with opened_store(store) as kept:
        find = kept.search if kind is Kind.statement else kept.documents
        Shown(form, limit, after, output).write(find(" ".join(words), **asked))


def statements(
    speaker: Speaker = None,
    party: Party = None,
    issue: Issue = None,
    stance: Stance = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    mode: Mode = None,
    document: InDocument = None,
    store: Where = DEFAULT,
    form: AsForm = None,
    limit: Limit = None,
    after: After = None,
    output: Output = None,
) -> None:
    """Show who is said to have said what, newest first."""
    asked = given(speaker=speaker, party=party, issue=issue, stance=stance, outlet=outlet, since=since, until=until)
    with opened_store(store) as kept:
        Shown(form, limit, after, output).write(kept.statements(**asked, **given(mode=mode, document=document)))


def contacts(
    actor: Anybody = None,
    party: Party = None,
    speaker: OnWord = None,
    kind: Annotated[str | None, typer.Option(help="Only call, meeting, summit, talks, visit or letter.")] = None,
    status: Annotated[str | None, typer.Option(help="Only held, planned, proposed, refused or cancelled.")] = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    document: InDocument = None,
    store: Where = DEFAULT,
    form: AsForm = None,
    limit: Limit = None,
    after: After = None,
    output: Output = None,
) -> None:
    """Show who met or called whom. Dates are those of the contacts, where they are known."""
    asked = given(actor=actor, party=party, speaker=speaker, kind=kind, status=status, outlet=outlet, since=since, until=until)
    with opened_store(store) as kept:
        Shown(form, limit, after, output).write(kept.contacts(**asked, **given(document=document)))


def proposals(
    actor: Anybody = None,
    party: Party = None,
    speaker: OnWord = None,
    issue: Issue = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    document: InDocument = None,
    store: Where = DEFAULT,
    form: AsForm = None,
    limit: Limit = None,
    after: After = None,
    output: Output = None,
) -> None:
    """Show what was put forward, and how it was answered."""
    asked = given(actor=actor, party=party, speaker=speaker, issue=issue, outlet=outlet, since=since, until=until)
    with opened_store(store) as kept:
        Shown(form, limit, after, output).write(kept.proposals(**asked, **given(document=document)))


def positions(
    actor: Anybody = None,
    party: Party = None,
    speaker: OnWord = None,
    issue: Issue = None,
    stance: Stance = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    document: InDocument = None,
    store: Where = DEFAULT,
    form: AsForm = None,
    limit: Limit = None,
    after: After = None,
    output: Output = None,
) -> None:
    """Show who stands where on which issue."""
    asked = given(
        actor=actor, party=party, speaker=speaker, issue=issue, stance=stance, outlet=outlet, since=since, until=until
    )
    with opened_store(store) as kept:
        Shown(form, limit, after, output).write(kept.positions(**asked, **given(document=document)))


def commitments(
    actor: Anybody = None,
    party: Party = None,
    speaker: OnWord = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    document: InDocument = None,
    store: Where = DEFAULT,
    form: AsForm = None,
    limit: Limit = None,
    after: After = None,
    output: Output = None,
) -> None:
    """Show what was agreed, pledged or announced."""
    asked = given(actor=actor, party=party, speaker=speaker, outlet=outlet, since=since, until=until, document=document)
    with opened_store(store) as kept:
        Shown(form, limit, after, output).write(kept.commitments(**asked))


def warnings(
    actor: Anybody = None,
    party: Party = None,
    speaker: OnWord = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    document: InDocument = None,
    store: Where = DEFAULT,
    form: AsForm = None,
    limit: Limit = None,
    after: After = None,
    output: Output = None,
) -> None:
    """Show what was threatened, or warned of."""
    asked = given(actor=actor, party=party, speaker=speaker, outlet=outlet, since=since, until=until, document=document)
    with opened_store(store) as kept:
        Shown(form, limit, after, output).write(kept.warnings(**asked))


def timeline(
    actor: Anybody = None,
    party: Party = None,
    speaker: OnWord = None,
    issue: Issue = None,
    kind: Annotated[str | None, typer.Option(help="Only contact, proposal, response, commitment or warning.")] = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    document: InDocument = None,
    store: Where = DEFAULT,
    form: AsForm = None,
    limit: Limit = None,
    after: After = None,
    output: Output = None,
) -> None:
    """Show contacts, proposals and the answers to them, commitments and warnings, day by day."""
    asked = given(actor=actor, party=party, speaker=speaker, issue=issue, kind=kind, outlet=outlet, since=since, until=until)
    with opened_store(store) as kept:
        Shown(form, limit, after, output).write(kept.timeline(**asked, **given(document=document)))
