"""Web archives (ISO 28500): the HTML pages of `.warc`, `.warc.gz` and `.warc.zst`, read by FastWARC.

Archives of the wild are broken here and there (commoncrawl/news-crawl#11): reading goes on at the next record that is whole.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from readout.document import Document
from readout.errors import InputError, MissingExtraError
from readout.sources import html, limits
from readout.sources.known import Known, OnError

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_HTML = {"text/html", "application/xhtml+xml"}
_BEGINNINGS = (b"WARC/1.", b"\x1f\x8b\x08")  # of a record, plain or packed as a gzip member of its own
_PIECE = 2**20
_BREAKS = 1000  # in a file broken in more places than this, there is little to find


def documents(stream: BinaryIO, *, source: str, known: Known, on_error: OnError | None = None) -> Iterator[Document]:
    """The article on each HTML page that was found (status 200). A page without an article is an error like any other."""
    for record in _records(stream, source=source, on_error=on_error):
        url = ""
        try:
            if isinstance(record, InputError):
                raise record
            url = record.headers.get("WARC-Target-URI") or ""
            if (page := _page(record)) is not None:
                yield html.document(page, known=known, url=url.strip("<>") or None)
        except InputError as error:
            wrong = InputError(error.reason, source=f"{source}: {url}" if url else source)
            if on_error is None:
                raise wrong from None
            on_error(wrong)


def _records(stream: BinaryIO, *, source: str, on_error: OnError | None) -> Iterator[WarcRecord | InputError]:
    """The responses; an error for each place where the archive is broken."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise MissingExtraError("reading web archives", extra="archives") from None
    start = last = 0
    for _ in range(_BREAKS):
        stream.seek(start)
        try:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False):
                last = max(last, record.stream_pos)
                yield record
            return
        except OSError as error:
            broken = InputError(f"a broken record ({str(error).lower()})")
        yield broken
        found = _next(stream, after=max(start, last) + 1)
        if found is None:
            return
        start = found
    yield InputError(f"broken in more than {_BREAKS} places; the rest is left out")


def _next(stream: BinaryIO, *, after: int) -> int | None:
    """Where the next record may begin."""
    overlap = max(map(len, _BEGINNINGS)) - 1
    stream.seek(after)
    data = stream.read(_PIECE)
    while data:
        places = [place for each in _BEGINNINGS if (place := data.find(each)) >= 0]
        if places:
            return after + min(places)
        more = stream.read(_PIECE)
        after, data = after + max(len(data) - overlap, 0), data[-overlap:] + more if more else b""
    return None


def _page(record: WarcRecord) -> bytes | None:
    """The HTML in a response, None where it holds something else. Raises `InputError`."""
    try:
        if not record.is_http:
            return None
        record.parse_http()
        if (record.http_content_type or "").lower() not in _HTML or record.http_headers.status_code != 200:
            return None
        expected, data = record.content_length, _all(record.reader)
    except (OSError, ValueError) as error:
        raise InputError(f"a broken record ({str(error).lower()})") from None
    if len(data) < expected:
        raise InputError("a record that is cut off")
    return _decoded(data, record)


def _decoded(data: bytes, record: WarcRecord) -> bytes:
    """A body as it was before it was packed for the way; some archives keep it unpacked under the old headers."""
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader

    readers = {"chunked": ChunkedReader, "gzip": GzipReader, "br": BrotliReader}
    for header in ("Transfer-Encoding", "Content-Encoding"):
        reader = readers.get((record.http_headers.get(header) or "").lower())
        if reader is not None:
            try:
                data = _all(reader(io.BytesIO(data)))
            except OSError:
                continue
    return data


def _all(reader: object) -> bytes:
    parts, total = [], 0
    while part := reader.read(_PIECE):  # type: ignore[attr-defined]
        parts.append(part)
        total += len(part)
        if total > limits.LIMIT:
            raise limits.too_long("page")
    return b"".join(parts)
