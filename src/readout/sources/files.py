"""Files and standard input as documents: plain text is one document, JSONL one a line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from readout.document import Document
from readout.errors import InputError
from readout.sources import jsonl
from readout.sources.known import Known, OnError, text_of

STDIN = "-"
_LINES = {".jsonl", ".ndjson"}


def documents(paths: Iterable[str], *, known: Known | None = None, on_error: OnError | None = None) -> Iterator[Document]:
    """Every document in the files, in order; `-` is standard input.

    A file is JSONL by its ending (`.jsonl`, `.ndjson`), standard input by its first character (`{`).
    """
    known = known or Known()
    for path in paths:
        try:
            with _opened(path) as stream:
                if _is_jsonl(path, stream):
                    yield from jsonl.documents(stream, source=_name(path), known=known, on_error=on_error)
                else:
                    yield _plain(stream.read(), known=known)
        except InputError as error:
            wrong = error if error.source else InputError(error.reason, source=_name(path), line=error.line)
            if on_error is None:
                raise wrong from None
            on_error(wrong)


def check(paths: Iterable[str], *, on_error: OnError | None = None) -> list[str]:
    """Those of the files that can be opened. Where `on_error` is None, the first that cannot raises `InputError`."""
    good = []
    for path in paths:
        try:
            if path != STDIN:
                with _opened(path):
                    pass
            good.append(path)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)
    return good


def count(paths: Sequence[str]) -> int | None:
    """How many documents the files hold, blank lines included; None where that cannot be told beforehand."""
    total = 0
    for path in paths:
        if path == STDIN or not Path(path).is_file():
            return None
        if Path(path).suffix.lower() in _LINES:
            with Path(path).open("rb") as stream:
                total += sum(1 for _ in stream)
        else:
            total += 1
    return total


def _plain(data: bytes, *, known: Known) -> Document:
    text = text_of(data)
    return Document(text=text, title=known.title, outlet=known.outlet, published=known.published, url=known.url)


def _is_jsonl(path: str, stream: BinaryIO) -> bool:
    if path != STDIN:
        return Path(path).suffix.lower() in _LINES
    return cast(BufferedReader, stream).peek(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 (closed below, where its own errors stay its own)
    except FileNotFoundError:
        raise InputError("no such file", source=path) from None
    except IsADirectoryError:
        raise InputError("a folder; name the files in it, as in 'FOLDER/*.txt'", source=path) from None
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower(), source=path) from None
    except ValueError as error:
        raise InputError(str(error), source=path) from None
    with stream:
        yield stream


def _name(path: str) -> str:
    return "standard input" if path == STDIN else path
