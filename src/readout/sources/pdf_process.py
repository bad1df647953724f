"""The process that reads a PDF: bytes on standard input, one JSON object on standard output (see `readout.sources.pdf`)."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import suppress
from statistics import median
from typing import Any

from readout.sources.pdf_lines import Line, paragraphs

PAGES = 500
LETTERS = 8 * 2**20
LOCKED = "a PDF that is locked with a password; save it without one first"
NO_TEXT = "a PDF without text; where it shows some, recognize it first, as in: ocrmypdf FILE.pdf OUT.pdf"
BROKEN = "a broken PDF"


def main() -> None:
    """Read, and write what was found."""
    megabytes, seconds = map(int, sys.argv[1:3])
    _bound(megabytes, seconds)
    logging.disable(logging.CRITICAL)
    try:
        found = _found(sys.stdin.buffer.read())
    except MemoryError:
        found = {"reason": f"{BROKEN}, or one that takes more than {megabytes} MB to read"}
    except Exception as error:  # a parser of hostile bytes raises anything
        found = {"reason": LOCKED if "Password" in type(error).__name__ else f"{BROKEN} ({type(error).__name__})"}
    sys.stdout.write(json.dumps(found))


def _bound(megabytes: int, seconds: int) -> None:
    """Bound memory and time, where the system can: Windows and macOS bound no memory, there only the time is watched."""
    try:
        import resource
    except ImportError:
        return
    for what, bound in ((resource.RLIMIT_AS, megabytes * 2**20), (resource.RLIMIT_CPU, seconds)):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (bound, bound))


def _found(data: bytes) -> dict[str, Any]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(data)))
    told = next(iter(document.info), {}) or {}
    text = "\n\n".join(paragraphs(list(_pages(data))))
    if not any(map(str.isalnum, text)):
        return {"reason": NO_TEXT}
    return {"text": text[:LETTERS], "title": _string(told.get("Title")), "created": _string(told.get("CreationDate"))}


def _pages(data: bytes) -> Iterator[list[Line]]:
    """The lines of each page, in reading order."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams

    for page in extract_pages(io.BytesIO(data), maxpages=PAGES, laparams=LAParams()):
        yield [line for box in page for line in _lines(box, height=page.height or 1.0)]


def _lines(box: Any, *, height: float) -> Iterator[Line]:
    from pdfminer.layout import LTChar, LTTextBox, LTTextLine

    for each in box if isinstance(box, LTTextBox) else ():
        text = " ".join(each.get_text().split()) if isinstance(each, LTTextLine) else ""
        if text:
            # The middle of the letters: one of another font, such as an apostrophe, reaches lower than all others.
            letters = [char for char in each if isinstance(char, LTChar)]
            size = median(char.size for char in letters) if letters else each.height
            foot = median(char.y0 for char in letters) if letters else each.y0
            yield Line(text, each.x0, each.x1, foot, size, foot / height)


def _string(value: Any) -> str | None:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    value = resolve1(value)
    return decode_text(value) if isinstance(value, bytes) else None


if __name__ == "__main__":
    main()
