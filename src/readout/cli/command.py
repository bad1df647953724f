"""How every command ends: an error is one line and exit status 1, a closed pipe or Ctrl-C is quiet."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from readout.errors import ReadoutError

INTERRUPTED = 130
CLOSED_PIPE = 141


class Commands(TyperGroup):
    """The commands, in the order they were added, with one way to fail."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except ReadoutError as error:
            complain(str(error))
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # What is still buffered has nowhere to go: without this, Python says so at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(CLOSED_PIPE) from None
        return result


def complain(message: str) -> None:
    """Say what is wrong, in one line on standard error."""
    typer.echo(f"readout: {' '.join(message.split())}", err=True)
