"""Files, folders, standard input and addresses as documents: each kind of file by the ending of its name."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from readout.document import Document
from readout.errors import InputError
from readout.sources import archives, jsonl, limits, tables
from readout.sources.fields import Columns
from readout.sources.known import Known, OnError, text_of
from readout.sources.online import Online, is_address, lists
from readout.sources.online.addresses import parsed

STDIN = "-"
_TEXT = {".txt", ".md"}
_PAGE = {".html", ".htm", ".xhtml"}
_ROWS = {
    ".jsonl": jsonl.documents,
    ".ndjson": jsonl.documents,
    ".json": jsonl.listed,
    ".csv": tables.separated,
    ".tsv": tables.separated,
    ".parquet": tables.parquet,
}
_LINES = {".jsonl", ".ndjson"}
_ARCHIVES = (".warc", ".warc.gz", ".warc.zst")
_PACKED = ".gz"
_PRINT = ".pdf"
_PRINT_LIMIT = 4 * limits.LIMIT  # most of it is pictures


def documents(
    paths: Iterable[str],
    *,
    known: Known | None = None,
    columns: Columns | None = None,
    on_error: OnError | None = None,
    online: Online | None = None,
) -> Iterator[Document]:
    """Every document in the files, in order; in a folder, by name; `-` is standard input, `http://…` fetched by `online`.

    A file is taken by its ending; one with another ending is plain text, standard input JSONL if it begins with `{`.
    """
    known, online = known or Known(), online or Online()
    for path in _fetched(_files(paths), on_error=on_error):
        try:
            if is_address(path):
                yield from online.documents(path, known=known, on_error=on_error)
                continue
            with _opened(path) as stream:
                yield from _read(stream, path, known=known, columns=columns, on_error=on_error)
        except InputError as error:
            wrong = error if error.source else InputError(error.reason, source=_name(path), line=error.line)
            if on_error is None:
                raise wrong from None
            on_error(wrong)


def check(paths: Iterable[str], *, on_error: OnError | None = None) -> list[str]:
    """Those of the files and folders that can be opened.

    Where `on_error` is None, the first that cannot raises `InputError`.
    """
    good = []
    for path in paths:
        try:
            if is_address(path):
                parsed(path)
            elif path != STDIN and not any(_files([path]) if is_folder(path) else ()):
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
    for path in _files(paths):
        if path == STDIN or is_address(path) or not Path(path).is_file():
            return None
        ending = _ending(path)
        if ending in _LINES and not path.lower().endswith(_PACKED):
            total += _lines_in(path)
        elif ending in _ROWS or ending in _ARCHIVES or ending in lists.ENDINGS:
            return None
        else:
            total += 1
    return total


def _read(
    stream: BinaryIO, path: str, *, known: Known, columns: Columns | None, on_error: OnError | None
) -> Iterator[Document]:
    ending, name = _ending(path), _name(path)
    if ending in _ARCHIVES:
        yield from archives.documents(stream, source=name, known=known, on_error=on_error)
        return
    if path.lower().endswith(_PACKED):
        stream = limits.unpacked(stream)
    rows = _ROWS.get(ending) or (jsonl.documents if path == STDIN and _is_json(stream) else None)
    if rows is not None:
        yield from rows(stream, source=name, known=known, columns=columns, on_error=on_error)
    elif ending in _PAGE:
        from readout.sources import html

        yield html.document(limits.whole(stream), known=known)
    elif ending == _PRINT:
        from readout.sources import pdf

        yield pdf.document(limits.whole(stream, limit=_PRINT_LIMIT), known=known)
    else:
        text = text_of(limits.whole(stream))
        yield Document(text=text, title=known.title, outlet=known.outlet, published=known.published, url=known.url)


def _fetched(paths: Iterable[str], *, on_error: OnError | None) -> Iterator[str]:
    """The paths, with the addresses in a list in its place. Lists in a folder are passed over: nobody asked to fetch those."""
    for path in paths:
        if is_address(path) or _ending(path) not in lists.ENDINGS:
            yield path
            continue
        try:
            yield from lists.named([path], on_error=on_error)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)


def _files(paths: Iterable[str]) -> Iterator[str]:
    """The paths, with the files in a folder in its place: those of a kind that is read, in the order of their names."""
    for path in paths:
        if path == STDIN or is_address(path) or not is_folder(path):
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith(".") and _ending(name) in _KINDS:
                    yield str(Path(folder) / name)


_KINDS = {*_TEXT, *_PAGE, *_ROWS, *_ARCHIVES, _PRINT}


def is_folder(path: str) -> bool:
    """Whether a path is that of a folder; one that cannot be a path is not."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _ending(path: str) -> str:
    """The ending of a name, in small letters, that tells its kind: without `.gz`, unless it is a web archive's."""
    name = Path(path).name.lower()
    archive = next((each for each in _ARCHIVES if name.endswith(each)), None)
    return archive or Path(name.removesuffix(_PACKED)).suffix


def _lines_in(path: str) -> int:
    """How many lines a file has, a last one without its end included."""
    total, last = 0, b"\n"
    with Path(path).open("rb") as stream:
        while piece := stream.read(2**20):
            total, last = total + piece.count(b"\n"), piece[-1:]
    return total + (last != b"\n")


def _is_json(stream: BinaryIO) -> bool:
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
        raise InputError("a folder with nothing in it that can be read", source=path) from None
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower(), source=path) from None
    except ValueError as error:
        raise InputError(str(error), source=path) from None
    with stream:
        yield stream


def _name(path: str) -> str:
    return "standard input" if path == STDIN else path
