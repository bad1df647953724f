"""The command `readout`. One thin module a command group; each does its imports when it runs, so that `--help` is quick."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from readout.cli import actors, add, analyse, export, kept, read, rows, watch
from readout.cli.command import Commands

app = typer.Typer(
    cls=Commands,
    help="""Read the news of a negotiation and keep its record: who said what and on whose word, who met whom, what was
    proposed and how it was answered, who stands where. Every row is tied to the exact words it rests on.

    Nothing needs a network, a server or an account; only texts that you name by their addresses are fetched.
    """,
    epilog="'readout COMMAND --help' explains a command, with examples.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        from readout.cli.version import versions

        typer.echo(versions())
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the versions of package and model.")
    ] = False,
) -> None:
    pass


read.register(app)
analyse.register(app)
export.register(app)
add.register(app)
watch.register(app)
rows.register(app)
actors.register(app)
kept.register(app)


def main() -> None:
    """Run the command line.

    Without PyTorch: spaCy imports it wherever it is installed, which no command needs and which costs two seconds and 200 MB.
    """
    sys.modules.setdefault("torch", None)  # type: ignore[arg-type]
    app(prog_name="readout")
