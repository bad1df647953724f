"""Where a command writes: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import TextIO

from readout.errors import InputError


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """A stream to write to, UTF-8. A file is put in place at the end, and not at all when something went wrong."""
    if path is None or path == "-":
        yield _standard()
        return
    target = Path(path)
    try:
        handle, made = mkstemp(dir=target.parent, prefix=".readout-")
    except OSError as error:
        raise InputError(f"cannot be written: {(error.strerror or str(error)).lower()}", source=path) from None
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 (a handle has no path)
            yield stream
        _publish(Path(made), target)
    finally:
        Path(made).unlink(missing_ok=True)


def _standard() -> TextIO:
    """Standard output, always UTF-8 and with line ends as they are written, so that offsets in it hold."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return sys.stdout


def _publish(made: Path, target: Path) -> None:
    """Move a finished file to its place with the rights a new file gets there."""
    umask = os.umask(0)
    os.umask(umask)
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
            target.write_bytes(made.read_bytes())
            return
        made.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask)
        made.replace(target)
    except OSError as error:
        raise InputError(f"cannot be written: {(error.strerror or str(error)).lower()}", source=str(target)) from None
