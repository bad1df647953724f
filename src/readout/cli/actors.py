"""`readout actors`: who appears in a store, and deciding by hand who is who."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from readout.cli.options import taking
from readout.cli.store import DEFAULT, SHOWN, Party, Where, opened_store
from readout.cli.tables import Shown

EXAMPLES = """
\b
Examples:
  readout actors list --party russia
  readout actors merge mohammed-bin-salman MBS
      both names are one actor from now on
  readout actors split john-smith 'J. Smith'
      'J. Smith' is somebody else
  readout actors split john-smith
      take back all that was decided about this actor
  readout actors rename mohammed-bin-salman 'Crown Prince Mohammed bin Salman'

\b
Decisions hold when documents are read again, and for documents added later.
"""

Actor = Annotated[str, typer.Argument(metavar="ACTOR", help="An id, or a name that only one actor has.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the others."""
    group = typer.Typer(
        help="Show who appears in a store, and decide by hand who is who.",
        epilog=EXAMPLES,
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command("list")(show)
    group.command(no_args_is_help=True)(merge)
    group.command(no_args_is_help=True)(split)
    group.command(no_args_is_help=True)(rename)
    app.add_typer(group, name="actors")


@taking(SHOWN, store=DEFAULT)
def show(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only actors that this id or name can mean.")] = None,
    party: Party = None,
    kind: Annotated[str | None, typer.Option(help="Only person, organization, country or group.")] = None,
    **asked: Any,
) -> None:
    """List the actors, with all their names; those who are said to have said most come first."""
    with opened_store(asked["store"]) as kept:
        Shown.of(asked).write(kept.actors(name, party=party, kind=kind))


def merge(
    into: Actor,
    others: Annotated[list[str], typer.Argument(metavar="OTHER", help="Actors that are the same one.")],
    store: Where = DEFAULT,
) -> None:
    """Say that several actors are one."""
    with opened_store(store) as kept:
        typer.echo(kept.merge(into, *others))


def split(
    actor: Actor,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Its names that are somebody else's; none: undo every decision.")
    ] = None,
    store: Where = DEFAULT,
) -> None:
    """Say that some names of an actor are somebody else's, or take back what was decided about it."""
    with opened_store(store) as kept:
        typer.echo(kept.split(actor, *(names or ())))


def rename(
    actor: Actor,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="What to call it; none: what documents call it.")] = None,
    store: Where = DEFAULT,
) -> None:
    """Call an actor something else."""
    with opened_store(store) as kept:
        typer.echo(kept.rename(actor, name))
