"""PDFs to read, made here."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Set = tuple[float, float, float, str]  # a line of print: from the left, from below, size, text


def lines(*texts: str, top: float = 760, left: float = 72, size: float = 11, step: float = 14) -> list[Set]:
    """Lines one below the other."""
    return [(left, top - number * step, size, text) for number, text in enumerate(texts)]


def pdf(*pages: Sequence[Set], info: str = "", trailer: str = "", packed: bytes | None = None) -> bytes:
    """A PDF of such pages; `packed` is put in place of what is packed in the last one."""
    objects = ["", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>", f"<< {info} >>"]
    streams = [packed if packed and page is pages[-1] else zlib.compress(_drawn(page)) for page in pages]
    numbers = range(5, 5 + 2 * len(pages), 2)
    parts: list[bytes] = [each.encode("latin-1") for each in objects]
    for number, stream in zip(numbers, streams, strict=True):
        page = f"/Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {number + 1} 0 R"
        parts.append(f"<< /Type /Page {page} >>".encode())
        parts.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream")
    parts[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    parts[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>".encode()
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table.encode() + end.encode("latin-1")


def _drawn(page: Sequence[Set]) -> bytes:
    escaped = ((x, y, size, text.translate(str.maketrans({c: "\\" + c for c in "()\\"}))) for x, y, size, text in page)
    return "\n".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in escaped).encode("cp1252")
