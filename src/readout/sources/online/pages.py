"""What was fetched, as a document."""

from __future__ import annotations

from readout.document import Document
from readout.sources import html
from readout.sources.known import Known, text_of
from readout.sources.online.answers import Answer
from readout.sources.online.feeds import KINDS as FEEDS

PAGES = ("text/html", "application/xhtml+xml")
PDF = "application/pdf"
PLAIN = "text/plain"
KINDS = (*PAGES, *FEEDS, PDF, PLAIN, "")
_MARKED = b"%PDF-"


def document(answer: Answer, *, known: Known) -> Document:
    """The text that was found, with what it or its feed says of it. Raises `InputError`."""
    body = answer.body or b""
    if answer.kind == PDF or body.startswith(_MARKED):
        from readout.sources import pdf

        return pdf.document(body, known=known, url=answer.url)
    if answer.kind == PLAIN:
        text = _decoded(body, answer.charset)
        text = text if isinstance(text, str) else text_of(body)
        return Document(
            text=text, title=known.title, outlet=known.outlet or answer.host, published=known.published, url=answer.url
        )
    return html.document(_decoded(body, answer.charset), known=known, url=answer.url)


def _decoded(body: bytes, charset: str | None) -> bytes | str:
    """A page in the encoding that its server tells, if it is in that; else the page must tell."""
    if charset is None or body.startswith(b"\xef\xbb\xbf"):
        return body
    try:
        return body.decode(charset)
    except (UnicodeError, LookupError):
        return body
