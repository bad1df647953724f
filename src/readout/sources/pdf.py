"""PDF: the text of a press release or report, with its paragraphs (pdfminer.six, which finds words and lines by their places).

A PDF is a program from outside: packed streams that unpack to gigabytes, loops without end. It is read in a process of its own
with bounds on memory and time, which gives back plain text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

from readout.document import Document
from readout.errors import InputError, MissingExtraError
from readout.sources.known import Known

SECONDS = 60  # 100 pages of text take 10
MEGABYTES = 1024
# Names that programs give by themselves.
_NO_TITLE = ("microsoft word", "microsoft powerpoint", "untitled", "document", "powerpoint presentation", "slide 1")
_FILES = (".doc", ".docx", ".pdf", ".indd", ".rtf", ".odt", ".ppt", ".pptx", ".qxd", ".pages", ".tmp")


def document(data: bytes, *, known: Known, url: str | None = None) -> Document:
    """The text of a PDF. Its title goes before `known`; its day, which is that of the file, after. Raises `InputError`."""
    try:
        import pdfminer as _pdfminer  # noqa: F401 (the process needs it)
    except ImportError:
        raise MissingExtraError("reading PDF", extra="pdf") from None
    found = _read(data)
    if reason := found.get("reason"):
        raise InputError(reason)
    return Document(
        text=found["text"],
        title=title(found.get("title")) or known.title,
        outlet=known.outlet,
        published=known.published or created(found.get("created")),
        url=url or known.url,
    )


def title(value: Any) -> str | None:
    """A title as the file gives it; None where a program has put the name of a file there."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    low = text.lower()
    if not 4 <= len(text) <= 300 or not any(map(str.isalpha, text)):
        return None
    return None if low.startswith(_NO_TITLE[:3]) or low in _NO_TITLE or low.endswith(_FILES) else text


def created(value: Any) -> date | None:
    """The day in a date of PDF (`D:20260211083000+02'00'`), where it can be one: not before the format, nor in the future."""
    digits = str(value or "").strip().removeprefix("D:")[:8]
    try:
        day = datetime.strptime(digits, "%Y%m%d").date() if digits.isdecimal() and digits.isascii() else None
    except ValueError:
        return None
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return day if day and date(1993, 1, 1) <= day <= tomorrow else None


def _read(data: bytes) -> dict[str, Any]:
    """What the process found. Raises `InputError`."""
    # Not from the folder it is called in (-P): what lies there under the name of a module is not to be run.
    command = [sys.executable, "-P", "-m", "readout.sources.pdf_process", str(MEGABYTES), str(SECONDS)]
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, check=False, env={**os.environ, "PYTHONPATH": paths}
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"a PDF that takes more than {SECONDS} seconds to read") from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise InputError(f"a broken PDF, or one that takes more than {MEGABYTES} MB to read")
    return found
