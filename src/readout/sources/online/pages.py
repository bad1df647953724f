"""What was fetched, as a document."""

from __future__ import annotations

from dataclasses import replace

from readout.document import Document
from readout.sources import html
from readout.sources.known import Known, text_of
from readout.sources.online.answers import Answer
from readout.sources.online.feeds import KINDS as FEEDS

PAGES = ("text/html", "application/xhtml+xml")
PRINT = ("application/pdf", "application/x-pdf")
PLAIN = "text/plain"
KINDS = (*PAGES, *FEEDS, *PRINT, PLAIN, "")
_MARKED = b"%PDF-"


def document(answer: Answer, *, known: Known) -> Document:
    """The text that was found, with what it or its feed says of it. Raises `InputError`."""
    body = answer.body or b""
    bare = replace(known, outlet=known.outlet or answer.host)
    if answer.kind in PRINT or body.startswith(_MARKED):
        from readout.sources import pdf

        return pdf.document(body, known=bare, url=answer.url)
    if answer.kind == PLAIN:
        found = _decoded(body, answer.charset)
        text = found if isinstance(found, str) else text_of(found)
        return Document(text=text, title=bare.title, outlet=bare.outlet, published=bare.published, url=answer.url)
    return html.document(_decoded(body, answer.charset), known=known, url=answer.url)


def _decoded(body: bytes, charset: str | None) -> bytes | str:
    """A page in the encoding that its server tells, if it is in that; else the page must tell."""
    if charset is None or body.startswith(b"\xef\xbb\xbf"):
        return body
    try:
        return body.decode(charset)
    except (UnicodeError, LookupError):
        return body
