"""Bounds on what is read into memory: a line, a text, and what a packed file unpacks to."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from readout.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Bytes of one line, one text or one page. The longest news pages are about 5 MB, with their scripts; a book is 1 MB.
LIMIT = 16 * 2**20
# News packs 3 to 10 times smaller, a table of repeated fields up to 50 times; zeros pack a thousand times smaller.
RATIO = 200
_FREE = 4 * LIMIT
_PIECE = 2**16


def lines(stream: BinaryIO, *, limit: int = LIMIT) -> Iterator[bytes | None]:
    """The lines of a stream; None in place of one that is too long, of which no more than the limit is ever held."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield None


def whole(stream: BinaryIO, *, limit: int = LIMIT) -> bytes:
    """All of a stream. Raises `InputError` where that is too much."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_long("text", limit=limit)
    return data


def too_long(what: str, *, limit: int = LIMIT) -> InputError:
    """The error for something longer than the limit."""
    return InputError(f"a {what} of more than {limit // 2**20} MB")


def unpacked(stream: BinaryIO) -> BinaryIO:
    """What a gzip file holds. Reading raises `InputError` where it is broken, cut, or unpacks to far more than text would."""
    return io.BufferedReader(_Unpacked(stream), buffer_size=_PIECE)


class _Unpacked(io.RawIOBase):
    """A gzip file that counts what comes out of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._packed, self._inner, self._total = stream, gzip.GzipFile(fileobj=stream), 0
        self._bound = max(_FREE, RATIO * os.fstat(stream.fileno()).st_size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        try:
            data = self._inner.read(len(room))
        except EOFError:
            raise InputError("a gzip file that is cut off") from None
        except (OSError, zlib.error) as error:
            raise InputError(f"a broken gzip file ({error})") from None
        self._total += len(data)
        if self._total > self._bound:
            raise InputError(f"a gzip file that unpacks to more than {RATIO} times its size")
        room[: len(data)] = data
        return len(data)
